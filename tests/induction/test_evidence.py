from __future__ import annotations

import numpy as np

from lkjip_audit.induction.costs import ways
from lkjip_audit.induction.evidence import best_range
from lkjip_audit.rulepack.limits import packaged

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
