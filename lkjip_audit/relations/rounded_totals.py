"""Totals of one row that are off by what rounding does: their columns tell tons and hectares in whole numbers.

That a figure is mistyped by one is rare, and that several totals of one row are so rarer still; sums of rounded parts
are off by one or two as often as not.  Which of the two explains all totals of a row better is asked of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.induction.rounding import bits_of_rounding, is_of_rounding
from lkjip_audit.judging.model import Equation
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, total_of
from lkjip_audit.scene.shown import ShownRelation

_ROUNDED = frozenset({Operator.UNIT, Operator.AVERAGE, Operator.MULTIPLE, Operator.RATIO, Operator.SHARE})
"""What is seldom whole."""

_FEWEST = 2
"""Totals that are off: one alone is as well a slip of the hand."""


def rounded_columns(shown: Iterable[ShownRelation]) -> frozenset[int]:
    """The columns of a table whose figures are what others come to, rounded, as all of them show: thousands, means."""
    return frozenset(
        each.columns[each.shown.stated].index
        for each in shown
        if each.shown.axis is Axis.ALONG_ROWS and each.shown.operator in _ROUNDED
    )


def as_rounded(laid: Iterable[Laid], columns: AbstractSet[int] = frozenset()) -> list[Laid]:
    """The totals of one row, as sums of rounded figures where these explain better what holds and what does not.

    What stands in one of the ``columns`` is rounded, whatever the others do.
    """
    everything = [_rounded_in(item, columns) for item in laid]
    sums = [item for item in everything if isinstance(item, Equation) and _adds(item)]
    departing = [item for item in sums if _off(item)]
    if len(departing) < _FEWEST or not all(map(_is_near, departing)) or not _explains(sums, len(departing)):
        return everything
    return [rounded(item) if isinstance(item, Equation) else item for item in everything]


def _rounded_in(item: Laid, columns: AbstractSet[int]) -> Laid:
    if not isinstance(item, Equation) or item.stated.node.address.column not in columns:
        return item
    return rounded(item) if _adds(item) and _is_near(item) else item


def _adds(equation: Equation) -> bool:
    return sum(amount_of(item) != 0 for item in equation.operands) > 1


def _off(equation: Equation) -> float:
    """By how many units of the last digit that its figures use the total departs."""
    return float(abs(amount_of(equation.stated) - total_of(equation.operands)) / _unit(equation))


def _unit(equation: Equation) -> Decimal:
    """What the last decimal counts that some figure uses: 1193293.80 is shown with one more than it has."""
    return min(Decimal(1).scaleb(-_decimals(item)) * item.unit for item in (equation.stated, *equation.operands))


def _decimals(item: Operand) -> int:
    exponent = item.figure.value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else item.figure.decimals


def _is_near(equation: Equation) -> bool:
    return is_of_rounding(_off(equation), len(equation.operands) + 1)


def _explains(sums: Sequence[Equation], departing: int) -> bool:
    """Whether rounding, which leaves some sums exact, is likelier than so many slips that each come so near."""
    bits = sum(bits_of_rounding(len(each.operands) + 1, exact=not _off(each)) for each in sums)
    return bits < departing * limits().sums.near_slip


def rounded(equation: Equation) -> Equation:
    """``equation`` with figures that are what they print within half a unit of the last digit that they use."""
    used = max(map(_decimals, (equation.stated, *equation.operands)))
    stated, *operands = (_open(item, used) for item in (equation.stated, *equation.operands))
    return replace(equation, stated=stated, operands=tuple(operands))


def _open(item: Operand, decimals: int) -> Operand:
    figure = item.figure
    used = replace(figure, decimals=decimals) if figure.decimals > decimals else figure
    return replace(item, figure=used, exact=False)
