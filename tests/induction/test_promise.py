from __future__ import annotations

import numpy as np

from lkjip_audit.induction.promise import first_of_each


def test_the_first_of_every_group_are_kept_in_order() -> None:
    group = np.array([1, 0, 1, 1, 0])
    order = np.array([1, 4, 3, 0, 2])
    assert first_of_each(group, order, np.full(5, 2)).tolist() == [1, 4, 3, 0]
    assert first_of_each(group, order, np.full(5, 1)).tolist() == [1, 3]


def test_no_candidates_leave_none() -> None:
    nothing = np.zeros(0, dtype=np.intp)
    assert first_of_each(nothing, nothing, nothing).tolist() == []
