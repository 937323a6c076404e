"""What our own sheets have in common: heads, borders, links, drop-downs, page setup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.ooxml.book import quoted
from lkjip_audit.ooxml.numbers import as_number
from lkjip_audit.ooxml.xmlbytes import xstring
from lkjip_audit.reports.sheets.colours import FILLS, NAVY
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import column_letter

FONT = "Arial"  # Liberation Sans, which stands in for it elsewhere, has the same widths
GREY = "FFBFBFBF"
STATUS_FILLS = {
    "open": "FFFFFFFF", "accepted": "FFFCE4D6", "rejected": "FFE7E6E6", "fixed": "FFE2EFDA",
    "yes": "FFE2EFDA", "partly": "FFFFF2CC", "no": "FFFCE4D6",
}  # fmt: skip
_LINE = 13.0  # points
_HIGHEST = 400.0  # a row can be no higher than 409
_LONGEST = 32_000  # a cell holds 32,767 characters
_FIGURE = re.compile(r"\s*+(?:Rp\.?\s*+)?[-−(]?\s*+[0-9][0-9.,\s]*+[)%]?(?:\s*+[\w%/]{0,12}\)?)?\s*+\Z")


Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of ours: its key (its message, and its name for reading back), width and look.

    ``align`` is ``left``, ``right``, ``center``, or ``figure``: figures to the right, as numbers where they can only be
    read in one way, words to the left.  What is not ``printed`` stands behind what is.
    """

    key: str
    width: float
    wrap: bool = True
    align: str = "left"
    hidden: bool = False
    printed: bool = True


@cache
def styles() -> Mapping[str, Any]:
    """The openpyxl style objects that our sheets use, made once."""
    return {
        "border": lined(GREY),
        "title": Font(name=FONT, size=15, bold=True, color=NAVY),
        "section": Font(name=FONT, size=11, bold=True, color=NAVY),
        "head": Font(name=FONT, size=10, bold=True, color="FFFFFFFF"),
        "head_fill": PatternFill("solid", fgColor=NAVY),
        "text": Font(name=FONT, size=10),
        "bold": Font(name=FONT, size=10, bold=True),
        "faint": Font(name=FONT, size=10, italic=True, color="FF595959"),
        "gone": Font(name=FONT, size=10, color="FF7F7F7F"),
        "link": Font(name=FONT, size=10, color="FF0563C1", underline="single"),
        "head_align": Alignment(horizontal="center", vertical="center", wrap_text=True),
        "alignments": {
            (wrap, align): Alignment(
                horizontal=align, vertical="top", wrap_text=wrap, indent=0 if align == "center" else 1
            )
            for wrap in (True, False)
            for align in ("left", "right", "center")
        },
        "number": Alignment(horizontal="right", vertical="top", shrink_to_fit=True),
        "severity": {s: PatternFill("solid", fgColor=colour) for s, colour in FILLS.items()},
    }


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at that place, which no merged range covers yet."""
    return cast(Cell, sheet.cell(row, column))


def put(
    cell: Cell,
    value: Value,
    *,
    font: str = "text",
    wrap: bool = True,
    align: str = "left",
    border: bool = True,
) -> Cell:
    """Write a value as text or number, never as a formula, with a look of ours."""
    made = styles()
    if align == "figure":
        align = "right" if not isinstance(value, str) or _FIGURE.match(value) else "left"
    if isinstance(value, str):
        cell.value = xstring(value)[:_LONGEST]
        cell.data_type = "s"  # text that begins with = + - @ stays text
    else:
        cell.value = value
    book = cast(Workbook, cell.parent.parent)
    name = f"{font} {wrap} {align} {border}"
    if name not in book.named_styles:  # setting font, alignment and border on each cell costs far more
        style = NamedStyle(name, font=made[font], alignment=made["alignments"][wrap, align])
        if border:
            style.border = made["border"]
        book.add_named_style(style)
    cell.style = name
    return cell


def link(cell: Cell, sheet: str, a1: str, tip: str = "") -> None:
    """Make a cell a link to a place in this workbook."""
    target = Hyperlink(ref=cell.coordinate, location=f"{quoted(sheet)}!{a1}", tooltip=tip[:250] or None)
    cell.hyperlink = target
    cell.font = styles()["link"]


def shade(cell: Cell, severity: Severity) -> None:
    """Give a cell the fill of a severity."""
    cell.fill = styles()["severity"][severity]
    cell.font = styles()["bold"]


def title(sheet: Worksheet, heading: str, lines: Sequence[str]) -> None:
    """The heading of a sheet and the lines under it, in the first rows."""
    put(at(sheet, 1, 1), heading, font="title", wrap=False, border=False)
    sheet.row_dimensions[1].height = 24
    for row, line in enumerate(lines, 2):
        put(at(sheet, row, 1), line, font="faint", wrap=False, border=False)


def fit(sheet: Worksheet, row: int, cells: Iterable[tuple[Cell, float]]) -> None:
    """Make a row as high as the longest of its cells (each with its width) needs.

    Excel fits rows by itself when they are edited, but neither program does so on opening, nor ever for merged cells.
    """
    lines = max((lines_of(str(cell.value or ""), width) for cell, width in cells), default=1)
    sheet.row_dimensions[row].height = min(_LINE * lines + 4, _HIGHEST)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width, broken between words."""
    room = max(int((width - 2) * 1.25), 1)
    return sum(1 if len(line) <= room else _broken(line.split(), room) for line in text.split("\n"))


def _broken(words: Sequence[str], room: int) -> int:
    lines, used = 1, 0
    for word in words:
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        lines, used = lines + (used - 1) // room, (used - 1) % room + 1  # a word longer than a line is broken
    return lines


def across(
    sheet: Worksheet,
    row: int,
    first: int,
    last: int,
    value: str | int | None,
    *,
    font: str = "text",
    align: str = "left",
) -> Cell:
    """Write a value over several columns of a row."""
    cell = put(at(sheet, row, first), value, font=font, align=align)
    for column in range(first + 1, last + 1):
        put(at(sheet, row, column), None)
    covered = CellRange(min_col=first, min_row=row, max_col=last, max_row=row)
    sheet.merged_cells.ranges.add(covered)  # merge_cells compares it with every earlier one, which makes many slow
    return cell


def fill_row(
    sheet: Worksheet,
    row: int,
    columns: Sequence[Column],
    values: Mapping[str, str | int | float | None],
    font: str = "text",
) -> dict[str, Cell]:
    """One row of texts and numbers by column key, with the columns' looks, as high as it needs."""
    cells = {}
    figures = [str(values.get(column.key) or "") for column in columns if column.align == "figure"]
    for number, column in enumerate(columns, 1):
        value = values.get(column.key) or None
        cell = cells[column.key] = put(at(sheet, row, number), value, font=font, wrap=column.wrap, align=column.align)
        if column.align == "figure" and isinstance(value, str):
            as_count(cell, as_number(value, *_beside(value, figures)))
    fit(sheet, row, [(cells[column.key], column.width) for column in columns if column.wrap])
    return cells


def as_count(cell: Cell, number: tuple[Decimal, str] | None) -> None:
    """Make what a cell says a number with its format, so that it sorts and adds; nothing where it is none."""
    if number is not None:
        cell.value, cell.number_format = number
        cell.alignment = styles()["number"]


def _beside(text: str, figures: Sequence[str]) -> tuple[str, ...]:
    """The other figures of a row, which are written as it writes; a difference stands behind what it is of."""
    left = list(figures)
    left.remove(text)
    return tuple(left)


def head(sheet: Worksheet, row: int, labels: Sequence[str], height: float = 30) -> None:
    """A row of column heads."""
    made = styles()
    for column, label in enumerate(labels, 1):
        cell = put(at(sheet, row, column), label)
        cell.font, cell.fill = made["head"], made["head_fill"]
        cell.alignment, cell.border = made["head_align"], made["border"]
    sheet.row_dimensions[row].height = height


def table(sheet: Worksheet, name: str, top: int, bottom: int, columns: Sequence[Column]) -> None:
    """Make the block a real table with a filter, freeze its head, set widths and the page."""
    for number, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[column_letter(number)]
        dimension.width = column.width
        dimension.hidden = column.hidden
    area = f"A{top}:{column_letter(len(columns))}{bottom}"
    made = Table(displayName=name, ref=area)
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(made)
    sheet.freeze_panes = f"A{top + 1}"
    shown = max(number for number, column in enumerate(columns, 1) if column.printed and not column.hidden)
    page(sheet, f"A1:{column_letter(shown)}{bottom}", f"{top}:{top}")


def on_a4(sheet: Worksheet) -> None:
    """Print ``sheet`` as wide as a page of A4 landscape, as long as it is."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def lined(color: str) -> Border:
    """Thin lines of that colour all around a cell."""
    side = Side(style="thin", color=color)
    return Border(left=side, right=side, top=side, bottom=side)


def page(sheet: Worksheet, area: str, title_rows: str | None = None) -> None:
    """A4 landscape, as wide as the page, page numbers at the foot."""
    on_a4(sheet)
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.75, 0.35
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=HeaderFooterPart(text="lkjip-audit · &A"), right=HeaderFooterPart(text="&P / &N")
    )
    sheet.print_area = area
    if title_rows:
        sheet.print_title_rows = title_rows
    sheet.sheet_view.showGridLines = False


def choices(sheet: Worksheet, area: str, words: Mapping[str, str]) -> None:
    """A drop-down of these words (by status) in the cells of ``area``, each status with its colour."""
    listed = ",".join(words.values())
    validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    validation.add(area)
    sheet.add_data_validation(validation)
    first = area.split(":", maxsplit=1)[0]
    for status, word in words.items():
        fill = PatternFill("solid", bgColor=STATUS_FILLS[status])
        rule = Rule(type="expression", formula=[f'{first}="{word}"'], dxf=DifferentialStyle(fill=fill))
        sheet.conditional_formatting.add(area, rule)
