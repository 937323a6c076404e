"""Digits in a text that are no figure: dates, laws, codes, register numbers, labels, list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lkjip_audit.rulepack.words import WordPattern, Words, derived


class MaskKind(StrEnum):
    """What the digits are instead of a figure."""

    DATE = "date"
    CODE = "code"
    LABEL = "label"  # "Tabel 3.1", "Sasaran 2", "ke-1"
    LIST = "list"  # "1." or "a)" before an item
    NOTE = "note"  # an address, a time, a ratio like 1:20


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of text that holds no figure; ``start`` to ``end``."""

    kind: MaskKind
    start: int
    end: int


_NOT_A_QUANTITY = (
    r"(?![0-9])(?![.,][0-9])(?!\s{0,3}\(?\\?%)"
    r"(?!\s{0,3}(?:\([a-z ]{1,40}\)\s{0,3})?(?:{percent_words}|poin|{scales}|{units_counted})\b)"
)
"""Behind the number of a weak label: "Sasaran 2" is one, "2 sasaran" or "kegiatan 85%" is not."""

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})*"
_AND = r"\s{0,2}(?:,|,? ?dan|/|-|s\.?/?d\.?)\s{0,2}"
_REGULATIONS = r"{regulations}|{regulation_stems}\w*"
_YEAR = "(?:19|20)[0-9]{2}"

_SOURCES: tuple[tuple[MaskKind, str], ...] = (
    (MaskKind.NOTE, r"(?:https?://|www\.)\S+"),
    (MaskKind.NOTE, r"(?<!\S)[^\s@]{1,64}@[^\s@]{1,255}"),
    (MaskKind.NOTE, r"\b(?:{registers})\b[\s.:()]{0,6}[0-9][0-9() .\-]*"),
    (MaskKind.NOTE, r"\b(?:pukul|jam)\s{1,3}[0-9]{1,2}(?:[.:][0-9]{2})?"),
    (MaskKind.NOTE, r"(?<![0-9.,])[0-9]{1,2}[.:][0-9]{2}\s{0,3}(?:WIB|WITA|WIT)\b"),
    (MaskKind.NOTE, r"(?<![0-9.,])[0-9]+ ?: ?[0-9]+(?![0-9.,])"),
    (MaskKind.CODE, rf"(?<![0-9.,]){_YEAR}[0-9]{{4}} ?{_YEAR}[0-9]{{2}} ?[12] ?[0-9]{{3}}(?![0-9])"),
    (MaskKind.CODE, r"(?<![\w./-])(?=[\w.\-]*(?:/[\w.\-]*)*[0-9])[\w.\-]+(?:/[\w.\-]+){2,}"),
    (
        MaskKind.DATE,
        r"(?<![0-9.,])[0-9]{1,2}(?:\s{0,2}(?:-|s\.?/?d\.?|dan|hingga|sampai(?: dengan)?)\s{0,2}[0-9]{1,2})?"
        rf"\s{{1,3}}(?:{{months}})\b\.?(?:\s{{1,3}}{_YEAR})?",
    ),
    (
        MaskKind.DATE,
        r"(?<![\w.,/-])(?:0?[1-9]|[12][0-9]|3[01])([-./])(?:0?[1-9]|1[0-2])\1"
        rf"{_YEAR}(?![0-9]|[.,/-][0-9])",
    ),
    (MaskKind.DATE, rf"(?<![\w.,/-]){_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"),
    (MaskKind.DATE, rf"\b(?:{{months}})\s{{1,3}}{_YEAR}\b"),
    (MaskKind.DATE, r"\b(?:tanggal|tgl)\b\.?\s{1,3}[0-9]{1,2}\b"),
    (
        MaskKind.LABEL,
        r"\b(?:nomor|no|nmr)\b\.?\s{0,3}:?\s{0,3}[0-9][\w./\-]*(?:\s{1,3}tahun\s{1,3}[0-9]{4})?",
    ),
    (
        MaskKind.LABEL,
        rf"\b(?:{_REGULATIONS})\s{{1,3}}[0-9]{{1,4}}(?:\s?/\s?[0-9]{{4}}|\s{{1,3}}tahun\s{{1,3}}[0-9]{{4}})",
    ),
    (
        MaskKind.LABEL,
        rf"\b(?:{{numbered_labels}})\b\.?\s{{0,3}}-?\s{{0,3}}\(?{_NUMBER}\b\)?(?:{_AND}{_NUMBER}(?![0-9,%]))*",
    ),
    (
        MaskKind.LABEL,
        rf"\b(?:{{weak_labels}})\b\.?\s{{0,3}}(?:ke)?\s?-?\s?\(?{_NUMBER}{_NOT_A_QUANTITY}"
        rf"(?:{_AND}{_NUMBER}{_NOT_A_QUANTITY})*",
    ),
    (MaskKind.LABEL, r"\b(?:ke|tahun)\s?-\s?[0-9]+(?![0-9]|[.,][0-9])"),
)
_PATTERNS = tuple((kind, WordPattern(source, re.IGNORECASE)) for kind, source in _SOURCES)
_IN_CELLS = frozenset({MaskKind.DATE, MaskKind.CODE, MaskKind.NOTE})

_LINE_NUMBER = re.compile(
    r"^[ \t]*+(?:[-*•·#]++[ \t]*+)*+(?:\([0-9]{1,3}\)|[0-9]{1,3}(?:\.[0-9]{1,2})*[.)]{1,2})(?=\s|[^\W\d]|\*)",
    re.MULTILINE,
)
_HEADING = WordPattern(r"^[ \t#*-]*+[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}[ \t]++(?=[A-Z])(?!{units_counted}\b)", re.MULTILINE)
_ITEM = re.compile(r"(?<![\w.,%])([0-9]{1,2})[.)]{1,2}(?=\s+[^\W\d])")
_LINE_ITEM = re.compile(r"\s*([0-9]{1,2})[.)]+(?=\s)")


@derived
def _in_brackets(words: Words) -> re.Pattern[str]:
    """A list number in brackets, "(1) pertama"; not the figure beside its words, "dua (2) dokumen"."""
    numbers = (*words["number_words"].words, *words["scales"].words, "puluh", "belas", "ratus")
    before = "".join(rf"(?<!{re.escape(word)} )" for word in sorted(numbers))
    return re.compile(rf"(?<![\w)]){before}\([0-9]{{1,2}}\)(?=\s*[^\W\d])", re.IGNORECASE)


def find_masks(text: str, *, prose: bool) -> tuple[Mask, ...]:
    """Every stretch of ``text`` whose digits are no figure, in order of their start; they may overlap.

    In a table's cell (``prose`` False) only dates, codes and the like are looked for: "Sasaran 2" is text
    anyhow.
    """
    masks = [
        Mask(kind, match.start(), match.end())
        for kind, pattern in _PATTERNS
        if prose or kind in _IN_CELLS
        for match in pattern.finditer(text)
    ]
    lists = _list_numbers(text) if prose else _numbered_lines(text)
    masks.extend(Mask(MaskKind.LIST, start, end) for start, end in lists)
    return tuple(sorted(masks, key=lambda mask: (mask.start, mask.end)))


def begins_a_mask(word: str) -> bool:
    """Whether ``word`` and a number or a year behind it are a mask in a table's cell: "tanggal 5"."""
    return any(
        pattern.match(f"{word} {number}")
        for kind, pattern in _PATTERNS
        if kind in _IN_CELLS
        for number in ("12", "2023")
    )


def covered_places(masks: Iterable[Mask], length: int) -> bytearray:
    """One byte for each of ``length`` places: 1 where a mask lies."""
    places = bytearray(length)
    for mask in masks:
        places[mask.start : mask.end] = b"\1" * (mask.end - mask.start)
    return places


def _list_numbers(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_LINE_NUMBER, _HEADING, _in_brackets()):
        yield from (match.span() for match in pattern.finditer(text))
    yield from _running_items(text)


def _running_items(text: str) -> Iterator[tuple[int, int]]:
    """The numbers of "1. Perencanaan 2. Pengadaan 3. ..." within a line: they count up from 1.

    A sentence that ends in a number ("sebesar 64. Pengukuran") is none, since it follows on nothing.
    """
    run: list[tuple[int, int]] = []
    for match in _ITEM.finditer(text):
        number = int(match.group(1))
        if number != len(run) + 1:
            if len(run) > 1:
                yield from run
            run = []
        if number == len(run) + 1:
            run.append(match.span())
    if len(run) > 1:
        yield from run


def _numbered_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the list numbers of a cell's lines stand, when its lines count up from 1."""
    matches = [_LINE_ITEM.match(line) for line in text.split("\n")]
    numbers = [int(match.group(1)) for match in matches if match]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return
    position = 0
    for line, match in zip(text.split("\n"), matches, strict=True):
        if match:
            yield position + match.start(1), position + match.end()
        position += len(line) + 1
