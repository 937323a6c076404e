"""Which relations that figures show a table tells."""

from __future__ import annotations

from typing import Any

from lkjip_audit.induction import Operator
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.shown import ShownRelation
from tests.relations.audited import audited

COUNTS = [(23, 41), (35, 18), (14, 27), (52, 33), (19, 46)]


def shown(rows: list[list[Any]]) -> list[ShownRelation]:
    found = audited([["Loket", "Weke", "Dono", "Lodogo"], *rows])
    (table,) = found.scene.tables
    return [each for each in found.scene.shown[table.id] if each.shown.operator is Operator.SUM]


def table(*wrong: int) -> list[list[Any]]:
    """Counts at five counters and what each come to, but for rows that are ``wrong``."""
    return [[f"Loket {at}", a, b, a + b + (7 if at in wrong else 0)] for at, (a, b) in enumerate(COUNTS)]


def test_small_counts_that_all_add_up_are_told_as_tested_with_few_bits() -> None:
    (found,) = shown(table())
    own = limits().induction
    assert own.shown <= found.shown.evidence < own.accusing
    assert found.held == len(COUNTS)


def test_few_bits_tell_nothing_where_a_row_is_an_exception() -> None:
    assert shown(table(2)) == []


def test_what_holds_in_a_single_row_is_not_told_however_many_its_digits() -> None:
    rows = [["Loket 1", 341_361_495, 12_368_905, 353_730_400], ["Loket 2", 151_564_395, 8_435_605, 154_060_000]]
    assert all(each.shown.evidence >= limits().induction.accusing for each in shown(rows))


def test_few_bits_tell_nothing_where_whole_figures_must_be_taken_as_rounded() -> None:
    """A target is what the result over its percentage comes to in five rows of seven, if it was rounded."""
    rows = [["Weke", 270, "271,50", "100,56"], ["Dono", 80, "72,00", "91,00"], ["Bani", 82, "78,72", "97,00"]]
    rows += [["Bodole", 90, "81,00", "90,00"], ["Mekebo", 88, "85,36", "97,00"], ["Lobobe", 75, "60,00", "80,00"]]
    found = audited([["Loket", "Gidu", "Paka", "Worara"], *rows, ["Pomapa", 100, "94,00", "94,00"]])
    (table,) = found.scene.tables
    assert found.scene.shown[table.id] == ()
