"""The end column of a plan: the sum of its years or the last of them, block by block."""

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

HEADER = [
    [
        "Sasaran",
        "Kode",
        "Program dan Kegiatan",
        "Indikator Kinerja Program",
        "Target Kinerja Program dan Kerangka Pendanaan",
        None,
        None,
        None,
        None,
        None,
        "Kondisi Kinerja pada Akhir Periode Renstra",
        None,
    ],
    [None, None, None, None, "Tahun 2022", None, "Tahun 2023", None, "Tahun 2024", None, None, None],
    [None, None, None, None, "Target", "Rp", "Target", "Rp", "Target", "Rp", "Target", "Rp"],
]
MERGES = ["A1:A3", "B1:B3", "C1:C3", "D1:D3", "E1:J1", "E2:F2", "G2:H2", "I2:J2", "K1:L2"]


STAGES = ["Target Renja 2023", "Target Perubahan Renja 2023", "Pagu Indikatif (Rp)"]


def plan(*rows):
    return audited([*HEADER, *rows], merges=MERGES, only=["akhir-renstra"])


def row(code, targets, money, sasaran=None):
    years = [item for pair in zip(targets, money, strict=True) for item in pair]
    return [sasaran, code, f"Kegiatan {code}", f"Persentase {code}", *years]


def way(found, cell):
    return dict(found.at("akhir-renstra", cell).values)["accumulation"]


SUMS = [
    row("5.03.02", [80, 82, 84, 84], [1500, 1600, 1700, 4800], "Meningkatnya layanan"),
    row("5.03.02.2.01", [90, 95, 97, 97], [500, 600, 700, 1800]),
    row("5.03.02.2.02", [75, 80, 85, 85], [1000, 1000, 1000, 3000]),
]
LASTS = [
    row("5.03.01", [81, 83, 86, 86], [1627, 1752, 1753, 1753], "Meningkatnya akuntabilitas"),
    row("5.03.01.2.01", [3, 4, 5, 5], [45, 43, 50, 50]),
    row("5.03.01.2.02", [12, 13, 14, 14], [1582, 1709, 1703, 1703]),
]


def test_each_block_has_its_own_way():
    """Rupiah accumulate in one block and end with the last year in the other: both hold."""
    found = plan(*SUMS, *LASTS)
    assert found.findings() == []
    assert {way(found, cell) for cell in ("L4", "L5", "L6")} == {"sum"}
    assert {way(found, cell) for cell in ("L7", "L8", "L9")} == {"last"}


def test_targets_end_with_the_last_year_beside_money_that_accumulates():
    found = plan(*SUMS)
    assert way(found, "K4") == "last"


def test_row_that_departs_from_its_blocks_way_is_significant():
    found = plan(*SUMS, row("5.03.02.2.03", [88, 90, 92, 92], [210, 220, 230, 606]))
    assert found.told() == {("L7", "660", "significant")}


def test_row_that_follows_the_other_way_in_a_settled_block_is_found():
    found = plan(*SUMS, row("5.03.02.2.03", [88, 90, 92, 92], [210, 220, 230, 230]))
    assert found.told() == {("L7", "660", "significant")}


def test_way_that_too_few_rows_settle_is_not_guessed():
    found = plan(row("5.03.02", [80, 82, 84, 84], [1500, 1600, 1700, 4500], "Meningkatnya layanan"), SUMS[1])
    assert found.reasons("akhir-renstra") == {("L4", "accumulation_unknown")}


def test_two_stages_of_one_year_are_no_run_of_years():
    found = audited(
        [
            ["Perubahan Rencana Kerja Perangkat Daerah"],
            ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target Akhir Renstra", *STAGES],
            ["5.03.02", "Program Kepegawaian", "Indeks layanan", "90", "85", "86", "1.500.000.000"],
            ["5.03.02.2.01", "Pengadaan", "Persentase formasi", "99", "95", "96", "500.000.000"],
            ["5.03.02.2.02", "Mutasi", "Persentase mutasi", "88", "80", "81", "1.000.000.000"],
        ],
        only=["akhir-renstra"],
    )
    assert found.outcomes("akhir-renstra", Status.FINDING) == []


def test_goal_may_aim_beyond_the_year_that_is_told_and_a_sub_kegiatan_may_not():
    """The end of a sasaran lies beyond its year; a further indikator of a sub kegiatan ends as told."""
    goal = [
        "Meningkatnya penerapan sistem merit",
        None,
        None,
        "Indeks merit",
        None,
        None,
        265,
        None,
        None,
        None,
        275,
        None,
    ]
    own = [row(f"5.03.02.2.0{n}", [None, 10 * n, None, 10 * n], [None, 500, None, 500]) for n in range(1, 5)]
    further = [None, None, None, "Jumlah peserta ujian", None, None, "35 orang", None, None, None, "105 orang", None]
    found = plan(goal, *own, further)
    assert {o.cell.address.a1 for o in found.findings()} == {"K9"}
