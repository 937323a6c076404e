"""Slips of the hand."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.parse import read_text
from lkjip_audit.figures.slips import Slip, SlipKind, slip, slip_between

D = Decimal


def found(stated, proposed):
    figure = read_text(stated).figure
    return slip(figure, D(proposed))


@pytest.mark.parametrize(
    ("stated", "proposed", "kind"),
    [
        ("14.645.696.413", "14645969413", SlipKind.BLOCK),
        ("99,63%", "95.6278", SlipKind.ONE_DIGIT),
        ("0,99%", "99.00", SlipKind.FACTOR_100),
        ("98,96%", "98.9697", SlipKind.CUT),
        ("100,76%", "100.7692", SlipKind.CUT),
        ("52", "52.5", SlipKind.CUT),
        ("147", "174", SlipKind.ADJACENT_TRANSPOSITION),
        ("2.150.769.227", "2150769223", SlipKind.ONE_DIGIT),
        ("5,2", "-5.2", SlipKind.SIGN),
        ("5830,3", "583.03", SlipKind.FACTOR_10),
        ("1.563.272", "1563272055", SlipKind.FACTOR_1000),
        ("268.593.227", "2688593227", SlipKind.MISSING_DIGIT),
        ("26.888.593.227", "2688593227", SlipKind.DOUBLED_DIGIT),
        ("26.885.493.227", "2688593227", SlipKind.EXTRA_DIGIT),
        ("3.812 orang", "2813", SlipKind.DISTANT_TRANSPOSITION),
        ("1.231.000", "1312000", SlipKind.BLOCK),
        ("14.969.645.413", "14645969413", SlipKind.SWAPPED_GROUPS),
        ("14.969.645.413,00", "14645969413", SlipKind.SWAPPED_GROUPS),
        ("2.150.769.227", "2150769013", SlipKind.TAIL),
        ("0,96", "0.99", SlipKind.ONE_DIGIT),
    ],
)
def test_slips_of_real_reports(stated, proposed, kind):
    result = found(stated, proposed)
    assert result is not None
    assert result.kind is kind


@pytest.mark.parametrize(
    ("stated", "decimals", "proposed"),
    [
        ("99.63", 2, "99.6312"),
        ("6.690", 3, "6.69"),
        ("30.91", 2, "26.91"),
        ("84.52", 2, "91.3"),
        ("84.52", 2, "-45.12"),
        ("5", 0, "7"),
        ("0", 0, "5"),
    ],
)
def test_no_slip_where_none_explains_it(stated, decimals, proposed):
    assert slip_between(D(stated), decimals, D(proposed)) is None


def test_where_the_slip_is():
    assert found("14.645.696.413", "14645969413") == Slip(SlipKind.BLOCK, "696", "969", 3)
    assert found("99,63%", "95.63") == Slip(SlipKind.ONE_DIGIT, "9", "5", 0)
    assert found("100,65", "100.56") == Slip(SlipKind.ADJACENT_TRANSPOSITION, "65", "56", -2)
    assert slip_between(D(1234), 0, D(12534)) == Slip(SlipKind.MISSING_DIGIT, "", "5", 2)
    assert slip_between(D(12534), 0, D(1234)) == Slip(SlipKind.EXTRA_DIGIT, "5", "", 2)


def test_a_multiplied_figure_is_compared_in_its_printed_unit():
    figure = read_text("Rp2,4 miliar").figure
    assert slip(figure, D("4.2")).kind is SlipKind.ADJACENT_TRANSPOSITION


def test_large_whole_numbers_are_compared_exactly():
    right = D("123456789012345678901234567890123456789")
    assert slip_between(D("123456789012345678911234567890123456789"), 0, right).kind is SlipKind.ONE_DIGIT


# -- planted slips ---------------------------------------------------------------------------------------

long_numbers = st.integers(10**5, 10**15).map(str)


def planted(stated, proposed):
    assume(stated != proposed and not stated.startswith("0"))
    result = slip_between(D(stated), 0, D(proposed))
    assert result is not None
    return result


@settings(deadline=None)
@given(long_numbers, st.data())
def test_planted_swaps_are_found(right, data):
    first = data.draw(st.integers(0, len(right) - 2))
    second = data.draw(st.integers(first + 1, len(right) - 1))
    assume(right[first] != right[second])
    digits = list(right)
    digits[first], digits[second] = digits[second], digits[first]
    result = planted("".join(digits), right)
    adjacent = second == first + 1
    expected = SlipKind.ADJACENT_TRANSPOSITION if adjacent else SlipKind.DISTANT_TRANSPOSITION
    assert result.kind is expected
    assert result.place == len(right) - 1 - second


@settings(deadline=None)
@given(long_numbers, st.data())
def test_planted_wrong_digits_are_found(right, data):
    place = data.draw(st.integers(0, len(right) - 1))
    digit = data.draw(st.sampled_from("123456789"))
    assume(digit != right[place])
    result = planted(right[:place] + digit + right[place + 1 :], right)
    assert result == Slip(SlipKind.ONE_DIGIT, digit, right[place], len(right) - 1 - place)


@settings(deadline=None)
@given(long_numbers, st.data())
def test_planted_lost_and_added_digits_are_found(right, data):
    place = data.draw(st.integers(0, len(right) - 1))
    lost = planted(right[:place] + right[place + 1 :], right)
    assert lost.kind in (SlipKind.MISSING_DIGIT, SlipKind.FACTOR_10)
    digit = data.draw(st.sampled_from("0123456789"))
    added = planted(right[:place] + digit + right[place:], right)
    assert added.kind in (SlipKind.EXTRA_DIGIT, SlipKind.DOUBLED_DIGIT, SlipKind.FACTOR_10)


@settings(deadline=None)
@given(long_numbers, st.integers(1, 3))
def test_planted_shifts_are_found(right, shift):
    result = planted(right + "0" * shift, right)
    assert result.kind == f"factor_{10**shift}"
    assert planted(right, right + "0" * shift).kind == f"factor_{10**shift}"


@settings(deadline=None)
@given(st.integers(10**5, 10**15), st.data())
def test_planted_blocks_are_found(number, data):
    right = str(number)
    start = data.draw(st.integers(0, len(right) - 3))
    block = right[start : start + 3]
    assume(len(set(block)) == 3)
    moved = block[1:] + block[0]
    assert planted(right[:start] + moved + right[start + 3 :], right).kind in (
        SlipKind.BLOCK,
        SlipKind.SWAPPED_GROUPS,
    )


@settings(deadline=None)
@given(st.decimals("0.001", 10**9, places=5), st.integers(0, 4))
def test_planted_cuts_are_found(right, decimals):
    from lkjip_audit.figures.rounding import round_half_up, truncate

    cut = truncate(right, decimals)
    assume(cut != round_half_up(right, decimals) and cut)
    assert slip_between(cut, decimals, right).kind is SlipKind.CUT


@settings(deadline=None)
@given(
    st.decimals(-(10**14), 10**14, places=3, allow_nan=False, allow_infinity=False),
    st.decimals(-(10**14), 10**14, places=3, allow_nan=False, allow_infinity=False),
    st.integers(0, 3),
)
def test_any_two_numbers_are_compared_without_fault(one, other, decimals):
    result = slip(Figure(one, decimals, ""), other)
    assert result is None or result == slip(Figure(one, decimals, ""), other)
