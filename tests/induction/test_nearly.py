from __future__ import annotations

import pytest

from lkjip_audit.induction import Operator
from tests.induction.nearly import both_sexes, real_growth, revised_shares, shown_of
from tests.induction.tables import FIRST, SECOND, along_rows


@pytest.mark.parametrize("seed", range(4))
def test_a_rate_of_both_sexes_is_no_mean(seed: int) -> None:
    assert [each.formula for each in shown_of(both_sexes, seed)] == []


@pytest.mark.parametrize("seed", range(4))
def test_the_share_of_a_total_that_was_revised_is_no_share_of_it(seed: int) -> None:
    assert [each.formula for each in shown_of(revised_shares, seed)] == []


@pytest.mark.parametrize("seed", [13, 20, 22, 25, 113, 120, 122, 125])
def test_what_nearly_holds_accuses_no_row_that_misses_narrowly(seed: int) -> None:
    assert not any(each.misses for each in shown_of(real_growth, seed))


def test_a_mean_of_two_figures_that_lie_apart_is_shown() -> None:
    means = [(one + other) / 2 for one, other in zip(FIRST, SECOND, strict=True)]
    found = along_rows(FIRST, SECOND, [f"{mean:.1f}" for mean in means])
    assert Operator.AVERAGE in {each.operator for each in found}
