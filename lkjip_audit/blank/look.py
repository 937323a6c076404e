"""How blank forms look: what is typed and what is computed must be told apart on screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.styles import Alignment, Font, PatternFill, Protection

from lkjip_audit.blank.model import Column, Holds
from lkjip_audit.reports.sheets.look import lined

INPUT = PatternFill("solid", fgColor="FFFBE6")
COMPUTED = PatternFill("solid", fgColor="E9ECEF")
HEAD = PatternFill("solid", fgColor="D5E0EC")
FONT: Final = "Calibri"
LINE: Final = 15.0
"""Points of a line of its usual size."""
LINK = Font(name=FONT, color="0B5394", underline="single")
TITLE = Font(name=FONT, bold=True, size=12)
BOLD = Font(name=FONT, bold=True)
TYPED = Protection(locked=False)
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
    "money": 18,
}
_LEAST: dict[Holds, float] = {"text": 16, "money": 16}
"""How narrow a column may be made so that its form fits a page."""
_A4: Final = 1270
"""Pixels of columns that A4 landscape prints at nine points or more."""


def widths_of(columns: Sequence[Column]) -> tuple[float, ...]:
    """Widths of ``columns``, made narrower where they would print too small on A4."""
    usual = [WIDTHS[column.holds] for column in columns]
    least = [_LEAST.get(column.holds, WIDTHS[column.holds]) for column in columns]
    room = sum(usual) - sum(least)
    over = (_pixels(usual) - _A4) / 7
    share = min(max(over / room, 0), 1) if room else 0
    return tuple(round(wide - (wide - narrow) * share, 1) for wide, narrow in zip(usual, least, strict=True))


def fits_a4(widths: Sequence[float]) -> bool:
    """Whether columns of these widths print at nine points or more on A4 landscape."""
    return _pixels(widths) <= _A4 + 10


def _pixels(widths: Sequence[float]) -> float:
    return sum(7 * width + 5 for width in widths)
