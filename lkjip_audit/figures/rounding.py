"""Rounding to a number of decimals, exact at any size, and writing a value the way a figure is written."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure
from lkjip_audit.figures.terbilang import split_words

_DIGITS = 200
"""More digits than any figure or quotient in use has, so that quantizing never fails or rounds twice."""

AS_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
"""The digits that a spreadsheet keeps of a number."""

_ONE = Decimal(1)
_CONTEXTS = {way: Context(prec=_DIGITS, rounding=way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)}

_PARTING = r"(?<=[0-9])[\u2009\u202f\u2007'\u2018\u2019\u02bc\u00b4`](?=[0-9]{3}(?![0-9]))"
_NUMERAL = re.compile(rf"[0-9]+(?:\s?[.,]+\s?[0-9]+|{_PARTING}[0-9]+)*")
_GROUPS = {",": ".", ".": ","}
_CLOSING_DASH = re.compile(r"\s*[.,]\s?(-{1,2}|=)(?![0-9])")
_DOUBLE_PERCENT = re.compile(r"(\s*\\?%)(?:\s*\\?%)+")
_POWER_OF_TEN = re.compile(r"[0-9]E[+-]?[0-9]", re.IGNORECASE)
_WORDS_BESIDE = re.compile(r"\s*\([^()]*\)")


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` to ``decimals`` decimals, halves away from zero, as Excel and people round."""
    return _quantized(value, decimals, ROUND_HALF_UP)


def round_half_even(value: Decimal, decimals: int) -> Decimal:
    """``value`` to ``decimals`` decimals, halves to the even digit, as some software rounds."""
    return _quantized(value, decimals, ROUND_HALF_EVEN)


def truncate(value: Decimal, decimals: int) -> Decimal:
    """``value`` cut after ``decimals`` decimals, towards zero."""
    return _quantized(value, decimals, ROUND_DOWN)


def _quantized(value: Decimal, decimals: int, rounding: str) -> Decimal:
    digits = value.adjusted() + decimals + 2
    context = _CONTEXTS[rounding] if digits <= _DIGITS else Context(prec=digits, rounding=rounding)
    rounded = value.quantize(_ONE.scaleb(-decimals, context), context=context)
    return rounded if rounded else rounded.copy_abs()


def format_number(value: Decimal, decimals: int, *, decimal_mark: str = ",", grouped: bool = True) -> str:
    """``value`` rounded half up, the other of the two marks between thousands, a minus when negative."""
    rounded = round_half_up(value, decimals)
    whole, _, fraction = f"{rounded.copy_abs():f}".partition(".")
    if grouped:
        whole = _group(whole, _GROUPS[decimal_mark])
    sign = "-" if rounded < 0 else ""
    return f"{sign}{whole}{decimal_mark}{fraction}" if fraction else f"{sign}{whole}"


def format_indonesian(value: Decimal, decimals: int) -> str:
    """``14645969413.5`` with 2 decimals is "14.645.969.413,50"."""
    return format_number(value, decimals)


def format_like(value: Decimal, figure: Figure) -> str:
    """``value`` (in the unit that ``figure`` prints) written the way ``figure`` is written.

    Decimals, marks, "Rp", "%", a multiplier word, the unit, ",-" and brackets for negatives are kept; what is
    odd about its typing (spaces and apostrophes inside, "%%", a footnote star) is not.  Words for the number go:
    they would be wrong.
    """
    match = _NUMERAL.search(figure.literal)
    if match is None or _POWER_OF_TEN.search(figure.literal):
        return _plainly(value, figure)
    before, after = figure.literal[: match.start()], figure.literal[match.end() :]
    bracketed = figure.value < 0 and "(" in before and ")" in after
    before = re.sub(r"[-+–−]\s*|\(\s*", "", before) if figure.value < 0 or "+" in before else before
    if before.endswith("(") and _is_terbilang(before):
        before, after = "", after.replace(")", "", 1)
    if bracketed:
        after = after.replace(")", "", 1)
    numeral = re.sub(_PARTING, "," if "." in match.group() else ".", match.group())
    number = format_number(
        value.copy_abs(),
        figure.decimals,
        decimal_mark=_decimal_mark(numeral, figure),
        grouped=_is_grouped(numeral, figure),
    )
    body = f"{before}{number}{_tidy_tail(after)}"
    if round_half_up(value, figure.decimals) >= 0:
        return body
    return f"({body})" if bracketed else f"-{body}"


def _plainly(value: Decimal, figure: Figure) -> str:
    """Writing without a model: what a figure of this unit looks like."""
    number = format_indonesian(value, figure.decimals)
    if figure.unit == PERCENT:
        return f"{number}%"
    if figure.unit == RUPIAH:
        return f"Rp{number}"
    return number if figure.unit is None else f"{number} {figure.unit}"


def _decimal_mark(numeral: str, figure: Figure) -> str:
    """The decimal mark of ``numeral``, or the one that goes with its thousands; a comma without either."""
    marks = [char for char in numeral if char in ".,"]
    if not marks:
        return ","
    return marks[-1] if figure.decimals else _GROUPS[marks[-1]]


def _is_grouped(numeral: str, figure: Figure) -> bool:
    """Whether thousands are marked; a figure too short to tell is taken to mark them."""
    whole_digits = len(re.sub(r"[^0-9]", "", numeral)) - figure.decimals
    return whole_digits <= 3 or len(re.findall(r"[.,]", numeral)) > (1 if figure.decimals else 0)


def _tidy_tail(tail: str) -> str:
    closing = _CLOSING_DASH.match(tail)
    start, rest = (closing.group(), tail[closing.end() :]) if closing else ("", tail)
    rest = rest.replace("*", "")
    rest = _DOUBLE_PERCENT.sub(r"\1", rest)
    words = _WORDS_BESIDE.match(rest)
    if words and _is_terbilang(words.group()):
        rest = rest[words.end() :]
    return start + rest


def _is_terbilang(text: str) -> bool:
    return bool(split_words(text.strip().strip("()"))[0])


def _group(digits: str, mark: str) -> str:
    head = len(digits) % 3 or 3
    groups = [digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))]
    return mark.join(groups)
