"""Ranges of true values, and arithmetic on them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lkjip_audit.formula.interval import Interval

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
