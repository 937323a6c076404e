"""From a workbook to its tables: ``recognise(workbook, definitions)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lkjip_audit.tables.blocks import Block, find_blocks
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.entities import name_entities
from lkjip_audit.tables.evidence import read_body, spread_rows, weigh_column
from lkjip_audit.tables.headers import read_heads, scale_money
from lkjip_audit.tables.kinds import UNKNOWN, name_kind
from lkjip_audit.tables.leftovers import Leftover, find_leftovers
from lkjip_audit.tables.levels import name_levels
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.qualifiers import read_stage, read_years
from lkjip_audit.tables.roles import assign_roles
from lkjip_audit.tables.rows import read_rows
from lkjip_audit.tables.view import SheetView
from lkjip_audit.workbook.model import Area, Notice, Workbook


@dataclass(frozen=True, slots=True)
class Recognition:
    """All that was understood of a workbook, and plainly what was not."""

    tables: tuple[Table, ...]
    leftovers: tuple[Leftover, ...] = ()
    notices: tuple[Notice, ...] = ()


def recognise(workbook: Workbook, definitions: Definitions) -> Recognition:
    """Every table of ``workbook``, and the blocks of numbers that are in none."""
    tables: list[Table] = []
    leftovers: list[Leftover] = []
    for sheet in workbook.sheets:
        view = SheetView(sheet)
        found = find_blocks(view, definitions.lexicon)
        blocks = sorted(found.blocks, key=lambda block: (block.top, block.left))
        tables += [_table(view, block, definitions, workbook.knows_formats) for block in blocks]
        leftovers += find_leftovers(view, found.claims)
    tables = [replace(table, id=f"T{number:02d}") for number, table in enumerate(tables, start=1)]
    return Recognition(tuple(tables), tuple(leftovers), tuple(_notices(tables, leftovers)))


def _table(view: SheetView, block: Block, definitions: Definitions, knows_formats: bool) -> Table:
    """One block with its columns named, its rows sorted out and its kind told."""
    title = " ".join(block.title_lines)
    context = f"{title} {view.sheet.name}"
    heads = name_entities(read_heads(view, block, definitions, title), definitions)
    # In thousands or millions a rupiah amount may have decimals: then its unit says nothing of a single dot.
    units = {head.column.index: head.column.unit if head.column.multiplier == 1 else None for head in heads}
    readings = read_body(view, block.body_rows, units, knows_formats)
    sample = spread_rows(block.body_rows)
    evidence = {
        head.column.index: weigh_column(readings, sample, head.column.index, head.column.unit) for head in heads
    }
    columns = name_levels(assign_roles(heads, evidence, sample, definitions), heads)
    columns = scale_money(columns, title, definitions)
    rows = read_rows(view, block, columns, readings, evidence=evidence, definitions=definitions)
    kind, sure = name_kind(columns, context, definitions)
    headers = (*block.header_rows, *((block.number_row,) if block.number_row else ()))
    stage = read_stage(context, definitions.stages) or (definitions.kinds[kind].stage if kind != UNKNOWN else None)
    return Table(
        id="",
        kind=kind,
        sheet=view.sheet.name,
        area=Area(block.top, block.left, block.bottom, block.right),
        title=title or view.sheet.name,
        columns=columns,
        rows=rows,
        readings=readings,
        year=_only_year(context),
        stage=stage,
        confidence=sure,
        header_rows=headers,
    )


def _only_year(text: str) -> int | None:
    """The year of the whole table: the one that its title names, if it names no other."""
    years = set(read_years(text))
    return years.pop() if len(years) == 1 else None


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
        unsure = [column for column in table.columns if column.role is None and column.header]
        for column in unsure:
            details = (("table", table.id), ("header", " > ".join(column.header)))
            cell = Area(table.area.top, column.index, table.area.top, column.index).a1.split(":")[0]
            notices.append(Notice("column_role_unsure", table.sheet, cell, details))
    notices += [
        Notice("numbers_in_no_table", left.sheet, left.area.a1, (("count", str(left.count)),)) for left in leftovers
    ]
    return notices
