"""Fonts and fills that a file brings along, whatever stands in them."""

import pytest

from lkjip_audit.ooxml.styles import is_light
from lkjip_audit.reports.sheets.colours import fill_xml, is_ours
from lkjip_audit.rulepack.model import Severity


@pytest.mark.parametrize("tint", ["1.2.3", ".", "-", "", "x", "9" * 5000, "1e999"])
def test_a_tint_that_is_no_number_is_none(tint):
    assert is_light(f'<font><color theme="0" tint="{tint}"/></font>'.encode())


@pytest.mark.parametrize(("tint", "light"), [("0", True), ("-0.25", True), ("-0.5", False)])
def test_a_light_colour_that_is_darkened_is_light_no_longer(tint, light):
    assert is_light(f'<font><color theme="0" tint="{tint}"/></font>'.encode()) is light


@pytest.mark.parametrize("q", ["", "x:"])
@pytest.mark.parametrize("severity", list(Severity))
def test_a_fill_of_ours_is_known_under_any_prefix(severity, q):
    assert is_ours(fill_xml(severity, q))
