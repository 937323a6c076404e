"""What a cell says: a stored number through its number format, a text through its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Context, Decimal
from functools import partial

from lkjip_audit.figures.celltext import read_text
from lkjip_audit.figures.model import PERCENT, Figure, Reading, ReadingKind
from lkjip_audit.figures.notation import Marks
from lkjip_audit.figures.rounding import AS_KEPT, round_half_up
from lkjip_audit.figures.units import factor_of, tidy_unit
from lkjip_audit.rulepack.words import WordPattern, Words, derived
from lkjip_audit.workbook.formats import GENERAL_WIDTH, Shown, literals_of, shown
from lkjip_audit.workbook.model import Cell, ErrorValue
from lkjip_audit.workbook.plain_layouts import Layout, layout_of

GENERAL = "General"
"""The format of a cell that has none."""
_EXACT = Context(prec=60)
_BARE_NUMBER = WordPattern(r"[\s(+-]*(?:{currency_signs}[\s.:(-]*)?[0-9][0-9., ]*(?:-|=)?[\s)%*]*", re.IGNORECASE)
_LARGEST_PLAIN_EXPONENT = 300
_ONE = Decimal(1)
_FIGURES = ReadingKind.FIGURES
_HUNDRED = Decimal(100)
_WITHOUT_PRECISION = ("general", "", "@", "standard")
"""Formats under which a cell shows as much as its width has room for."""


def read_cell(cell: Cell, marks: Marks = Marks.UNKNOWN, knows_formats: bool = True, unit: str | None = None) -> Reading:
    """Read ``cell``.

    ``marks`` and ``unit`` are its column's, and decide only what a text leaves open.  ``knows_formats`` is
    False where the file kind does not tell number formats: a number is then what it stores, and a number
    typed as text no flaw.  A formula without a stored result is an ERROR: what it would show is not known,
    which is not the same as nothing.
    """
    value = cell.value
    if isinstance(value, Decimal):
        return read_number(value, cell.number_format if knows_formats else GENERAL)
    if isinstance(value, bool):
        return Reading(ReadingKind.TEXT, "TRUE" if value else "FALSE")
    if isinstance(value, str):
        reading = read_text(value, marks, unit)
        return _flagged_as_text(reading) if knows_formats else reading
    if isinstance(value, datetime):
        return Reading(ReadingKind.DATE, _date_text(value))
    if isinstance(value, ErrorValue):
        return Reading(ReadingKind.ERROR, value.text)
    return Reading(ReadingKind.NIL if cell.formula is None else ReadingKind.ERROR, "")


def _flagged_as_text(reading: Reading) -> Reading:
    """``reading``, flawed "number_as_text" when it is one bare number, which Excel cannot add."""
    figure = reading.figure
    if figure is None or len(reading.figures) > 1:
        return reading
    if _BARE_NUMBER.fullmatch(reading.text) is None:
        return reading
    return replace(reading, figures=(replace(figure, flaws=(*figure.flaws, "number_as_text")),))


def _date_text(value: datetime) -> str:
    return f"{value:%d/%m/%Y}" if (value.hour, value.minute, value.second) == (0, 0, 0) else f"{value:%d/%m/%Y %H:%M}"


def read_number(value: Decimal, code: str) -> Reading:
    """A number as its format ``code`` shows it; ``stored`` is the cell's own value in the unit shown.

    General shows as many digits as fit the column's width, which is nobody's decision: there the value is
    what is stored, cleaned to the 15 digits that Excel holds.
    """
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_PLAIN_EXPONENT:
        return Reading(ReadingKind.ERROR, str(value))
    way = _way_of(code)
    clean = AS_KEPT.plus(value)
    if way is not None and way.layout.takes(clean):
        return _laid_out(clean, way)
    view = shown(clean, code)
    stored = _in_shown_unit(clean, view)
    if _shows_its_own_precision(view, code):
        printed, decimals = round_half_up(stored, view.decimals), view.decimals
    else:
        printed, decimals = stored, _decimals_shown(view, stored)
    unit, multiplier = _literal_unit(view.literals, percent=view.percent)
    flaws = () if view.text.strip() or not value else ("hidden_by_format",)
    literal = view.text.strip()
    start = view.text.find(literal)
    figure = Figure(
        value=printed,
        decimals=decimals,
        literal=literal,
        unit=unit,
        multiplier=multiplier,
        stored=stored,
        span=(start, start + len(literal)),
        flaws=flaws,
    )
    return Reading(ReadingKind.FIGURES, view.text, (figure,))


@dataclass(frozen=True, slots=True)
class _Way:
    """What a format without surprises says of every number: how it is laid out, and its unit and multiplier."""

    layout: Layout
    unit: str | None
    multiplier: Decimal


def _way_of(code: str) -> _Way | None:
    """The way of a format code under the words in force, found once for them; None for one that has several."""
    return _ways()[code]


class _Ways(dict[str, _Way | None]):
    def __missing__(self, code: str) -> _Way | None:
        layout = layout_of(code)
        if layout is None or code.strip().lower() in _WITHOUT_PRECISION:
            self[code] = None
            return None
        unit, multiplier = _literal_unit(literals_of(layout.section), percent=layout.section.percents > 0)
        way = self[code] = _Way(layout, unit, multiplier)
        return way


@derived
def _ways(_: Words) -> _Ways:
    return _Ways()


def number_reader(code: str) -> Callable[[Decimal], Reading]:
    """As ``read_number`` for the many numbers of one format: what it says of all of them is found out once."""
    if code == GENERAL:
        return _read_general
    way = _way_of(code)
    if way is None or way.layout.decimals or way.layout.section.percents or not way.layout.section.grouped:
        return partial(read_number, code=code)
    (before, after), of_any = way.layout.positive, way.layout.negative is not None
    unit, multiplier, longest = way.unit, way.multiplier, AS_KEPT.prec
    spans = [(0, length) for length in range(len(before) + len(after) + 2 * longest)]  # one for all of a length

    def read(value: Decimal) -> Reading:
        # A whole number that is shown whole is stored as it is shown.
        if value.is_signed() or not value.same_quantum(_ONE) or value.adjusted() >= longest or not (value or of_any):
            return read_number(value, code)
        digits = f"{value:,f}".replace(",", ".")
        text = f"{before}{digits}{after}"
        return Reading(_FIGURES, text, (Figure(value, 0, text, unit, multiplier, value, None, spans[len(text)]),))

    return read


def _read_general(value: Decimal) -> Reading:
    if value.is_signed() or not value.same_quantum(_ONE) or value.adjusted() >= GENERAL_WIDTH:
        return read_number(value, GENERAL)
    text = f"{value:f}"
    return Reading(_FIGURES, text, (Figure(value, 0, text, None, _ONE, value, None, (0, len(text))),))


def _laid_out(clean: Decimal, way: _Way) -> Reading:
    """As ``read_number`` for a number whose format has one way to show it."""
    layout = way.layout
    stored = _plain(_EXACT.multiply(clean, _HUNDRED) if layout.section.percents else clean)
    below_zero = stored < 0
    rounded = layout.rounded(stored.copy_abs())
    text = layout.text(rounded, below_zero=below_zero)
    printed = rounded.copy_negate() if below_zero and rounded else rounded
    span = 0, len(text)
    figure = Figure(printed, layout.decimals, text, way.unit, way.multiplier, stored, None, span)
    return Reading(_FIGURES, text, (figure,))


def _in_shown_unit(value: Decimal, view: Shown) -> Decimal:
    if view.percent:
        value = _EXACT.multiply(value, _HUNDRED)
    return _plain(_EXACT.divide(value, view.scale)) if view.scale != 1 else _plain(value)


def _shows_its_own_precision(view: Shown, code: str) -> bool:
    return code.strip().lower() not in _WITHOUT_PRECISION and view.decimals >= 0 and "E" not in view.text


def _plain(value: Decimal) -> Decimal:
    """``value`` without an exponent or zeros at its end: 2.70E+2 is 270."""
    if value.same_quantum(_ONE):
        return value
    if not value:
        return Decimal(0)
    plain = value.normalize(_EXACT)
    exponent = plain.as_tuple().exponent
    return (
        plain.quantize(Decimal(1), context=Context(prec=400)) if isinstance(exponent, int) and exponent > 0 else plain
    )


def _decimals_shown(view: Shown, stored: Decimal) -> int:
    """The decimals of a General number; those stored where it is shown in powers of ten."""
    if view.decimals >= 0 and "E" not in view.text:
        return view.decimals
    exponent = stored.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _literal_unit(literals: Sequence[str], *, percent: bool) -> tuple[str | None, Decimal]:
    """The unit and the multiplier that a format writes beside the number: "Rp", "orang", "juta"."""
    if percent:
        return PERCENT, Decimal(1)
    unit, multiplier = None, Decimal(1)
    for literal in literals:
        for word in literal.replace("(", " ").replace(")", " ").split():
            tidy = tidy_unit(word)
            factor = None if tidy is None else factor_of(tidy)
            if factor is not None:
                multiplier = factor
            elif tidy is not None and any(char.isalpha() or char == "%" for char in tidy):
                unit = tidy if unit is None else f"{unit} {tidy}"
    return unit, multiplier
