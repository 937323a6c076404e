"""The styles part: for every style index, what of it matters to a reader of figures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lkjip_audit.workbook.formats import is_date
from lkjip_audit.workbook.safexml import is_true, parse_tree

# The codes of ids that a file need not spell out (ECMA-376 part 1, 18.8.30).  Ids 5-8, 42 and 44 stand for
# the currency of the reader's own system, which on the machines that these reports are made and read on is
# the rupiah.
_CURRENCY: Final = '"Rp"'
BUILTIN: Final[dict[int, str]] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: f"{_CURRENCY}#,##0_);({_CURRENCY}#,##0)",
    6: f"{_CURRENCY}#,##0_);[Red]({_CURRENCY}#,##0)",
    7: f"{_CURRENCY}#,##0.00_);({_CURRENCY}#,##0.00)",
    8: f"{_CURRENCY}#,##0.00_);[Red]({_CURRENCY}#,##0.00)",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "m/d/yyyy"),
    **dict.fromkeys(range(32, 36), "h:mm:ss"),
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: f'_({_CURRENCY}* #,##0_);_({_CURRENCY}* (#,##0);_({_CURRENCY}* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: f'_({_CURRENCY}* #,##0.00_);_({_CURRENCY}* (#,##0.00);_({_CURRENCY}* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
GENERAL: Final = "General"


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What of a cell's style is kept."""

    number_format: str = GENERAL
    bold: bool = False
    indent: int = 0
    is_date: bool = False


PLAIN: Final = CellStyle()


def read_styles(chunks: Iterable[bytes], part: str) -> tuple[CellStyle, ...]:
    """The cell styles of a styles part, by style index."""
    root = parse_tree(chunks, part)
    codes = dict(BUILTIN)
    for item in root.iterfind("numFmts/numFmt"):
        codes[whole(item.get("numFmtId"))] = item.get("formatCode", GENERAL) or GENERAL
    bolds = [_is_bold(font) for font in root.iterfind("fonts/font")]
    return tuple(_cell_style(item, codes, bolds) for item in root.iterfind("cellXfs/xf"))


def _is_bold(font: ET.Element) -> bool:
    mark = font.find("b")
    return mark is not None and is_true(mark.get("val"), default=True)


def _cell_style(item: ET.Element, codes: dict[int, str], bolds: list[bool]) -> CellStyle:
    code = codes.get(whole(item.get("numFmtId")), GENERAL)
    font = whole(item.get("fontId"))
    alignment = item.find("alignment")
    return CellStyle(
        number_format=code,
        bold=0 <= font < len(bolds) and bolds[font],
        indent=0 if alignment is None else max(whole(alignment.get("indent")), 0),
        is_date=is_date(code),
    )


def whole(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute; ``default`` when it is missing or is none."""
    if text is None:
        return default
    text = text.strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        return default
    return int(text)
