"""Which columns compute from which is told where it is asked, by exact numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.arithmetic import Ask, Fit, FitSearch
from lkjip_audit.tables.evidence import Evidence

PAGU = (2_000_000, 3_000_000, 5_000_000, 7_000_000)
SPENT = (1_500_000, 2_400_000, 4_000_000, 6_300_000)


def search(*columns: Sequence[object]) -> FitSearch:
    """A search over the columns 1, 2, ... with one value in each row; what is asked of is the last."""
    evidence = {
        index: Evidence(len(values), {"figure": 1.0}, {row: Decimal(str(value)) for row, value in enumerate(values, 1)})
        for index, values in enumerate(columns, 1)
    }
    return FitSearch(evidence, range(1, len(columns[0]) + 1), [len(columns)])


def test_difference_is_found_where_it_is_asked() -> None:
    found = search(PAGU, SPENT, [500_000, 600_000, 1_000_000, 700_000])
    assert found.among([Ask("difference", ((1,), (2,)))]) == (Fit(3, "difference", (1, 2), 1.0, 4),)
    assert found.among([Ask("ratio", ((1,), (2,)))]) == ()
    assert found.among([]) == ()


def test_ratio_in_two_decimals_is_found_in_the_order_asked() -> None:
    found = search(PAGU, SPENT, [75, 80, "80.00", "90.00"])
    assert found.among([Ask("ratio", ((1,), (2,)))]) == (Fit(3, "ratio", (1, 2), 1.0, 4),)
    assert found.among([Ask("ratio", ((2,), (1,)))]) == ()


def test_less_than_six_rows_in_ten_are_no_fit() -> None:
    found = search(PAGU, SPENT, [500_000, 600_000, 1, 2])
    assert found.among([Ask("difference", ((1,), (2,)))]) == ()


def test_a_difference_off_by_a_cent_is_seen_and_by_more_is_not() -> None:
    """Floats cannot tell these apart at the edge; what decides can."""
    whole, part = Decimal(9_000_000), Decimal("8999999.98")
    assert search([whole] * 3, [part] * 3, ["0.02"] * 3).among([Ask("difference", ((1,), (2,)))])
    assert not search([whole] * 3, [part] * 3, ["0.0310001"] * 3).among([Ask("difference", ((1,), (2,)))])


def test_rounds_of_a_hundred_tell_nothing() -> None:
    assert search(PAGU, PAGU, [100] * 4).among([Ask("ratio", ((1,), (2,)))]) == ()


def test_share_of_the_sum_is_found_and_the_total_left_out() -> None:
    found = search([200, 300, 500, 1_000], [20, 30, 50, 100])
    assert found.among([Ask("share", ((1,),))]) == (Fit(2, "share", (1,), 1.0, 3),)


def test_of_very_many_columns_the_nearest_are_asked() -> None:
    """A result stands by what it is computed from; pairs in all of a wide table would be the square of it."""
    far = [[n * 17 + row for row in range(4)] for n in range(40)]
    found = search(PAGU, SPENT, *far, [500_000, 600_000, 1_000_000, 700_000])
    wide = tuple(range(1, 43))
    assert found.among([Ask("difference", (wide, wide))]) == ()
    near = search(*far, PAGU, SPENT, [500_000, 600_000, 1_000_000, 700_000])
    assert near.among([Ask("difference", (wide, wide))]) == (Fit(43, "difference", (41, 42), 1.0, 4),)


def test_columns_whose_total_is_shared_out_are_tried_near_by_and_in_line_with_their_number() -> None:
    tried = []
    for number in (200, 400):
        wide = FitSearch({n: Evidence(4, {"figure": 1.0}, {1: Decimal(n)}) for n in range(number)}, [1], range(number))
        tried.append(len(list(wide._tried("share", [tuple(range(number))]))))
    assert tried == [number * (limits().arithmetic.share_reach - 1) for number in (200, 400)]


def test_pairs_of_columns_that_are_tried_are_bounded_in_tables_of_very_many_columns() -> None:
    own, tried = limits().arithmetic, {}
    for number in (100, 400, 800):
        wide = FitSearch({n: Evidence(4, {"figure": 1.0}, {1: Decimal(n)}) for n in range(number)}, [1], range(number))
        tried[number] = len(list(wide._tried("ratio", [tuple(range(number))] * 2)))
    assert tried[100] > 100 * (own.nearest - 2) ** 2
    assert max(tried[400], tried[800]) <= own.most_tries
