"""One run of digits and marks ("14.645.969.413,00") becomes a number, or the numbers that it could be.

Indonesians write 1.234,5 and many of their programs 1,234.5.  A run that holds both marks, or more than one
thousands mark, says by itself which it is; so does a single mark with one or two digits after it.  A single
mark with three digits does not ("202.955"): then the unit decides, or the rest of the column, or nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_SHORTEST_REGISTER_NUMBER = 16
"""Sixteen digits in a row are a NIK or a NIP; the largest amount in use has fifteen."""


class Marks(StrEnum):
    """How a column, or a run of digits, marks thousands and decimals."""

    INDONESIAN = "indonesian"  # 1.234,5
    ENGLISH = "english"  # 1,234.5
    UNKNOWN = "unknown"

    def decimal_mark(self) -> str | None:
        """The mark before decimals; None when unknown."""
        return {Marks.INDONESIAN: ",", Marks.ENGLISH: "."}.get(self)


class Nature(StrEnum):
    """What the unit says of a number's decimals."""

    WHOLE = "whole"  # rupiah, people, documents: no third decimal
    PERCENT = "percent"  # hardly ever in the thousands
    OPEN = "open"


class Clarity(StrEnum):
    """How far a run of digits says what it means."""

    CLEAR = "clear"
    AMBIGUOUS = "ambiguous"
    CODE = "code"  # digits that are no number: 5.03.01.2.01, 007, a register number


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to read a run of digits; ``marks`` is the convention followed (UNKNOWN without any mark)."""

    value: Decimal
    decimals: int
    marks: Marks = Marks.UNKNOWN


@dataclass(frozen=True, slots=True)
class Numeral:
    """A run of digits as read: one spelling when clear, none for a code, else all that could be meant.

    ``by_itself`` is True when neither unit nor column was needed to tell.
    """

    clarity: Clarity
    spellings: tuple[Spelling, ...] = ()
    by_itself: bool = False


CODE = Numeral(Clarity.CODE)


def read_numeral(digits: str, marks: Marks = Marks.UNKNOWN, nature: Nature = Nature.OPEN) -> Numeral:
    """Read ``digits``, which begins and ends with a digit and holds nothing but digits, dots and commas."""
    dots, commas = digits.count("."), digits.count(",")
    if not dots and not commas:
        return _without_marks(digits)
    if dots and commas:
        return _with_both(digits, nature)
    if dots + commas == 1:
        return _with_one(digits, marks, nature)
    return _with_one_kind(digits)


def _without_marks(digits: str) -> Numeral:
    if len(digits) >= _SHORTEST_REGISTER_NUMBER or _has_leading_zero(digits):
        return CODE
    return _clear(Spelling(Decimal(digits), 0))


def _with_both(digits: str, nature: Nature) -> Numeral:
    mark = max(".,", key=digits.rfind)
    head, _, tail = digits.rpartition(mark)
    other = "." if mark == "," else ","
    if mark in head or not _are_thousands(head, other):
        return _malformed(digits)
    spelling = _decimal(head.replace(other, ""), tail, mark)
    if nature is Nature.WHOLE and len(tail) == 3:
        return Numeral(Clarity.AMBIGUOUS, (_joined(digits, other), spelling))
    return _clear(spelling)


def _with_one(digits: str, marks: Marks, nature: Nature) -> Numeral:
    mark = "." if "." in digits else ","
    head, _, tail = digits.partition(mark)
    if _has_leading_zero(head):
        return CODE if mark == "." else _malformed(digits)
    spelling = _decimal(head, tail, mark)
    if len(tail) <= 2:
        return _clear(spelling)
    if head == "0":
        return _clear(spelling) if nature is not Nature.WHOLE else _malformed(digits)
    if len(tail) == 3 and len(head) <= 3:
        return _thousands_or_decimals(_joined(digits, mark), spelling, marks, nature)
    return _long_tail(digits, spelling, marks, nature)


def _thousands_or_decimals(thousands: Spelling, decimals: Spelling, marks: Marks, nature: Nature) -> Numeral:
    """Decide "202.955": thousands for a dot beside a unit without decimals, else what the column says.

    Where unit and column disagree nobody decides.
    """
    fits_column = {thousands.marks: thousands, decimals.marks: decimals}.get(marks)
    if nature is Nature.WHOLE:
        if fits_column is not decimals and Marks.ENGLISH not in (marks, thousands.marks):
            return _clear(thousands, by_itself=False)
        fits_column = fits_column if fits_column is thousands else None
    elif nature is Nature.PERCENT:
        fits_column = fits_column if fits_column is decimals else None
    if fits_column is None:
        return Numeral(Clarity.AMBIGUOUS, (thousands, decimals))
    return _clear(fits_column, by_itself=False)


def _long_tail(digits: str, spelling: Spelling, marks: Marks, nature: Nature) -> Numeral:
    """Decide "1234,567" and "12,34567": decimals, unless a thousands mark is missing or a zero too many."""
    if nature is Nature.WHOLE:
        return _malformed(digits)
    if spelling.marks is marks:
        return _clear(spelling, by_itself=False)
    if marks is not Marks.UNKNOWN or len(digits.partition(_mark_of(spelling))[2]) % 3 == 0:
        return _malformed(digits)
    return _clear(spelling)


def _with_one_kind(digits: str) -> Numeral:
    mark = "." if "." in digits else ","
    if _are_thousands(digits, mark):
        return _clear(_joined(digits, mark))
    return CODE if mark == "." and _is_code(digits) else _malformed(digits)


def _is_code(digits: str) -> bool:
    """Whether groups look like 5.03.01.2.01 rather than an amount with a digit too many or too few."""
    groups = digits.split(".")[1:]
    triples = sum(len(group) == 3 for group in groups)
    short = sum(1 <= len(group) <= 2 for group in groups)
    return all(groups) and short > triples


def _malformed(digits: str) -> Numeral:
    """What may be meant by a run that follows no convention: all marks thousands, or the last a decimal."""
    mark = max(".,", key=digits.rfind)
    head, _, tail = digits.rpartition(mark)
    plain_head = re.sub(r"[.,]", "", head)
    guesses = [_joined(digits, mark)]
    if len(tail) != 3 or mark not in head:
        guesses.append(_decimal(plain_head, tail, mark))
    return Numeral(Clarity.AMBIGUOUS, tuple(guesses))


def _are_thousands(digits: str, mark: str) -> bool:
    first, *groups = digits.split(mark)
    return (
        bool(groups)
        and 1 <= len(first) <= 3
        and not first.startswith("0")
        and all(len(group) == 3 for group in groups)
        and digits.replace(mark, "").isdigit()
    )


def _has_leading_zero(digits: str) -> bool:
    return len(digits) > 1 and digits.startswith("0")


def _decimal(head: str, tail: str, mark: str) -> Spelling:
    convention = Marks.INDONESIAN if mark == "," else Marks.ENGLISH
    return Spelling(Decimal(f"{head}.{tail}"), len(tail), convention)


def _joined(digits: str, mark: str) -> Spelling:
    """All digits as one whole number, with ``mark`` taken for the thousands mark."""
    convention = Marks.INDONESIAN if mark == "." else Marks.ENGLISH
    return Spelling(Decimal(re.sub(r"[.,]", "", digits)), 0, convention)


def _mark_of(spelling: Spelling) -> str:
    return "," if spelling.marks is Marks.INDONESIAN else "."


def _clear(spelling: Spelling, *, by_itself: bool = True) -> Numeral:
    return Numeral(Clarity.CLEAR, (spelling,), by_itself)
