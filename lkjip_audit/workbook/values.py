"""What the text of a stored value means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.dates import from_iso, from_serial
from lkjip_audit.workbook.model import CellValue, ErrorValue
from lkjip_audit.workbook.strings import unescape
from lkjip_audit.workbook.styles import PLAIN, CellStyle, whole

_LONGEST: Final = 400
# No double is beyond; a larger exponent would only be a way to make arithmetic on it never end.
_LARGEST_EXPONENT: Final = 330
_CACHED: Final = 1 << 16
_SHORT: Final = 10
_NOUGHT: Final = ".0"


@dataclass(frozen=True, slots=True)
class Context:
    """What the cells of every sheet of a workbook refer to."""

    strings: Sequence[str] = ()
    styles: Sequence[CellStyle] = (PLAIN,)
    date1904: bool = False


def stored_number(text: str) -> Decimal | None:
    """The exact number that ``<v>`` holds; None when it holds none.

    Real files hold ``NaN``, ``null``, ``-Infinity``, ``12,5`` there, none of which a spreadsheet writes.  Programs that
    store every number as a double write ``3.0`` for 3: the nought shows nowhere, and says nothing of decimals.
    """
    try:
        number = Decimal(text.removesuffix(_NOUGHT))
    except InvalidOperation:
        return None
    # Decimal also takes digits of other scripts, underscores, infinities.
    if len(text) > _LONGEST or not number.is_finite() or not text.isascii() or "_" in text:
        return None
    return None if abs(number.adjusted()) > _LARGEST_EXPONENT and number else number


class Values:
    """Turns the stored text of one sheet's cells into values, and remembers the numbers it has made.

    ``remarks`` gathers what is odd, as the code of a notice and the stored text, until the caller clears it.
    """

    __slots__ = ("_date1904", "_numbers", "_strings", "remarks")

    def __init__(self, context: Context) -> None:
        self._strings = context.strings
        self._date1904 = context.date1904
        self.remarks: list[tuple[str, str]] = []
        self._numbers: dict[str, Decimal] = {}

    def of(self, kind: str | None, text: str, style: CellStyle) -> CellValue | None:
        """The value of a cell of type ``kind`` (the ``t`` attribute) whose ``<v>`` holds ``text``.

        Raises ``texts_lost`` where it points at a text that is not there: the list of texts is then not that of these
        cells, and other cells may have got the text of a neighbour.
        """
        if kind is None or kind == "n":
            number = self._numbers.get(text)
            if number is None:
                number = stored_number(text)
                if number is None:
                    return self._no_number(text)
                if len(self._numbers) < _CACHED:
                    self._numbers[text] = number
            return self._dated(number, text) if style.is_date else number
        return self._shared(text) if kind == "s" else self._other(kind, text)

    def _other(self, kind: str, text: str) -> CellValue:
        if kind == "b":
            return text.strip().lower() in {"1", "true"}
        if kind == "e":
            return ErrorValue(text.strip())
        if kind == "d":
            return self._iso(text)
        return unescape(text)  # "str", "inlineStr" with its text in the wrong place, and what nobody defined

    def _no_number(self, text: str) -> str | None:
        if not text.strip():
            return None
        self.remarks.append(("not_a_number", text))
        return text

    def _dated(self, number: Decimal, text: str) -> CellValue:
        moment = from_serial(number, date1904=self._date1904)
        if moment is None:
            self.remarks.append(("not_a_date", text))
            return number
        return moment

    def _iso(self, text: str) -> CellValue:
        moment = from_iso(text)
        if moment is None:
            self.remarks.append(("not_a_date", text))
            return text
        return moment

    def _shared(self, text: str) -> str | None:
        index = int(text) if text.isdigit() and text.isascii() and len(text) < _SHORT else whole(text, -1)
        if 0 <= index < len(self._strings):
            return self._strings[index]
        if text.strip():
            raise WorkbookError("texts_lost", text=text)
        return None
