from __future__ import annotations

from random import Random

from lkjip_audit.induction import Axis, block_of, induce
from tests.induction.tables import Text, entry


def by_size_and_kind(off: int) -> list[list[Text]]:
    """Groups of five sizes and their totals; of eight kinds and all kinds, which is rounded by itself.

    The last total of all kinds is ``off`` by so much from its sizes.
    """
    dice, rows = Random(11), []
    for group in range(6):
        parts = [[dice.randrange(200, 9000) for _ in range(8)] for _ in range(5)]
        whole = [sum(column) for column in zip(*parts, strict=True)]
        alls = [sum(row) + dice.choice((-1, 0, 0, 1)) for row in parts]
        alls[-1] = sum(whole) - sum(alls[:-1]) - (off if group == 5 else 0)
        rows += [[*row, total] for row, total in zip(parts, alls, strict=True)]
        rows.append([*whole, sum(whole)])
    return [[*row] for row in rows]


def missed(off: int) -> list[int]:
    """The lines in which a total by size is accused."""
    grid = [[entry(value) for value in row] for row in by_size_and_kind(off)]
    return [miss.line for each in induce(block_of(grid)).shown for miss in each.misses if each.stated == 35]


def test_a_total_is_rounded_where_the_sums_across_are() -> None:
    assert missed(2) == []


def test_what_no_rounding_explains_is_told() -> None:
    assert missed(3000) == [8]


def few_parts(off: int) -> list[list[Text]]:
    """Rows of one part or two of four, exact by luck, and a last one that has all, ``off`` by so much."""
    dice, rows = Random(5), []
    for at in range(20):
        row = [0, 0, 0, 0]
        for part in dice.sample(range(4), 1 if at % 3 == 0 else 2):
            row[part] = dice.randrange(1000, 90000)
        rows.append([*row, sum(row)])
    whole = [sum(column) for column in zip(*rows, strict=True)]
    rows.append([*whole[:4], whole[4] + off])
    return [[*row] for row in rows]


def accused(rows: list[list[Text]]) -> list[int]:
    found = induce(block_of([[entry(value) for value in row] for row in rows])).shown
    return [miss.line for each in found if each.axis is Axis.ALONG_ROWS for miss in each.misses]


def test_rows_of_one_part_do_not_say_that_nothing_is_rounded() -> None:
    assert accused(few_parts(1)) == []


def test_what_is_off_by_more_than_rounding_is_told_of_such_rows_too() -> None:
    assert accused(few_parts(20_000)) == [20]


def test_a_subset_that_adds_up_by_rounding_is_not_told_beside_the_whole_that_does_exactly() -> None:
    """Rows of next to nothing left out: the total is that of all."""
    dice = Random(9)
    parts = [[dice.randrange(80, 900) for _ in range(10)] for _ in range(9)]
    parts += [[dice.choice((0, 0, 1, 2)) for _ in range(10)] for _ in range(2)]
    rows: list[list[Text]] = [[*row] for row in (*parts, [sum(column) for column in zip(*parts, strict=True)])]
    found = induce(block_of([[entry(value) for value in row] for row in rows])).shown
    assert [len(each.operands) for each in found if each.stated == len(parts)] == [len(parts)]


def to_fives(off: int, columns: int) -> list[list[Text]]:
    """A country and its regions, all rounded to fives; the country is ``off`` by so much from its parts."""
    dice = Random(1)
    parts = [[5 * dice.randrange(60, 90000) * (1 if at else 20) for at in range(columns)] for _ in range(4)]
    whole = [sum(column) for column in zip(*parts, strict=True)]
    return [[whole[0] + off, *whole[1:]], *([*row] for row in parts)]


def accused_down(rows: list[list[Text]]) -> list[int]:
    found = induce(block_of([[entry(value) for value in row] for row in rows])).shown
    return [miss.line for each in found if each.axis is Axis.ALONG_COLUMNS for miss in each.misses]


def test_counts_that_are_rounded_to_fives_may_be_off_by_five() -> None:
    assert accused_down(to_fives(5, columns=5)) == []


def test_counts_that_are_rounded_to_fives_are_not_off_by_hundreds() -> None:
    assert accused_down(to_fives(400, columns=9)) == [0]


def averages(off: dict[int, int]) -> list[list[Text]]:
    """Two averages and their total with two decimals, most of them whole, the total of some rows ``off``."""
    dice, rows = Random(9), []
    for at in range(300):
        cents = dice.randrange(1, 100) if at % 6 == 5 else 0
        first, second = dice.randrange(100_000, 300_000), dice.randrange(200_000, 500_000)
        total = first + second + off.get(at, 0)
        rows.append([f"{first}.{cents:02d}", f"{second}.00", f"{total}.{cents:02d}"])
    return [[*row] for row in rows]


def told(rows: list[list[Text]]) -> list[tuple[int, bool]]:
    """The lines that fail, and whether rounding may be why."""
    found = induce(block_of([[entry(value) for value in row] for row in rows])).shown
    return [(miss.line, miss.rounded) for each in found if each.axis is Axis.ALONG_ROWS for miss in each.misses]


def test_totals_that_are_now_and_then_off_by_one_are_rounded() -> None:
    assert told(averages({4: 1, 18: -1, 33: 1, 50: -1})) == [(4, True), (18, True), (33, True), (50, True)]


def test_a_total_off_by_more_than_rounding_is_told_beside_those() -> None:
    assert (21, False) in told(averages({4: 1, 18: -1, 21: 9000, 33: 1, 50: -1}))


def test_a_single_total_off_by_one_is_told() -> None:
    assert told(averages({18: 1})) == [(18, False)]
