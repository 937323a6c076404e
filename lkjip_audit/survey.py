"""What is recognised of a workbook: the one thing that ``tables`` and ``map`` look at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import NoticeText, Source
from lkjip_audit.rulepack.mapping import unit_text
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.kinds import UNKNOWN
from lkjip_audit.tables.leftovers import Leftover
from lkjip_audit.tables.model import Column, RowKind, Table
from lkjip_audit.tables.recognise import Recognition
from lkjip_audit.workbook.model import Sheet, Visibility, Workbook

SCHEMA = "lkjip-audit/tables/1"


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column; ``role`` is None where nothing could be said with enough margin."""

    letter: str
    role: str | None
    header: tuple[str, ...]
    unit: str | None
    year: int | None
    period: str | None
    entity: str | None
    confidence: float
    hidden: bool


@dataclass(frozen=True, slots=True)
class SeenTable:
    """One table; ``kind`` is None where it is of no known kind.

    ``number_row`` numbers the columns; ``rows`` counts the rows that hold data of their own.  ``goes_on`` is the id of
    the table on the sheet before that it goes on with.
    """

    id: str
    kind: str | None
    confidence: float
    title: str
    area: str
    header_rows: tuple[int, ...]
    number_row: int | None
    rows: int
    columns: tuple[SeenColumn, ...]
    goes_on: str = ""

    @property
    def unsure(self) -> tuple[SeenColumn, ...]:
        """The columns without a role."""
        return tuple(column for column in self.columns if column.role is None)


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """One sheet: its tables, and by range how many numbers are in none; ``hidden`` where a reader does not see it."""

    name: str
    hidden: bool
    tables: tuple[SeenTable, ...]
    loose: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """All that was recognised of a workbook, sheet by sheet, and what was not.

    ``roles`` and ``kinds`` are all that columns and tables can be.
    """

    source: Source
    version: str
    sheets: tuple[SeenSheet, ...]
    notices: tuple[NoticeText, ...]
    roles: tuple[str, ...]
    kinds: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The survey in the form ``lkjip-audit/tables/1``: plain values, ready for JSON."""
        return {
            "schema": SCHEMA,
            "tool": {"name": "lkjip-audit", "version": self.version},
            "source": {"name": self.source.name, "sha256": self.source.sha256, "sheets": list(self.source.sheets)},
            "sheets": [_sheet_form(sheet) for sheet in self.sheets],
            "notices": [
                {
                    "code": told.notice.code,
                    "message": told.message,
                    "sheet": told.notice.sheet,
                    "cell": told.notice.cell,
                }
                for told in self.notices
            ],
        }


def describe(
    workbook: Workbook, recognition: Recognition, definitions: Definitions, catalogue: Catalogue, version: str
) -> Survey:
    """What ``recognition`` made of ``workbook``, with the sentences of its notices."""
    tables: dict[str, list[Table]] = defaultdict(list)
    loose: dict[str, list[Leftover]] = defaultdict(list)
    for table in recognition.tables:
        tables[table.sheet].append(table)
    for leftover in recognition.leftovers:
        loose[leftover.sheet].append(leftover)
    sheets = tuple(_sheet(sheet, tables[sheet.name], loose[sheet.name]) for sheet in workbook.sheets)
    told = (*workbook.notices, *recognition.notices)
    notices = tuple(NoticeText(one, catalogue.text(f"notice.{one.code}", **dict(one.details))) for one in told)
    source = Source(workbook.name, workbook.sha256, tuple(sheet.name for sheet in workbook.sheets))
    return Survey(source, version, sheets, notices, tuple(definitions.roles), tuple(definitions.kinds))


def _sheet(sheet: Sheet, tables: list[Table], loose: list[Leftover]) -> SeenSheet:
    return SeenSheet(
        sheet.name,
        sheet.visibility is not Visibility.VISIBLE,
        tuple(_table(table, sheet) for table in tables),
        tuple((one.area.a1, one.count) for one in loose),
    )


def _table(table: Table, sheet: Sheet) -> SeenTable:
    rows = tuple(sorted(table.header_rows))
    numbered = len(rows) > 1 and any(column.number for column in table.columns)
    return SeenTable(
        id=table.id,
        kind=None if table.kind == UNKNOWN else table.kind,
        confidence=table.confidence,
        title=table.title,
        area=table.area.a1,
        header_rows=rows[:-1] if numbered else rows,
        number_row=rows[-1] if numbered else None,
        rows=sum(row.kind is not RowKind.OTHER for row in table.rows),
        goes_on=table.goes_on,
        columns=tuple(_column(column, column.index in sheet.hidden_columns) for column in table.columns),
    )


def _column(column: Column, hidden: bool) -> SeenColumn:
    return SeenColumn(
        letter=column.letter,
        role=column.role,
        header=column.header,
        unit=unit_text(column.unit, column.multiplier),
        year=column.year,
        period=None if column.period is None else str(column.period),
        entity=column.entity,
        confidence=column.confidence,
        hidden=hidden,
    )


def _sheet_form(sheet: SeenSheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "tables": [_table_form(table) for table in sheet.tables],
        "numbers_in_no_table": [{"range": area, "count": count} for area, count in sheet.loose],
    }


def _table_form(table: SeenTable) -> dict[str, Any]:
    return {
        "id": table.id,
        "kind": table.kind,
        "confidence": table.confidence,
        "title": table.title,
        "range": table.area,
        "header_rows": list(table.header_rows),
        "number_row": table.number_row,
        "rows": table.rows,
        **({"goes_on": table.goes_on} if table.goes_on else {}),
        "columns": [_column_form(column) for column in table.columns],
    }


def _column_form(column: SeenColumn) -> dict[str, Any]:
    known = {"unit": column.unit, "year": column.year, "period": column.period, "entity": column.entity}
    return {
        "column": column.letter,
        "role": column.role,
        "header": list(column.header),
        "confidence": column.confidence,
        **{key: value for key, value in known.items() if value is not None},
        **({"hidden": True} if column.hidden else {}),
    }
