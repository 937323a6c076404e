"""What the figures of a table obey is tested, whatever its columns are called."""

from decimal import Decimal
from random import Random

import pytest

from lkjip_audit.judging.model import Source
from lkjip_audit.rulepack.limits import in_force, packaged, with_limit
from tests.relations.audited import audited

pytestmark = pytest.mark.slow

HEADER = ["Poli", "Loket Pagi", "Loket Sore", "Gabungan", "Kuota"]
SUMS = ["hubungan-tampak-jumlah"]


def counters(rows=12, seed=5):
    random = Random(seed)
    grid = [HEADER]
    for number in range(rows):
        morning, evening = random.randrange(1_200, 9_800), random.randrange(700, 5_200)
        grid.append([f"Poli {number + 1}", morning, evening, morning + evening, random.randrange(20, 90) * 100])
    return grid


def with_slip(grid, row, column, by):
    return [
        [value + by if (r, c) == (row, column) else value for c, value in enumerate(line)]
        for r, line in enumerate(grid)
    ]


def test_a_column_that_adds_two_others_is_tested_in_every_row():
    found = audited(counters(), only=SUMS)
    assert found.findings() == []
    stated = {outcome.cell.address.a1 for outcome in found.outcomes(*SUMS)}
    assert stated == {f"D{row}" for row in range(2, 14)}
    assert {outcome.relation.source for outcome in found.outcomes(*SUMS)} == {Source.SHOWN}


def test_the_row_that_departs_is_told_with_what_the_others_obey():
    grid = counters(30)
    found = audited(with_slip(grid, 19, 3, 90), only=SUMS)
    (finding,) = found.findings()
    assert (finding.cell.address.a1, finding.expected) == ("D20", grid[19][3])
    assert dict(finding.values)["relation"] == "Gabungan = Loket Pagi + Loket Sore"
    assert (dict(finding.values)["holds"], dict(finding.values)["lines"]) == ("29", "30")


def test_the_crossing_of_a_row_and_a_column_that_fail_names_one_cell():
    grid = counters(14)
    grid.append(["Semua", *(sum(line[column] for line in grid[1:]) for column in range(1, 5))])
    spoiled = with_slip(grid, 7, 1, 900)
    stated = {outcome.cell.address.a1 for outcome in audited(spoiled).findings()}
    assert stated >= {"D8"}


def test_figures_without_a_relation_show_none():
    random = Random(3)
    grid = [HEADER[:4], *([f"Poli {n}", *(random.randrange(1_000, 9_999) for _ in range(3))] for n in range(15))]
    assert audited(grid, only=SUMS).outcomes(*SUMS) == []


def test_two_rows_are_not_enough_to_show_a_relation():
    assert audited(counters(2), only=SUMS).outcomes(*SUMS) == []


def test_what_words_relate_already_is_not_told_again_by_the_figures():
    rows = [
        (80, 76, "95,00"),
        (125, 119, "95,20"),
        (64, 59, "92,19"),
        (73, 70, "95,89"),
        (91, 83, "91,21"),
        (88, 81, "92,05"),
    ]
    grid = [
        ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"],
        *([n, f"Indikator {n}", *row] for n, row in enumerate(rows, 1)),
    ]
    found = audited(grid)
    assert found.outcomes("capaian-rasio")
    assert not [outcome for outcome in found.verdicts.outcomes if outcome.rule.id.startswith("hubungan-tampak")]


def test_a_long_table_of_no_known_kind_is_searched_and_one_beyond_the_bound_is_a_notice():
    grid = counters(450)
    found = audited(with_slip(grid, 300, 3, 90), only=SUMS)
    assert [finding.cell.address.a1 for finding in found.findings()] == ["D301"]
    fewer, _ = with_limit(packaged(), "evidence.shown_cells", Decimal(2000))
    with in_force(fewer):
        found = audited(with_slip(grid, 300, 3, 90), only=SUMS)
        assert found.findings() == []
        (notice,) = found.scene.notices
        assert (notice.code, dict(notice.details)["rows"]) == ("relations_not_searched", "450")


@pytest.mark.parametrize("limit", ["evidence.shown_work", "induction.tested"])
def test_a_table_that_takes_more_than_is_left_is_told_and_accuses_nobody(limit):
    grid = with_slip(counters(60), 30, 3, 90)
    assert audited(grid, only=SUMS).findings()
    fewer, problem = with_limit(packaged(), limit, Decimal(10))
    assert problem is None
    with in_force(fewer):
        found = audited(grid, only=SUMS)
    assert found.findings() == []
    assert [(notice.code, dict(notice.details)["count"]) for notice in found.scene.notices] == [
        ("tables_not_searched", "1")
    ]


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [("hubungan-tampak-satuan", "81,25"), ("hubungan-tampak-bagian", "81,25")],
)
def test_a_figure_in_another_unit_and_a_share_of_the_total_are_held_to_the_other_rows(rule, spoil):
    random = Random(8)
    amounts = [random.randrange(10_000_000, 990_000_000) for _ in range(14)]
    unit = rule.endswith("satuan")
    whole = Decimal(10**6) if unit else Decimal(sum(amounts)) / 100
    shown = [f"{amount / whole:.2f}".replace(".", ",") for amount in amounts]
    rows = [[f"Poli {number}", *each] for number, each in enumerate(zip(amounts, shown, strict=True), 1)]
    grid = [["Poli", "Loket Pagi", "Angka Q"], *rows]
    if not unit:
        grid.append(["Semua", sum(amounts), "100,00"])
    assert audited(grid, only=[rule]).findings() == []
    right = grid[6][2]
    grid[6][2] = spoil
    (finding,) = audited(grid, only=[rule]).findings()
    assert finding.cell.address.a1 == "C7"
    assert finding.expected == Decimal(right.replace(",", "."))


def budget_beside_its_change(rows=8):
    """What was spent of the budget before its change: words say of the one after it, which the figures deny."""
    random = Random(3)
    grid = [
        ["No", "Kegiatan", "Pagu Sebelum (Rp)", "Realisasi", None, "Pagu Setelah (Rp)", "Selisih"],
        [None, None, None, "(Rp)", "(%)", None, None],
    ]
    for number in range(rows):
        before, spent = random.randrange(200, 900) * 1_000_001, random.randrange(50, 190) * 1_000_003
        after = before + random.randrange(-90, 90) * 1_000_007
        share = f"{100 * spent / before:.2f}".replace(".", ",")
        grid.append([number + 1, f"Kegiatan {number + 1}", before, spent, share, after, after - before])
    return grid


MERGES = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "G1:G2"]


def test_what_figures_show_counts_where_they_deny_the_words():
    found = audited(budget_beside_its_change(), merges=MERGES)
    assert found.findings() == []
    shares = [item for item in found.outcomes("hubungan-tampak-rasio") if item.cell.address.column == 5]
    assert len(shares) == 8
    assert {item.reason for item in found.outcomes("serapan-rasio")} == {"not_in_force"}
    assert [doubt.rule for doubt in found.verdicts.doubts] == ["serapan-rasio"]


def test_row_that_departs_from_what_figures_show_is_told_though_words_meant_otherwise():
    grid = budget_beside_its_change()
    grid[6][4] = "12,34"
    (finding,) = audited(grid, merges=MERGES).findings()
    assert finding.cell.address.a1 == "E7"


def stalls(beside):
    """Rows whose last column is the sum of the two before it, but for D4, a formula; ``beside`` is one in C4."""
    random = Random(11)
    grid = [["Lapak", "Pagi", "Sore", "Sehari"]]
    for number in range(24):
        morning, evening = random.randrange(10_000, 90_000), random.randrange(10_000, 90_000)
        grid.append([f"Lapak {number + 1}", morning, evening, morning + evening])
    if beside is not None:
        grid[3][2] = {"f": beside, "v": grid[3][2]}
    grid[3][3] = {"f": "C4*2", "v": grid[3][3] + 300}
    return grid


def test_a_cell_that_the_file_computes_as_those_beside_it_is_not_held_to_what_others_show():
    assert audited(stalls("B4*2")).findings("hubungan-tampak-jumlah") == []
    (finding,) = audited(stalls(None)).findings("hubungan-tampak-jumlah")
    assert finding.cell.address.a1 == "D4"
