"""From a workbook to its tables: ``recognise(workbook, definitions)``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.mapping import TableMap
from lkjip_audit.tables.blocks import Block, find_blocks
from lkjip_audit.tables.building import build_table, differs
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.going_on import find_going_on
from lkjip_audit.tables.kinds import UNKNOWN
from lkjip_audit.tables.leftovers import Leftover, find_leftovers
from lkjip_audit.tables.map_placing import Page, claims_of, place_tables
from lkjip_audit.tables.model import Column, Table
from lkjip_audit.tables.notation_of_files import NotationOfFiles
from lkjip_audit.tables.sheet_view import SheetView
from lkjip_audit.workbook.model import Area, Notice, Workbook


@dataclass(frozen=True, slots=True)
class Recognition:
    """All that was understood of a workbook, and plainly what was not."""

    tables: tuple[Table, ...]
    leftovers: tuple[Leftover, ...] = ()
    notices: tuple[Notice, ...] = ()


def recognise(workbook: Workbook, definitions: Definitions, mapped: TableMap = ()) -> Recognition:
    """Every table of ``workbook``, and the blocks of numbers that are in none.

    What a person says of the tables in ``mapped`` comes before what is found.
    """
    pages = []
    for sheet in workbook.sheets:
        view = SheetView(sheet)
        blocks = _apart(find_blocks(view, definitions.lexicon).blocks)
        pages.append(Page(view, sorted(blocks, key=lambda block: (block.top, block.left))))
    notices = place_tables(pages, mapped, definitions) if mapped else []
    going_on = find_going_on(pages, definitions.lexicon)
    built: dict[int, Table] = {}
    tables: list[Table] = []
    leftovers: list[Leftover] = []
    notation = NotationOfFiles(workbook)
    for page in pages:
        knows_formats = workbook.file_at(page.view.sheet.name).knows_formats
        for place, block in enumerate(page.blocks):
            if _is_too_wide(block):
                notices.append(_too_wide(page.view.sheet.name, block))
                continue
            given, before = page.given.get(place), going_on.get(id(block))
            above = None if before is None else (before, built[id(before.block)])  # as wide as it: not left out
            headed = above if not block.header_rows else None
            over = tables[-1] if tables and tables[-1].sheet == page.view.sheet.name else None
            table = build_table(page.view, block, definitions, knows_formats, None, headed, over, notation)
            table = replace(table, id=f"T{len(tables) + 1:02d}", goes_on="" if above is None else above[1].id)
            if given is not None and differs(table, given):
                corrected = build_table(page.view, block, definitions, knows_formats, given, None, over, notation)
                notices += _corrected(table, corrected)
                table = replace(corrected, id=table.id, goes_on=table.goes_on)
            built[id(block)] = table
            tables.append(table)
        leftovers += find_leftovers(page.view, claims_of([block for block in page.blocks if not _is_too_wide(block)]))
    return Recognition(tuple(tables), tuple(leftovers), (*notices, *_notices(tables, leftovers)))


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` without those that share a cell with a larger one: a cell is in one table only."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda item: (item.bottom - item.top) * (item.right - item.left), reverse=True):
        if not any(_meet(block, other) for other in kept):
            kept.append(block)
            yield block


def _meet(one: Block, other: Block) -> bool:
    rows = one.top <= other.bottom and other.top <= one.bottom
    return rows and one.left <= other.right and other.left <= one.right


def _is_too_wide(block: Block) -> bool:
    return block.right - block.left >= limits().layout.most_columns


def _too_wide(sheet: str, block: Block) -> Notice:
    """That a table is not read, as each of its columns would be held against each other one."""
    area = Area(block.top, block.left, block.bottom, block.right)
    details = (("columns", str(block.right - block.left + 1)), ("limit", str(limits().layout.most_columns)))
    return Notice("table_too_wide", sheet, area.a1, details)


def _corrected(table: Table, corrected: Table) -> Iterator[Notice]:
    """That a person's map, and not recognition, decided something of ``table``."""
    if table.kind != corrected.kind:
        details = (("table", table.id), ("kind", corrected.kind))
        yield Notice("map_corrects_kind", table.sheet, table.area.a1, details)
    changed = [
        new.letter for old, new in zip(table.columns, corrected.columns, strict=True) if _said(old) != _said(new)
    ]
    if changed:
        details = (("table", table.id), ("columns", ", ".join(changed)))
        yield Notice("map_corrects_columns", table.sheet, table.area.a1, details)


def _said(column: Column) -> tuple[object, ...]:
    return column.role, column.unit, column.multiplier


def _holds(table: Table, column: Column) -> bool:
    return any(reading is not None for reading in table.readings.column(column.index))


def _notices(tables: Sequence[Table], leftovers: Sequence[Leftover]) -> list[Notice]:
    """What a reader should know of the limits of this recognition."""
    notices = []
    for table in tables:
        if table.kind == UNKNOWN:
            notices.append(
                Notice(
                    "table_kind_unknown",
                    table.sheet,
                    table.area.a1,
                    (("table", table.id), ("title", table.title)),
                )
            )
        unsure = [column for column in table.columns if column.role is None and column.header and _holds(table, column)]
        for column in unsure:
            details = (("table", table.id), ("header", " > ".join(column.header)))
            cell = Area(table.area.top, column.index, table.area.top, column.index).a1.split(":")[0]
            notices.append(Notice("column_role_unsure", table.sheet, cell, details))
    notices += [
        Notice("numbers_in_no_table", left.sheet, left.area.a1, (("count", str(left.count)),)) for left in leftovers
    ]
    return notices
