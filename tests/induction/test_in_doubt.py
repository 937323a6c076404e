"""Relations that fail and accuse nobody, since no one figure can be what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lkjip_audit.induction import Operator, block_of
from lkjip_audit.induction.arithmetic import Candidate, Deviation, deviation
from lkjip_audit.induction.evidence import AS_PRINTED, Verdict
from lkjip_audit.induction.frame import Frame, frames_of
from lkjip_audit.induction.in_doubt import has_parts_that_cancel, leaves_out_a_part
from tests.induction.tables import FIRST, SECOND, Text, along_rows, entry

TOTAL = [a + b for a, b in zip(FIRST, SECOND, strict=True)]
THIRD = [value * 7 + 131 * at for at, value in enumerate(SECOND)]
FOURTH = [value * 3 + 57 * at for at, value in enumerate(FIRST)]


def with_cells(column: Sequence[int], **cells: int) -> list[Text]:
    return [cells.get(f"r{at}", value) for at, value in enumerate(column)]


def lines_told(*columns: Sequence[Text]) -> list[int]:
    return [miss.line for each in along_rows(*columns) for miss in each.misses]


def leaves_out(operands: tuple[int, ...], *columns: Sequence[Text]) -> bool:
    """Whether the last column, as the sum of ``operands``, is found to leave a part out or to have one too many."""
    return leaves_out_a_part(*judged(operands, *columns))


def judged(operands: tuple[int, ...], *columns: Sequence[Text]) -> tuple[Frame, Verdict, Deviation]:
    """The last column as the sum of ``operands``, and where it is not."""
    frame, _ = frames_of(block_of([[entry(value) for value in row] for row in zip(*columns, strict=True)]))
    candidate = Candidate(Operator.SUM, len(columns) - 1, operands)
    gaps = deviation(frame, candidate)
    holds = np.asarray(gaps.gap == 0, dtype=np.bool_)
    verdict = Verdict(candidate, AS_PRINTED, 0, len(holds) - 1, 0.0, holds, ~holds, np.zeros(len(holds)))
    return frame, verdict, gaps


def test_a_total_that_is_off_by_what_stands_beside_it_in_most_lines_leaves_a_kind_out() -> None:
    """Domestic investments by size; two places have foreign ones too, which the sizes count and the total does not."""
    foreign = with_cells([4, 0, 0, 9, 7, 0, 0, 3, 8, 0, 0, 0])
    assert leaves_out((0, 1), FIRST, SECOND, foreign, with_cells(TOTAL, r3=TOTAL[3] - 9, r8=TOTAL[8] - 8))
    assert not leaves_out((0, 1), FIRST, SECOND, foreign, with_cells(TOTAL, r3=TOTAL[3] - 9))
    assert not leaves_out((0, 1), FIRST, SECOND, foreign, with_cells(TOTAL, r3=TOTAL[3] - 9, r8=TOTAL[8] - 90))


def test_a_part_that_more_lines_leave_out_than_have_it_where_the_sum_holds_is_none() -> None:
    wages = [0, 0, 812, 0, 0, 944, 0, 0, 0, 677, 0, 0]
    whole = [a + b for a, b in zip(TOTAL, wages, strict=True)]
    astray = with_cells(TOTAL, r4=TOTAL[4] + 519, r7=TOTAL[7] + 300, r9=TOTAL[9] + 83)
    assert leaves_out((0, 1, 2), FIRST, SECOND, wages, astray)
    assert not leaves_out((0, 1, 2), FIRST, SECOND, wages, with_cells(whole, r2=TOTAL[2]))
    assert not leaves_out(
        (0, 1, 2),
        FIRST,
        SECOND,
        THIRD,
        with_cells([a + b for a, b in zip(TOTAL, THIRD, strict=True)], r2=TOTAL[2], r5=TOTAL[5], r6=9),
    )


def test_two_parts_that_cancel_wherever_the_sum_holds_are_no_parts_of_it() -> None:
    """Surplus and financing come to nothing where a budget balances; in two rows it does not."""
    surplus = [311, -208, 145, -97, 402, -166, 233, -58, 174, -319, 88, -127]
    financing = with_cells([-value for value in surplus], r3=140, r8=-95)
    assert has_parts_that_cancel(*judged((0, 1, 2, 3), FIRST, SECOND, surplus, financing, TOTAL))
    wrong = with_cells(TOTAL, r3=TOTAL[3] + 500)
    balanced = [-value for value in surplus]
    assert not has_parts_that_cancel(*judged((0, 1, 2, 3), FIRST, SECOND, surplus, balanced, wrong))
    assert not has_parts_that_cancel(*judged((0, 1), FIRST, SECOND, wrong))


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
