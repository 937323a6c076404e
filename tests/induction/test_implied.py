from __future__ import annotations

from lkjip_audit.induction import Operator
from tests.induction.tables import FIRST, SECOND, along_rows, percent


def test_what_follows_from_a_sum_and_a_change_is_not_told() -> None:
    total = [a + b for a, b in zip(FIRST, SECOND, strict=True)]
    change = [percent(a - b, b) for a, b in zip(FIRST, SECOND, strict=True)]
    found = along_rows(FIRST, SECOND, total, change)
    assert sorted(each.operator for each in found) == [Operator.GROWTH, Operator.SUM]


def test_the_mean_of_a_sum_and_a_difference_is_not_told() -> None:
    total = [a + b for a, b in zip(FIRST, SECOND, strict=True)]
    less = [a - b for a, b in zip(FIRST, SECOND, strict=True)]
    found = along_rows(FIRST, SECOND, total, less)
    assert [each.operator for each in found] == [Operator.SUM, Operator.SUM]


def test_two_quotients_of_the_same_whole_are_both_told() -> None:
    third = [a // 3 + 17 * b for a, b in zip(FIRST, SECOND, strict=True)]
    one = [percent(b, a) for a, b in zip(FIRST, SECOND, strict=True)]
    other = [percent(c, a) for a, c in zip(FIRST, third, strict=True)]
    found = along_rows(FIRST, SECOND, third, one, other)
    assert sorted((each.stated, each.operands) for each in found) == [(3, (1, 0)), (4, (2, 0))]


def test_a_figure_that_nearly_repeats_another_is_no_change_of_it() -> None:
    total = [1000 * a + b for a, b in zip(FIRST, SECOND, strict=True)]
    nearly = [1000 * a for a in FIRST]
    constant = [f"{-100 + at % 2 / 100:.2f}" for at in range(len(FIRST))]
    found = along_rows(SECOND, nearly, total, constant)
    assert [each.operator for each in found] == [Operator.SUM]
