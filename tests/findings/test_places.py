"""Places are the same whether one is asked for or all are."""

import pytest

from lkjip_audit.findings.places import Places
from lkjip_audit.judging.blocks import Outcomes
from tests.relations.audited import audited

HEAD = ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"]
ROWS = [
    [1, "Pembinaan Perpustakaan", "2.700.411.800", "2.560.123.400", "140.288.400", "94,80"],
    [2, "Pengelolaan Arsip", "1.411.008.900", "1.302.158.700", "108.850.200", "92,29"],
    [3, "Pengelolaan Arsip", "1.211.008.900", "1.102.158.700", "108.850.100", "91,01"],
    [None, "Jumlah", "5.322.429.600", "4.964.440.800", "357.988.800", "93,27"],
]
BOOKS = {
    "one table": [HEAD, *ROWS],
    "two tables of one kind": {"A": [HEAD, *ROWS], "B": [HEAD, *ROWS[1:]]},
    "a table and sentences": {"A": [HEAD, *ROWS], "B": [["Sisa anggaran sebesar Rp108.850.100 dari Rp1.211.008.900."]]},
}


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_a_place_has_one_number_whether_it_is_asked_for_alone_or_with_all(book):
    found = audited(book)
    outcomes: Outcomes = found.verdicts.outcomes
    others = [item.node for outcome in outcomes for item in outcome.related]
    together = Places(found.scene, outcomes.told, others, outcomes.blocks)
    together.keys()
    for outcome in outcomes:
        alone = Places(found.scene, outcomes.told, others, outcomes.blocks)
        assert alone.of(outcome.cell) == together.of(outcome.cell), outcome.cell


def test_rows_about_the_same_are_told_apart_by_number():
    found = audited(BOOKS["one table"])
    outcomes = found.verdicts.outcomes
    places = Places(found.scene, outcomes.told, (), outcomes.blocks)
    cells = {outcome.cell.address.a1: outcome.cell for outcome in outcomes if outcome.rule.id == "sisa-anggaran"}
    assert [places.of(cells[cell]).number for cell in ("E3", "E4")] == [1, 2]
    assert places.of(cells["E3"]).base == places.of(cells["E4"]).base
