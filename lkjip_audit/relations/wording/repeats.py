"""Words said twice in a row, as happens when a title is pasted: "Nomor Kota Blitar Nomor 5"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.rulepack.words import WordPattern, WordSet
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import Contents, contents_of, different_texts, texts_with
from lkjip_audit.workbook.model import Address

_WORD = re.compile(r"[^\W\d_](?:[\w'-]|\.(?=\w))*")
_NUMBERED_TWICE = re.compile(
    r"\b(?:nomor|no\.)\s+(?!\d)[^\W\d][^\d,.;]{2,40}?\s+(?:nomor|no\.)\s+(?=\d)", re.IGNORECASE
)
_NUMBER = "no"
"""How the words for a number begin."""
_IN_A_TITLE = WordPattern(
    r"\b(?:peraturan|undang-undang|instruksi|{regulations}|{regulation_stems}\w*)\b"
    r"(?:[^.;]|\.(?=\w))*?\b(?:tentang|nomor)\b(?:[^.;]|\.(?=\w))*\Z",
    re.IGNORECASE,
)
# Words that are never doubled on purpose; others may be ("tahun tahun" for tahun-tahun).
_NEVER_DOUBLED = WordSet("never_doubled")
_ABSTRACT = re.compile(r"(?:ke|pe)\w{4,}an", re.IGNORECASE)
_DOUBLED_IN_PLURALS = WordSet("doubled_in_plurals")


@dataclass(frozen=True, slots=True)
class _Repeat:
    """``stated`` is the words as typed with their repetition, ``once`` without."""

    stated: str
    once: str
    start: int
    is_long: bool
    is_sure: bool = True
    in_title: bool = False
    """Whether it is within the title of a regulation, which may repeat itself."""


def repeats(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Every text of a few words or more; a sheet without a repetition passes once.

    What stands outside of a regulation's title is info.
    """
    said = scene.once.of(_texts, scene)
    held = (contents for contents in contents_of(scene) if not said.of_words.isdisjoint(_values(contents)))
    clean = {contents.sheet.name: True for contents in held}
    for item in texts_with(scene, said.repeats.__contains__):
        clean[item.sheet] = False
        for repeat in said.repeats[item.text]:
            yield _judged(rule, item.address, repeat)
    for sheet, is_clean in clean.items():
        if is_clean:
            yield outcome(rule, Status.PASS, Address(sheet, 1, 1), sheet)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The different texts ``of_words``, a few or more, and what those say twice that have ``repeats``."""

    of_words: frozenset[str]
    repeats: Mapping[str, Sequence[_Repeat]]


def _texts(scene: Scene) -> _Texts:
    fewest = limits().prose.sentence_words
    of_words, repeats = set[str](), dict[str, Sequence[_Repeat]]()
    for text in different_texts(scene):
        lower = text.lower()
        words = lower.split()
        if len(words) >= fewest:
            of_words.add(text)
            if _says_again(lower, words) and (found := _repeats(text)):
                repeats[text] = [replace(item, in_title=_is_in_title(text, item)) for item in found]
    return _Texts(frozenset(of_words), repeats)


def _values(contents: Contents) -> Iterator[str]:
    return (str(cell.value) for cell in contents.texts)


def _says_again(text: str, words: Sequence[str]) -> bool:
    """Whether some of the ``words`` of a text comes twice, whatever marks stand beside it; or a number's words do."""
    plain = words if "".join(words).isalpha() else _WORD.findall(text)
    return len(set(plain)) < len(plain) or text.count(_NUMBER) > 1


def _is_in_title(text: str, item: _Repeat) -> bool:
    before = text[max(0, item.start - limits().prose.title_reach) : item.start + len(item.stated)]
    return item.is_long and bool(_IN_A_TITLE.search(before))


def _judged(rule: Rule, address: Address, item: _Repeat) -> Laid:
    return outcome(
        rule,
        Status.FINDING if item.is_sure else Status.NOT_VERIFIABLE,
        address,
        item.once,
        stated=item.stated,
        expected_text=item.once if item.is_sure else "",
        severity=None if item.in_title else Severity.INFO,
        reason=None if item.is_sure else "perhaps_plural",
    )


def _repeats(text: str) -> list[_Repeat]:
    found = [
        _Repeat(match.group().strip(), re.sub(r"^\S+\s+", "", match.group().strip()), match.start(), is_long=True)
        for match in _NUMBERED_TWICE.finditer(text)
    ]
    offset = 0
    for line in text.split("\n"):
        found.extend(_in_line(line, offset))
        offset += len(line) + 1
    return found


def _in_line(line: str, offset: int) -> Iterator[_Repeat]:
    words = list(_WORD.finditer(line))
    plain = [word.group().lower() for word in words]
    at = 0
    while at < len(words):
        length = _repeated(line, words, plain, at)
        if not length:
            at += 1
            continue
        start, end = words[at].start(), words[at + 2 * length - 1].end()
        once = line[words[at + length].start() : end]
        is_sure = length > 1 or _is_slip(line, words, plain[at], at)
        yield _Repeat(line[start:end], once, offset + start, length > 1, is_sure)
        at += 2 * length


def _repeated(line: str, words: list[re.Match[str]], plain: list[str], at: int) -> int:
    """How many words from ``at`` on are at once said again; 0 for none."""
    for length in range(min(limits().prose.repeated_words, (len(words) - at) // 2), 0, -1):
        first, second = plain[at : at + length], plain[at + length : at + 2 * length]
        if first != second or (length > 1 and len(set(first)) == 1):
            continue
        gaps = [line[words[i].end() : words[i + 1].start()] for i in range(at, at + 2 * length - 1)]
        if length == 1:
            return int(gaps == [" "] and len(first[0]) > 1)
        loose = gaps[:]
        loose[length - 1] = loose[length - 1].replace(",", "")
        if all(not gap.strip() and gap for gap in loose) and max(map(len, first)) >= limits().prose.telling_letters:
            return length
    return 0


def _is_slip(line: str, words: list[re.Match[str]], word: str, at: int) -> bool:
    """Whether one word said twice is a slip and not a plural without its hyphen."""
    if word in _NEVER_DOUBLED:
        return True
    followed = re.match(r"\s+\d", line[words[at + 1].end() :])
    if followed and word in ("tahun", "tanggal", "nomor", "tabel", "sebesar"):
        return True
    return bool(_ABSTRACT.fullmatch(word)) and word not in _DOUBLED_IN_PLURALS
