"""Relations that fail and accuse nobody, since no one figure can be what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from tests.induction.tables import FIRST, SECOND, Text, along_rows

TOTAL = [a + b for a, b in zip(FIRST, SECOND, strict=True)]
THIRD = [value * 7 + 131 * at for at, value in enumerate(SECOND)]
FOURTH = [value * 3 + 57 * at for at, value in enumerate(FIRST)]


def with_cells(column: Sequence[int], **cells: int) -> list[Text]:
    return [cells.get(f"r{at}", value) for at, value in enumerate(column)]


def lines_told(*columns: Sequence[Text]) -> list[int]:
    return [miss.line for each in along_rows(*columns) for miss in each.misses]


def test_a_total_that_is_off_by_what_stands_beside_it_in_two_lines_leaves_a_kind_out() -> None:
    """Domestic investments by size; two places have foreign ones too, which the sizes count and the total does not."""
    foreign = with_cells([0, 4, 0, 0, 7, 0, 0, 3, 0, 0, 0, 0])
    beside = with_cells([0, 0, 0, 9, 0, 0, 0, 0, 2480, 0, 0, 0])
    short = with_cells(TOTAL, r3=TOTAL[3] - 9, r8=TOTAL[8] - 2480)
    assert lines_told(FIRST, SECOND, short, foreign, beside) == []
    assert lines_told(FIRST, SECOND, with_cells(TOTAL, r8=TOTAL[8] - 300), foreign, beside) == [8]


def test_a_part_that_most_lines_which_have_it_leave_out_is_none() -> None:
    wages = with_cells([0, 0, 812, 0, 0, 944, 0, 0, 0, 677, 0, 0], r4=519)
    most = with_cells(TOTAL, r4=TOTAL[4] + 519)
    assert lines_told(FIRST, SECOND, wages, most) == []


def test_a_part_is_none_where_other_lines_err_beside_it() -> None:
    """Of five lines that fail two leave it out, and no line that holds has it."""
    wages = with_cells([0, 0, 812, 0, 0, 944, 0, 0, 0, 0, 0, 0])
    several = with_cells(TOTAL, r4=TOTAL[4] + 519, r7=TOTAL[7] + 300, r9=TOTAL[9] - 83)
    assert lines_told(FIRST, SECOND, wages, several) == []


def test_a_total_that_holds_in_a_stretch_and_fails_in_most_rows_accuses_nobody() -> None:
    first, second = ([value + 37 * at for at in range(4) for value in column] for column in (FIRST, SECOND))
    total = [a + b for a, b in zip(first, second, strict=True)]
    stretch = [value if at < 12 else value // 3 + 1711 * at for at, value in enumerate(total)]
    spoiled = with_cells(stretch, r5=stretch[5] + 400)
    assert lines_told(first[:12], second[:12], spoiled[:12]) == [5]
    assert lines_told(first, second, spoiled) == []


def budget(**spending: int) -> tuple[list[Text], ...]:
    """Revenue, spending and financing, each with its two parts; in a row, spending that is so much more."""
    spent = [a + c for a, c in zip(TOTAL, [x - y for x, y in zip(THIRD, FOURTH, strict=True)], strict=True)]
    more = [spending.get(f"r{at}", 0) for at in range(len(spent))]
    goods = [value // 3 + 11 * at for at, value in enumerate(spent)]
    wages = [value - part + add for value, part, add in zip(spent, goods, more, strict=True)]
    net = [x - y for x, y in zip(THIRD, FOURTH, strict=True)]
    total = [a + b for a, b in zip(wages, goods, strict=True)]
    return [*FIRST], [*SECOND], [*TOTAL], [*wages], [*goods], [*total], [*THIRD], [*FOURTH], [*net]


def test_a_budget_that_does_not_balance_accuses_no_figure_that_its_own_parts_make() -> None:
    assert lines_told(*budget(r5=2000)) == []


def test_a_budget_that_does_not_balance_accuses_a_total_that_its_own_parts_deny() -> None:
    columns = [*budget()]
    columns[5] = with_cells([int(str(value)) for value in columns[5]], r5=int(str(columns[5][5])) + 2000)
    assert 5 in lines_told(*columns)
