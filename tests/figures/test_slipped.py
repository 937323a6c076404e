"""What a number becomes by one slip, held against the names that slips are given."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.figures import slipped
from lkjip_audit.figures.slipped import are_near, one_slip_away, variants
from lkjip_audit.figures.slips import SlipKind, slip_between

D = Decimal
KINDS = (
    SlipKind.ONE_DIGIT,
    SlipKind.ADJACENT_TRANSPOSITION,
    SlipKind.MISSING_DIGIT,
    SlipKind.EXTRA_DIGIT,
    SlipKind.DISTANT_TRANSPOSITION,
    SlipKind.BLOCK,
    SlipKind.SWAPPED_GROUPS,
)
SIMPLER = {SlipKind.EXTRA_DIGIT: {SlipKind.DOUBLED_DIGIT}}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SlipKind.ADJACENT_TRANSPOSITION, {"2134", "1324", "1243"}),
        (SlipKind.DISTANT_TRANSPOSITION, {"3214", "1432", "4231"}),
        (SlipKind.MISSING_DIGIT, {"234", "134", "124", "123"}),
        (SlipKind.BLOCK, {f"1{mixed}" for mixed in ("243", "324", "342", "423", "432")}),
        (SlipKind.SWAPPED_GROUPS, set()),
    ],
)
def test_variants_of_a_number(kind, expected):
    assert set(variants("1234", (kind,))) == expected


def test_groups_change_places_as_they_are_counted_from_the_end():
    assert list(variants("14645969413", (SlipKind.SWAPPED_GROUPS,))) == ["14645413969", "14969645413"]


def test_variants_come_in_the_order_of_the_kinds_that_are_asked_for():
    assert list(variants("12", (SlipKind.MISSING_DIGIT, SlipKind.ADJACENT_TRANSPOSITION))) == ["2", "1", "21"]


def test_slip_that_is_in_no_single_digit_has_no_variants():
    with pytest.raises(KeyError):
        list(variants("1234", (SlipKind.SIGN,)))


@given(st.integers(10_000_000, 99_999_999_999), st.sampled_from(KINDS))
def test_every_variant_is_named_as_its_kind_or_as_a_simpler_one(number, kind):
    order = list(SlipKind)
    for text in variants(str(number), (kind,)):
        if text == str(number) or text.startswith("0"):
            continue
        slip = slip_between(D(text), 0, D(number))
        assert slip is not None
        assert order.index(slip.kind) <= order.index(kind) or slip.kind in SIMPLER.get(kind, ())


def test_numbers_one_slip_away_lie_between_the_bounds_with_neighbours_swapped_first():
    found = one_slip_away(D("147.25"), 2, D(170), D(180), 4)
    assert found[0] == D("174.25")
    assert all(D(170) <= number <= D(180) for number in found)
    assert one_slip_away(D("-147.25"), 2, D(-180), D(-170), 4)[0] == D("-174.25")


def test_of_short_numbers_nothing_is_one_slip_away():
    assert one_slip_away(D(147), 0, D(0), D(999), 4) == ()
    assert one_slip_away(D(0), 6, D(0), D(999), 4) == ()


def test_no_whole_number_begins_with_a_zero():
    assert one_slip_away(D(1034), 0, D(0), D(99), 4) == ()


@given(st.integers(1_000, 9_999_999), st.integers(0, 2), st.data())
def test_a_single_number_is_one_slip_away_where_it_is_among_all_that_are(number, decimals, data):
    value = D(number).scaleb(-decimals)
    other = D(data.draw(st.sampled_from([*variants(str(number), KINDS[:5])]))).scaleb(-decimals)
    around = one_slip_away(value, decimals, D(0), D(10**9), 4)
    assert one_slip_away(value, decimals, other, other, 4) == ((other,) if other in around else ())
    assert one_slip_away(-value, decimals, -other, -other, 4) == ((-other,) if other in around else ())


@pytest.mark.parametrize(
    ("other", "slips", "near"),
    [("1324", 1, True), ("124", 1, True), ("1324", 0, False), ("1256", 1, False), ("1256", 2, True)],
)
def test_near_is_within_so_many_slips(other, slips, near):
    assert are_near("1234", other, slips) is near


@given(st.integers(1000, 10**9), st.integers(0, 10**10), st.integers(0, 8))
def test_what_lies_in_a_narrow_range_is_what_all_slips_lead_to(value, first, width):
    told = one_slip_away(D(value), 0, D(first), D(first + width), 4)
    every = dict.fromkeys(int(text) for text in variants(str(value), KINDS[:5]) if text[0] != "0")
    assert {int(number) for number in told} == {number for number in every if first <= number <= first + width} - {
        value
    }


def test_far_ranges_are_not_searched_slip_by_slip(monkeypatch):
    monkeypatch.setattr(slipped, "variants", lambda *_: pytest.fail("every slip was made"))
    assert one_slip_away(D(12345678), 0, D(87654321), D(87654325), 4) == ()
