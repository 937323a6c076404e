"""Rows of several levels, read by what they add up to."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lkjip_audit.scene.added_rows import Reading


def parts(*amounts):
    """Which of the amounts behind the first one make it, reaching to the last."""
    rows = [None if amount is None else Decimal(amount) for amount in amounts]
    return Reading(rows).parts_between(1, len(rows), rows[0])


def test_the_rows_right_below_that_make_a_row_are_its_parts():
    assert parts(61_623, 21_611, 40_012) == (1, 2)


def test_parts_of_parts_are_left_out():
    assert parts(61_623, 21_611, 11_600, 10_011, 40_012, 40_012) == (1, 4)


def test_a_blank_parent_is_passed_over_and_its_parts_count():
    assert parts(7_001, 4_000, 1_000, 3_000, None, 1_401, 1_600, 1_600) == (1, 5, 6)


def test_equal_neighbours_may_both_be_parts():
    assert parts(20_022, 5_005, 5_005, 10_012) == (1, 2, 3)


def test_a_copy_of_the_block_below_does_not_count_twice():
    assert parts(42_312, 42_312, 42_312, 42_312) == (1,)


def test_rows_that_make_nothing_are_no_parts():
    assert parts(61_623, 21_611, 40_013) == ()


def test_a_sum_that_stops_before_the_last_row_is_no_reading():
    assert parts(61_623, 21_611, 40_012, 7_003) == ()


@pytest.mark.parametrize("amount", [0, 1, 100, 300_000])
def test_a_sum_of_hardly_any_digits_proves_nothing(amount):
    assert parts(amount, amount) == ()


def test_a_total_below_is_made_by_the_rows_that_nothing_above_explains():
    rows = [Decimal(amount) for amount in (12_005, 9_001, 5_001, 4_000, 3_004, 3_004)]
    assert Reading(rows).parts_between(0, 6, Decimal(12_005)) == (0,)
    assert Reading(rows).parts_between(1, 6, Decimal(12_005)) == (1, 4)


def test_a_list_that_explains_nothing_comes_to_an_end():
    rows = [Decimal(1_000_003 + 7 * step) for step in range(400)]
    assert Reading(rows).parts_between(0, 400, Decimal(10**12 + 1)) == ()


def listed(tree):
    """A tree of amounts as rows: each sum before its parts."""
    if isinstance(tree, int):
        return [tree]
    below = [listed(branch) for branch in tree]
    return [sum(rows[0] for rows in below), *(amount for rows in below for amount in rows)]


TREES = st.recursive(st.integers(10**6, 10**8), lambda below: st.lists(below, min_size=2, max_size=4), max_leaves=12)


@settings(deadline=None, max_examples=60)
@given(TREES)
def test_every_row_of_a_right_list_is_made_by_some_rows_below_it(tree):
    rows = listed(tree)
    assume(len(rows) > 1 and len(set(rows)) == len(rows))
    found = parts(*rows)
    assert found
    assert sum(rows[part] for part in found) == rows[0]


def test_an_amount_below_zero_lets_a_part_be_more_than_what_it_makes():
    assert parts(155_575, 143_075, 187_300, -84_225, 40_000, 12_500, 12_500) == (1, 5)
