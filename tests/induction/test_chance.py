from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from lkjip_audit.induction import Operator
from tests.induction.tables import Text, along_rows, percent

CHANGES = frozenset({Operator.GROWTH, Operator.REDUCTION, Operator.INVERSE})


def amounts(seed: int, lines: int = 30) -> list[int]:
    random = Random(seed)
    return [random.randrange(10**8, 10**9) for _ in range(lines)]


def changes_of(*columns: Sequence[Text]) -> list[tuple[int, tuple[int, ...]]]:
    """Where a change is stated, and of what."""
    return [(each.stated, each.operands) for each in along_rows(*columns) if each.operator in CHANGES]


def test_an_amount_is_no_change_over_a_percentage_that_is_next_to_nothing_beside_it() -> None:
    """``before = (rate - cut) / rate * 100`` is ``-100 * cut / rate``, but for a hundred that no rounding shows."""
    before, after = amounts(1), amounts(2)
    cut = [a - b for a, b in zip(before, after, strict=True)]
    rate = [percent(-part, whole) for part, whole in zip(cut, before, strict=True)]
    assert changes_of(before, cut, rate) == []


def test_of_amounts_and_their_difference_the_growth_is_told_and_not_what_looks_like_one() -> None:
    before, after = amounts(1), amounts(2)
    cut = [a - b for a, b in zip(before, after, strict=True)]
    rate = [percent(-part, whole) for part, whole in zip(cut, before, strict=True)]
    assert changes_of(before, after, cut, rate) == [(3, (1, 0))]


def test_a_proportion_of_another_column_is_no_growth_over_a_tiny_base() -> None:
    """Savings are a third of the budget with the sign turned; the factor beside them is no base of theirs."""
    budget = amounts(3)
    factors = [Decimal(Random(at).randrange(270, 300)).scaleb(-2) for at in range(len(budget))]
    saved = [
        -(amount / factor).quantize(Decimal(1), ROUND_HALF_UP) for amount, factor in zip(budget, factors, strict=True)
    ]
    assert changes_of(budget, factors, saved) == []


def test_a_growth_of_thousands_of_percent_is_still_one() -> None:
    before = [amount // 10_000 for amount in amounts(4)]
    after = amounts(5)
    rate = [percent(b - a, a) for a, b in zip(before, after, strict=True)]
    assert changes_of(before, after, rate) == [(2, (1, 0))]


def test_of_nothing_and_of_all_no_change_is_shown() -> None:
    """``1 = (any - 0) / any``, whatever the figure is."""
    whole: list[Text] = [2759, 16, 3, 1804, 927, 55, 613, 4410]
    assert changes_of(whole, [0] * 8, [1] * 8) == []
