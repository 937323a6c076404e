"""What lines state of the line before is shown, and one figure that is wrong is told in all that looks back at it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from lkjip_audit.induction import Operator
from tests.induction.tables import FIRST, SECOND, Text, along_columns, along_rows

SERVED = [a % 10_000 + 20_000 for a in FIRST]


def rise(figures: list[int]) -> list[Text]:
    return [None, *(now - before for before, now in pairwise(figures))]


def rate(figures: list[int]) -> list[Text]:
    return [
        None,
        *(
            str((100 * Decimal(now - before) / before).quantize(Decimal("0.01"), ROUND_HALF_UP))
            for before, now in pairwise(figures)
        ),
    ]


def stock(months: int = 12) -> list[list[int]]:
    """Opening stock, what came, what went and closing stock, month after month."""
    rows, opening = list[list[int]](), 9_418
    for came, number in zip(SECOND[:months], FIRST, strict=False):
        went = number % (opening + came - 2_000)
        rows.append([opening, came, went, opening + came - went])
        opening = rows[-1][3]
    return rows


def test_what_has_changed_since_the_line_before_is_shown_by_amount_and_by_rate() -> None:
    served = [*SERVED]
    formulas = {each.formula for each in along_rows([*served], rise(served), rate(served))}
    assert formulas == {"[2] = [1] - [1]↑", "[3] = 100 * ([1] - [1]↑) / [1]↑"}


def test_a_slip_in_a_change_is_told_in_its_line_alone() -> None:
    served = [*SERVED]
    changes, rates = rise(served), rate(served)
    assert isinstance(changes[5], int)
    wrong: list[Text] = [*changes[:5], changes[5] + 900, *changes[6:]]
    found = along_rows([*served], wrong, rates)
    assert [(each.stated, miss.line) for each in found for miss in each.misses] == [(1, 5)]


def test_a_figure_that_is_wrong_fails_in_its_line_and_in_the_next() -> None:
    served = [*SERVED]
    wrong = [*served[:6], served[6] + 400, *served[7:]]
    found = along_rows([*wrong], rise(served), rate(served))
    assert {(each.operator, miss.line) for each in found for miss in each.misses} == {
        (operator, line) for operator in (Operator.DIFFERENCE, Operator.GROWTH) for line in (6, 7)
    }


def test_what_is_carried_on_to_the_next_line_is_shown() -> None:
    columns = [list(column) for column in zip(*stock(), strict=True)]
    carried = next(each for each in along_rows(*columns) if each.operator is Operator.CARRIED)
    assert (carried.stated, carried.operands, carried.before) == (0, (3,), 1)
    assert carried.holds == tuple(range(1, 12))


def test_a_slip_in_the_first_line_is_told_where_the_next_is_carried_on_from_it() -> None:
    rows: list[list[Text]] = [[*row] for row in stock()]
    rows[0][1] = 3_015
    found = [miss.line for each in along_rows(*zip(*rows, strict=True)) for miss in each.misses]
    assert found == [0]


def test_a_total_is_no_line_before_any_other() -> None:
    rows = [[a, b, a + b] for a, b in zip(SERVED, SECOND, strict=True)]
    with_totals: list[list[Text]] = []
    for start in (0, 4, 8):
        group = rows[start : start + 4]
        with_totals += [[*row] for row in group]
        with_totals.append([sum(column) for column in zip(*group, strict=True)])
    changes = rise([row[2] for row in rows])
    lines = [row for at, row in enumerate(with_totals) if at % 5 != 4]
    for row, change in zip(lines, changes, strict=True):
        row.append(change)
    for row in with_totals[4::5]:
        row.append(None)
    found = next(each for each in along_rows(*zip(*with_totals, strict=True)) if each.before)
    assert found.formula == "[4] = [3] - [3]↑"
    assert found.totals == (4, 9)
    assert found.misses == ()


def test_a_running_total_stays_one() -> None:
    total, running = 0, list[Text]()
    for each in SECOND:
        total += each
        running.append(total)
    assert [each.operator for each in along_rows([*SECOND], running)] == [Operator.RUNNING]


def test_a_row_of_percentages_is_of_a_total_that_other_columns_exceed() -> None:
    rows = [[a, b, a // 3, a % 997, a % 613] for a, b in zip(FIRST, SECOND, strict=True)]
    table: list[list[Text]] = [
        [*row, sum(row), a * 1_000_003, b * 1_000_003] for row, a, b in zip(rows, FIRST, SECOND, strict=True)
    ]
    total = [sum(column) for column in zip(*rows, strict=True)]
    parts: list[Text] = [f"{100 * Decimal(each) / sum(total):.2f}" for each in total]
    table += [[*total, sum(total), sum(FIRST) * 1_000_003, sum(SECOND) * 1_000_003], [*parts, "100.00", None, None]]
    found = [each for each in along_columns(*table) if each.operator is Operator.SHARE]
    assert [(each.stated, each.operands, each.total) for each in found] == [(13, (12,), 5)]


def test_a_row_of_percentages_under_totals_is_held_to_them() -> None:
    rows = [[a, b, a // 3, a % 997, a % 613] for a, b in zip(FIRST, SECOND, strict=True)]
    table: list[list[Text]] = [[*row, sum(row)] for row in rows]
    total = [sum(column) for column in zip(*rows, strict=True)]
    whole = sum(total)
    parts: list[Text] = [f"{100 * Decimal(each) / whole:.2f}" for each in total]
    table += [[*total, whole], [*parts, "100.00"]]
    found = [each for each in along_columns(*table) if each.operator is Operator.SHARE]
    assert [(each.stated, each.operands, each.total) for each in found] == [(13, (12,), 5)]
    table[13][1] = str(Decimal(str(parts[1])) + 3)
    found = [each for each in along_columns(*table) if each.operator is Operator.SHARE]
    assert [(each.stated, miss.line) for each in found for miss in each.misses] == [(13, 1)]
