"""Totals of one row that are off by what rounding does: their columns tell tons and hectares in whole numbers.

That a figure is mistyped by one is rare, and that several totals of one row are so rarer still; sums of rounded parts
are off by one or two as often as not.  Which of the two explains all totals of a row better is asked of them together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lkjip_audit.induction.evidence import exact_by_chance
from lkjip_audit.judging.model import Equation
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.sameness import amount_of, total_of

_FEWEST = 2
"""Totals that are off: one alone is as well a slip of the hand."""
_DEVIATIONS = 3.0


def as_rounded(laid: Iterable[Laid]) -> list[Laid]:
    """The totals of one row, as sums of rounded figures where these explain better what holds and what does not."""
    everything = list(laid)
    sums = [item for item in everything if isinstance(item, Equation) and _adds(item)]
    departing = [item for item in sums if _off(item)]
    if len(departing) < _FEWEST or not all(map(_is_near, departing)) or not _explains(sums, len(departing)):
        return everything
    return [_rounded(item) if isinstance(item, Equation) else item for item in everything]


def _adds(equation: Equation) -> bool:
    return sum(amount_of(item) != 0 for item in equation.operands) > 1


def _off(equation: Equation) -> float:
    """By how many units of the last digit that any of its figures shows the total departs."""
    unit = min(item.half_step for item in (equation.stated, *equation.operands)) * 2
    return float(abs(amount_of(equation.stated) - total_of(equation.operands)) / unit)


def _is_near(equation: Equation) -> bool:
    """Whether rounding may do so: within three standard deviations of the sum of so many rounded figures."""
    figures = len(equation.operands) + 1
    return _off(equation) <= min(_DEVIATIONS * math.sqrt(figures / 12), figures / 2)


def _explains(sums: Sequence[Equation], departing: int) -> bool:
    """Whether rounding, which leaves some sums exact, is likelier than so many slips that each come so near."""
    bits = 0.0
    for equation in sums:
        exact = exact_by_chance(len(equation.operands) + 1)
        bits -= math.log2(max(1 - exact, 1e-9) if _off(equation) else exact)
    return bits < departing * limits().sums.near_slip


def _rounded(equation: Equation) -> Equation:
    operands = tuple(replace(item, exact=False) for item in equation.operands)
    return replace(equation, stated=replace(equation.stated, exact=False), operands=operands)
