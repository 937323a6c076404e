"""What a cell shows: a stored number under its number format, written the Indonesian way.

The decimal mark is ``,`` and thousands are set apart by ``.``, whatever the language of the program that
wrote the file: codes are stored in the American form (``#,##0.00``) in every file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final
from unicodedata import category

from lkjip_audit.workbook.format_codes import Condition, Mark, Section, Token, sections_of
from lkjip_audit.workbook.plain_layouts import LOOSE_SIGN, Layout, layout_of

_WIDE: Final = Context(prec=1200)
_SIGNIFICANT: Final = Context(prec=15, rounding=ROUND_HALF_UP)
_HUNDRED: Final = Decimal(100)
_THOUSAND: Final = Decimal(1000)
_MOST_DECIMALS: Final = 127
GENERAL_WIDTH: Final = 11
"""The most characters in which General writes a number without powers of ten."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of a number.

    ``text``     as shown, in Indonesian notation; empty when the format hides the number.
    ``decimals`` to how many decimals it was rounded; negative when shown by powers of ten (``1,2E+11``).
    ``percent``  it is shown as a percentage by ``%``; a quoted ``"%"`` changes no value, and is a literal.
    ``scale``    what the shown number stands for: 1000 when thousands are left out (``#,##0,``).
    ``literals`` the words and signs that the format adds: ``Rp``, ``orang``.
    """

    text: str
    decimals: int = 0
    percent: bool = False
    scale: Decimal = Decimal(1)
    literals: tuple[str, ...] = ()


def is_date(code: str) -> bool:
    """Whether ``code`` shows a number as a date or a time of day; a duration (``[h]:mm``) is none."""
    first = sections_of(code)[0]
    return first.temporal and not first.elapsed


def shown(value: Decimal, code: str) -> Shown:
    """What a cell with ``value`` and the format ``code`` shows.

    Formats of dates and fractions, which no figure has, show as General does.
    """
    if not value.is_finite():
        return Shown(str(value))
    # A spreadsheet holds fifteen digits: 2.6749999999999998 is how it stores 2,675, and shows as 2,68.
    value = _SIGNIFICANT.plus(value)
    layout = layout_of(code)
    if layout is not None and layout.takes(value):
        return _laid_out(value, layout)
    section, unsigned = _chosen(sections_of(code), value)
    if section is None or section.odd:
        return _general(value)
    size = abs(value)
    sign = "-" if value < 0 and not unsigned else ""
    if section.has(Mark.GENERAL) or section.has(Mark.TEXT):
        number = _general(size)
        pieces = [number.text if token.mark in {Mark.GENERAL, Mark.TEXT} else token.text for token in section.tokens]
        decimals = number.decimals
    else:
        size = size * _HUNDRED**section.percents / _THOUSAND**section.thousands
        pieces, decimals = _scientific(section, size) if section.has(Mark.EXPONENT) else _plain(section, size)
    scale = _THOUSAND**section.thousands
    if section.percents > 1:
        scale /= _HUNDRED ** (section.percents - 1)
    return Shown(
        text=LOOSE_SIGN.sub(r"\1", " ".join((sign + "".join(pieces)).split())),
        decimals=decimals,
        percent=section.percents > 0,
        scale=scale,
        literals=literals_of(section),
    )


def _laid_out(value: Decimal, layout: Layout) -> Shown:
    section = layout.section
    size = abs(value) * _HUNDRED if section.percents else abs(value)
    text = layout.text(layout.rounded(size), below_zero=value < 0)
    return Shown(text, layout.decimals, section.percents > 0, literals=literals_of(section))


def _chosen(sections: Sequence[Section], value: Decimal) -> tuple[Section | None, bool]:
    """The section for ``value``, and whether it is for negative numbers only and so shows no minus."""
    numeric = list(sections[:3])
    if len(sections) < 4 and numeric[-1].has(Mark.TEXT):
        numeric.pop()  # the last section with @ is for text
    if not numeric:
        return None, False
    if all(section.condition is None for section in numeric):
        if len(numeric) == 1 or value > 0 or (value == 0 and len(numeric) == 2):
            return numeric[0], False
        return (numeric[1], True) if value < 0 else (numeric[2], False)
    return _chosen_by_condition(numeric, value)


def _chosen_by_condition(numeric: list[Section], value: Decimal) -> tuple[Section | None, bool]:
    first = numeric[0].condition or Condition(">" if len(numeric) > 2 else ">=", Decimal(0))
    if first.holds(value):
        return numeric[0], first.never_positive
    if len(numeric) == 1:
        return None, False
    second = numeric[1].condition
    if second is None and len(numeric) == 3:
        second = Condition("<", Decimal(0))
    if second is None:
        return numeric[1], first.takes_all_positive
    if second.holds(value):
        return numeric[1], second.never_positive
    return (numeric[2], False) if len(numeric) == 3 else (None, False)


def _plain(section: Section, size: Decimal) -> tuple[list[str], int]:
    """The pieces that show ``size``, and its decimals."""
    tokens = section.tokens
    end = next((index for index, token in enumerate(tokens) if token.mark is Mark.POINT), len(tokens))
    decimals = min(sum(token.mark is Mark.DIGIT for token in tokens[end:]), _MOST_DECIMALS)
    if not section.has(Mark.DIGIT):
        return [token.text for token in tokens], 0
    whole, _, rest = _rounded(size, decimals).partition(".")
    return [
        *_whole_part(tokens[:end], whole.lstrip("0"), grouped=section.grouped),
        *_decimal_part(tokens[end:], rest),
    ], decimals


def _scientific(section: Section, size: Decimal) -> tuple[list[str], int]:
    """The pieces that show ``size`` in powers of ten, and its decimals."""
    at = next(index for index, token in enumerate(section.tokens) if token.mark is Mark.EXPONENT)
    mantissa, power = section.tokens[:at], section.tokens[at + 1 :]
    end = next((index for index, token in enumerate(mantissa) if token.mark is Mark.POINT), at)
    step = max(sum(token.mark is Mark.DIGIT for token in mantissa[:end]), 1)
    decimals = min(sum(token.mark is Mark.DIGIT for token in mantissa[end:]), _MOST_DECIMALS)
    exponent = size.adjusted() // step * step if size else 0
    digits = _rounded(size.scaleb(-exponent, _WIDE), decimals)
    if Decimal(digits).adjusted() >= step:  # 9,99 that rounds up to 10,0
        exponent += step
        digits = _rounded(size.scaleb(-exponent, _WIDE), decimals)
    whole, _, rest = digits.partition(".")
    sign = "-" if exponent < 0 else "+" if section.tokens[at].text == "E+" else ""
    pieces = [
        *_whole_part(mantissa[:end], whole.lstrip("0"), grouped=section.grouped),
        *_decimal_part(mantissa[end:], rest),
        f"E{sign}",
        *_whole_part(power, str(abs(exponent)).lstrip("0"), grouped=False),
    ]
    return pieces, decimals - exponent


def _rounded(size: Decimal, decimals: int) -> str:
    return f"{size.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE):f}"


def _whole_part(tokens: Sequence[Token], digits: str, *, grouped: bool) -> list[str]:
    """The pieces before the point; ``digits`` are laid on the placeholders from the right."""
    pieces: list[str] = []
    left = digits
    laid = 0
    first = next((index for index, token in enumerate(tokens) if token.mark is Mark.DIGIT), None)
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.mark is not Mark.DIGIT:
            pieces.append(token.text)
            continue
        count = len(left) if index == first else 1
        taken, left = (left[-count:], left[:-count]) if left else ("", "")
        for digit in reversed(taken or token.text.replace("#", "").replace("?", " ")):
            if grouped and laid and laid % 3 == 0 and digit != " ":
                pieces.append(".")
            pieces.append(digit)
            laid += 1
    pieces.reverse()
    return [left, *pieces]  # a code such as ".00" has no placeholder for them, and shows them all the same


def _decimal_part(tokens: Sequence[Token], digits: str) -> list[str]:
    """The pieces from the point on; zeros at the end that ``#`` stands for are not shown."""
    places = [token.text for token in tokens if token.mark is Mark.DIGIT]
    shown_digits = list(digits.ljust(len(places), "0"))
    for index in range(len(places) - 1, -1, -1):
        if places[index] == "0" or shown_digits[index] != "0":
            break
        shown_digits[index] = "" if places[index] == "#" else " "
    laid = iter(shown_digits)
    marks = {Mark.POINT: ",", Mark.DIGIT: ""}
    return [next(laid) if token.mark is Mark.DIGIT else marks.get(token.mark, token.text) for token in tokens]


def _general(value: Decimal) -> Shown:
    """``value`` as General shows it: up to eleven characters, then powers of ten."""
    size = abs(value)
    sign = "-" if value < 0 else ""
    if not size:
        return Shown("0")
    exact = _trimmed(f"{size:f}")
    if len(exact) <= GENERAL_WIDTH:
        return Shown(sign + exact.replace(".", ","), len(exact.partition(".")[2]))
    power = size.adjusted()
    text = _trimmed(_rounded(size, max(0, 9 - max(power, 0))))
    if power < -4 or len(text) > GENERAL_WIDTH:
        mantissa = _trimmed(_rounded(size.scaleb(-power, _WIDE), 5))
        if mantissa == "10":
            mantissa, power = "1", power + 1
        decimals = len(mantissa.partition(".")[2]) - power
        exponent = f"{'-' if power < 0 else '+'}{abs(power):02d}"
        return Shown(f"{sign}{mantissa.replace('.', ',')}E{exponent}", decimals)
    return Shown(sign + text.replace(".", ","), len(text.partition(".")[2]))


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def literals_of(section: Section) -> tuple[str, ...]:
    """The words and signs that a section adds to its number."""
    return tuple(_literals(section.tokens))


def _literals(tokens: Sequence[Token]) -> Iterator[str]:
    """The words that stand together in a section; signs, brackets and spaces alone are none."""
    word = ""
    for token in (*tokens, Token(Mark.PAD)):
        if token.mark is Mark.LITERAL:
            word += token.text
            continue
        if any(letter.isalnum() or letter in "%‰°" or category(letter) == "Sc" for letter in word):
            yield word.strip()
        word = ""
