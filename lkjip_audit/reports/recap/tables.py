"""The recap's tables: files, causes, findings, rules, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from openpyxl.cell import Cell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.ooxml.book import quoted
from lkjip_audit.reports.lines import cause_line
from lkjip_audit.reports.recap.lines import Line, broken_rules, causes, findings, read, unread
from lkjip_audit.reports.sheets.look import Column, at, fit, head, put, shade, styles, table, title
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.listing import place_list
from lkjip_audit.workbook.model import Address

TOP = 4
"""The row of the column heads: a heading and a line stand above."""


@dataclass(frozen=True, slots=True)
class Value:
    """A cell of ours: what it says, where it leads to (a copy, and a place in it), the severity that colours it."""

    value: str | int | float | None
    copy: str = ""
    place: Address | None = None
    severity: Severity | None = None


Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name in the catalogue, its columns and its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Sequence[Line], Catalogue], Iterator[Row]]

    def write(self, sheet: Worksheet, lines: Sequence[Line], catalogue: Catalogue) -> None:
        """Write the table; a filter and a frozen head, A4 across."""
        about = [catalogue.text(f"recap.about_{self.name}")]
        title(sheet, catalogue.text(f"recap.sheet_{self.name}"), about)
        head(sheet, TOP, [catalogue.text(f"recap.column_{column.key}") for column in self.columns])
        row = TOP
        for values in self.rows(lines, catalogue):
            row += 1
            pairs = list(zip(values, self.columns, strict=True))
            cells = [_write(at(sheet, row, number), *pair) for number, pair in enumerate(pairs, 1)]
            fit(sheet, row, [(cell, column.width) for cell, column in zip(cells, self.columns, strict=True)])
        if row == TOP:  # a table has one row at least
            row += 1
            for number, column in enumerate(self.columns, 1):
                put(at(sheet, row, number), catalogue.text("recap.none") if number == 1 else None, wrap=column.wrap)
        table(sheet, f"rekap_{self.name}", TOP, row, self.columns)


def _write(cell: Cell, value: Value, column: Column) -> Cell:
    put(cell, value.value, wrap=column.wrap, align=column.align)
    if value.severity is not None and value.value:
        shade(cell, value.severity)
    if value.copy:
        at_cell = value.place if value.place is not None and value.place.sheet else None
        place = None if at_cell is None else f"{quoted(at_cell.sheet)}!{at_cell.a1}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=quote(value.copy), location=place)
        cell.font = styles()["link"]
    return cell


def _files(lines: Sequence[Line], catalogue: Catalogue) -> Iterator[Row]:
    for line, result in read(lines):
        counts, checked, figures = result.severities(), len(result.coverage.tested), result.coverage.figures
        heaviest = result.causes[0] if result.causes else None
        yield (
            Value(line.agency),
            Value(line.year),
            Value(line.name, line.copy),
            *(Value(counts[severity], severity=severity) for severity in Severity),
            Value(len(result.causes)),
            Value(figures),
            Value(round(100 * checked / figures) if figures else None),
            Value(cause_line(heaviest, catalogue), line.copy, heaviest.address) if heaviest else Value(None),
        )


def _causes(lines: Sequence[Line], catalogue: Catalogue) -> Iterator[Row]:
    for line, cause in causes(lines):
        tied = place_list([item.address for item in cause.candidates]) if cause.is_tie else ""
        yield (
            Value(line.agency),
            Value(line.year),
            Value(catalogue.text(f"severity.{cause.severity.value}"), severity=cause.severity),
            Value(tied or cause.address.place, line.copy, cause.address),
            Value(catalogue.text("console.either", number=len(cause.candidates)) if tied else cause.stated),
            Value("" if tied else cause.proposed),
            Value(len(cause.explains)),
            Value(cause.changes),
            Value(cause.why),
        )


def _findings(lines: Sequence[Line], catalogue: Catalogue) -> Iterator[Row]:
    for line, finding in findings(lines):
        yield (
            Value(line.agency),
            Value(line.year),
            Value(finding.id),
            Value(catalogue.text(f"severity.{finding.severity.value}"), severity=finding.severity),
            Value(finding.place, line.copy if finding.address.sheet else "", finding.address),
            Value(finding.stated),
            Value(finding.expected),
            Value(finding.difference),
            Value(finding.formula),
            Value(finding.title),
            Value(finding.cause),
        )


def _rules(lines: Sequence[Line], catalogue: Catalogue) -> Iterator[Row]:
    for rule in broken_rules(lines):
        yield (
            Value(rule.rule),
            Value(rule.title),
            Value(catalogue.text(f"severity.{rule.severity.value}"), severity=rule.severity),
            Value(rule.files),
            Value(rule.findings),
        )


def _unread(lines: Sequence[Line], catalogue: Catalogue) -> Iterator[Row]:
    del catalogue  # the reasons are sentences already
    for line in unread(lines):
        yield Value(line.name), Value(line.checked.problem)


_AGENCY, _YEAR = Column("agency", 38), Column("year", 7, align="center")
_SEVERITY = Column("severity", 12, align="center")

SHEETS = (
    Sheet(
        "files",
        (
            *(_AGENCY, _YEAR, Column("file", 42)),
            *(Column(severity.value, 11, align="right") for severity in Severity),
            *(
                Column("causes", 10, align="right"),
                Column("figures", 9, align="right"),
                Column("coverage", 11, align="right"),
            ),
            Column("heaviest", 56),
        ),
        _files,
    ),
    Sheet(
        "causes",
        (
            *(_AGENCY, _YEAR, _SEVERITY, Column("cell", 30), Column("stated", 20, align="right")),
            *(Column("proposed", 20, align="right"), Column("explains", 10, align="right"), Column("changes", 32)),
            Column("why", 48),
        ),
        _causes,
    ),
    Sheet(
        "findings",
        (
            *(_AGENCY, _YEAR, Column("id", 7), _SEVERITY, Column("cell", 28), Column("stated", 20, align="right")),
            *(Column("expected", 20, align="right"), Column("difference", 18, align="right"), Column("formula", 36)),
            *(Column("rule_title", 34), Column("cause", 9, align="center")),
        ),
        _findings,
    ),
    Sheet(
        "rules",
        (
            *(Column("rule", 28), Column("rule_title", 60), _SEVERITY),
            *(Column("files", 12, align="right"), Column("count", 12, align="right")),
        ),
        _rules,
    ),
    Sheet("unread", (Column("file", 52), Column("reason", 90)), _unread),
)
