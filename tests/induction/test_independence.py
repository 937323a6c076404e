from __future__ import annotations

from decimal import Decimal
from random import Random

from lkjip_audit.induction import Operator
from tests.induction.tables import Text, along_columns, along_rows


def test_a_row_that_stands_there_many_times_shows_a_quotient_once() -> None:
    """Counties of one state, at one rent and of one type: their code is no rent over the type."""
    dice = Random(5)
    rows: list[list[Text]] = [[state, dice.randrange(400, 1400), 40] for state in range(1, 12) for _ in range(6)]
    rows[30:30] = [[16, 640, 40] for _ in range(25)]
    rows[40] = [16, 868, 40]
    assert [each for each in along_rows(*zip(*rows, strict=True)) if each.operator is Operator.RATIO] == []


def test_rows_that_differ_show_it_each() -> None:
    dice = Random(6)
    rows: list[list[Text]] = []
    for _ in range(20):
        count, price = dice.randrange(11, 99), dice.randrange(101, 999)
        rows.append([count * price, count, price])
    found = along_rows(*zip(*rows, strict=True))
    assert [({each.stated, *each.operands}, len(each.holds)) for each in found] == [({0, 1, 2}, 20)]


def test_series_that_run_close_to_each_other_are_no_copies() -> None:
    """Price indices of two cities, a tenth apart as often as the same."""
    dice, level = Random(7), 300
    first: list[int] = []
    for _ in range(120):
        level += dice.randrange(0, 9)
        first.append(level)
    second = [value + dice.choice((-1, 0, 0, 1)) for value in first]
    columns = [[f"{value / 10:.1f}" for value in column] for column in (first, second)]
    assert along_rows(*columns) == []


def test_a_copy_with_fewer_decimals_is_one() -> None:
    dice = Random(8)
    fine = [dice.randrange(10_000, 999_999) for _ in range(15)]
    found = along_rows(
        [f"{value / 100:.2f}" for value in fine], [f"{round(value / 10 + 0.01) / 10:.1f}" for value in fine]
    )
    assert [(each.operator, len(each.holds)) for each in found] == [(Operator.COPY, 15)]


def test_a_total_that_stands_three_times_is_one_sum_and_two_copies() -> None:
    dice = Random(9)
    parts = [[dice.randrange(10_000, 99_999) for _ in range(4)] for _ in range(5)]
    total = [sum(column) for column in zip(*parts, strict=True)]
    blank = [None] * 4
    found = along_columns(*parts, total, blank, total, blank, total)
    told = sorted((each.operator.value, each.stated, len(each.operands)) for each in found)
    assert told == [("copy", 7, 1), ("copy", 9, 1), ("sum", 5, 5)]


def test_dates_of_one_year_over_a_million_are_no_class() -> None:
    """A class of 20 in a run of rows is no date of 2025 in millions, whichever day it is."""
    dice = Random(8)
    classes = [11] * 60 + [26] * 30 + [20] * 40 + [22] + [20] * 14 + [60] * 40
    days = [20250101 + 100 * dice.randrange(12) + dice.randrange(28) for _ in classes]
    assert [each for each in along_rows(days, classes) if each.operator is Operator.UNIT] == []


def hours_and_rates(rates: tuple[str, ...]) -> list[list[Text]]:
    """Rows of hours, each a multiple of 520, and what they come to at the rate of each column."""
    hours = (2080, 520, 3640, 520, 1040, 520, 4680, 520, 2080, 520, 3120, 520, 2600)
    return [[each, *(each * Decimal(rate) for rate in rates)] for each in hours]


def test_columns_in_one_proportion_show_no_more_than_their_roundest() -> None:
    """Digits that rates have brought in do not make a sum of a few hundreds a sum of ten digits."""
    rows = hours_and_rates(("4.08", "4.1616", "4.244832", "4.32972864"))
    assert [each.formula for each in along_columns(*rows) if len(each.operands) > 1] == []


def test_columns_of_several_proportions_show_their_total() -> None:
    dice = Random(8)
    rows: list[list[Text]] = [[dice.randrange(300, 9000) for _ in range(5)] for _ in range(4)]
    rows.append([sum(int(row[at] or 0) for row in rows) for at in range(5)])
    assert [each.formula for each in along_columns(*rows)] == ["[5] = [1] + [2] + [3] + [4]"]
