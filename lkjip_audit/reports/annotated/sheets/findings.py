"""The sheet of findings: one row for each, linked with its cell."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.reports.annotated.numbers import as_number, safe_formula
from lkjip_audit.reports.annotated.sheets.desk import Desk
from lkjip_audit.reports.annotated.sheets.look import (
    Column,
    choices,
    fill_row,
    head,
    link,
    shade,
    table,
    title,
)
from lkjip_audit.reports.annotated.statuses import WORDS, finding_keys
from lkjip_audit.result import Finding

TOP = 4
COLUMNS = (
    Column("id", 8, wrap=False),
    Column("severity", 11, wrap=False, align="center"),
    Column("cell", 20),
    Column("stated", 15, align="right"),
    Column("recomputed", 15, align="right"),
    Column("difference", 13, align="right"),
    Column("message", 42),
    Column("rule", 18),
    Column("basis", 18),
    Column("cause", 7, wrap=False, align="center"),
    Column("remedy", 26),
    Column("status", 11, wrap=False, align="center"),
    Column("note", 18),
    Column("name", 11),
    Column("fingerprint", 18, wrap=False, hidden=True),
    Column("look", 18, wrap=False, hidden=True),
)


def write_findings(sheet: Worksheet, desk: Desk, cause_rows: Mapping[str, int]) -> None:
    """Fill the sheet; ``cause_rows`` is where each cause stands on the sheet of causes."""
    result = desk.result
    lines = [desk.text("findings.lead", file=result.source.name, count=len(result.findings))]
    lines.append(desk.text("findings.hint"))
    title(sheet, desk.names["findings"], lines, len(COLUMNS))
    head(sheet, TOP, [desk.text(f"column.{column.key}") for column in COLUMNS])
    row = TOP
    for row, (finding, key) in enumerate(zip(result.findings, finding_keys(result), strict=True), TOP + 1):
        _write(sheet, row, finding, desk, status_key=key, cause_rows=cause_rows)
    for row, values in enumerate(desk.gone, row + 1):  # noqa: B020 - the rows go on
        fill_row(sheet, row, COLUMNS, desk.gone_row(values), font="gone")
    if row == TOP:
        row += 1
        fill_row(sheet, row, COLUMNS, {"message": desk.text("findings.none")})
    table(sheet, desk.tables["findings"], TOP, row, COLUMNS)
    status = f"L{TOP + 1}:L{row}"
    choices(sheet, status, WORDS["en" if result.lang == "en" else "id"])
    desk.mark("findings", TOP, COLUMNS)


def _write(
    sheet: Worksheet,
    row: int,
    finding: Finding,
    desk: Desk,
    *,
    status_key: str,
    cause_rows: Mapping[str, int],
) -> None:
    status = desk.status(status_key)
    hidden = f"\n{desk.text('findings.hidden')}" if finding.hidden else ""
    values = {
        "id": finding.id,
        "severity": desk.severity(finding.severity),
        "cell": finding.place + hidden,
        "stated": finding.stated,
        "recomputed": finding.expected,
        "difference": finding.difference,
        "message": finding.message,
        "rule": f"{finding.title}\n{finding.rule}",
        "basis": finding.basis,
        "cause": finding.cause or "",
        "remedy": finding.remedy,
        "status": status.word(desk.result.lang),
        "note": status.note,
        "name": status.name,
        "fingerprint": status_key,
        "look": desk.looks.get(finding.address, ""),
    }
    cells = fill_row(sheet, row, COLUMNS, values)
    shade(cells["severity"], finding.severity)
    desk.link(cells["cell"], finding.address)
    if there := cause_rows.get(finding.cause or ""):
        link(cells["cause"], desk.names["causes"], f"A{there}")
    _make_live(cells["recomputed"], finding, desk)


def _make_live(cell: Cell, finding: Finding, desk: Desk) -> None:
    """The recomputed figure as a formula over the source's cells, with its value as it was when audited."""
    formula = safe_formula(finding.live) if desk.linked else None
    if formula is None:
        return
    figure = as_number(finding.expected)
    cell.value = "=" + formula
    if figure is None:
        desk.cached[desk.names["findings"], cell.coordinate] = finding.expected
        return
    cell.number_format = figure[1]
    desk.cached[desk.names["findings"], cell.coordinate] = float(figure[0])
