from __future__ import annotations

from random import Random

import numpy as np
import pytest

from lkjip_audit.induction import Operator
from lkjip_audit.induction.costs import ways
from lkjip_audit.induction.evidence import best_range
from lkjip_audit.rulepack.limits import packaged
from tests.induction.tables import FIRST, Text, along_rows

LIMITS = packaged().induction


def test_the_stretch_without_misses_is_the_range() -> None:
    worth = np.array([0.0, 0.0, 9.0, 9.0, 9.0, 9.0, 0.0, 0.0])
    misses = np.array([True, True, False, False, False, False, True, True])
    assert best_range(worth, misses, LIMITS) == (2, 5)


def test_a_lone_miss_at_the_end_belongs_to_the_range() -> None:
    worth = np.array([9.0, 9.0, 9.0, 9.0, 9.0, 0.0])
    misses = np.array([False, False, False, False, False, True])
    assert best_range(worth, misses, LIMITS) == (0, 5)


def test_more_misses_cost_more() -> None:
    assert ways(20, 0) < ways(20, 1) < ways(20, 2)


def test_a_figure_that_most_rows_show_is_no_total_of_which_the_others_are_shares() -> None:
    came = [6, 5, 6, 6, 4, 6, 5, 6, 6, 3, 6, 6]
    part = [f"{each / 6:.5f}" for each in came]
    assert not [each for each in along_rows(came, part) if each.operator is Operator.SHARE]
    whole = [sum(FIRST), *FIRST]
    share = [f"{each / whole[0]:.5f}" for each in whole]
    assert [each for each in along_rows(whole, share) if each.operator is Operator.SHARE]


def test_a_quotient_by_the_same_whole_number_everywhere_is_not_read_as_one_of_a_rounded_one() -> None:
    """Marks of a course over its five tasks lie near the marks of each task, and are not these."""
    dice = Random(3)
    course = [f"{dice.uniform(400, 900):.1f}" for _ in range(30)]
    task = [round(float(each) / 5 + dice.uniform(-9, 9)) for each in course]
    assert [each.operator for each in along_rows(task, course, [5] * 30)] == []


@pytest.mark.parametrize("seed", range(8))
def test_a_whole_divisor_that_is_the_same_wherever_a_quotient_holds_is_not_taken_as_rounded(seed: int) -> None:
    """Half a unit of 5 is a tenth of it: any mark that goes up with the points would be a fifth of them, so read."""
    drawn = Random(seed)
    points, divisors, marks = list[Text](), list[Text](), list[Text]()
    for row in range(45):
        point, divisor = drawn.randint(30, 99), 5 if row < 36 else drawn.choice((7, 8, 9, 11))
        mark = point / 5 * drawn.uniform(0.92, 1.08) if row < 36 else drawn.uniform(3, 20)
        points, divisors, marks = [*points, point], [*divisors, divisor], [*marks, f"{mark:.1f}"]
    assert not [each for each in along_rows(points, divisors, marks) if 1 in each.operands]
