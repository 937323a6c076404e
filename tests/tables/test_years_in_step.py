"""Header cells whose year is told by those beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.tables.years_in_step import _odd_ones


@given(start=st.integers(2000, 2030), count=st.integers(4, 8), data=st.data(), step=st.sampled_from([1, -1]))
def test_one_year_spoiled_in_a_run_of_four_or_more_is_told_with_its_year(start, count, data, step):
    years = [start + step * place for place in range(count)]
    place = data.draw(st.integers(0, count - 1))
    spoiled = [*years]
    spoiled[place] = data.draw(st.sampled_from([year for year in years if year != years[place]]))
    assert list(_odd_ones(spoiled)) == [(place, years[place])]
    spoiled[place] = 5000 + years[place] % 100
    assert list(_odd_ones(spoiled)) == [(place, years[place])]


@given(st.lists(st.integers(1995, 2095), min_size=3, max_size=8, unique=True).map(sorted))
def test_years_in_order_are_never_told_whatever_they_leave_out(years):
    assert not list(_odd_ones(years))
    assert not list(_odd_ones(years[::-1]))


@pytest.mark.parametrize("numbers", [(1200, 1201, 1203), (5000, 5001, 5001, 5003)])
def test_numbers_that_are_no_years_are_left_alone(numbers):
    assert not list(_odd_ones(numbers))


def test_either_end_of_three_is_told_without_a_year():
    assert list(_odd_ones((2022, 2023, 2022))) == [(0, None), (2, None)]
