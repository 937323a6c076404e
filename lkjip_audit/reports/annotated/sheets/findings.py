"""The sheet of findings: one row for each, linked with its cell."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.ooxml.numbers import as_number, safe_formula
from lkjip_audit.reports.annotated.sheets.desk import Desk
from lkjip_audit.reports.annotated.statuses import WORDS, finding_keys
from lkjip_audit.reports.lines import with_failures
from lkjip_audit.reports.sheets.look import (
    Column,
    choices,
    fill_row,
    head,
    link,
    shade,
    table,
    title,
)
from lkjip_audit.result import Finding
from lkjip_audit.workbook.model import column_letter

TOP = 4
COLUMNS = (
    Column("id", 6.5, wrap=False),
    Column("severity", 9.5, wrap=False, align="center"),
    Column("sheet", 12),
    Column("cell", 7, wrap=False),
    Column("stated", 15, align="figure"),
    Column("recomputed", 15, align="figure"),
    Column("difference", 12.5, align="figure"),
    Column("message", 38),
    Column("rule", 15),
    Column("basis", 21),
    Column("cause", 6.5, wrap=False, align="center"),
    Column("status", 10, wrap=False, align="center"),
    Column("note", 15),
    Column("name", 10),
    Column("fingerprint", 18, wrap=False, hidden=True),
    Column("look", 18, wrap=False, hidden=True),
)
STATUS = column_letter([column.key for column in COLUMNS].index("status") + 1)
"""The letter of the column of statuses."""


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
        fill_row(sheet, row, COLUMNS, {"message": with_failures(desk.text("findings.none"), result)})
    table(sheet, desk.tables["findings"], TOP, row, COLUMNS)
    choices(sheet, f"{STATUS}{TOP + 1}:{STATUS}{row}", WORDS["en" if result.lang == "en" else "id"])
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
    remedy = f"\n→ {finding.remedy}" if finding.remedy else ""
    values = {
        "id": finding.id,
        "severity": desk.severity(finding.severity),
        "sheet": (finding.address.sheet or finding.file) + hidden,
        "cell": finding.address.a1 if finding.address.sheet else "",
        "stated": finding.stated,
        "recomputed": finding.expected,
        "difference": finding.difference,
        "message": finding.message + remedy + _why_not_counted(finding, desk),
        "rule": f"{finding.title}\n{finding.rule}",
        "basis": finding.basis.replace("; ", "\n"),
        "cause": finding.cause or "",
        "status": status.word(desk.result.lang),
        "note": status.note,
        "name": status.name,
        "fingerprint": status_key,
        "look": desk.looks.get(finding.address, ""),
    }
    cells = fill_row(sheet, row, COLUMNS, values, font="text" if finding.counts else "gone")
    if finding.counts:
        shade(cells["severity"], finding.severity)
    desk.link(cells["cell"], finding.address)
    if there := cause_rows.get(finding.cause or ""):
        link(cells["cause"], desk.names["causes"], f"A{there}")
    _make_live(cells["recomputed"], finding, desk)


def _why_not_counted(finding: Finding, desk: Desk) -> str:
    """Who answers for a finding that does not count, and why."""
    why = finding.suppression
    if why is None:
        return ""
    until = "" if why.until is None else desk.text("findings.until", until=why.until.isoformat())
    said = ", ".join(filter(None, (why.reason, why.who, until)))
    return f"\n{desk.catalogue.text('form.suppressed', reason=said)}"


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
