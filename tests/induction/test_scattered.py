"""Totals of parts that stand anywhere among the columns."""

from __future__ import annotations

from lkjip_audit.induction import Operator
from tests.induction.tables import FIRST, SECOND, Text, along_rows

A = [a * 13 + b for a, b in zip(FIRST, SECOND, strict=True)]
B = [b * 17 + a for a, b in zip(FIRST, SECOND, strict=True)]
C = [a * 3 + 7 * b for a, b in zip(FIRST, reversed(SECOND), strict=True)]
D = [a + 29 * b for a, b in zip(reversed(FIRST), SECOND, strict=True)]
E = [a * 5 + 11 * b for a, b in zip(reversed(FIRST), reversed(SECOND), strict=True)]


def sums(*columns: list[int] | list[Text]) -> list[tuple[int, tuple[int, ...], list[int]]]:
    found = (each for each in along_rows(*columns) if each.operator is Operator.SUM)
    return [(each.stated, each.operands, [miss.line for miss in each.misses]) for each in found]


def test_a_total_that_passes_over_columns_between_its_parts_is_shown() -> None:
    total = [a + c + e for a, c, e in zip(A, C, E, strict=True)]
    assert sums(A, B, C, D, E, total) == [(5, (0, 2, 4), [])]


def test_a_total_of_all_columns_but_one_within_is_shown_and_a_slip_in_it_told() -> None:
    total = [sum(parts) for parts in zip(A, C, D, E, strict=True)]
    total[5] += 3_000
    assert sums(A, B, C, D, E, total) == [(5, (0, 2, 3, 4), [5])]


def test_a_column_of_other_figures_is_no_sum_of_any() -> None:
    assert sums(A, B, C, D, E, [a * 7 + d for a, d in zip(FIRST, D, strict=True)]) == []


def test_a_part_of_which_another_column_is_taken_off_is_a_part_like_any_other() -> None:
    """That A is what C and their difference come to does not make it a computed column."""
    less = [a - c for a, c in zip(A, C, strict=True)]
    total = [a + b + c for a, b, c in zip(A, B, C, strict=True)]
    assert (6, (0, 1, 3), []) in sums(A, B, D, C, E, less, total)
