"""Rows within rows: by nomenclature code, by numbering and dashes, by indentation, by columns, by bands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.code_nesting import nest_by_code
from lkjip_audit.tables.model import RowKind
from lkjip_audit.tables.nestable import APART, Marker, Nestable, Nesting

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


def nesting(rows: Sequence[Nestable], ladder: Sequence[str]) -> Sequence[Nesting]:
    """Where each of ``rows`` belongs.

    Codes decide where most rows have one, else the marks before the names, else the deepest filled column of
    the ladder, else the indentation; bands hold the rows after them.
    """
    carried = [index for index, row in enumerate(rows) if row.kind in _CARRIED_KINDS]
    if not carried:
        return [APART] * len(rows)
    coded = [index for index in carried if rows[index].code]
    if len(coded) >= 2 and len(coded) >= limits().layout.coded_share * len(carried):
        return nest_by_code(rows)
    depths = (
        _depths_by_marker(rows, carried, ladder)
        or _depths_by_ladder(rows, carried, ladder)
        or _depths_by_indent(carried, rows)
        or _depths_by_band(rows, carried)
    )
    return _nest_by_depth(rows, depths) if depths else [APART] * len(rows)


def _depths_by_marker(rows: Sequence[Nestable], carried: Sequence[int], ladder: Sequence[str]) -> dict[int, int]:
    """Depth by the order in which styles of marks first open inside one another; empty if they say nothing.

    The marks stand before the names, or in the column of numbers where it holds more than one style: I, a, b,
    II.  They say nothing where a row names both the whole and the first of its parts ("Program A | 1. Kegiatan"): its
    figures are the part's, and no row is the whole's.
    """
    found = {index: rows[index].marker for index in carried}
    for index, mark in found.items():
        steps = [rows[index].own[step] for step in ladder if step in rows[index].own]
        if mark is None and len(steps) > 1 and read_marker(steps[-1]) is not None:
            return {}
    if not any(found.values()):
        found = {index: _marker_of_order(rows[index].order) for index in carried}
        if len({(mark.style, mark.depth) for mark in found.values() if mark}) < 2:
            return {}
        if None in found.values() and list(found.values()).index(None) == len(found) - 1:
            last = carried[-1]  # alone without a number it closes the list, and is no part of the row above it
            found[last] = found[carried[0]]
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


def style_of_order(order: str | None) -> tuple[str, int] | None:
    """How a row is numbered: the style and the depth of the mark in its column of numbers."""
    mark = _marker_of_order(order)
    return None if mark is None else (mark.style, mark.depth)


def _marker_of_order(order: str | None) -> Marker | None:
    """The mark that a cell of the column of numbers is: "1.a" stands inside "1", and inside "I" too."""
    parts = (order or "").strip(" .()").split(".")
    if len(parts) > 1 and not all(part.isdigit() for part in parts):
        return Marker("parts", len(parts), order)
    return read_marker(f"{order}. -")


def _unmarked_are_inside(found: Mapping[int, Marker | None]) -> bool:
    """With one style of mark only, unmarked rows are inside marked ones if one of these comes first."""
    first = next(iter(found.values()))
    return (first is not None and first.style != "dash") or first is None


def _depths_by_ladder(rows: Sequence[Nestable], carried: Sequence[int], ladder: Sequence[str]) -> dict[int, int]:
    """Depth by the deepest column filled, where rows fill one step of the ladder at a time."""
    own = {index: [step for step in ladder if step in rows[index].own] for index in carried}
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


def _depths_by_indent(carried: Sequence[int], rows: Sequence[Nestable]) -> dict[int, int]:
    indents = {index: rows[index].indent for index in carried}
    steps = sorted(set(indents.values()))
    return {index: steps.index(indent) for index, indent in indents.items()} if len(steps) > 1 else {}


def _depths_by_band(rows: Sequence[Nestable], carried: Sequence[int]) -> dict[int, int]:
    if not any(rows[index].kind is RowKind.GROUP for index in carried):
        return {}
    first = next(index for index in carried if rows[index].kind is RowKind.GROUP)
    return {index: int(rows[index].kind is not RowKind.GROUP and index > first) for index in carried}


def _nest_by_depth(rows: Sequence[Nestable], depths: Mapping[int, int]) -> list[Nesting]:
    stack: list[tuple[int, int]] = []
    nested: list[Nesting] = []
    for index in range(len(rows)):
        depth = depths.get(index)
        if depth is None:
            nested.append(APART)
            continue
        while stack and stack[-1][0] >= depth:
            stack.pop()
        nested.append((stack[-1][1] if stack else None, depth))
        stack.append((depth, index))
    return nested
