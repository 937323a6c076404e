"""Numbers that Word puts before paragraphs by itself: counted as they are shown, as they stand in no text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lkjip_audit.workbook.document.xml import attribute, child, local, number, value

_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MOST_ROMAN: Final = 5000
_LETTERS: Final = 26
_MOST_LETTERS: Final = 780  # Word itself goes no further: thirty times the alphabet
_HIDDEN: Final = frozenset({"bullet", "none"})
_HIGHEST: Final = 2**31 - 1  # a whole number of the file format
_LONGEST: Final = 255
"""Signs around the numbers of a level; Word takes no more, and each paragraph of the list repeats them."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: from where, in which form, in which text around it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    _levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    _shared: Mapping[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, numbered: tuple[str, int] | None) -> str:
        """The label of the next paragraph at a level of a list; empty where it has none, or a bullet."""
        if numbered is None or numbered[0] not in self._levels:
            return ""
        name, depth = numbered
        levels = self._levels[name]
        level = levels.get(depth)
        if level is None or level.form in _HIDDEN:
            return ""
        counts = self._counts.setdefault(self._shared[name], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, _Level())
            return _written(counts.get(at, other.start), other.form)

        return _PLACE.sub(shown, level.text)


def read_numbering(root: ET.Element | None) -> Numbering:
    """The lists in the part of that name; none where there is no such part."""
    if root is None:
        return Numbering()
    forms = {
        attribute(item, "abstractNumId") or "": dict(_levels_in(item)) for item in root if local(item) == "abstractNum"
    }
    levels: dict[str, Mapping[int, _Level]] = {}
    shared: dict[str, str] = {}
    for item in root:
        if local(item) == "num":
            name, form = attribute(item, "numId") or "", value(item, "abstractNumId") or ""
            anew = any(child(other, "startOverride") is not None for other in item if local(other) == "lvlOverride")
            levels[name] = _overridden(forms.get(form, {}), item)
            shared[name] = f"num {name}" if anew else f"abstract {form}"
    return Numbering(levels, shared)


def _levels_in(item: ET.Element) -> list[tuple[int, _Level]]:
    return [(number(attribute(part, "ilvl"), 0), _level(part)) for part in item if local(part) == "lvl"]


def _level(part: ET.Element) -> _Level:
    start = min(number(value(part, "start"), 1), _HIGHEST)
    return _Level(start, value(part, "numFmt") or "decimal", (value(part, "lvlText") or "")[:_LONGEST])


def _overridden(levels: Mapping[int, _Level], item: ET.Element) -> Mapping[int, _Level]:
    found = dict(levels)
    for other in item:
        if local(other) != "lvlOverride":
            continue
        depth = number(attribute(other, "ilvl"), 0)
        found |= dict(_levels_in(other))
        start = value(other, "startOverride")
        if start is not None:
            kept = found.get(depth, _Level())
            found[depth] = _Level(min(number(start, kept.start), _HIGHEST), kept.form, kept.text)
    return found


def _written(count: int, form: str) -> str:
    match form:
        case "upperLetter" | "lowerLetter" if 0 < count <= _MOST_LETTERS:
            letter = chr(ord("A") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)
            return letter if form == "upperLetter" else letter.lower()
        case "upperRoman" | "lowerRoman" if 0 < count < _MOST_ROMAN:
            return _roman(count) if form == "upperRoman" else _roman(count).lower()
        case "decimalZero":
            return f"{count:02d}"
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for amount, sign in _ROMAN:
        times, count = divmod(count, amount)
        text += sign * times
    return text
