"""Blocks of numbers that are in no table: listed as plainly as what was understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.tables.sheet_view import Look, SheetView
from lkjip_audit.workbook.model import Area


@dataclass(frozen=True, slots=True)
class Leftover:
    """``count`` cells with numbers in ``area`` of ``sheet`` that belong to no table."""

    sheet: str
    area: Area
    count: int


def find_leftovers(view: SheetView, claims: Mapping[int, Sequence[tuple[int, int]]]) -> list[Leftover]:
    """The number cells outside ``claims``, those on neighbouring rows taken together."""
    open_blocks: list[tuple[Area, int]] = []
    done: list[tuple[Area, int]] = []
    for row in view.rows:
        claimed = claims.get(row, ())
        if claimed and view.lies_within(row, *claimed[0]):
            continue  # the whole row is in one table
        columns = [
            span.left
            for span in view.spans(row)
            if span.look is Look.NUMBER and not span.ghost and not _is_claimed(claimed, span.left)
        ]
        if not columns:
            continue
        done += [block for block in open_blocks if block[0].bottom < row - 1]
        open_blocks = [block for block in open_blocks if block[0].bottom >= row - 1]
        merged, count = Area(row, columns[0], row, columns[-1]), len(columns)
        kept = []
        for area, held in open_blocks:
            if area.left <= merged.right + 1 and area.right >= merged.left - 1:
                merged = Area(
                    min(area.top, merged.top), min(area.left, merged.left), row, max(area.right, merged.right)
                )
                count += held
            else:
                kept.append((area, held))
        open_blocks = [*kept, (merged, count)]
    found = sorted([*done, *open_blocks], key=lambda block: (block[0].top, block[0].left))
    return [Leftover(view.sheet.name, area, count) for area, count in found]


def _is_claimed(claims: Sequence[tuple[int, int]], column: int) -> bool:
    return any(left <= column <= right for left, right in claims)
