"""How blank forms look: what is typed and what is computed must be told apart on screen and on paper."""

from __future__ import annotations

from openpyxl.styles import Alignment, Font, PatternFill

from lkjip_audit.blank.model import Holds
from lkjip_audit.reports.sheets.look import lined

INPUT = PatternFill("solid", fgColor="FFFBE6")
COMPUTED = PatternFill("solid", fgColor="E9ECEF")
HEAD = PatternFill("solid", fgColor="D5E0EC")
LINK = Font(color="0B5394", underline="single")
BORDER = lined("9AA3AB")
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
