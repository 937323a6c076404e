"""A comparison as a sheet of the later submission's annotated copy; importing this imports openpyxl."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.followup.comparison import Compared, Comparison, State, counted
from lkjip_audit.followup.comparison_form import failed_lines, said_of
from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.look import Column, fill_row, head, link, shade, styles, table

TOP = 4
COLUMNS = (
    Column("comparison_state", 13, align="center"),
    Column("severity", 9.5, wrap=False, align="center"),
    Column("sheet", 11),
    Column("cell", 7, wrap=False),
    Column("before", 15),
    Column("stated_before", 14, align="figure"),
    Column("stated_now", 14, align="figure"),
    Column("recomputed", 14, align="figure"),
    Column("message", 46),
    Column("rule", 20, printed=False),
)
_FILLS = {
    State.NEW: "FFF28B82",
    State.STILL: "FFFFE794",
    State.UNTESTABLE: "FFE7E6E6",
    State.FIXED: "FFC6E7C8",
}


@dataclass(frozen=True, slots=True)
class ComparisonSheet:
    """The sheet ``Perbandingan``: what became of each finding, what is left to do first."""

    comparison: Comparison
    key: str = "comparison"

    def write(self, sheet: Worksheet, desk: Desk) -> None:
        """Fill the sheet."""
        comparison = self.comparison
        counts = {state.value: count for state, count in counted(comparison.findings).items()}
        summary = desk.catalogue.text("compare.summary", **counts)
        names = {"before": comparison.before.name, "now": comparison.now.name}
        lead = desk.text("comparison.lead", **names, summary=summary)
        lines = [" ".join((lead, *failed_lines(comparison, desk.catalogue))), desk.text("comparison.hint")]
        desk.title(sheet, desk.names[self.key], lines, COLUMNS)
        head(sheet, TOP, [desk.text(f"column.{column.key}") for column in COLUMNS])
        row = TOP
        for row, item in enumerate(comparison.findings, TOP + 1):
            _write(sheet, row, item, desk)
        if row == TOP:
            row += 1
            fill_row(sheet, row, COLUMNS, {"message": desk.text("comparison.none")})
        table(sheet, desk.tables[self.key], TOP, row, COLUMNS)
        desk.mark(self.key)


def _write(sheet: Worksheet, row: int, item: Compared, desk: Desk) -> None:
    before, now = item.before, item.now
    place, cell = ("", "") if now is None else now.in_columns
    values = {
        "comparison_state": desk.catalogue.text(f"compare.{item.state.value}"),
        "severity": desk.severity(item.latest.severity),
        "sheet": place,
        "cell": cell,
        "before": "" if before is None else before.place,
        "stated_before": "" if before is None else before.stated,
        "stated_now": "" if now is None else now.stated,
        "recomputed": item.latest.expected,
        "message": said_of(item, desk.catalogue),
        "rule": item.latest.rule,
    }
    cells = fill_row(sheet, row, COLUMNS, values)
    shade(cells["severity"], item.latest.severity)
    cells["comparison_state"].fill = PatternFill("solid", fgColor=_FILLS[item.state])
    cells["comparison_state"].font = styles()["bold"]
    if now is not None and desk.linked:
        link(cells["cell"], now.sheet, now.cell)
