"""Printed figures as numbers, and live formulas that are let through."""

from decimal import Decimal

import pytest

from lkjip_audit.ooxml.numbers import as_number, safe_formula


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("14.645.969.413", "14645969413", "#,##0"),
        ("14.645.969.413,50", "14645969413.50", "#,##0.00"),
        ("4,311,989,853.00", "4311989853.00", "#,##0.00"),
        ("Rp. 2.688.000", "2688000", '"Rp. "#,##0'),
        ("99,63%", "99.63", '0.00"%"'),
        ("13.02 %", "13.02", '0.00" %"'),
        ("73.39", "73.39", "0.00"),
        ("(16.726.000)", "-16726000", "#,##0"),
        ("-5", "-5", "0"),
        ("0", "0", "0"),
    ],
)
def test_a_figure_and_the_format_that_prints_it_alike(text, value, code):
    assert as_number(text) == (Decimal(value), code)


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (("3.008", "2.491", "517"), "3008"),
        (("2.491", "3.008", "-517"), "2491"),
        (("84.125", "84.126", "-0.001"), "84.125"),
        (("1.234", "9.546.367.212"), "1234"),
        (("12.000", "2.000", "10.000"), None),
        (("12.000", "efisien"), None),
    ],
)
def test_figures_beside_tell_what_a_point_means(texts, value):
    found = as_number(*texts)
    assert (found and found[0]) == (value and Decimal(value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Efisien",
        "A (86,35)",
        "1.2.3",
        "1,2,3.4.5",
        "(5",
        "12 orang",
        "1.23.456",
        "007",
        "2.688",
        "196809231991031004",
    ],
)
def test_what_is_no_plain_figure(text):
    assert as_number(text) is None


@pytest.mark.parametrize(
    "live", ["=A1+B2", "='3.1 Capaian (a)'!C3/SUM(D1:D9)*100", '=IF(A1>1,"Efisien (baik)","x|[y]")']
)
def test_plain_arithmetic_is_let_through(live):
    assert safe_formula(live) == live[1:]


@pytest.mark.parametrize(
    "live", [None, "", "=", "=HYPERLINK(A1)", "=A1|B!C", "=[x.xlsx]S!A1", "=INDIRECT (A1)", "={1}", "=A1\n&B2\\"]
)
def test_what_calls_out_or_is_no_formula_is_not(live):
    assert safe_formula(live) is None
