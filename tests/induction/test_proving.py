"""One figure that explains why several lines fail is proof, whatever the slip; one for each line is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.induction import Axis, Operator, Shown, block_of, induce
from lkjip_audit.rulepack.limits import limits
from tests.induction.tables import FIRST, SECOND, Text, along_columns, along_rows, entry, percent

ROWS = range(10)
SERVED = [FIRST[at] for at in ROWS]
LEFT = [SECOND[at] for at in ROWS]
ASKED = [a + b for a, b in zip(SERVED, LEFT, strict=True)]
SHARE = [percent(a, b) for a, b in zip(SERVED, ASKED, strict=True)]
COLUMNS: tuple[list[Text], ...] = ([*ASKED], [*SERVED], [*LEFT], [*SHARE])


def spoiled(column: int, row: int, value: Text) -> list[Shown]:
    columns = [list(each) for each in COLUMNS]
    columns[column][row] = value
    return along_rows(*columns)


def accused(shown: list[Shown]) -> set[tuple[Operator, int]]:
    return {(each.operator, miss.line) for each in shown for miss in each.misses}


@pytest.mark.parametrize("row", [0, 4, 9])
@pytest.mark.parametrize(("column", "times"), [(0, 17), (1, 29)])
def test_a_figure_far_off_in_any_row_is_accused_by_both_of_its_relations(column: int, times: int, row: int) -> None:
    """No slip of the hand makes 17 times the figure, and a first or last row may be of another kind."""
    figure = COLUMNS[column][row]
    assert isinstance(figure, int)
    found = accused(spoiled(column, row, figure * times + 1))
    assert found == {(Operator.SUM, row), (Operator.RATIO, row)}


def test_a_row_in_which_no_single_figure_explains_both_is_not_accused() -> None:
    columns = [list(each) for each in COLUMNS]
    columns[1][9], columns[3][9] = 7_413, "11.11"
    assert accused(along_rows(*columns)) == set()


def test_copies_that_fail_together_prove_nothing() -> None:
    """A figure that was revised differs from all its copies."""
    columns: list[list[Text]] = [[*FIRST], [*FIRST], [*FIRST]]
    columns[1][5] = 71_923
    assert accused(along_rows(*columns)) == set()


def test_the_plain_ratio_is_told_where_one_slip_breaks_it_and_the_sum() -> None:
    """Without the figure that slipped all rows obey (asked - left) / asked: a form that nobody writes."""
    found = spoiled(1, 6, SERVED[6] - 1_000)
    assert {each.operator for each in found} == {Operator.SUM, Operator.RATIO}
    ratio = next(each for each in found if each.operator is Operator.RATIO)
    assert ratio.operands == (1, 0)


def test_a_running_total_that_is_wrong_once_fails_twice_and_is_proved() -> None:
    total, running = 0, list[Text]()
    for value in FIRST:
        total += value
        running.append(total)
    running[5] = 999_999
    (found,) = (each for each in along_rows(FIRST, running) if each.operator is Operator.RUNNING)
    assert [miss.line for miss in found.misses] == [5, 6]


def test_a_total_row_that_repeats_the_last_running_total_is_no_line_of_it() -> None:
    total, running = 0, list[Text]()
    for value in FIRST:
        total += value
        running.append(total)
    (found,) = (e for e in along_rows([*FIRST, total], [*running, total]) if e.operator is Operator.RUNNING)
    assert len(FIRST) not in (*found.apart, *found.holds, *(miss.line for miss in found.misses))


@pytest.mark.parametrize("balanced", [4, 9, 19, 26])
def test_a_total_and_its_only_part_do_not_prove_each_other(balanced: int) -> None:
    """Offices side by side: what they spend is income and savings in some, and in the others something is kept."""
    offices = range(32)
    fees = [410_331_200 + 17_203_117 * at for at in offices]
    grants = [5_120_774_350 + 301_117_609 * at for at in offices]
    income = [one + other for one, other in zip(fees, grants, strict=True)]
    savings = [12_340_000 + 1_871_000 * at for at in offices]
    kept = [0 if at < balanced else 1_250_000 * (1 + at % 5) for at in offices]
    spent = [come + saved - rest for come, saved, rest in zip(income, savings, kept, strict=True)]
    assert accused(along_columns(income, fees, grants, spent, savings, savings)) == set()


SMALL = (
    (18, 1, 13, 15),
    (18, 0, 6, 14),
    (15, 8, 20, 5),
    (1, 16, 15, 10),
    (2, 7, 23, 11),
    (1, 13, 4, 19),
    (11, 12, 13, 9),
)


def crossing(row: int, column: int, value: int) -> list[Shown]:
    """A table of small counts with totals to the right and below, and another value in one cell."""
    grid = [[*line, sum(line)] for line in (*SMALL, *((a + 3, b + 2, c, d + 1) for a, b, c, d in SMALL[:2]))]
    grid.append([sum(each) for each in zip(*grid, strict=True)])
    grid[row][column] = value
    return list(induce(block_of([[entry(each) for each in line] for line in grid])).shown)


@pytest.mark.parametrize(
    ("row", "column", "value"), [(0, 0, 118), (4, 2, 33), (8, 3, 5), (9, 4, 1), (2, 4, 84), (9, 1, 26)]
)
def test_a_small_count_is_accused_where_the_totals_of_its_row_and_its_column_agree(
    row: int, column: int, value: int
) -> None:
    """Neither total has bits enough alone; that both are off by one and the same figure tells."""
    found = crossing(row, column, value)
    assert {(each.axis, miss.line) for each in found for miss in each.misses} == {
        (Axis.ALONG_ROWS, row),
        (Axis.ALONG_COLUMNS, column),
    }
    assert min(each.bits for each in found) < limits().induction.accusing <= min(each.evidence for each in found)


def test_a_small_count_off_by_one_may_be_rounded_and_is_not_accused() -> None:
    assert not any(each.misses for each in crossing(4, 2, 24))


def test_totals_that_are_off_by_different_amounts_prove_nothing() -> None:
    found = crossing(4, 4, 75)
    assert any(each.misses for each in found)
    grid = [[*line, sum(line)] for line in SMALL]
    grid.append([sum(each) for each in zip(*grid, strict=True)])
    grid[4][4], grid[7][2] = 75, 61
    assert not any(each.misses for each in induce(block_of([[entry(each) for each in line] for line in grid])).shown)


def test_figures_rounded_to_fives_are_not_accused_for_a_year_over_their_column() -> None:
    """Fives add up to within a five or two: a stray 2006 does not make them exact."""
    parts = [(5 * (a % 97) + 200, 5 * (b % 89) + 300) for a, b in zip(FIRST, SECOND, strict=True)]
    columns = [
        [year, *(figure for a, b in parts for figure in (a + k, b, a + b + k))]
        for year, k in ((2006, 0), (None, 40), (None, 85), (None, 15), (None, 30))
    ]
    columns[0][3] = int(columns[0][3] or 0) + 5
    found = induce(block_of([[entry(each) for each in row] for row in zip(*columns, strict=True)]))
    assert found.shown
    assert not any(each.misses for each in found.shown)


def test_more_bits_are_asked_for_by_the_limit() -> None:
    columns = [list(each) for each in COLUMNS]
    columns[0][4] = ASKED[4] * 17 + 1
    grid = block_of([[entry(value) for value in row] for row in zip(*columns, strict=True)])
    strict = replace(limits().induction, proof=60, jointly=1000, near=0.0, alone=100)
    assert any(each.misses for each in induce(grid).shown)
    assert not any(each.misses for each in induce(grid, strict).shown)


@given(row=st.sampled_from(ROWS), column=st.sampled_from([0, 1]), value=st.integers(100, 10**7))
def test_what_is_proved_is_right_after_one_figure_is_put_right(row: int, column: int, value: int) -> None:
    """Whatever stands in one cell: no other row is ever accused, and both relations are, or neither alone wrongly."""
    found = spoiled(column, row, value)
    assert {line for _, line in accused(found)} <= {row}
    for each in found:
        for miss in each.misses:
            if each.operator is Operator.SUM and column == 0:
                assert miss.low <= Decimal(ASKED[row]) <= miss.high


def test_a_slip_in_an_operand_of_two_quotients_is_proved_where_one_of_them_fails_by_little() -> None:
    whole, part = [a * 3 + b for a, b in zip(FIRST[:7], SECOND, strict=False)], [*SECOND[:7]]
    base = [str(Decimal(b) * 3 + Decimal(a) / 100) for a, b in zip(FIRST[:7], SECOND, strict=False)]
    rate = [percent(a, Decimal(b)) for a, b in zip(whole, base, strict=True)]
    share = [percent(b, a) for a, b in zip(whole, part, strict=True)]
    assert accused(along_rows([*whole], [*part], [*base], [*rate], [*share])) == set()
    wrong = [*whole]
    wrong[0] = int(str(whole[0])[:2] + str(whole[0])[3] + str(whole[0])[2] + str(whole[0])[4:])
    assert wrong[0] != whole[0]
    found = accused(along_rows(wrong, [*part], [*base], [*rate], [*share]))
    assert found == {(Operator.RATIO, 0)}


@pytest.mark.parametrize("row", [0, 6, 9])
@pytest.mark.parametrize("times", [3, 17])
def test_what_an_operand_of_a_growth_should_be_is_known(row: int, times: int) -> None:
    """Growth and share fail together: one value of the column that both use makes both hold."""
    before = [value * 1_000 + other for value, other in zip(SERVED, LEFT, strict=True)]
    after = [value * 700 + other for value, other in zip(reversed(SERVED), LEFT, strict=True)]
    growth = [f"{100 * Decimal(b - a) / a:.2f}" for a, b in zip(before, after, strict=True)]
    share = [percent(a, b) for a, b in zip(before, after, strict=True)]
    wrong = [times * value if at == row else value for at, value in enumerate(after)]
    assert accused(along_rows(before, wrong, growth, share)) == {(Operator.GROWTH, row), (Operator.RATIO, row)}
