"""The first sheet: what was checked, what was found, what it changes, what could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.ooxml.book import quoted
from lkjip_audit.ooxml.numbers import as_number
from lkjip_audit.reports.annotated.sheets import findings as findings_sheet
from lkjip_audit.reports.lines import tested_line, with_failures
from lkjip_audit.reports.sheets.colours import FILLS
from lkjip_audit.reports.sheets.desk import Desk, place
from lkjip_audit.reports.sheets.look import across, as_count, at, fit, head, link, page, put, shade
from lkjip_audit.reports.sheets.noted import TOP
from lkjip_audit.reports.sheets.statuses import WORDS, finding_keys, status_of
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.listing import place_list
from lkjip_audit.workbook.model import column_letter
from lkjip_audit.workbook.ours import KEYS

_WIDTHS = (13, 25, 19, 19, 21, 48)
_LAST = len(_WIDTHS)
_HEAD = 18.0  # points
_MOST_CAUSES = 12
_MOST_REASONS = 12
_MOST_NAMES = 9
_CHECKS = ("pass", "finding", "not_applicable", "not_verifiable", "rule_error")


def write_summary(sheet: Worksheet, desk: Desk, cause_rows: dict[str, int]) -> None:
    """Fill the sheet."""
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[column_letter(number + 1)].width = width
    put(at(sheet, 1, 1), desk.text("summary.title"), font="title", wrap=False, border=False)
    sheet.row_dimensions[1].height = 26
    put(at(sheet, 2, 1), _verdict(desk), font="bold", wrap=False, border=False)
    put(at(sheet, 3, 1), tested_line(desk.result, desk.catalogue), wrap=False, border=False)
    _links(sheet, desk, 4)
    row = _causes(sheet, desk, 6, cause_rows)
    row = _severities(sheet, desk, row)
    row = _unchecked(sheet, desk, row + 1)
    row = _kinds(sheet, desk, row + 1)
    row = _notices(sheet, desk, row + 1)
    row = _checked(sheet, desk, row + 1)
    row = _signatures(sheet, desk, row + 1)
    page(sheet, f"A1:F{row}")
    desk.mark("summary")


def _verdict(desk: Desk) -> str:
    """One sentence that says how the workbook fares."""
    findings = desk.result.counted
    if not findings:
        return with_failures(desk.text("summary.clean", file=desk.result.source.name), desk.result)
    counts = desk.result.severities()
    parts = [f"{counts[severity]} {desk.severity(severity)}" for severity in Severity if counts[severity]]
    listed = ", ".join(parts)
    told = desk.text("summary.verdict", count=len(findings), listed=listed, causes=len(desk.result.causes))
    return with_failures(told, desk.result)


def _links(sheet: Worksheet, desk: Desk, row: int) -> None:
    """The way to our other sheets, in a line."""
    for column, key in enumerate([key for key in KEYS if key != "summary"], 1):
        cell = put(at(sheet, row, column), f"→ {desk.names[key]}", wrap=False, border=False)
        link(cell, desk.names[key], "A1")


def _signatures(sheet: Worksheet, desk: Desk, row: int) -> int:
    """Where those who checked and who approve write their names and the day, and sign."""
    row = _section(sheet, row, desk.text("summary.signatures"))
    _heads(
        sheet, row, desk, ("summary.role", 1, 2), ("column.name", 3, 4), ("column.date", 5, 5), ("summary.sign", 6, 6)
    )
    for role in ("checked_by", "approved_by"):
        row += 1
        across(sheet, row, 1, 2, desk.text(f"summary.{role}"), font="bold")
        across(sheet, row, 3, 4, None)
        put(at(sheet, row, 5), None)
        put(at(sheet, row, _LAST), None)
        sheet.row_dimensions[row].height = 34
    return row


def _section(sheet: Worksheet, row: int, text: str) -> int:
    put(at(sheet, row, 1), text, font="section", wrap=False, border=False)
    sheet.row_dimensions[row].height = 20
    return row + 1


def _pair(sheet: Worksheet, row: int, label: str, value: str | int) -> int:
    """A label and its value over the columns beside it."""
    across(sheet, row, 1, 2, label, font="bold")
    fit(sheet, row, [(across(sheet, row, 3, _LAST, value), sum(_WIDTHS[2:]))])
    return row + 1


def _checked(sheet: Worksheet, desk: Desk, row: int) -> int:
    result = desk.result
    row = _section(sheet, row, desk.text("summary.checked"))
    names = ", ".join(result.source.sheets)
    row = _pair(sheet, row, desk.text("summary.file"), result.source.name)
    listed = desk.text("summary.sheets", count=len(result.source.sheets), names=names)
    row = _pair(sheet, row, desk.text("column.sheet"), listed[:2000])
    row = _pair(sheet, row, desk.text("summary.tables"), len(result.tables))
    checks = " · ".join(f"{desk.text(f'check.{name}')}: {result.checks.get(name, 0)}" for name in _CHECKS)
    row = _pair(sheet, row, desk.text("summary.checks"), checks)
    version = desk.text("summary.version", version=result.version, sha256=result.rules_sha256)
    row = _pair(sheet, row, desk.text("summary.tool"), version)
    return _pair(sheet, row, "SHA-256", result.source.sha256)


def _severities(sheet: Worksheet, desk: Desk, row: int) -> int:
    """Counts by severity and by status side by side, with the chart of the former."""
    row = _section(sheet, row, desk.text("summary.severities"))
    _heads(sheet, row, desk, ("column.severity", 1, 2), ("summary.count", 3, 3))
    top = row
    counts = desk.result.severities()
    for severity in Severity:
        row += 1
        shade(across(sheet, row, 1, 2, desk.severity(severity).capitalize()), severity)
        put(at(sheet, row, 3), counts[severity], align="right")
    _chart(sheet, desk, top, row)
    row += 2
    _heads(sheet, row, desk, ("column.status", 1, 2), ("summary.count", 3, 3))
    area = _status_area(desk)
    for status, word in WORDS[desk.result.lang].items():
        row += 1
        across(sheet, row, 1, 2, word)
        cell = put(at(sheet, row, 3), None, align="right")
        cell.value = f'=COUNTIF({area},"{word}")'
        desk.cached[desk.names["summary"], cell.coordinate] = _with_status(desk, status)
    return row + 2


def _status_area(desk: Desk) -> str:
    """The status column of the table of findings: it grows and moves with what a reviewer does there."""
    rows = max(len(desk.result.findings) + len(desk.gone), 1)
    letter = findings_sheet.TABLE.status
    return f"{quoted(desk.names['findings'])}!${letter}${TOP + 1}:${letter}${TOP + rows}"


def _with_status(desk: Desk, status: str) -> int:
    gone = sum(1 for row in desk.gone if status_of(row.get("status", "")) == status)
    return gone + sum(1 for key in finding_keys(desk.result) if desk.status(key).status == status)


def _chart(sheet: Worksheet, desk: Desk, top: int, last: int) -> None:
    chart = BarChart()
    chart.type = "bar"
    chart.legend = None
    chart.add_data(Reference(sheet, min_col=3, min_row=top + 1, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=last))
    series = chart.series[0]
    for number, severity in enumerate(Severity):
        point = DataPoint(idx=number)
        point.graphicalProperties.solidFill = FILLS[severity][2:]
        point.graphicalProperties.line.solidFill = "7F7F7F"
        series.dPt.append(point)
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.x_axis.scaling.orientation = "maxMin"  # the heaviest on top
    chart.y_axis.majorGridlines = None
    chart.gapWidth = 40
    chart.height, chart.width = 5.2, 16
    sheet.add_chart(chart, f"D{top}")


def _kinds(sheet: Worksheet, desk: Desk, row: int) -> int:
    findings = desk.result.counted
    if not findings:
        return row
    row = _section(sheet, row, desk.text("summary.kinds"))
    _heads(sheet, row, desk, ("summary.count", 1, 1), ("column.kind", 2, 3), ("column.rule", 4, _LAST))
    counts = Counter((finding.kind, finding.title) for finding in findings)
    for (kind, rule), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        row += 1
        put(at(sheet, row, 1), count, align="right")
        cells = [(across(sheet, row, 2, 3, desk.kind(kind)), sum(_WIDTHS[1:3]))]
        cells.append((across(sheet, row, 4, _LAST, rule), sum(_WIDTHS[3:])))
        fit(sheet, row, cells)
    return row + 1


def _heads(sheet: Worksheet, row: int, desk: Desk, *heads: tuple[str, int, int]) -> None:
    """Column heads, each (message, first column, last column)."""
    labels = [""] * max(last for _, _, last in heads)
    for key, first, _ in heads:
        labels[first - 1] = desk.text(key)
    head(sheet, row, labels, _HEAD)
    for _, first, last in heads:
        if first < last:
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)


def _causes(sheet: Worksheet, desk: Desk, row: int, cause_rows: dict[str, int]) -> int:
    causes = desk.result.causes
    if not causes:
        return row
    row = _section(sheet, row, desk.text("summary.causes"))
    keys = ("id", "cell", "stated", "proposed", "explains", "changes")
    head(sheet, row, [desk.text(f"column.{key}") for key in keys], _HEAD)
    for cause in causes[:_MOST_CAUSES]:
        row += 1
        said, where = (cause.stated, cause.proposed), place(cause.address)
        if cause.is_tie:
            said = (desk.text("causes.either", number=len(cause.candidates)), "")
            where = place_list([item.address for item in cause.candidates])
        texts = (cause.id, where, *said, _some(cause.explains))
        for column, text in enumerate((*texts, cause.changes or cause.why), 1):
            put(at(sheet, row, column), text, align="figure" if column in {3, 4} else "left")
        for column in (3, 4):
            as_count(at(sheet, row, column), as_number(said[column - 3], said[4 - column]))
        fit(sheet, row, [(at(sheet, row, column), width) for column, width in enumerate(_WIDTHS, 1)])
        shade(at(sheet, row, 1), cause.severity)
        link(at(sheet, row, 1), desk.names["causes"], f"A{cause_rows[cause.id]}")
        desk.link(at(sheet, row, 2), cause.address)
    if len(causes) > _MOST_CAUSES:
        row += 1
        text = desk.text("summary.more", count=len(causes) - _MOST_CAUSES, sheet=desk.names["causes"])
        put(at(sheet, row, 1), text, font="faint", wrap=False, border=False)
    return row + 1


def _some(names: Sequence[str]) -> str:
    more = f" (+{len(names) - _MOST_NAMES})" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _unchecked(sheet: Worksheet, desk: Desk, row: int) -> int:
    result = desk.result
    row = _section(sheet, row, desk.text("summary.unchecked"))
    reasons = Counter((desk.text("coverage.untested"), item.why) for item in result.coverage.unchecked)
    reasons.update((desk.text("coverage.unverified"), item.why) for item in result.unverified)
    if not reasons:
        put(at(sheet, row, 1), desk.text("summary.all_checked"), wrap=False, border=False)
        return row + 1
    _heads(sheet, row, desk, ("summary.count", 1, 1), ("column.state", 2, 2), ("column.reason", 3, _LAST))
    for (state, why), count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:_MOST_REASONS]:
        row += 1
        put(at(sheet, row, 1), count, align="right")
        put(at(sheet, row, 2), state)
        fit(sheet, row, [(across(sheet, row, 3, _LAST, why), sum(_WIDTHS[2:]))])
    row += 1
    text = desk.text("summary.see", sheet=desk.names["coverage"])
    put(at(sheet, row, 1), text, font="faint", wrap=False, border=False)
    return row + 1


def _notices(sheet: Worksheet, desk: Desk, row: int) -> int:
    notices = desk.result.notices
    if not notices:
        return row
    row = _section(sheet, row, desk.text("summary.notices"))
    for item in notices:
        where = across(sheet, row, 1, 2, item.place or None)
        if item.notice.sheet in desk.result.source.sheets and desk.linked:  # a chart sheet has no cells
            link(where, item.notice.sheet or "", (item.notice.cell or "A1").split(":")[0])
        told = across(sheet, row, 3, _LAST, item.message)
        fit(sheet, row, [(where, sum(_WIDTHS[:2])), (told, sum(_WIDTHS[2:]))])
        row += 1
    return row
