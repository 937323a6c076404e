"""What is one thing to a reviewer is one cause."""

from __future__ import annotations

from decimal import Decimal

from lkjip_audit.findings.drafts import listed
from lkjip_audit.findings.grouping import columns_of_mistakes, empty_cells, repeated
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Finding
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.place import Node
from lkjip_audit.workbook.model import Address
from tests.diagnosis.nets import Net, rule

SAY = Catalogue("id")


def finding(number: int, cell: Address, stated: str, expected: str, kind: str = "wording") -> Finding:
    return Finding(
        id=f"F{number:03d}",
        fingerprint=str(number),
        rule=kind,
        title="Nama sama di semua tempat",
        severity=Severity.MINOR,
        address=cell,
        stated=stated,
        expected=expected,
        difference="",
        message="",
        basis="",
        remedy="",
        why="",
        kind=kind,
    )


def words(*pairs: tuple[str, str]) -> tuple[list[Outcome], dict[int, Finding]]:
    outcomes, findings = [], {}
    for row, (stated, expected) in enumerate(pairs, 1):
        cell = Address("3.1", row, 2)
        outcomes.append(Outcome(rule("wording"), Status.FINDING, "x", Node(cell), stated, expected_text=expected))
        findings[row - 1] = finding(row, cell, stated, expected)
    return outcomes, findings


def test_a_name_misspelt_in_several_ways_is_one_cause():
    right = "Meningkatnya Kompetensi Aparatur"
    outcomes, findings = words(("Meningkatnya Kapasitas Aparatur", right), ("Meningkatnya kapasitas ASN", right))
    (draft,) = repeated(outcomes, findings, (), SAY)
    assert draft.cause.explains == ("F001", "F002")
    assert draft.cause.kind == "wording"
    assert any("Meningkatnya kapasitas ASN" in sentence for sentence in draft.cause.evidence)


def test_a_short_word_is_one_cause_only_where_it_is_misspelt_alike():
    outcomes, findings = words(("2 Laporan", "dokumen"), ("12 SK", "dokumen"), ("2 Laporan", "dokumen"))
    (draft,) = repeated(outcomes, findings, (), SAY)
    assert draft.cause.explains == ("F001", "F003")


def test_what_another_cause_explains_is_left_to_it():
    outcomes, findings = words(("2 Laporan", "dokumen"), ("2 Laporan", "dokumen"))
    assert list(repeated(outcomes, findings, {"F001"}, SAY)) == []


def test_an_nip_with_one_wrong_digit_is_a_cause_by_itself():
    outcomes, findings = words(("196809231991031004", "196809241991031004"))
    (draft,) = repeated(outcomes, findings, (), SAY)
    assert draft.cause.evidence == (SAY.text("slip.one_digit"),)


def test_a_column_that_is_wrong_in_most_rows_is_one_cause():
    net = Net(tables=True)
    for i in range(8):
        net.put(f"a{i}", 5000 + 13 * i, at=("S", i + 1, 1)), net.put(f"b{i}", 9000 + 17 * i, at=("S", i + 1, 2))
        net.put(f"d{i}", 4000 + 4 * i + (i > 1) * (100 + i * i), at=("S", i + 1, 3))
        net.eq(f"d{i}", "b - a", a=f"a{i}", b=f"b{i}")
    outcomes = net.outcomes()
    findings = {
        index: finding(index, item.cell.address, item.stated, item.expected_text, "row_formula")
        for index, item in enumerate(outcomes)
        if item.status is Status.FINDING
    }
    (draft,) = columns_of_mistakes(outcomes, findings, (), SAY)
    assert len(draft.cause.explains) == 6
    assert "6 dari 8" in draft.cause.why


def test_an_empty_cell_is_the_cause_of_the_sum_that_lacks_it():
    net = Net()
    net.put("total", 900, at=("R", 1, 5)), net.put("a", 300, at=("R", 2, 5)), net.put("c", 200, at=("R", 4, 5))
    net.sum("total", ["a", "c"])
    cell = Node(Address("R", 3, 5))
    blank = Outcome(rule("completeness"), Status.FINDING, "b", cell, expected=Decimal(400), expected_text="400")
    outcomes = [*net.outcomes(), blank]
    findings = {
        0: finding(1, outcomes[0].cell.address, "900", "500"),
        1: finding(2, cell.address, "", "400", "completeness"),
    }
    (draft,) = empty_cells(outcomes, findings, (), SAY)
    assert draft.cause.address == cell.address
    assert (draft.cause.proposed, draft.cause.explains) == ("400", ("F002", "F001"))
    assert "R!E1" in draft.cause.why


def test_places_name_their_sheet_once():
    cells = [Address("3.2", 15, 4), Address("3.2", 24, 7), Address("Lampiran 4", 9, 9)]
    assert listed(cells, 5) == "3.2!D15, G24, Lampiran 4!I9"
    assert listed(cells, 2) == "3.2!D15, G24, +1"
