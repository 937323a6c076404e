"""The sheet of coverage: which figures were tested by which rules, which were not and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.look import Column, at, fill_row, head, put, table
from lkjip_audit.workbook.model import Address

TOP = 4
COLUMNS = (
    Column("sheet", 16),
    Column("range", 11, wrap=False),
    Column("figures", 8, wrap=False, align="right"),
    Column("value", 22),
    Column("state", 16, wrap=False, align="center"),
    Column("rules", 32),
    Column("reason", 42),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    address: Address
    state: str
    rules: str
    reason: str
    value: str = ""


def write_coverage(sheet: Worksheet, desk: Desk) -> None:
    """Fill the sheet.  Cells below one another with the same to say of them share a row."""
    coverage = desk.result.coverage
    counts = {
        "figures": coverage.figures,
        "tested": len(coverage.tested),
        "untested": len(coverage.unchecked),
        "unverified": len(desk.result.unverified),
    }
    lines = [desk.text("coverage.lead", **counts), desk.text("coverage.hint")]
    desk.title(sheet, desk.names["coverage"], lines, COLUMNS)
    head(sheet, TOP, [desk.text(f"column.{column.key}") for column in COLUMNS])
    row = TOP
    for row, group in enumerate(_groups(_entries(desk)), TOP + 1):
        first, last = group[0], group[-1]
        values = first.value if first is last else f"{first.value} … {last.value}" if first.value else ""
        cells = fill_row(
            sheet,
            row,
            COLUMNS,
            {
                "sheet": first.address.sheet,
                "range": first.address.to(last.address),
                "figures": len(group),
                "value": values,
                "state": first.state,
                "rules": first.rules,
                "reason": first.reason,
            },
        )
        desk.link(cells["range"], first.address)
    if row == TOP:
        row += 1
        put(at(sheet, row, 7), desk.text("coverage.none"))
    table(sheet, desk.tables["coverage"], TOP, row, COLUMNS)
    desk.mark("coverage")


def _entries(desk: Desk) -> Iterable[_Entry]:
    """All there is to say, what could not be tested first, in the order of the workbook."""
    order = {name: number for number, name in enumerate(desk.result.source.sheets)}

    def key(entry: _Entry) -> tuple[int, int, int]:
        address = entry.address
        return order.get(address.sheet, len(order)), address.column, address.row

    states = {name: desk.text(f"coverage.{name}") for name in ("tested", "untested", "unverified")}
    coverage = desk.result.coverage
    untested = [_Entry(item.address, states["untested"], "", item.why) for item in coverage.unchecked]
    unverified = [_Entry(item.address, states["unverified"], item.rule, item.why) for item in desk.result.unverified]
    tested = [_Entry(item.address, states["tested"], ", ".join(item.rules), "", item.value) for item in coverage.tested]
    for entries in (untested, unverified, tested):
        yield from sorted(entries, key=key)


def _groups(entries: Iterable[_Entry]) -> Iterable[list[_Entry]]:
    """Entries of cells right below one another that say the same."""
    for _, same in groupby(entries, key=lambda e: (e.address.sheet, e.address.column, e.state, e.rules, e.reason)):
        group: list[_Entry] = []
        for entry in same:
            if group and entry.address.row - group[-1].address.row not in {0, 1}:
                yield group
                group = []
            group.append(entry)
        yield group
