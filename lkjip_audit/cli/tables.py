"""What ``tables`` prints: each table as it was recognised, and what was not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import AuditResult, TableSummary
from lkjip_audit.workbook.model import column_letter

if TYPE_CHECKING:
    from rich.console import Console

UNKNOWN = "unknown"


def print_tables(result: AuditResult, console: Console, catalogue: Catalogue) -> None:
    """Print the tables of ``result``, then the columns and sheets that nothing was made of."""
    table = Table(box=None, pad_edge=False, expand=False)
    for key in ("table", "kind", "sheet", "range", "title", "columns"):
        table.add_column(catalogue.text(f"column.{key}"), overflow="fold", no_wrap=key in ("table", "kind", "range"))
    for item in result.tables:
        kind = catalogue.text("cli.unrecognised") if item.kind == UNKNOWN else item.kind
        columns = ", ".join(f"{letter} {role}" for role, letter in item.columns.items())
        table.add_row(*map(escape, (item.id, kind, item.sheet, item.area, item.title, columns)))
    console.print(table)
    console.print()
    for line in _left_over(result, catalogue):
        console.print(escape(line))


def _left_over(result: AuditResult, catalogue: Catalogue) -> Iterator[str]:
    yield catalogue.text("cli.tables", count=len(result.tables))
    for item in result.tables:
        letters = _without_role(item)
        if letters:
            yield catalogue.text("cli.columns_left", table=item.id, sheet=item.sheet, columns=", ".join(letters))
    used = {item.sheet for item in result.tables}
    for sheet in result.source.sheets:
        if sheet not in used:
            yield catalogue.text("cli.sheet_left", sheet=sheet)


def _without_role(table: TableSummary) -> list[str]:
    """The columns of a table's range that were given no role."""
    ends = re.findall(r"[A-Z]+", table.area)
    first, last = _number(ends[0]), _number(ends[-1])
    known = set(table.columns.values())
    return [letter for column in range(first, last + 1) if (letter := column_letter(column)) not in known]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
