"""What a cell reads as, through its number format."""

from datetime import datetime
from decimal import Decimal

import pytest

from lkjip_audit.figures.cells import GENERAL, number_reader, read_cell, read_number
from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.parse import Marks
from lkjip_audit.workbook.model import Cell, ErrorValue


def read(value, code="General", **options):
    stored = Decimal(value) if isinstance(value, str) and code != "@" else value
    return read_cell(Cell(1, 1, stored, number_format=code), **options)


def text_cell(value, **options):
    return read_cell(Cell(1, 1, value), **options)


def test_a_percentage_is_in_percent_and_keeps_what_is_stored():
    reading = read("0.9963142857", "0.00%")
    figure = reading.figure
    assert reading.text == "99,63%"
    assert (figure.value, figure.unit, figure.decimals) == (Decimal("99.63"), "%", 2)
    assert figure.stored == Decimal("99.63142857")


def test_a_quoted_percent_sign_changes_no_value():
    figure = read("99.63", '0.00"%"').figure
    assert (figure.value, figure.unit) == (Decimal("99.63"), "%")


def test_a_general_number_is_what_it_stores():
    figure = read("0.333333333333333333").figure
    assert figure.value == figure.stored == Decimal("0.333333333333333")
    assert figure.decimals == 9
    assert figure.literal == "0,333333333"


def test_binary_dust_beyond_fifteen_digits_is_cleaned():
    figure = read("0.30000000000000004").figure
    assert (figure.value, figure.decimals, figure.literal) == (Decimal("0.3"), 1, "0,3")
    assert read("2.6749999999999998", "0.00").figure.value == Decimal("2.68")


@pytest.mark.parametrize(
    ("value", "code", "printed", "unit", "literal"),
    [
        ("14645969413", '"Rp" #,##0', "14645969413", "Rp", "Rp 14.645.969.413"),
        ("14.5", "[$Rp-421] #,##0.00", "14.50", "Rp", "Rp 14,50"),
        ("35", '0 "orang"', "35", "orang", "35 orang"),
        ("-16726000", "#,##0;(#,##0)", "-16726000", None, "(16.726.000)"),
        ("271.5", "0", "272", None, "272"),
        ("1234567", "#,##0,", "1235", None, "1.235"),
    ],
)
def test_formats_decide_what_is_printed(value, code, printed, unit, literal):
    figure = read(value, code).figure
    assert (figure.value, figure.unit, figure.literal) == (Decimal(printed), unit, literal)


def test_a_scaling_format_keeps_the_rest_in_stored():
    figure = read("1234567", "#,##0,").figure
    assert figure.stored == Decimal("1234.567")


def test_a_word_for_millions_in_the_format_is_a_multiplier():
    figure = read("1234567890", '#,##0.0,, "juta"').figure
    assert (figure.value, figure.multiplier, figure.amount) == (Decimal("1234.6"), 10**6, 1_234_600_000)
    assert figure.exact_amount == 1_234_567_890


def test_zero_shown_as_a_dash_is_zero():
    reading = read("0", '#,##0;-#,##0;"-"')
    assert reading.kind is ReadingKind.FIGURES
    assert (reading.figure.value, reading.figure.literal) == (0, "-")


def test_a_number_that_its_format_hides():
    figure = read("5", ";;;").figure
    assert figure.flaws == ("hidden_by_format",)
    assert (figure.value, figure.stored) == (5, 5)


def test_large_numbers_keep_all_digits_where_general_shows_powers_of_ten():
    figure = read("1234567890123").figure
    assert (figure.value, figure.decimals) == (1234567890123, 0)
    assert str(read("1E+20", "0.00E+00").figure.value) == "1" + "0" * 20


def test_without_formats_a_number_is_what_it_stores():
    figure = read("0.9963", "0.00%", knows_formats=False).figure
    assert (figure.value, figure.unit) == (Decimal("0.9963"), None)


def test_a_number_typed_as_text_is_flagged():
    assert text_cell("14.645.969.413").figure.flaws == ("number_as_text",)
    assert text_cell("99,63%").figure.flaws == ("number_as_text",)
    assert text_cell("Rp. 2.688.593.227").figure.flaws == ("number_as_text",)


@pytest.mark.parametrize("text", ["A (86,35)", "1.332 orang", "Rp2,4 miliar", "100 (99,77)", "3 (tiga)"])
def test_a_number_with_words_is_text_rightly(text):
    assert "number_as_text" not in text_cell(text).figure.flaws


def test_the_column_is_handed_on():
    assert text_cell("202.955", marks=Marks.INDONESIAN).figure.value == 202955
    assert text_cell("202.955", unit="Rp").figure.value == 202955


def test_other_values():
    assert read(datetime(2023, 12, 31)).kind is ReadingKind.DATE
    assert read(datetime(2023, 12, 31)).text == "31/12/2023"
    assert read(datetime(2023, 12, 31, 10, 30)).text == "31/12/2023 10:30"
    assert (read(True).kind, read(True).text) == (ReadingKind.TEXT, "TRUE")
    assert (read(ErrorValue("#DIV/0!")).kind, read(ErrorValue("#DIV/0!")).text) == (
        ReadingKind.ERROR,
        "#DIV/0!",
    )
    assert read(Decimal("NaN")).kind is ReadingKind.ERROR
    assert read(Decimal("1E+5000")).kind is ReadingKind.ERROR


def test_nothing_stored_is_nil_but_an_uncomputed_formula_is_not():
    assert read_cell(Cell(1, 1, None)).kind is ReadingKind.NIL
    assert read_cell(Cell(1, 1, None, formula="SUM(A1:A3)")).kind is ReadingKind.ERROR


@pytest.mark.parametrize(
    "stored",
    ["0", "7", "-7", "-0", "12345678901", "123456789012", "1234567890123456", "0.5", "12.50", "1E+3", "2.0", "1E-9"],
)
@pytest.mark.parametrize("code", [GENERAL, "#,##0", '"Rp" #,##0;-', "0.00", "0%", "@"])
def test_the_reader_of_a_format_reads_as_each_number_is_read_by_itself(code: str, stored: str) -> None:
    assert number_reader(code)(Decimal(stored)) == read_number(Decimal(stored), code)
