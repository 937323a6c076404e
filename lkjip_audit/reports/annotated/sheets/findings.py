"""The sheet of findings: one row for each, linked with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.ooxml.numbers import as_number, is_figure, safe_formula
from lkjip_audit.reports.lines import with_failures
from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.look import Column, fill_row, link, shade
from lkjip_audit.reports.sheets.noted import KNOWN, NOTED, NotedTable, noted
from lkjip_audit.reports.sheets.statuses import finding_keys
from lkjip_audit.result import Finding

COLUMNS = (
    Column("id", 6, wrap=False),
    Column("severity", 9.5, wrap=False, align="center"),
    Column("sheet", 11),
    Column("cell", 6.5, wrap=False),
    Column("stated", 13.5, align="figure"),
    Column("recomputed", 13.5, align="figure"),
    Column("difference", 11, align="figure"),
    Column("message", 29),
    Column("cause", 9, wrap=False, align="center"),
    *NOTED,
    Column("rule", 24, printed=False),
    Column("basis", 24, printed=False),
    *KNOWN,
)
TABLE = NotedTable("findings", COLUMNS, told_in="message")


def write_findings(sheet: Worksheet, desk: Desk, cause_rows: Mapping[str, int]) -> None:
    """Fill the sheet; ``cause_rows`` is where each cause stands on the sheet of causes."""
    result = desk.result
    lines = [desk.text("findings.lead", file=result.source.name, count=len(result.findings))]
    lines.append(desk.text("findings.hint"))
    rows = (
        partial(_write, sheet, desk, cause_rows, finding, key)
        for finding, key in zip(result.findings, finding_keys(result), strict=True)
    )
    TABLE.write(sheet, desk, lines, rows, desk.gone, with_failures(desk.text("findings.none"), result))


def _write(
    sheet: Worksheet, desk: Desk, cause_rows: Mapping[str, int], finding: Finding, status_key: str, row: int
) -> None:
    hidden = f"\n{desk.text('findings.hidden')}" if finding.hidden else ""
    remedy = f"\n→ {finding.remedy}" if finding.remedy else ""
    place, cell = finding.address.in_columns if finding.address.sheet else (finding.file, "")
    values = {
        "id": finding.id,
        "severity": desk.severity(finding.severity),
        "sheet": place + hidden,
        "cell": cell,
        "stated": finding.stated,
        "recomputed": finding.expected,
        "difference": finding.difference,
        "message": finding.message + remedy + _why_not_counted(finding, desk),
        "rule": f"{finding.title}\n{finding.rule}",
        "basis": finding.basis.replace("; ", "\n"),
        "cause": finding.cause or "",
        **noted(desk, status_key, finding.address),
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
    figure = as_number(finding.expected, finding.stated, finding.difference)
    if figure is None and is_figure(finding.expected):  # what Excel computes could not be shown alike
        return
    cell.value = "=" + formula
    if figure is None:
        desk.cached[desk.names["findings"], cell.coordinate] = finding.expected
        return
    cell.number_format = figure[1]
    desk.cached[desk.names["findings"], cell.coordinate] = float(figure[0])
