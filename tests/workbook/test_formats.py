"""What a number shows under a format code, in Indonesian notation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.workbook import formats
from lkjip_audit.workbook.formats import Shown, is_date, shown
from lkjip_audit.workbook.plain_layouts import layout_of

ACCOUNTING = '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'
EUROPEAN = '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-'


SHOWN = (
    ("14645969413", "#,##0", "14.645.969.413"),
    ("14645969413", "0", "14645969413"),
    ("2688593227", '"Rp"#,##0.00', "Rp2.688.593.227,00"),
    ("2688593227", "[$Rp-421] #,##0", "Rp 2.688.593.227"),
    ("2688593227", "[$Rp-421]\\ * #,##0", "Rp 2.688.593.227"),
    ("0.996312", "0.00%", "99,63%"),
    ("0.996312", "0%", "100%"),
    ("1.005556", "0.0%", "100,6%"),
    ("99.63", '0.00"%"', "99,63%"),
    ("99.63", "0.00\\%", "99,63%"),
    ("-16726000", ACCOUNTING, "(16.726.000)"),
    ("0", ACCOUNTING, "-"),
    ("5", ACCOUNTING, "5"),
    ("-16726000", EUROPEAN, "-Rp 16.726.000"),
    ("0", EUROPEAN, "Rp -"),
    ("-5", "_-* #,##0_-;-* #,##0_-", "-5"),
    ("1332", '#,##0\\ "orang"', "1.332 orang"),
    ("2.5", "0.##", "2,5"),
    ("2", "0.##", "2,"),
    ("0", "#", ""),
    ("0.5", "#.00", ",50"),
    ("12.5", ".00", "12,50"),
    ("7", "000", "007"),
    ("7", "0,000.0", "0.007,0"),
    ("1234567", "000-0000", "123-4567"),
    ("-5", '"Rp"#,##0', "-Rp5"),
    ("5", "0;;", "5"),
    ("-5", "0;;", ""),
    ("5", ";;;", ""),
    ("-5", "0;(0)", "(5)"),
    ("0", "0.0;(0.0)", "0,0"),
    ("-0.4", "0", "-0"),
    ("14645969", "#.##0", "14645969,000"),
    ("12345", "0.00E+00", "1,23E+04"),
    ("0.00012345", "0.00E+00", "1,23E-04"),
    ("12345", "##0.0E+0", "12,3E+3"),
    ("0", "0.00E+00", "0,00E+00"),
    ("9.999", "0.0E+0", "1,0E+1"),
    ("99", "@", "99"),
    ("99", "0;@", "99"),
    ("99", '"kode "@', "99"),
    ("7.5", 'General" orang"', "7,5 orang"),
    ("-7.5", 'General" orang"', "-7,5 orang"),
    ("7", "", ""),
    ("1.5", "# ?/?", "1,5"),
    ("45291", "dd/mm/yyyy", "45291"),
    ("7", "0 hari", "7 hari"),
    ("7", "[Red]0;[Blue]-0", "7"),
    ("7", "0_", "7"),
    ("7", "Standard", "7"),
    ("12345", "0, ", "12"),
    ("5", '#,##0 ,"x"', "5 ,x"),
)
ROUNDED_HALF_AWAY_FROM_ZERO = (
    ("0.125", "0.00", "0,13"),
    ("-0.125", "0.00", "-0,13"),
    ("2.5", "0", "3"),
    ("-2.5", "0", "-3"),
    # How a spreadsheet stores 2,675 and 1,005: it rounds what it holds to fifteen digits first.
    ("2.6749999999999998", "0.00", "2,68"),
    ("1.0049999999999999", "0.00", "1,01"),
    ("0.99634999999999996", "0.00%", "99,64%"),
    ("2.674999999999", "0.00", "2,67"),
    ("999.995", "#,##0.00", "1.000,00"),
)
CONDITIONS = (
    ("2500000", '[>=1000000]0.0,," juta";[>=1000]0,"rb";0', "2,5 juta"),
    ("2500", '[>=1000000]0.0,," juta";[>=1000]0,"rb";0', "3rb"),
    ("-7", '[>=1000000]0.0,," juta";[>=1000]0,"rb";0', "-7"),
    ("-7", "[<0](0);0", "(7)"),
    ("7", "[<0](0);0", "7"),
    ("-7", "[>=0]0;(0)", "(7)"),
    ("7", "[>100]0.00", "7"),
    ("7", "[=1]0.0;[=2]0.00", "7"),
    ("2", "[=1]0.0;[=2]0.00", "2,00"),
    ("3", "[<>3]0.0;0.00", "3,00"),
    ("3", "[<=3]0.0;0.00", "3,0"),
    ("-7", '[>100]0;"min "0;"nol"', "min 7"),
    ("7", '[>100]0;"min "0;"kecil"', "kecil"),
)


@pytest.mark.parametrize(("value", "code", "text"), [*SHOWN, *ROUNDED_HALF_AWAY_FROM_ZERO, *CONDITIONS])
def test_text_shown(value, code, text):
    assert shown(Decimal(value), code).text == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("1.50", "1,5"),
        ("100", "100"),
        ("14645969413", "14645969413"),
        ("-14645969413", "-14645969413"),
        ("123456789012", "1,23457E+11"),
        ("100000000000", "1E+11"),
        ("999999999999.9", "1E+12"),
        ("1234567.891234", "1234567,891"),
        ("12345678901.6", "12345678902"),
        ("0.123456789012", "0,123456789"),
        ("0.000123456789", "0,000123457"),
        ("0.00001", "0,00001"),
        ("0.0000123456", "1,23456E-05"),
        ("99.630000000000003", "99,63"),
        ("1E-300", "1E-300"),
        ("9.99999999999", "10"),
    ],
)
def test_general_shows_up_to_eleven_characters(value, text):
    assert shown(Decimal(value), "General").text == text


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("0.996312", "0.00%", Shown("99,63%", 2, percent=True)),
        ("99.63", '0.00"%"', Shown("99,63%", 2, literals=("%",))),
        (
            "2688593227",
            '"Rp" #,##0.0,," juta"',
            Shown("Rp 2.688,6 juta", 1, False, Decimal(10**6), ("Rp", "juta")),
        ),
        ("2688593227", "#,##0,", Shown("2.688.593", 0, False, Decimal(1000))),
        ("2688593227", "0.00,,,", Shown("2,69", 2, False, Decimal(10**9))),
        ("0.5", "0%%", Shown("5000%%", 0, True, Decimal("0.01"))),
        ("1332", "#,##0 \\o\\r\\a\\n\\g", Shown("1.332 orang", 0, literals=("orang",))),
        ("-5", "(0)", Shown("-(5)", 0)),
        ("123456789012", "General", Shown("1,23457E+11", -6)),
        ("12345", "0.0E+0", Shown("1,2E+4", -3)),
        ("1.5", "0.##", Shown("1,5", 2)),
        ("1.5", "General", Shown("1,5", 1)),
    ],
)
def test_what_goes_with_the_text(value, code, expected):
    assert shown(Decimal(value), code) == expected


@pytest.mark.parametrize(("value", "text"), [("150", "banyak"), ("50", "50,0"), ("-5", "-5,0"), ("-150", "-150,0")])
def test_condition_on_the_first_of_two_sections(value, text):
    assert shown(Decimal(value), '[>100]"banyak";0.0').text == text


@pytest.mark.parametrize(
    "code",
    [
        "dd/mm/yyyy",
        "[$-421]dd mmmm yyyy;@",
        "mm:ss.0",
        "h:mm AM/PM",
        "yyyy",
        "[$-F800]dddd\\, mmmm dd\\, yyyy",
        "D-MMM",
    ],
)
def test_codes_of_dates(code):
    assert is_date(code)


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0.00",
        "[h]:mm",
        "[mm]:ss",
        '0" hari"',
        "0\\d",
        "#,##0_);[Red](#,##0)",
        "0 hari",
        "@",
        "",
        "0;dd/mm",
    ],
)
def test_codes_of_numbers(code):
    assert not is_date(code)


@settings(deadline=None)
@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e300"), max_value=Decimal("1e300")),
    st.text(alphabet='0#?.,%E+-@;_*\\"[]$Rp<>=dmyhs/ ', max_size=20),
)
def test_any_code_shows_something_of_any_number(value, code):
    assert isinstance(shown(value, code), Shown)


@pytest.mark.parametrize("code", ["%" * 5000, "," * 5000 + "0", "0," + "," * 5000, "0." + "0" * 5000, "0E+" * 999])
def test_senseless_codes_are_no_work(code):
    assert shown(Decimal("1e300"), code).text


@settings(deadline=None)
@given(st.integers(-(10**14), 10**14), st.integers(0, 4))
def test_shown_text_says_the_rounded_value(units, decimals):
    value = Decimal(units).scaleb(-4)
    text = shown(value, "#,##0." + "0" * decimals).text.rstrip(",")
    back = Decimal(text.replace(".", "").replace(",", "."))
    assert abs(back - value) * 2 <= Decimal(1).scaleb(-decimals)


def test_value_that_is_no_number_shows_as_it_is():
    assert shown(Decimal("NaN"), "0.00").text == "NaN"


CODES = ("0", "#,##0", "#,##0.00", "0.0%", '"Rp" #,##0', ACCOUNTING, "_-* #,##0_-;-* #,##0_-", '0.00"%"', "#,##0.0_)")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.sampled_from(CODES),
)
def test_a_format_laid_out_once_shows_what_it_shows_number_by_number(value: Decimal, code: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        quick = shown(value, code)
        patched.setattr(formats, "layout_of", lambda _: None)
        assert quick == shown(value, code)


def test_formats_with_one_way_to_show_what_is_above_zero_are_laid_out() -> None:
    assert all(layout_of(code) is not None for code in CODES)
    assert all(layout_of(code) is None for code in ("General", "000", "0.##", "0.0E+00", "000-0000", "[<1]0;0.0", "@"))
