"""Exact columns: what they hold is what the Decimals hold, however large."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.figures.scaled import Scaled, constant, scaled

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=3)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8)


def as_decimals(column: Scaled) -> list[Decimal]:
    return [column.decimal(at) for at in range(len(column.ints))]


@given(PAIRS)
def test_sums_differences_and_products_are_exact(pairs: list[tuple[Decimal, Decimal]]) -> None:
    ones, twos = ([pair[side] for pair in pairs] for side in (0, 1))
    one, two = scaled(ones), scaled(twos)
    scaled_pairs = [(int(a * 1000), int(b * 1000)) for a, b in pairs]
    assert as_decimals(one + two) == [Decimal(a + b).scaleb(-3) for a, b in scaled_pairs]
    assert as_decimals(one - two) == [Decimal(a - b).scaleb(-3) for a, b in scaled_pairs]
    assert as_decimals(one * two) == [Decimal(f"{a * b}e-6") for a, b in scaled_pairs]
    assert int(one.total().at(3).ints) == sum(a for a, _ in scaled_pairs)
    assert (one.equals(two)).tolist() == [a == b for a, b in pairs]
    assert (one.at_most(two)).tolist() == [a <= b for a, b in pairs]


def test_numbers_that_fit_are_64_bits_and_go_over_to_longer_ones_in_time() -> None:
    column = scaled([Decimal(2) ** 61, Decimal(-3)])
    assert column.ints.dtype == np.int64
    assert (column + column).ints.dtype == object
    assert as_decimals(column + column) == [Decimal(2) ** 62, Decimal(-6)]
    assert scaled([Decimal(10) ** 30]).ints.dtype == object


def test_decimals_are_those_of_the_finest_number() -> None:
    column = scaled([Decimal("1.5"), Decimal("99.631"), Decimal("2.7E+2")])
    assert (column.places, column.ints.tolist()) == (3, [1500, 99631, 270000])
    with pytest.raises(ValueError, match="3 decimals do not fit in 2"):
        column.at(2)


def test_one_number_stands_beside_a_whole_column() -> None:
    assert as_decimals(scaled([Decimal(1), Decimal(2)]) * constant(Decimal("0.5"))) == [Decimal("0.5"), Decimal(1)]


def test_sums_by_group_leave_empty_groups_at_nothing() -> None:
    column = scaled([Decimal("0.1"), Decimal("0.2"), Decimal(5)])
    assert as_decimals(column.summed_by(np.array([0, 0, 2]), 3)) == [Decimal("0.3"), Decimal(0), Decimal(5)]
