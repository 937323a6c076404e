"""One blank form on its sheet."""

from __future__ import annotations

from itertools import groupby

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.blank import look
from lkjip_audit.blank.excel import of_column, same_as, total_of
from lkjip_audit.blank.model import Column, Form, Holds
from lkjip_audit.blank.places import HEAD_ROW, TITLE_ROW, Places
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.sheets.look import lines_of, on_a4
from lkjip_audit.workbook.model import column_letter

_LONGEST_LIST = 255
"""Characters of a drop-down's list, by Excel's limit."""
_BOLD = 0.85
"""How much of a column's width bold letters have."""
_A3 = 8
"""The paper of forms of too many columns for A4."""


def fill_sheet(sheet: Worksheet, form: Form, places: Places, catalogue: Catalogue) -> None:
    """Write ``form`` on the empty ``sheet``."""
    sheet.cell(TITLE_ROW, 1, places.text(form.title)).font = look.TITLE
    _head(sheet, form, places)
    for nth, row in enumerate(places.body(form)):
        _row(sheet, form, places, nth, row)
    _total(sheet, form, places)
    _guards(sheet, form, places, catalogue)
    below = places.total_row(form) + (2 if form.total else 1)
    for offset, note in enumerate(form.notes):
        sheet.cell(below + offset, 1, note)
    _page(sheet, form, places)


def _head(sheet: Worksheet, form: Form, places: Places) -> None:
    """The header: texts that columns share merged across, short ones merged down."""
    rows = places.head_rows(form)
    last = HEAD_ROW + rows - 1
    for row in range(HEAD_ROW, last + 1):
        for column in range(1, len(form.columns) + 1):
            cell = sheet.cell(row, column)
            cell.fill, cell.border, cell.alignment, cell.font = look.HEAD, look.BORDER, look.CENTRE, look.BOLD
    widths, lines = look.widths_of(form.columns), dict.fromkeys(range(HEAD_ROW, last + 1), 1)
    for depth in range(rows):
        row = HEAD_ROW + depth
        paths = [column.header[: depth + 1] if len(column.header) > depth else () for column in form.columns]
        for path, group in groupby(enumerate(paths, start=1), key=lambda item: item[1]):
            if not path:
                continue
            places_of = [place for place, _ in group]
            sheet.cell(row, places_of[0], places.text(path[-1]))
            lasts = [form.columns[place - 1] for place in places_of]
            until = last if all(len(column.header) == depth + 1 for column in lasts) else row
            needed = lines_of(places.text(path[-1]), _BOLD * sum(widths[place - 1] for place in places_of))
            lines[until] = max(lines[until], needed - (until - row))
            if len(places_of) > 1 or until > row:
                sheet.merge_cells(start_row=row, end_row=until, start_column=places_of[0], end_column=places_of[-1])
    for row, count in lines.items():
        sheet.row_dimensions[row].height = look.LINE * count + 2


def _row(sheet: Worksheet, form: Form, places: Places, nth: int, row: int) -> None:
    cells = places.cells(form, row)
    fixed = form.fixed[nth] if form.fixed else {}
    for place, column in enumerate(form.columns, start=1):
        cell = sheet.cell(row, place)
        source = places.source(column, nth)
        formula = same_as(source) if source else of_column(column, cells)
        if column.holds == "order":
            cell.value = nth + 1
        elif formula is not None:
            cell.value = formula
        elif column.id in fixed:
            cell.value = fixed[column.id]
        _dress(cell, column.holds, computed=formula is not None or column.holds == "order")
    if fixed:
        widths = zip(form.columns, look.widths_of(form.columns), strict=True)
        lines = max(lines_of(str(fixed.get(column.id, "")), width) for column, width in widths)
        sheet.row_dimensions[row].height = look.LINE * lines + 1


def _total(sheet: Worksheet, form: Form, places: Places) -> None:
    if form.total is None:
        return
    row, body = places.total_row(form), places.body(form)
    cells = places.cells(form, row)
    for place, column in enumerate(form.columns, start=1):
        cell = sheet.cell(row, place)
        letter = column_letter(place)
        if column.id == form.total.under:
            cell.value = form.total.label
        elif column.id in form.total.sum:
            cell.value = total_of(f"{letter}{body.start}:{letter}{body.stop - 1}")
        elif column.id in form.total.formula:
            cell.value = of_column(column, cells)
        _dress(cell, column.holds, computed=True)
        cell.font = look.BOLD


def _dress(cell: Cell | MergedCell, holds: Holds, *, computed: bool) -> None:
    cell.fill = look.COMPUTED if computed else look.INPUT
    if not computed:
        cell.protection = look.TYPED
    cell.border = look.BORDER
    cell.number_format = look.FORMATS[holds]
    cell.alignment = look.WRAPPED if holds == "text" else look.MIDDLE if holds == "order" else look.TOP


def _guards(sheet: Worksheet, form: Form, places: Places, catalogue: Catalogue) -> None:
    """Drop-downs, and figures only where figures belong: a figure typed as text is the commonest fault of all."""
    body = places.body(form)
    for place, column in enumerate(form.columns, start=1):
        guard = _guard(column, catalogue)
        if guard is not None:
            letter = column_letter(place)
            guard.add(f"{letter}{body.start}:{letter}{body.stop - 1}")
            sheet.add_data_validation(guard)


def _guard(column: Column, catalogue: Catalogue) -> DataValidation | None:
    if column.choices:
        listed = ",".join(column.choices)
        if len(listed) > _LONGEST_LIST or any("," in choice for choice in column.choices):
            raise ValueError(f"the choices of {column.id} do not fit a drop-down")
        return DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
    if column.holds in ("text", "code", "order") or column.formula or column.source:
        return None
    return DataValidation(
        type="whole" if column.holds == "count" else "decimal",
        operator="between",
        formula1="-1000000000000000",
        formula2="1000000000000000",
        allow_blank=True,
        errorTitle=catalogue.text("template.wants_number"),
        error=catalogue.text("template.wants_number_how"),
        showErrorMessage=True,
    )


def _page(sheet: Worksheet, form: Form, places: Places) -> None:
    widths = look.widths_of(form.columns)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[column_letter(place)].width = width
    sheet.freeze_panes = f"A{places.body(form).start}"
    sheet.print_title_rows = f"{HEAD_ROW}:{places.body(form).start - 1}"
    on_a4(sheet)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    if not look.fits_a4(widths):
        sheet.page_setup.paperSize = _A3
    _protect(sheet)


def _protect(sheet: Worksheet) -> None:
    """What computes cannot be typed over by mistake; without a password, so that whoever means to may."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows"):
        setattr(sheet.protection, allowed, False)
