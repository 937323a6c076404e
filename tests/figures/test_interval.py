"""Ranges of true values, and arithmetic on them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lkjip_audit.figures.interval import Interval, rounding_interval, truncation_interval
from lkjip_audit.figures.model import Figure

D = Decimal
numbers = st.decimals(-(10**14), 10**14, places=4, allow_nan=False, allow_infinity=False)


@st.composite
def intervals_with_a_member(draw):
    low, high = sorted([draw(numbers), draw(numbers)])
    low_open, high_open = (draw(st.booleans()), draw(st.booleans())) if low < high else (False, False)
    share = draw(st.integers(0, 8))
    member = low + (high - low) * share / 8
    interval = Interval(low, high, low_open, high_open)
    assume(interval.contains(member))
    return interval, Fraction(member)


def holds(interval, value):
    above = value > Fraction(interval.low) or (value == Fraction(interval.low) and not interval.low_open)
    below = value < Fraction(interval.high) or (value == Fraction(interval.high) and not interval.high_open)
    return above and below


@settings(deadline=None)
@given(intervals_with_a_member(), intervals_with_a_member())
def test_every_result_of_members_lies_in_the_result(one, other):
    (a, x), (b, y) = one, other
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)
    assert holds(-a, -x)
    quotient = a / b
    if quotient is not None:
        assert holds(quotient, x / y)
    else:
        assert b.low <= 0 <= b.high


@settings(deadline=None)
@given(intervals_with_a_member(), intervals_with_a_member())
def test_ranges_with_a_common_member_intersect(one, other):
    (a, x), (b, _) = one, other
    if holds(b, x):
        assert a.intersects(b)
        assert b.intersects(a)
    assert a.intersects(b) == b.intersects(a)


def test_touching_ranges_intersect_only_with_closed_ends():
    assert Interval(D(1), D(2)).intersects(Interval(D(2), D(3)))
    assert not Interval(D(1), D(2), high_open=True).intersects(Interval(D(2), D(3)))
    assert not Interval(D(1), D(2)).intersects(Interval(D(2), D(3), low_open=True))
    assert not Interval(D(1), D(2)).intersects(Interval(D("2.1"), D(3)))


def test_an_empty_range_meets_nothing():
    empty = Interval(D(2), D(2), high_open=True)
    assert empty.is_empty
    assert not empty.intersects(Interval(D(1), D(3)))


def test_no_digit_is_lost_on_large_numbers():
    large = D("12345678901234567890123456789012345.67")
    total = Interval.point(large) + Interval.point(D("0.01"))
    assert total == Interval.point(D("12345678901234567890123456789012345.68"))
    assert -Interval.point(large) == Interval.point(D("-12345678901234567890123456789012345.67"))


def test_a_quotient_without_end_is_rounded_outwards():
    third = Interval.point(D(1)) / Interval.point(D(3))
    assert third is not None
    assert third.low < third.high
    assert third.high - third.low < D("1e-70")


@pytest.mark.parametrize("divisor", [Interval(D(0), D(0)), Interval(D(-1), D(1)), Interval(D(0), D(5), low_open=True)])
def test_division_by_what_can_be_zero_has_no_answer(divisor):
    assert Interval.point(D(1)) / divisor is None


def test_ends_must_be_numbers_in_order():
    with pytest.raises(ValueError, match="no interval"):
        Interval(D(2), D(1))
    with pytest.raises(ValueError, match="no interval"):
        Interval(D(1), D("Infinity"))


def test_rounding_interval_is_half_the_last_digit_to_either_side():
    figure = Figure(D("99.63"), 2, "99,63%", "%")
    assert rounding_interval(figure) == Interval(D("99.625"), D("99.635"))
    assert rounding_interval(figure, exact=True) == Interval.point(D("99.63"))
    assert D("99.635") in rounding_interval(figure)


def test_rounding_interval_is_in_plain_units():
    figure = Figure(D("2.4"), 1, "Rp2,4 miliar", "Rp", D(10**9))
    assert rounding_interval(figure) == Interval(D(2_350_000_000), D(2_450_000_000))


def test_truncation_interval_goes_away_from_zero():
    assert truncation_interval(Figure(D("98.96"), 2, "98,96")) == Interval(D("98.96"), D("98.97"), high_open=True)
    assert truncation_interval(Figure(D("-0.5"), 1, "-0,5")) == Interval(D("-0.6"), D("-0.5"), low_open=True)
    assert truncation_interval(Figure(D(0), 0, "0")) == Interval(D(-1), D(1), True, True)


@settings(deadline=None)
@given(numbers, st.integers(0, 4))
def test_what_is_rounded_or_cut_to_a_figure_lies_in_its_interval(value, decimals):
    from lkjip_audit.figures.rounding import round_half_even, round_half_up, truncate

    for rounding in (round_half_up, round_half_even):
        assert rounding_interval(Figure(rounding(value, decimals), decimals, "")).contains(value)
    assert truncation_interval(Figure(truncate(value, decimals), decimals, "")).contains(value)
