"""Whatever a rule raises becomes an outcome of that rule, with the kind of fault in plain words and where it was."""

from decimal import Decimal

import pytest

from lkjip_audit.judging.failure import attempt, without_failed
from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.scene.place import Node
from lkjip_audit.workbook.model import Address
from tests.relations.audited import rules, staged

RULE = rules()["capaian-rasio"]
OTHER = rules()["jumlah-kolom"]
CELL = Node(Address("Lembar1", 4, 6))
GRID = [
    ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
    [1, "Menurunnya stunting", "Prevalensi stunting", "14,00", "12,50", "89,29%"],
]


class UnheardError(Exception):
    """A fault that nobody has heard of."""


def deep(level=0):
    return deep(level + 1)


def fail_with(error):
    def work():
        raise error

    return attempt(RULE, work)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyError("target"), "rule_finds_nothing"),
        (IndexError(), "rule_finds_nothing"),
        (ZeroDivisionError(), "rule_cannot_compute"),
        (OverflowError(), "rule_cannot_compute"),
        (AttributeError(), "rule_unprepared"),
        (TypeError(), "rule_unprepared"),
        (ValueError(), "rule_unprepared"),
        (StopIteration(), "rule_broken"),
        (UnheardError(), "rule_broken"),
    ],
)
def test_fault_is_told_in_plain_words(error, reason):
    failed = fail_with(error)
    assert (failed.status, failed.reason) == (Status.RULE_ERROR, reason)
    assert dict(failed.values)["kind"] == type(error).__name__
    assert all(Catalogue(lang).has(f"reason.{reason}") for lang in LANGUAGES)


def test_decimal_that_cannot_be_computed_is_a_fault_of_arithmetic():
    failed = attempt(RULE, lambda: Decimal(1) / Decimal(0))
    assert (failed.reason, dict(failed.values)["kind"]) == ("rule_cannot_compute", "DivisionByZero")


def test_recursion_without_end_is_a_fault_of_the_rule():
    assert attempt(RULE, deep).reason == "rule_too_deep"


def test_line_that_failed_is_told_without_a_path_of_this_machine():
    line = dict(fail_with(KeyError()).values)["at"]
    assert line.startswith("judging.failure:")
    assert line.partition(":")[2].isdigit()


def test_figure_that_was_judged_is_where_it_is_told():
    failed = attempt(RULE, lambda: {}["target"], CELL)
    assert (failed.cell, dict(failed.values)["place"]) == (CELL, "F4")


def test_table_in_whose_midst_it_failed_is_where_it_is_told():
    scene = staged(GRID)

    def work():
        for table in scene.tables:
            raise KeyError(table.id)

    failed = attempt(RULE, work)
    assert (failed.cell.address.place, dict(failed.values)["place"]) == ("Lembar1!A1", scene.tables[0].area.a1)


def test_failure_between_two_tables_is_told_at_the_one_that_was_asked_of():
    both = {"Capaian": GRID, "Lampiran": GRID}
    first, second = staged(both).tables

    def between(one, other):
        raise KeyError(one.id, other.id)

    def of(table):
        return between(table, second)

    assert attempt(RULE, lambda: of(first)).cell.address.place == "Capaian!A1"
    assert attempt(RULE, lambda: between(first, second)).cell.address.sheet == ""


def test_memory_that_runs_out_is_no_fault_of_a_rule():
    with pytest.raises(MemoryError):
        fail_with(MemoryError())


def test_person_who_stops_the_run_is_heard():
    with pytest.raises(KeyboardInterrupt):
        fail_with(KeyboardInterrupt())


def test_what_does_not_fail_is_given_as_it_is():
    assert attempt(RULE, lambda: (1, 2)) == (1, 2)


def test_rule_that_failed_says_so_once_and_nothing_else():
    said = outcome(RULE, Status.PASS, CELL, "Prevalensi stunting")
    other = outcome(OTHER, Status.PASS, CELL, "Jumlah")
    first, second = fail_with(KeyError()), fail_with(ValueError())
    assert list(without_failed([said, first, other, second, said])) == [first, other]
