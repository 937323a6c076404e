from __future__ import annotations

import numpy as np

from lkjip_audit.induction import Operator
from lkjip_audit.induction.costs import ways
from lkjip_audit.induction.evidence import best_range
from lkjip_audit.rulepack.limits import packaged
from tests.induction.tables import FIRST, along_rows

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
