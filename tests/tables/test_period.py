"""Periods: what they say of themselves, and the text under which maps and stores keep them."""

import pytest

from lkjip_audit.tables.period import END, Period, PeriodKind

QUARTER, UNTIL = Period(PeriodKind.QUARTER, 2), Period(PeriodKind.QUARTER, 2, until=True)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (QUARTER, "tw2"),
        (UNTIL, "sd_tw2"),
        (Period(PeriodKind.MONTH, 11), "bulan11"),
        (Period(PeriodKind.MONTH, until=True), "sd_bulan"),
        (Period(PeriodKind.SEMESTER, 1), "smt1"),
        (Period(PeriodKind.PLAN_YEAR, 4), "tahun4"),
        (END, "akhir"),
    ],
)
def test_text_of_a_period(period, text):
    assert str(period) == text


def test_quarters_up_to_one_are_no_quarter():
    assert QUARTER.is_quarter
    assert not UNTIL.is_quarter
    assert not END.is_quarter


@pytest.mark.parametrize(
    ("period", "is_partly"),
    [
        (QUARTER, True),
        (UNTIL, True),
        (Period(PeriodKind.MONTH), True),
        (Period(PeriodKind.SEMESTER, 2), False),
        (Period(PeriodKind.PLAN_YEAR, 1), False),
        (END, False),
    ],
)
def test_less_than_a_year(period, is_partly):
    assert period.is_partly is is_partly
