"""Rows within rows: by nomenclature code, by numbering and dashes, by indentation, by columns, by bands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.model import Row, RowKind

_CODE = re.compile(r"[xX\d]{1,4}(?:\s*[.\-/]\s*[xX\d]{1,4}){0,8}\.?")
_DOTTED = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,8}")
_CODE_PART = re.compile(r"[xX\d]+")
_MARKERS = (
    ("decimal", re.compile(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?\s+\S")),
    ("number", re.compile(r"(\d{1,2})\s*\.(?!\d)\s*\S")),
    ("bracket", re.compile(r"(\d{1,2})\s*\)\s*\S")),
    ("roman", re.compile(r"([IVX]{1,5})\s*[.)]\s*\S")),
    ("capital", re.compile(r"([A-Z])\s*\.\s+\S")),
    ("letter", re.compile(r"([a-z])\s*\.\s*\S")),
    ("letter_bracket", re.compile(r"([a-z])\s*\)\s*\S")),
    ("dash", re.compile(r"([-–—•·*▪➢>])\s*[^\d\s\-–—]")),
)
_WORD = re.compile(r"[A-HJ-UWYZa-z][A-Za-z]")
"""A word that is no Roman numeral: no mark begins so."""

_CARRIED_KINDS = (RowKind.DETAIL, RowKind.GROUP)
Marks = Mapping[int, tuple["Marker | None", int, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark before a row's name: its style, its depth within the style, and its number or letter."""

    style: str
    depth: int = 0
    order: str | None = None


def read_marker(text: str) -> Marker | None:
    """``"1. Meningkatnya"`` is style number, order 1; ``"- Program"`` a dash; None for a bare name."""
    text = text.lstrip()
    if _WORD.match(text):
        return None
    for style, pattern in _MARKERS:
        if match := pattern.match(text):
            mark = match.group(1)
            if style == "decimal":
                return Marker(style, mark.count("."), mark)
            return Marker(style, 0, None if style == "dash" else mark)
    return None


def read_code(parts: Sequence[str]) -> str | None:
    """A nomenclature code from the texts of its column or columns: ``["5", "03", "1"]`` is ``5.03.01``.

    The second, third and fifth parts have two digits by the nomenclature of Permendagri 90/2019; a zero that
    a number cell lost is given back.  None for texts that are no code.
    """
    texts = [part.strip() for part in parts if part and part.strip(" -.")]
    if len(texts) == 1 and _DOTTED.fullmatch(texts[0]):
        return ".".join(_pad(place, piece) for place, piece in enumerate(texts[0].split(".")))
    if not texts or not all(_CODE.fullmatch(text) for text in texts):
        return None
    pieces = [piece for text in texts for piece in _CODE_PART.findall(text)]
    if not pieces or (len(pieces) == 1 and len(pieces[0]) > 2):
        return None
    return ".".join(_pad(place, piece) for place, piece in enumerate(pieces))


_TWO_DIGITS = (1, 2, 4, 5)
"""The parts of a code, counted from 0, that have two digits by the nomenclature of Permendagri 90/2019."""


def _pad(place: int, piece: str) -> str:
    if place in _TWO_DIGITS and piece.isdigit():
        return piece.zfill(2)
    return piece


def nest(rows: Sequence[Row], marks: Marks, ladder: Sequence[str]) -> tuple[Row, ...]:
    """``rows`` with ``level`` and ``parent`` set.

    Codes decide where most rows have one, else the marks before the names, else the deepest filled column of
    the ladder, else the indentation; bands hold the rows after them.
    """
    carried = [index for index, row in enumerate(rows) if row.kind in _CARRIED_KINDS]
    if not carried:
        return tuple(rows)
    coded = [index for index in carried if rows[index].code]
    if len(coded) >= 2 and len(coded) >= limits().layout.coded_share * len(carried):
        return _nest_by_code(rows)
    depths = (
        _depths_by_marker(rows, carried, marks)
        or _depths_by_ladder(rows, carried, marks, ladder)
        or _depths_by_indent(carried, rows, marks)
        or _depths_by_band(rows, carried)
    )
    return _nest_by_depth(rows, depths) if depths else tuple(rows)


def _nest_by_code(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Each row under the last row whose code begins its own; rows without a code stay apart."""
    places: dict[tuple[str, ...], int] = {}
    nested: list[Row] = []
    shortest = min((row.code.count(".") for row in rows if row.code), default=0)
    for index, row in enumerate(rows):
        if not row.code:
            nested.append(row)
            continue
        key = tuple(_significant(part) for part in row.code.split("."))
        parent = None
        for size in range(len(key) - 1, 0, -1):
            parent = places.get(key[:size])
            if parent is not None:
                break
        level = nested[parent].level + 1 if parent is not None else 0
        if parent is None and row.code.count(".") > shortest:
            level = 0
        nested.append(row.under(parent, level))
        places[key] = index
    return tuple(nested)


def _significant(part: str) -> str:
    return part.lstrip("0") or "0"


def _depths_by_marker(rows: Sequence[Row], carried: Sequence[int], marks: Marks) -> dict[int, int]:
    """Depth by the order in which styles of marks first open inside one another; empty if they say nothing.

    The marks stand before the names, or in the column of numbers where it holds more than one style: I, a, b,
    II.
    """
    found = {index: marks[rows[index].number][0] for index in carried}
    if not any(found.values()):
        found = {index: read_marker(f"{rows[index].order}. -") for index in carried}
        if len({(mark.style, mark.depth) for mark in found.values() if mark}) < 2:
            return {}
    styles = {(mark.style, mark.depth) for mark in found.values() if mark}
    marked = sum(mark is not None for mark in found.values())
    few = marked < limits().layout.marked_share * len(carried)
    if few or (len(styles) < 2 and marked == len(carried)) or marked == 0:
        return {}
    if len(styles) == 1 and not _unmarked_are_inside(found):
        return {}
    stack: list[tuple[str, int] | None] = []
    depths = {}
    for index, mark in found.items():
        key = (mark.style, mark.depth) if mark else None
        if key in stack:
            del stack[stack.index(key) + 1 :]
        else:
            stack.append(key)
        depths[index] = len(stack) - 1
    return depths


def _unmarked_are_inside(found: Mapping[int, Marker | None]) -> bool:
    """With one style of mark only, unmarked rows are inside marked ones if one of these comes first."""
    first = next(iter(found.values()))
    return (first is not None and first.style != "dash") or first is None


def _depths_by_ladder(
    rows: Sequence[Row], carried: Sequence[int], marks: Marks, ladder: Sequence[str]
) -> dict[int, int]:
    """Depth by the deepest column filled, where rows fill one step of the ladder at a time."""
    own = {index: [step for step in ladder if step in marks[rows[index].number][2]] for index in carried}
    steps = [step for step in ladder if any(step in filled for filled in own.values())]
    single = sum(len(filled) == 1 for filled in own.values())
    used = {filled[-1] for filled in own.values() if filled}
    if len(steps) < 2 or len(used) < 2 or single < limits().layout.one_level_share * len(carried):
        return {}
    depths, last = {}, 0
    for index, filled in own.items():
        last = steps.index(filled[-1]) if filled else last
        depths[index] = last
    return depths


def _depths_by_indent(carried: Sequence[int], rows: Sequence[Row], marks: Marks) -> dict[int, int]:
    indents = {index: marks[rows[index].number][1] for index in carried}
    steps = sorted(set(indents.values()))
    return {index: steps.index(indent) for index, indent in indents.items()} if len(steps) > 1 else {}


def _depths_by_band(rows: Sequence[Row], carried: Sequence[int]) -> dict[int, int]:
    if not any(rows[index].kind is RowKind.GROUP for index in carried):
        return {}
    first = next(index for index in carried if rows[index].kind is RowKind.GROUP)
    return {index: int(rows[index].kind is not RowKind.GROUP and index > first) for index in carried}


def _nest_by_depth(rows: Sequence[Row], depths: Mapping[int, int]) -> tuple[Row, ...]:
    stack: list[tuple[int, int]] = []
    nested: list[Row] = []
    for index, row in enumerate(rows):
        depth = depths.get(index)
        if depth is None:
            nested.append(row)
            continue
        while stack and stack[-1][0] >= depth:
            stack.pop()
        parent = stack[-1][1] if stack else None
        nested.append(row.under(parent, depth))
        stack.append((depth, index))
    return tuple(nested)
