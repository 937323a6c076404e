"""Where a sentence names a sasaran, an indikator or a program that the tables know."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordSet

_SPACE = re.compile(r"[^0-9a-zà-ÿ]+")
_WORD = re.compile(r"[0-9a-zà-ÿ]+")
_NUMBERED = re.compile(r"\bsasaran(?:\s+strategis)?(?:\s+ke)?\s*-?\s*(\d{1,2})\b", re.IGNORECASE)
_GENERIC = WordSet("generic_words")


@dataclass(frozen=True, slots=True)
class Mention:
    """A subject named in a text: its level and key, and where."""

    level: str
    key: str
    start: int
    end: int


def normal(text: str) -> str:
    """Lower-case words, single spaces between them."""
    return _SPACE.sub(" ", text.lower()).strip()


class Labels:
    """The names of subjects, level by level, ready to be found in sentences.

    ``names`` gives for each level the labels of each key; ``orders`` the key of the n-th sasaran.
    """

    def __init__(
        self, names: Mapping[str, Mapping[str, Iterable[str]]], orders: Mapping[int, Mapping[str, str]]
    ) -> None:
        self._names, self._orders = names, orders

    @cached_property
    def _labels(self) -> Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]:
        """The names by their first word; made with the first sentence that is looked at."""
        found: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        owners: dict[str, set[tuple[str, str]]] = {}
        for level, keys in self._names.items():
            for key, labels in keys.items():
                for label in labels:
                    owners.setdefault(normal(label), set()).add((level, key))
        own = limits().prose
        for label, owned in {**owners, **_short_forms(owners)}.items():
            words = tuple(label.split())
            telling = len(words) >= own.name_words and len(label) >= own.name_letters
            if telling and len({level for level, _ in owned}) == len(owned):
                found[words[0]].extend((words, level, key) for level, key in sorted(owned))
        return found

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The subjects that ``text`` names, in order; a name inside a longer one of its level is not counted."""
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text.lower())]
        found: list[Mention] = []
        for place, (first, start, _) in enumerate(words):
            for label, level, key in self._labels.get(first, ()):
                end = place + len(label)
                if end <= len(words) and _reads_as(label, [word for word, _, _ in words[place:end]]):
                    found.append(Mention(level, key, start, words[end - 1][2]))
        for match in _NUMBERED.finditer(text):
            for level, key in self._orders.get(int(match.group(1)), {}).items():
                found.append(Mention(level, key, match.start(), match.end()))
        outer = [item for item in found if not any(_is_inside(item, other) for other in found)]
        return tuple(sorted(dict.fromkeys(outer), key=lambda item: (item.start, item.end, item.level, item.key)))


def _reads_as(label: tuple[str, ...], words: list[str]) -> bool:
    """Whether ``words`` are the label's, but for one in six: prose says "pelatihan" where the table says "diklat"."""
    if words[-1] != label[-1]:
        return False
    return (
        sum(word != other for word, other in zip(label, words, strict=True))
        <= len(label) // limits().prose.words_per_departure
    )


def _is_inside(one: Mention, other: Mention) -> bool:
    within = other.start <= one.start and one.end <= other.end
    return within and one.level == other.level and (one.start, one.end) != (other.start, other.end)


def _short_forms(owners: Mapping[str, set[tuple[str, str]]]) -> Mapping[str, set[tuple[str, str]]]:
    """The beginnings of labels by which prose calls them: up to the first word that no other label has.

    "Nilai SAKIP Perangkat Daerah" is known by "nilai sakip" where no other subject has the word "sakip".
    """
    holders: dict[str, set[str]] = {}
    for label, owned in owners.items():
        for word in label.split():
            holders.setdefault(word, set()).update(key for _, key in owned)
    own = limits().prose
    forms: dict[str, set[tuple[str, str]]] = {}
    for label, owned in owners.items():
        words = label.split()
        for index, word in enumerate(words[: own.short_form_words]):
            telling = len(word) >= own.telling_letters and word not in _GENERIC
            if index and telling and holders[word] <= {key for _, key in owned}:
                forms.setdefault(" ".join(words[: index + 1]), set()).update(owned)
                break
    return {form: owned for form, owned in forms.items() if form not in owners}
