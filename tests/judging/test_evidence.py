"""Only a relation that something speaks for makes a finding."""

from decimal import Decimal

import pytest

from lkjip_audit.judging.model import Source, Status
from tests.relations.audited import audited

HEADER = ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"]
RIGHT = [(80, 76, "95,00"), (1250, 1190, "95,20"), (64, 59, "92,19"), (73, 70, "95,89"), (91, 83, "91,21")]


def table(*rows, header=HEADER):
    return [header, *([number, f"Indikator {number}", *row] for number, row in enumerate(rows, 1))]


def capaian(*rows, **options):
    return audited(table(*rows, **options), only=["capaian-rasio"])


def test_one_row_of_many_that_departs_is_a_finding():
    found = capaian(*RIGHT, (83, 71, "58,54"))
    assert found.told() == {("E7", "85,54", "material")}
    assert found.verdicts.doubts == ()


def test_words_that_most_rows_deny_accuse_nobody_and_are_told_once():
    found = capaian(*((target, realisasi, f"{n},25") for n, (target, realisasi, _) in enumerate(RIGHT, 11)), RIGHT[0])
    assert found.findings() == []
    assert {reason for _, reason in found.reasons("capaian-rasio")} == {"not_in_force"}
    (doubt,) = found.verdicts.doubts
    assert (doubt.rule, doubt.cell.a1, doubt.holds, doubt.departs) == ("capaian-rasio", "E2", 1, 5)
    assert doubt.notice.code == "relation_denied"


def test_a_single_row_is_held_to_its_words():
    assert capaian((80, 76, "59,00")).told() == {("E2", "95,00", "material")}


def test_rows_in_which_nothing_comes_of_it_do_not_speak_for_a_relation():
    """Nothing of nothing is what any ratio says; the one filled row denies what the words say."""
    empty = [(target, 0, "0,00") for target, _, _ in RIGHT]
    found = capaian(*empty, (83, 71, "29,86"))
    assert found.findings() == []
    (doubt,) = found.verdicts.doubts
    assert (doubt.holds, doubt.departs) == (5, 1)
    assert capaian(*empty, RIGHT[0], (83, 71, "29,86")).told() == {("E8", "85,54", "material")}


def test_a_column_with_one_row_is_read_as_the_columns_beside_it():
    """Where the percentages of one year are something else, so is the only one of the next."""
    header = ["No", "Indikator", "Target 2023", "Realisasi 2023", "Capaian 2023 (%)"]
    header += [name.replace("2023", "2024") for name in header[2:]]
    rows = [[n, f"Indikator {n}", t, r, c if n == 11 else f"{n},25"] for n, (t, r, c) in enumerate(RIGHT, 11)]
    beside = [[83, 71, "61,17"], *[[None] * 3] * 4]
    found = audited([header, *([*row, *more] for row, more in zip(rows, beside, strict=True))], only=["capaian-rasio"])
    assert found.findings() == []
    assert len(found.verdicts.doubts) == 2
    right = [[n, f"Indikator {n}", *row] for n, row in enumerate(RIGHT, 11)]
    found = audited([header, *([*row, *more] for row, more in zip(right, beside, strict=True))], only=["capaian-rasio"])
    assert found.told() == {("H2", "85,54", "material")}


def test_a_row_that_differs_by_rounding_only_speaks_for_its_relation():
    found = capaian((83, 71, "85,53"), (64, 59, "92,18"), (91, 83, "91,20"))
    assert {severity for _, _, severity in found.told()} == {"minor"}
    assert found.verdicts.doubts == ()


def test_what_the_header_declares_is_doubted_only_where_no_row_obeys_it():
    header = ["No", "Program", "Pagu", "Realisasi", "Sisa"]
    index = ["1", "2", "3", "4", "5=3-4"]
    wrong = [[2, "Mutu", 700_456, 600_001, 17], [3, "Data", 800_789, 700_001, 18], [4, "Gizi", 300_321, 200_002, 19]]
    right = [1, "Layanan", 500_123, 400_023, 100_100]
    some = audited([header, index, right, *wrong], only=["rumus-kepala-kolom"])
    none = audited([header, index, *wrong], only=["rumus-kepala-kolom"])
    assert {outcome.relation.source for outcome in some.outcomes("rumus-kepala-kolom")} == {Source.DECLARED}
    assert len(some.findings()) == 3
    assert none.findings() == []
    assert len(none.verdicts.doubts) == 1


def cash_plan(formula):
    header = ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "Total RAK", "Total Jan Feb", "Persen"]
    amounts = [
        (600_321, 250_111, 600_321, 250_999),
        (300_654, 100_222, 300_654, 180_777),
        (100_987, 0, 100_987, 20_001),
    ]
    rows = []
    for number, (pagu, spent, plan, part) in enumerate(amounts, 2):
        share = round(Decimal(part) / plan * 100, 2)
        rows.append([f"5.1.0{number}", "Belanja", pagu, spent, plan, part, {"f": formula.format(number), "v": share}])
    return [header, *rows]


def test_what_the_cells_themselves_compute_is_no_other_ratio():
    found = audited(cash_plan("F{0}/E{0}*100"), only=["serapan-rasio"])
    assert found.findings() == []
    assert [(doubt.notice.code, doubt.formula) for doubt in found.verdicts.doubts] == [
        ("relation_written_otherwise", "F2/E2*100")
    ]


def test_one_formula_that_leaves_its_neighbours_stays_a_finding():
    header = ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "%"]
    rows = [[n, f"Program {n}", 700_123 * n, 600_321 * n + n * n, None] for n in range(1, 6)]
    for number, row in enumerate(rows, 2):
        written = f"D{number}/C{number}*100" if number != 4 else "D3/C4*100"
        of = rows[number - 2][3] if number != 4 else rows[1][3]
        row[4] = {"f": written, "v": round(Decimal(of) / row[2] * 100, 2)}
    found = audited([header, *rows], only=["serapan-rasio"])
    assert [outcome.cell.address.a1 for outcome in found.findings()] == ["E4"]
    assert found.verdicts.doubts == ()


@pytest.mark.parametrize("status", list(Status))
def test_every_relation_in_doubt_has_one_outcome(status):
    found = capaian(*((target, realisasi, "11,25") for target, realisasi, _ in RIGHT))
    count = len(found.outcomes("capaian-rasio", status))
    assert count == (len(RIGHT) if status is Status.NOT_VERIFIABLE else 0)


def test_figures_of_few_digits_are_a_slip_away_from_anything_and_deny_all_the_same():
    header = ["No", "Program", "Anggaran (Rp)", "Porsi (%)"]
    amounts = [(100_000_123, 5), (250_000_321, 4), (50_000_777, 20)]
    grid = [header, *([n, f"Program {n}", pagu, share] for n, (pagu, share) in enumerate(amounts, 1))]
    grid.append([None, "Jumlah", 400_001_221, 100])
    assert audited(grid, only=["porsi-anggaran"]).findings() == []
