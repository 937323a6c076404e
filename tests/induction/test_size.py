"""Blocks that are large: found as in small ones, and in bounded time."""

from __future__ import annotations

import random
import time
from decimal import Decimal

from lkjip_audit.figures.model import Figure
from lkjip_audit.induction import Axis, Entry, block_of, induce


def table(rows: int, groups: int, dice: random.Random) -> list[list[int]]:
    """Three columns, the third adds the others; every ``groups`` rows are followed by their total; all by a total."""
    grid: list[list[int]] = []
    whole = [0, 0, 0]
    for _ in range(rows // groups):
        part = [[dice.randint(10_000, 99_999), dice.randint(10_000, 99_999)] for _ in range(groups)]
        full = [[a, b, a + b] for a, b in part]
        total = [sum(column) for column in zip(*full, strict=True)]
        grid += [*full, total]
        whole = [a + b for a, b in zip(whole, total, strict=True)]
    return [*grid, whole]


def entries(grid: list[list[int]]) -> list[list[Entry]]:
    return [[Figure(Decimal(value), 0, str(value)) for value in row] for row in grid]


def test_two_thousand_rows_show_their_groups_within_seconds() -> None:
    block = block_of(entries(table(1600, 7, random.Random(3))))
    began = time.process_time()
    found = induce(block)
    assert time.process_time() - began < 8.0  # measured 0.5
    assert [each.formula for each in found.shown if each.axis is Axis.ALONG_ROWS] == ["[3] = [1] + [2]"]
    groups = [each for each in found.shown if each.axis is Axis.ALONG_COLUMNS and len(each.operands) == 7]
    assert len(groups) == 1600 // 7
    assert found.exhausted  # ranges of all lengths were not listed


def test_a_total_of_more_rows_than_are_listed_is_found() -> None:
    grid = table(1600, 7, random.Random(4))
    details = [row for at, row in enumerate(grid[:-1]) if at % 8 != 7]
    total = [sum(column) for column in zip(*details, strict=True)]
    found = induce(block_of(entries([*details, total])))
    far = [each for each in found.shown if each.axis is Axis.ALONG_COLUMNS]
    assert [(each.stated, len(each.operands)) for each in far] == [(len(details), len(details))]


def test_a_small_table_is_searched_whole() -> None:
    assert not induce(block_of(entries(table(20, 4, random.Random(5))))).exhausted


def test_rows_that_say_nothing_where_long_ranges_are_looked_for_are_passed_over() -> None:
    """Some rows have figures in a small column alone: their share of the telling columns is nothing, of no bound."""
    dice = random.Random(3)
    block = entries([[dice.randrange(10**6, 10**8) for _ in range(6)] for _ in range(400)])
    for row in range(5, 400, 40):
        block[row] = [*[None] * 6, *entries([[dice.randrange(2, 9)]])[0]]
    assert induce(block_of(block)).exhausted  # warned of an invalid value, which is an error here
