from __future__ import annotations

from random import Random

from lkjip_audit.induction import block_of, induce
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
