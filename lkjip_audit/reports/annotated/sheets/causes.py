"""The sheet of causes: the cells that, put right, make the findings go."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.reports.annotated.sheets.desk import Desk, place
from lkjip_audit.reports.annotated.statuses import WORDS, cause_keys
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
from lkjip_audit.result import Cause
from lkjip_audit.workbook.model import column_letter

TOP = 4
COLUMNS = (
    Column("id", 6.5, wrap=False),
    Column("severity", 9.5, wrap=False, align="center"),
    Column("sheet", 12),
    Column("cell", 7, wrap=False),
    Column("stated", 15.5, align="figure"),
    Column("proposed", 15.5, align="figure"),
    Column("why", 38),
    Column("changes", 19),
    Column("explains", 13),
    Column("others", 21),
    Column("status", 10, wrap=False, align="center"),
    Column("note", 15),
    Column("name", 10),
    Column("fingerprint", 18, wrap=False, hidden=True),
    Column("look", 18, wrap=False, hidden=True),
)
_STATUS = column_letter([column.key for column in COLUMNS].index("status") + 1)


def cause_rows(desk: Desk) -> dict[str, int]:
    """Where each cause will stand, so that findings can link to it."""
    return {cause.id: row for row, cause in enumerate(desk.result.causes, TOP + 1)}


def write_causes(sheet: Worksheet, desk: Desk, finding_rows: Mapping[str, int]) -> None:
    """Fill the sheet; ``finding_rows`` is where each finding stands on the sheet of findings."""
    result = desk.result
    lines = [desk.text("causes.lead", count=len(result.causes)), desk.text("causes.hint")]
    title(sheet, desk.names["causes"], lines, len(COLUMNS))
    head(sheet, TOP, [desk.text(f"column.{column.key}") for column in COLUMNS])
    for row, (cause, key) in enumerate(zip(result.causes, cause_keys(result), strict=True), TOP + 1):
        _write(sheet, row, cause, desk, status_key=key, finding_rows=finding_rows)
    last = TOP + len(result.causes)
    for last, values in enumerate(desk.gone_causes, last + 1):  # noqa: B020 - the rows go on
        fill_row(sheet, last, COLUMNS, desk.gone_row(values), font="gone")
    if last == TOP:
        last += 1
        fill_row(sheet, last, COLUMNS, {"why": desk.text("causes.none")})
    table(sheet, desk.tables["causes"], TOP, last, COLUMNS)
    choices(sheet, f"{_STATUS}{TOP + 1}:{_STATUS}{last}", WORDS["en" if result.lang == "en" else "id"])
    desk.mark("causes", TOP, COLUMNS)


def _write(
    sheet: Worksheet, row: int, cause: Cause, desk: Desk, *, status_key: str, finding_rows: Mapping[str, int]
) -> None:
    status = desk.status(status_key)
    why = [f"• {sentence}" for sentence in cause.evidence] or [cause.why]
    others = [f"{place(o.address)}: {o.stated} → {o.proposed}" for o in cause.alternatives]
    if cause.also:
        others.append(desk.text("causes.also", cells=", ".join(place(address) for address in cause.also)))
    values = {
        "id": cause.id,
        "severity": desk.severity(cause.severity),
        "sheet": cause.address.sheet,
        "cell": cause.address.a1,
        "stated": cause.stated,
        "proposed": cause.proposed,
        "why": "\n".join(why),
        "changes": cause.changes,
        "explains": ", ".join(cause.explains),
        "others": "\n".join(others),
        "status": status.word(desk.result.lang),
        "note": status.note,
        "name": status.name,
        "fingerprint": status_key,
        "look": desk.looks.get(cause.address, ""),
    }
    cells = fill_row(sheet, row, COLUMNS, values)
    shade(cells["severity"], cause.severity)
    desk.link(cells["cell"], cause.address)
    first = next((finding_rows[f] for f in cause.explains if f in finding_rows), None)
    if first:
        link(cells["id"], desk.names["findings"], f"A{first}")
