"""A figure that is far from all others of its column does not hide the lines by which its formula is found."""

from __future__ import annotations

import numpy as np
import pytest

from lkjip_audit.induction import Operator
from lkjip_audit.induction.keylines import key_lines, key_lines_of_all
from tests.induction.tables import SECOND, along_rows, percent

WHOLE = [each * 37 + at for at, each in enumerate(SECOND)]
SHARES = [percent(SECOND[at], WHOLE[-1 - at]) for at in range(len(SECOND))]


@pytest.mark.parametrize("far", [1, 2])
def test_lines_are_key_lines_however_much_one_or_two_others_tell(far: int) -> None:
    worth = np.array([30.0] * far + [3.0] * 9)
    assert list(key_lines(worth, 20)) == list(range(far + 9))
    lines, bits = key_lines_of_all(worth[:, None], 20)
    assert sorted(lines[0][bits[0] > 0]) == list(range(far + 9))


def test_lines_that_tell_little_are_none_beside_three_that_tell_much() -> None:
    assert list(key_lines(np.array([30.0] * 3 + [3.0] * 9), 20)) == [0, 1, 2]


def test_a_ratio_is_found_where_one_figure_lacks_its_point() -> None:
    stated = list(SHARES)
    stated[4] = str(int(stated[4].replace(".", "")) * 1000) + ".00"
    (found,) = along_rows(SECOND, WHOLE[::-1], stated)
    assert (found.operator, found.operands) == (Operator.RATIO, (0, 1))
    assert len(found.holds) == len(SECOND) - 1
