"""Thousands that are parted by apostrophes or thin spaces are one number; with plain spaces they may be several."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lkjip_audit.figures.model import Figure, ReadingKind
from lkjip_audit.figures.parse import read_text
from lkjip_audit.figures.rounding import format_like


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("318'200'750", "318200750"),
        ("318\u2019200\u2019750", "318200750"),
        ("318\u2009200\u2009750", "318200750"),
        ("318\u202f200\u202f750", "318200750"),
        ("98'450", "98450"),
        ("Rp 1'318'200,50", "1318200.50"),
    ],
)
def test_parted_thousands_are_one_number(text, amount):
    reading = read_text(text)
    assert reading.kind is ReadingKind.FIGURES
    assert [figure.amount for figure in reading.figures] == [Decimal(amount)]


@pytest.mark.parametrize("text", ["98 450", "318 200 750", "2024 2025"])
def test_what_may_be_several_numbers_is_not_joined(text):
    assert read_text(text).kind is ReadingKind.AMBIGUOUS


def test_a_proposal_for_a_parted_figure_is_written_with_marks():
    figure = Figure(value=Decimal(318200750), decimals=0, literal="318'200'750")
    assert format_like(Decimal(318200757), figure) == "318.200.757"
