"""What a relation shown by figures is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_A_TRIFLE = Decimal("1e-20")
_DECIMALS = 4


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

    CARRIED = "carried"
    """x1 of the line before."""

    DIFFERENCE = "difference"
    """x1 - x2: a sum whose total is an operand and stands first."""

    BALANCE = "balance"
    """x1 + x2 - x3 - ...: what was there and came, less what went; ``less`` operands, the last ones, are taken off."""

    PRODUCT = "product"
    """k * x1 * x2; k is 1 or 1/100."""

    RATIO = "ratio"
    """k * x1 / x2; k is 1 or 100, or of a rate 1000, 10**4 or 10**5."""

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

    MULTIPLE = "multiple"
    """k * x1, the same plain number k or 1 / k in every line: a tariff, a tax, months of a year."""

    UNIT = "unit"
    """x1 / k in another unit: k is 1000, 10**6 or 10**9."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One line in which a relation in force fails: what stands there, and between what it should lie.

    ``rounded`` tells that rounding alone may be why.
    """

    line: int
    stated: Decimal
    low: Decimal
    high: Decimal
    rounded: bool = False


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
    less: int = 0
    """Of a balance: how many of the operands, the last ones, are subtracted."""
    before: int = 0
    """How many of the operands, the last ones, are of the line before."""
    totals: tuple[int, ...] = ()
    """Lines that are no line before any other: sums of other lines."""
    borne_out: tuple[Miss, ...] = ()
    """Of a sum: lines that fail though each of their figures takes part in another sum that holds there."""
    together: float = 0.0
    """Bits of all the relations that one wrong figure makes fail with this one, or of all groups that are built alike
    where a column fails in this one alone; 0 where none is proved.
    """

    @property
    def evidence(self) -> float:
        """What speaks for it, by itself or together with those that fail by the same figure."""
        return max(self.bits, self.together)

    @property
    def formula(self) -> str:
        """The relation in positions counted from 1: ``[4] = [2] + [3]``, ``[5] = 100 * [4] / [3]``."""
        own = len(self.operands) - self.before
        names = [f"[{place + 1}]{'' if at < own else '↑'}" for at, place in enumerate(self.operands)]
        times = "" if self.factor == 1 else f"{self.factor} * "
        if self.less:
            return f"[{self.stated + 1}] = {' - '.join((' + '.join(names[: -self.less]), *names[-self.less :]))}"
        return f"[{self.stated + 1}] = {_written(self.operator, names, times, self.factor)}"


@dataclass(frozen=True, slots=True)
class Induction:
    """All relations of a block, strongest first, and whether a bound of the limits cut the search short.

    ``given_up``: so much looks like a relation that not all of it was tested, and none is told.
    """

    shown: tuple[Shown, ...]
    exhausted: bool
    given_up: bool = False


def divisor_of(factor: Decimal) -> int | None:
    """The whole number that is divided by where a ``factor`` has no end as a decimal: a ninth; None elsewhere."""
    if not 0 < factor < 1 or factor == round(factor, _DECIMALS):
        return None
    into = round(1 / factor)
    return into if abs(into * factor - 1) < _A_TRIFLE else None


def _written(operator: Operator, names: list[str], times: str, factor: Decimal) -> str:
    first, last = names[0], names[-1]
    match operator:
        case Operator.SUM | Operator.COPY | Operator.CARRIED | Operator.BALANCE:
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
        case Operator.MULTIPLE:
            into = divisor_of(factor)
            return f"{times}{first}" if into is None else f"{first} / {into}"
