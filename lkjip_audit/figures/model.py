"""What one stated number is: exactly as written, with what it says about its own precision."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.units import PERCENT, RUPIAH

__all__ = ["PERCENT", "RUPIAH", "UNREAD", "Figure", "Reading", "ReadingKind"]


@quickly_made
@dataclass(frozen=True, slots=True)
class Figure:
    """One stated number.

    ``value``       the number as printed, in the unit printed (``99,63%`` is 99.63 with unit ``%``; a cell
                    that stores 0.9963 and shows ``99.63%`` likewise); negative for ``(16.726.000)``.
    ``decimals``    how many decimals are shown.
    ``unit``        ``Rp``, ``%``, or the word beside the number ("orang", "poin", "dokumen"), lower case;
                    None.
    ``multiplier``  1, or 1000 / 10**6 / 10**9 / 10**12 for ribu, juta, miliar, triliun.
    ``literal``     the text as a reader sees it ("A (86,35)" gives "86,35").
    ``stored``      the exact stored value of a numeric cell, in the unit of ``value``; None for text.
    ``grade``       the predicate letter beside a score ("A" in "A (86,35)"); None.
    ``span``        where ``literal`` stands in the cell's text: start, end.
    ``flaws``       what is odd about the way it is typed: "double_percent", "space_inside", "english_marks",
                    "number_as_text"...
    """

    value: Decimal
    decimals: int
    literal: str
    unit: str | None = None
    multiplier: Decimal = Decimal(1)
    stored: Decimal | None = None
    grade: str | None = None
    span: tuple[int, int] = (0, 0)
    flaws: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal:
        """The printed value in plain units: ``2,4 miliar`` is 2400000000."""
        return self.value if self.multiplier == 1 else self.value * self.multiplier

    @property
    def exact_amount(self) -> Decimal:
        """The stored value in plain units where the file stores more than it shows, else the printed one."""
        value = self.value if self.stored is None else self.stored
        return value if self.multiplier == 1 else value * self.multiplier


class ReadingKind(StrEnum):
    """What a cell turned out to be."""

    FIGURES = "figures"
    NIL = "nil"  # "-", "- -", an empty cell: no value, and said so
    TEXT = "text"
    CODE = "code"  # 5.03.01.2.01, a NIP, a document number: digits that are no figure
    DATE = "date"
    AMBIGUOUS = "ambiguous"  # more than one number could be meant
    ERROR = "error"  # #DIV/0! and its kin
    DISPLACED = "displaced"  # of a row whose cells stand beside their columns: what it says is of another column

    __hash__ = str.__hash__  # an enumeration's own is reckoned in Python, and kinds are looked up for every cell


UNREAD = frozenset({ReadingKind.AMBIGUOUS, ReadingKind.ERROR, ReadingKind.TEXT, ReadingKind.DISPLACED})
"""What a cell is where something stands in it that no figure was read from."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell says.

    ``text`` is what a reader sees.  ``figures`` are in the order written; for an ambiguous or displaced cell they are
    the numbers that could be meant, and none may be used.
    """

    kind: ReadingKind
    text: str
    figures: tuple[Figure, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Whether something stands there that no figure was read from: words, an error, what is unsure or displaced."""
        return self.kind in UNREAD

    @property
    def figure(self) -> Figure | None:
        """The figure to use when a cell holds one, or the first of several; None when it holds none."""
        return self.figures[0] if self.kind is ReadingKind.FIGURES else None
