"""How blank forms look: what is typed and what is computed must be told apart on screen and on paper."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.blank.model import Holds

INPUT = PatternFill("solid", fgColor="FFFBE6")
COMPUTED = PatternFill("solid", fgColor="E9ECEF")
HEAD = PatternFill("solid", fgColor="D5E0EC")
LINK = Font(color="0B5394", underline="single")
_LINE = Side(style="thin", color="9AA3AB")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
TOP = Alignment(vertical="top")
MIDDLE = Alignment(horizontal="center", vertical="top")

FORMATS: dict[Holds, str] = {
    "order": "0",
    "text": "General",
    "code": "@",
    "count": "#,##0",
    "number": "#,##0.00",
    "percent": "0.00%",
    "money": "#,##0",
}
WIDTHS: dict[Holds, float] = {
    "order": 5,
    "text": 30,
    "code": 16,
    "count": 11,
    "number": 12,
    "percent": 12,
    "money": 20,
}


def on_a4(sheet: Worksheet) -> None:
    """Print ``sheet`` as wide as a page of A4 landscape, as long as it is."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
