"""What a relation shown by figures is, and every threshold by which one is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Axis(StrEnum):
    """Which way a relation runs; its *lines* are judged one by one, its *positions* stand across them."""

    ALONG_ROWS = "along_rows"
    """A column computed from other columns: lines are rows, positions are columns."""

    ALONG_COLUMNS = "along_columns"
    """A row computed from other rows: lines are columns, positions are rows."""


class Operator(StrEnum):
    """How the stated figure comes from its operands ``x1, x2, ...``; ``k`` is the factor."""

    SUM = "sum"
    """x1 + x2 + ..."""

    COPY = "copy"
    """x1 once more."""

    DIFFERENCE = "difference"
    """x1 - x2: a sum whose total is an operand and stands first."""

    PRODUCT = "product"
    """k * x1 * x2; k is 1 or 1/100."""

    RATIO = "ratio"
    """k * x1 / x2; k is 1 or 100."""

    GROWTH = "growth"
    """k * (x1 - x2) / x2; k is 1 or 100."""

    REDUCTION = "reduction"
    """k * (x1 - x2) / x1; k is 1 or 100."""

    INVERSE = "inverse"
    """k * (2 * x2 - x1) / x2: attainment where less is better; k is 100."""

    AVERAGE = "average"
    """The mean of the operands that are not blank."""

    SHARE = "share"
    """k * x1 / T, T the total of x1's own line of positions (a figure of it, or the sum of the range)."""

    RUNNING = "running"
    """The stated figure of the line before, plus x1."""

    UNIT = "unit"
    """x1 / k in another unit: k is 1000, 10**6 or 10**9."""


RARER = {
    Operator.RATIO: 1.5,
    Operator.PRODUCT: 1.5,
    Operator.AVERAGE: 4.0,
    Operator.GROWTH: 4.5,
    Operator.REDUCTION: 6.0,
    Operator.INVERSE: 6.0,
}
"""Bits that a form costs more than a sum: log2 of how often people marked sums for each of it on the developed half;
two more where nobody marked any."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Every cost, threshold and bound of the search; each with its source or its calibration."""

    threshold: float = 7.0
    """Bits above which a relation is in force, all paid: 2**-7 is one chance relation in 128 tables."""

    forms: float = 4.0
    """Bits to name one of the sixteen forms that are tried."""

    rarer: Mapping[Operator, float] = field(default_factory=lambda: RARER)
    """Bits more for forms that people use less often than sums."""

    constant: float = 3.0
    """Bits that a quotient pays whose operand is the same in all lines: any such constant would do."""

    savings: float = 12.0
    """Bits by which later knowledge (a shape seen elsewhere, another cell of the sum) may cheapen a candidate."""

    seen_side: float = 1.0
    """Bits for a range of neighbours, besides its length, where the block has such ranges on the same side."""

    seen_offsets: float = 3.0
    """Bits for a relation whose operands stand to it as those of others in the block do."""

    row_miss: float = 7.0
    """Bits that a row costs in which the relation fails: one figure in 128 is mistyped."""

    column_miss: float = 2.0
    """Bits that a column costs which a row's relation does not fit: a quarter of columns do not add up."""

    tolerance: float = 3.0
    """Bits that it costs to read whole numbers as rounded, or results as cut."""

    least_share_of_rows: float = 0.7
    """Part of the telling rows of its range in which a relation must hold; AggreCol's coverage."""

    least_share_of_columns: float = 0.15
    """The same for columns, of which many are rates that do not add up; developed on the first half."""

    least_lines: int = 3
    """Lines that show a relation, if more lines that could show it do not: a shuffled column still holds its
    total and its parts, and now and then they come to lie as if they added up."""

    accusing: float = 24.0
    """Bits that a relation must have before a line in which it fails is held against that line."""

    witnesses: int = 5
    """Telling lines in which it must hold for each one that it accuses."""

    edge_slip: float = 10.0
    """Bits by which a slip must explain a first or last row, or a far-off quotient, better than a figure of another
    kind does."""

    twin_slip: float = 2.0
    """Bits by which a slip must explain that a copy differs better than a revision does, whatever other lines say."""

    computed_twin: float = 4.0
    """Bits by which it must be likelier that a copy was mistyped than revised; a computed figure has them."""

    near: float = 0.25
    """A figure off by more than this part of what is expected is accused only when a slip of the hand explains it."""

    alone: int = 12
    """Telling rows for each miss that let a row be accused however far it is off, if its neighbours hold."""

    least_gain: float = 8.0
    """Bits, before the search is paid, below which no candidate is tested: less pays for no shape at all."""

    work: int = 2_500_000
    """Cells that one form of two operands may touch in the search; sets its window and its key lines."""

    spans: int = 1_000_000
    """Ranges times lines that the search for sums may list; sets how long they are and how far their steps go."""

    single_places: int = 1_000
    """Positions above which copies are looked for only among neighbours in the order of their figures."""

    spanning: int = 200
    """Told sums from which another may follow, at most."""

    window: int = 64
    """Positions to either side of the stated one in which scattered operands are looked for, at most."""

    key_lines: int = 12
    """Lines that preselect, at most."""

    kept: int = 12
    """Candidates that one stated position may hand to the exact test from one search."""

    strides: int = 8
    """Widest step of every n-th position that is tried."""

    rounds: int = 4
    """How often the search is repeated over the totals and the rest that it leaves."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One line in which a relation in force fails: what stands there, and between what it should lie."""

    line: int
    stated: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Shown:
    """One relation that the figures of a block obey.

    ``stated`` and ``operands`` are positions, ``holds``, ``misses`` and ``apart`` lines, all indices of the
    block from 0.  ``apart`` are lines of the range in which it does not hold and of which nothing is said: a
    rate in a column of sums, a row of another kind.  ``bits`` is what speaks for it after all is paid.
    ``rounded`` tells that whole numbers count as rounded, ``cut`` that results may be cut at their last digit.
    """

    axis: Axis
    operator: Operator
    stated: int
    operands: tuple[int, ...]
    factor: Decimal
    first: int
    last: int
    holds: tuple[int, ...]
    misses: tuple[Miss, ...]
    apart: tuple[int, ...]
    bits: float
    rounded: bool = False
    cut: bool = False
    total: int | None = None
    """Of a share: the line in which the total of the operand stands; None where it stands in none."""

    @property
    def formula(self) -> str:
        """The relation in positions counted from 1: ``[4] = [2] + [3]``, ``[5] = 100 * [4] / [3]``."""
        names = [f"[{place + 1}]" for place in self.operands]
        times = "" if self.factor == 1 else f"{self.factor} * "
        return f"[{self.stated + 1}] = {_written(self.operator, names, times, self.factor)}"


@dataclass(frozen=True, slots=True)
class Induction:
    """All relations of a block, strongest first, and whether a bound of ``Limits`` cut the search short."""

    shown: tuple[Shown, ...]
    exhausted: bool


def _written(operator: Operator, names: list[str], times: str, factor: Decimal) -> str:
    first, last = names[0], names[-1]
    match operator:
        case Operator.SUM | Operator.COPY:
            return " + ".join(names)
        case Operator.DIFFERENCE:
            return " - ".join(names)
        case Operator.PRODUCT:
            return f"{times}{first} * {last}"
        case Operator.RATIO:
            return f"{times}{first} / {last}"
        case Operator.GROWTH:
            return f"{times}({first} - {last}) / {last}"
        case Operator.REDUCTION:
            return f"{times}({first} - {last}) / {first}"
        case Operator.INVERSE:
            return f"{times}(2 * {last} - {first}) / {last}"
        case Operator.AVERAGE:
            return f"mean({', '.join(names)})"
        case Operator.SHARE:
            return f"{times}{first} / total({first})"
        case Operator.RUNNING:
            return f"before + {first}"
        case Operator.UNIT:
            return f"{first} / {factor}"
