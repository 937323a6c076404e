"""The recap's first sheet: how many files, what was found in all, and the files that need a reviewer most."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.lines import cause_line
from lkjip_audit.reports.recap.lines import Line, broken_rules, causes, read, told
from lkjip_audit.reports.recap.tables import TOP
from lkjip_audit.reports.sheets.colours import FILLS
from lkjip_audit.reports.sheets.look import Column, at, fit, head, link, page, put, shade, table, title
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.model import Severity

_MOST = 12
"""Files in the chart and lines in each list: what one page shows."""
_COLUMNS = (
    Column("agency", 44),
    *(Column(severity.value, 11, align="right") for severity in Severity),
    Column("causes", 10, align="right"),
)
_RIGHT = 9
"""The first column of the chart, right of the table."""


def write_summary(sheet: Worksheet, lines: Sequence[Line], catalogue: Catalogue) -> None:
    """Write the sheet; the other sheets hold every line of what is told here."""
    title(sheet, catalogue.text("recap.title"), [told(lines, catalogue)])
    ranked = sorted(read(lines), key=lambda item: tuple(-count for count in item[1].severities().values()))[:_MOST]
    last = _ranked(sheet, ranked, catalogue)
    row = max(_causes(sheet, last + 2, lines, catalogue), last + 2)
    row = _rules(sheet, row + 1, lines, catalogue)
    if ranked:
        _chart(sheet, catalogue, last)
    for number, width in ((_RIGHT - 1, 3), *((n, 11) for n in range(_RIGHT, _RIGHT + 7))):
        sheet.column_dimensions[at(sheet, 1, number).column_letter].width = width
    page(sheet, f"A1:P{max(row, TOP + 26)}")
    sheet.page_setup.fitToHeight = 1
    sheet.print_title_rows = None
    sheet.freeze_panes = f"A{TOP + 1}"


def _ranked(sheet: Worksheet, ranked: Sequence[tuple[Line, AuditResult]], catalogue: Catalogue) -> int:
    """The files with the heaviest findings, as the table behind the chart; its last row."""
    head(sheet, TOP, [catalogue.text(f"recap.column_{column.key}") for column in _COLUMNS])
    row = TOP
    for line, result in ranked:
        row += 1
        name = line.agency if line.year is None else f"{line.agency} {line.year}"
        cell = put(at(sheet, row, 1), name)
        fit(sheet, row, [(cell, _COLUMNS[0].width)])
        for number, (severity, count) in enumerate(result.severities().items(), 2):
            counted = put(at(sheet, row, number), count, align="right")
            if count:
                shade(counted, severity)
        put(at(sheet, row, len(_COLUMNS)), len(result.causes), align="right")
    if row == TOP:
        row += 1
        put(at(sheet, row, 1), catalogue.text("recap.none"))
    table(sheet, "rekap_ringkasan", TOP, row, _COLUMNS)
    return row


def _causes(sheet: Worksheet, row: int, lines: Sequence[Line], catalogue: Catalogue) -> int:
    """The heaviest causes of all, each in a line; the row after."""
    put(at(sheet, row, 1), catalogue.text("recap.top_causes"), font="section", border=False, wrap=False)
    for line, cause in causes(lines)[:_MOST]:
        row += 1
        put(at(sheet, row, 1), line.agency, border=False)
        put(at(sheet, row, 2), cause_line(cause, catalogue), border=False, wrap=False)
        fit(sheet, row, [(at(sheet, row, 1), _COLUMNS[0].width)])
    return _more(sheet, row + 1, catalogue, "causes")


def _rules(sheet: Worksheet, row: int, lines: Sequence[Line], catalogue: Catalogue) -> int:
    """The rules that are broken in most files; the row after."""
    put(at(sheet, row, 1), catalogue.text("recap.top_rules"), font="section", border=False, wrap=False)
    for rule in broken_rules(lines)[:_MOST]:
        row += 1
        put(at(sheet, row, 1), rule.title, border=False)
        told = catalogue.text("recap.rule", files=rule.files, findings=rule.findings, rule=rule.rule)
        put(at(sheet, row, 2), told, border=False, wrap=False)
        fit(sheet, row, [(at(sheet, row, 1), _COLUMNS[0].width)])
    return _more(sheet, row + 1, catalogue, "rules")


def _more(sheet: Worksheet, row: int, catalogue: Catalogue, name: str) -> int:
    where = catalogue.text(f"recap.sheet_{name}")
    cell = put(at(sheet, row, 1), catalogue.text("recap.more", sheet=where), border=False, wrap=False)
    link(cell, where, f"A{TOP}")
    return row + 1


def _chart(sheet: Worksheet, catalogue: Catalogue, last: int) -> None:
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = catalogue.text("recap.chart")
    chart.add_data(
        Reference(sheet, min_col=2, max_col=1 + len(Severity), min_row=TOP, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=TOP + 1, max_row=last))
    for series, severity in zip(chart.series, Severity, strict=True):
        series.graphicalProperties.solidFill = FILLS[severity][2:]
        series.graphicalProperties.line.solidFill = "7F7F7F"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, False
    chart.x_axis.tickLblSkip = 1  # every file is named
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0"
    chart.legend.position = "b"
    chart.gapWidth = 40
    chart.height, chart.width = 15.0, 17
    sheet.add_chart(chart, f"{at(sheet, 1, _RIGHT).column_letter}{TOP}")
