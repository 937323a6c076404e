"""The sheet of causes: the cells that, put right, make the findings go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.reports.lines import steps_of
from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.look import Column, fill_row, link, shade
from lkjip_audit.reports.sheets.noted import KNOWN, NOTED, TOP, NotedTable, noted
from lkjip_audit.reports.sheets.statuses import cause_keys
from lkjip_audit.result import Cause

COLUMNS = (
    Column("id", 6, wrap=False),
    Column("severity", 9.5, wrap=False, align="center"),
    Column("sheet", 11),
    Column("cell", 6.5, wrap=False),
    Column("stated", 14.5, align="figure"),
    Column("proposed", 14.5, align="figure"),
    Column("steps", 25),
    Column("why", 23),
    *NOTED,
    Column("changes", 24, printed=False),
    Column("explains", 20, printed=False),
    *KNOWN,
)
TABLE = NotedTable("causes", COLUMNS, told_in="why")


def cause_rows(desk: Desk) -> dict[str, int]:
    """Where each cause will stand, so that findings can link to it."""
    return {cause.id: row for row, cause in enumerate(desk.result.causes, TOP + 1)}


def write_causes(sheet: Worksheet, desk: Desk, finding_rows: Mapping[str, int]) -> None:
    """Fill the sheet; ``finding_rows`` is where each finding stands on the sheet of findings."""
    result = desk.result
    lines = [desk.text("causes.lead", count=len(result.causes)), desk.text("causes.hint")]
    rows = (
        partial(_write, sheet, desk, finding_rows, cause, key)
        for cause, key in zip(result.causes, cause_keys(result), strict=True)
    )
    TABLE.write(sheet, desk, lines, rows, desk.gone_causes, desk.text("causes.none"))


def _write(
    sheet: Worksheet, desk: Desk, finding_rows: Mapping[str, int], cause: Cause, status_key: str, row: int
) -> None:
    why = [f"• {sentence}" for sentence in cause.evidence] or [cause.why]
    place, cell = cause.address.in_columns
    values = {
        "id": cause.id,
        "severity": desk.severity(cause.severity),
        "sheet": place,
        "cell": cell,
        "stated": desk.text("causes.either", number=len(cause.candidates)) if cause.is_tie else cause.stated,
        "proposed": "" if cause.is_tie else cause.proposed,
        "steps": "\n".join(f"☐ {step}" for step in steps_of(cause, desk.catalogue)),
        "why": "\n".join(why),
        "changes": cause.changes,
        "explains": ", ".join(cause.explains),
        **noted(desk, status_key, cause.address),
    }
    cells = fill_row(sheet, row, COLUMNS, values)
    shade(cells["severity"], cause.severity)
    desk.link(cells["cell"], cause.address)
    first = next((finding_rows[f] for f in cause.explains if f in finding_rows), None)
    if first:
        link(cells["id"], desk.names["findings"], f"A{first}")
