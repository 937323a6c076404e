"""Rounding, and writing a value the way a figure is written."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.figures.model import Figure, ReadingKind
from lkjip_audit.figures.parse import find_figures, read_text
from lkjip_audit.figures.rounding import (
    format_indonesian,
    format_like,
    round_half_even,
    round_half_up,
    truncate,
)

D = Decimal


@pytest.mark.parametrize(
    ("value", "up", "even", "cut"),
    [
        ("2.345", "2.35", "2.34", "2.34"),
        ("2.355", "2.36", "2.36", "2.35"),
        ("-2.345", "-2.35", "-2.34", "-2.34"),
        ("98.9697", "98.97", "98.97", "98.96"),
        ("-0.001", "0.00", "0.00", "0.00"),
        ("5", "5.00", "5.00", "5.00"),
    ],
)
def test_rounding_to_two_decimals(value, up, even, cut):
    assert str(round_half_up(D(value), 2)) == up
    assert str(round_half_even(D(value), 2)) == even
    assert str(truncate(D(value), 2)) == cut


def test_rounding_to_tens_and_of_any_size():
    assert round_half_up(D(1250), -2) == 1300
    large = D("9" * 60 + ".5")
    assert round_half_up(large, 0) == D("1" + "0" * 60)
    assert truncate(large, 0) == D("9" * 60)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("14645969413.5", 2, "14.645.969.413,50"),
        ("0.5", 0, "1"),
        ("-1234.5", 1, "-1.234,5"),
        ("-0.04", 1, "0,0"),
        ("999", 0, "999"),
        ("12345678901234567890123456789012", 0, "12.345.678.901.234.567.890.123.456.789.012"),
    ],
)
def test_format_indonesian(value, decimals, text):
    assert format_indonesian(D(value), decimals) == text


@pytest.mark.parametrize(
    ("model", "value", "text"),
    [
        ("14.645.969.413,00", "12345.6", "12.345,60"),
        ("Rp. 2.688.593.227", "9546367212", "Rp. 9.546.367.212"),
        ("Rp500.000,-", "1500000", "Rp1.500.000,-"),
        ("99,63%", "95.628", "95,63%"),
        ("99,00%%", "99.01", "99,01%"),
        ("0.70 %", "62.07", "62.07 %"),
        ("13.02(%)", "11.32", "11.32(%)"),
        ("4,311,989,853.00", "787612348", "787,612,348.00"),
        ("271, 50", "271", "271,00"),
        ("73.39", "1234.5", "1,234.50"),
        ("2283 orang", "3008", "3008 orang"),
        ("1.332 orang", "208", "208 orang"),
        ("35 orang", "1208", "1.208 orang"),
        ("Rp2,4 miliar", "2.56", "Rp2,6 miliar"),
        ("(16.726.000)", "-17000000", "(17.000.000)"),
        ("(16.726.000)", "17000000", "17.000.000"),
        ("-5,2", "-6", "-6,0"),
        ("-5,2", "6", "6,0"),
        ("5,2", "-6", "-6,0"),
        ("-Rp5.000", "-7500", "-Rp7.500"),
        ("Rp5.000", "-7500", "-Rp7.500"),
        ("Rp (5.000)", "-7500", "(Rp 7.500)"),
        ("A (86,35)", "85.4", "85,40"),
        ("3 (tiga) sasaran", "4", "4 sasaran"),
        ("tiga (3) sasaran", "4", "4 sasaran"),
        ("1.203.440*", "1203441", "1.203.441"),
    ],
)
def test_format_like_keeps_the_way_of_writing(model, value, text):
    figure = read_text(model).figure
    assert format_like(D(value), figure) == text


def test_format_like_in_a_sentence():
    (figure,) = find_figures("diperlukan capaian anggaran 99,63% dari total")
    assert format_like(D("95.6278"), figure) == "95,63%"


def test_format_like_without_a_model():
    assert format_like(D("12.5"), Figure(D(0), 1, "-", "%")) == "12,5%"
    assert format_like(D(12500), Figure(D(0), 0, "", "Rp")) == "Rp12.500"
    assert format_like(D(35), Figure(D(0), 0, "-", "orang")) == "35 orang"
    assert format_like(D(1234567890124), Figure(D(1234567890123), 0, "1,23457E+12")) == "1.234.567.890.124"


@settings(deadline=None)
@given(
    st.decimals(-(10**12), 10**12, places=3, allow_nan=False, allow_infinity=False),
    st.sampled_from(["14.645.969.413,00", "Rp. 2.688.593.227", "99,63%", "4,311,989,853.00", "(16.726.000)"]),
)
def test_what_is_written_like_a_figure_reads_back_as_the_rounded_value(value, model):
    figure = read_text(model).figure
    reading = read_text(format_like(value, figure))
    if reading.kind is ReadingKind.FIGURES:
        assert reading.figure.value == round_half_up(value, figure.decimals)
    else:
        assert reading.kind is ReadingKind.AMBIGUOUS
        assert round_half_up(value, figure.decimals) in [one.value for one in reading.figures]
