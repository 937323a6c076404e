"""True things that look wrong: each is left alone, for all rules together.

The numbers are those of the list of false-alarm traps that the rules were written against.
"""

import pytest

from lkjip_audit.judging.model import Manner, Status
from lkjip_audit.rulepack.model import Severity
from tests.relations.audited import audited

MONEY = ["Pagu (Rp)", "Realisasi Anggaran (Rp)", "Penyerapan Anggaran (%)"]
KEPEGAWAIAN, SDM = "Program Kepegawaian Daerah", "Program Pengembangan Sumber Daya Manusia"
YEARS = ["Target Tahun 2021", "Target Tahun 2022", "Target Tahun 2023"]
PROFESI = ["Meningkatnya profesionalitas ASN", "Indeks Profesionalitas ASN"]
MERIT = ["Meningkatnya penerapan merit", "Nilai sistem merit"]
EFISIENSI = "Efisiensi = (capaian kinerja / penyerapan anggaran - 1) x 100%"


def serious(found, *looking):
    """Findings that would be held against the agency; the rules ``looking`` must have judged something."""
    for rule in looking:
        assert found.outcomes(rule, Status.PASS) or found.outcomes(rule, Status.FINDING), rule
    return [
        (outcome.rule.id, outcome.cell.address.a1, outcome.stated, outcome.expected_text)
        for outcome in found.findings()
        if outcome.severity in (Severity.MATERIAL, Severity.SIGNIFICANT)
    ]


# 1


@pytest.mark.parametrize("stated", ["27,79", "27,80"])
def test_trap_01_result_from_printed_or_from_raw_operands(stated):
    """125,21 / 97,98 gives 27,79; the figures behind them give 27,80.  Reports use both."""
    found = audited(
        [
            [EFISIENSI],
            [],
            ["Sasaran", "Indikator", "Target", "Realisasi", "Capaian Kinerja (%)", *MONEY, "Tingkat Efisiensi (%)"],
            [*PROFESI, "81,50", "102,05", "125,21", "275.308.000", "269.746.778", "97,98", stated],
            [*MERIT, "81,50", "98,84", "121,28", "988.264.000", "957.430.163", "96,88", "25,19"],
        ]
    )
    assert found.findings() == []
    assert len(found.outcomes("efisiensi-rasio", Status.PASS)) == 2


def test_trap_01_a_third_value_is_not_accepted():
    found = audited(
        [
            [EFISIENSI],
            [],
            ["Sasaran", "Indikator", "Capaian Kinerja (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi (%)"],
            [*PROFESI, "125,21", "97,98", "27,97"],
            [*MERIT, "121,28", "96,88", "25,19"],
        ]
    )
    assert serious(found, "efisiensi-rasio") == [("efisiensi-rasio", "E4", "27,97", "27,79")]


# 2


@pytest.mark.parametrize(
    ("target", "realisasi", "stated", "manner"),
    [
        ("260", "262", "100,76%", Manner.CUT),
        ("86,38", "85,49", "98,96%", Manner.CUT),
        ("100", "84,5339", "84,52%", Manner.LAST_DIGIT),
    ],
)
def test_trap_02_cut_is_minor_and_not_the_same_as_a_wrong_last_digit(target, realisasi, stated, manner):
    found = audited(
        [
            ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
            [1, "Meningkatnya layanan", "Indeks layanan", target, realisasi, stated],
            [2, "Meningkatnya mutu", "Indeks mutu", "80", "84", "105,00%"],
        ]
    )
    outcome = found.at("capaian-rasio", "F2")
    assert (outcome.manner, outcome.severity) == (manner, Severity.MINOR)


# 3


@pytest.mark.parametrize("pagu", ["14.645.969.413", "14.645.696.413"])
def test_trap_03_percent_that_cannot_tell_two_totals_apart_accuses_neither(pagu):
    found = audited(
        [
            ["No", "Uraian", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
            [1, "Belanja Daerah", pagu, "12.794.718.879", "87,36"],
            [2, "Belanja Modal", "1.755.943.950", "1.722.004.285", "98,07"],
        ]
    )
    assert serious(found, "serapan-rasio") == []


def test_trap_03_wrong_percentages_that_add_up_do_not_accuse_the_others():
    """S1 and S2 are stale, and still the four add to a hundred: the right ones are left alone."""
    found = audited(
        [
            ["Jumlah Pegawai menurut Pendidikan"],
            ["No", "Pendidikan", "L", "P", "Jumlah"],
            [1, "SLTA", 3, 4, 7],
            [2, "D3", 2, 3, 5],
            [3, "S1", 7, 12, 19],
            [4, "S2", 2, 2, 4],
            [None, "Jumlah", 14, 21, 35],
            [],
            ["Pegawai menurut pendidikan: S1 sebesar 57,14%, SLTA 20%, D3 14,29%, dan S2 8,57%."],
        ]
    )
    told = {outcome.stated for outcome in found.findings()}
    assert told & {"20%", "14,29%", "35", "14", "21"} == set()


# 4


def test_trap_04_sum_that_holds_for_the_wrong_reason_holds():
    found = audited(
        [
            ["Kode", "Program/ Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"],
            ["5.03.02", "Program Kepegawaian", "752.698.632", "700.000.000"],
            ["5.03.02.2.01", "Pengadaan", "627.113.860", "600.000.000"],
            ["5.03.02.2.02", "Mutasi", "125.584.772", "100.000.000"],
        ]
    )
    assert serious(found, "rollup-kode") == []


# 5


def test_trap_05_program_that_funds_two_sasaran_differs_from_either():
    found = audited(
        {
            "PK": [
                ["PERJANJIAN KINERJA TAHUN 2023"],
                ["No", "Program", "Anggaran (Rp.)", "Keterangan"],
                [1, KEPEGAWAIAN, "4.311.989.853", "APBD"],
                [2, SDM, "787.612.348", "APBD"],
                [None, "Jumlah", "5.099.602.201", None],
            ],
            "Sasaran": [
                ["Realisasi Anggaran per Sasaran Tahun 2023"],
                ["No.", "Sasaran", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)"],
                [1, "Meningkatnya penerapan merit", KEPEGAWAIAN, "2.688.593.227", "2.556.123.400"],
                [2, "Meningkatnya kompetensi", f"{KEPEGAWAIAN} dan {SDM}", "2.411.008.974", "2.102.158.724"],
                [None, "Jumlah", None, "5.099.602.201", "4.658.282.124"],
            ],
        }
    )
    assert serious(found, "jumlah-kolom", "fakta-anggaran-antar-tabel") == []


# 6


def test_trap_06_amount_that_the_sentence_adds_up_itself_is_no_other_pagu():
    found = audited(
        [
            ["Realisasi Anggaran Tahun 2023"],
            ["No.", "Sasaran", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
            [1, "Meningkatnya penerapan sistem merit", "2.688.593.227", "2.556.123.400", "95,07"],
            [2, "Meningkatnya kompetensi ASN", "2.411.008.974", "2.102.158.724", "87,19"],
            [],
            [
                "Pagu anggaran sasaran Meningkatnya kompetensi ASN sebesar Rp2.411.008.974 ditambah hadiah non tunai "
                "senilai Rp750.000.000, sehingga nilai anggaran menjadi Rp3.161.008.974."
            ],
        ]
    )
    assert serious(found, "fakta-anggaran-narasi") == []


# 7


def test_trap_07_cell_with_two_values_is_read_by_its_figure():
    found = audited(
        [
            ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
            [1, "Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "A (80,68)", "A (81,05)", "100,46%"],
            [2, "Meningkatnya layanan", "Persentase layanan", "91%", "103,93%", "114,21%"],
        ]
    )
    assert serious(found) == []
    assert len(found.outcomes("capaian-rasio", Status.PASS)) == 2


def test_trap_07_realisasi_above_a_hundred_percent_is_not_a_capaian():
    found = audited(
        [
            ["Capaian Kinerja Tahun 2023"],
            ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
            [1, "Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "80,68", "81,05", "100,46%"],
            [2, "Meningkatnya layanan", "Persentase layanan kepegawaian", "91%", "103,93%", "114,21%"],
            [],
            ["Realisasi Persentase layanan kepegawaian sebesar 103,93% dari target 91%, capaian kinerja 114,21%."],
        ]
    )
    assert serious(found, "fakta-kinerja-narasi") == []
    assert len(found.outcomes("fakta-kinerja-narasi", Status.PASS)) == 3


def test_trap_07_sasaran_and_its_only_program_share_their_absorption():
    found = audited(
        {
            "A": [
                ["Realisasi Anggaran per Sasaran Tahun 2023"],
                ["No.", "Sasaran", "Program", "Pagu (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
                [1, "Meningkatnya layanan", "Program Layanan", "1.000.000.000", "950.000.000", "95,00"],
                [2, "Meningkatnya kompetensi", "Program Kompetensi", "2.000.000.000", "1.709.600.000", "85,48"],
            ],
            "B": [
                ["Realisasi Anggaran per Program Tahun 2023"],
                ["No", "Program", "Pagu (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
                [1, "Program Layanan", "1.000.000.000", "950.000.000", "95,00"],
                [2, "Program Kompetensi", "2.000.000.000", "1.709.600.000", "85,48"],
            ],
        }
    )
    assert found.findings() == []


# 8


def test_trap_08_two_generations_of_a_renstra_in_one_table_do_not_contradict_each_other():
    found = audited(
        [
            ["Tujuan dan Sasaran Jangka Menengah Rencana Strategis"],
            ["No", "Sasaran", "Indikator", "Kondisi Awal", *YEARS, "Target Akhir Renstra"],
            [1, *PROFESI, "68", "75", "78", "80", "80"],
            [2, *MERIT, "260", "265", "270", "275", "275"],
            ["Perubahan Renstra", None, None, None, None, None, None, None],
            [1, *PROFESI, "58", "60", "62", "64", "64"],
        ]
    )
    assert serious(found) == []


def test_trap_08_changed_agreement_may_exceed_the_renstra():
    found = audited(
        {
            "Renstra": [
                ["Matriks Rencana Strategis"],
                ["No", "Sasaran", "Indikator", "Kondisi Awal", *YEARS],
                [1, *MERIT, "260", "265", "270", "275"],
                [2, "Meningkatnya layanan", "Indeks kepuasan", "80", "81", "82", "83"],
            ],
            "PK": [
                ["PERJANJIAN KINERJA TAHUN 2023"],
                ["No.", "Sasaran Strategis", "Indikator Kinerja", "Target"],
                [1, *MERIT, "297,5"],
                [2, "Meningkatnya layanan", "Indeks kepuasan", "83"],
            ],
        }
    )
    assert serious(found) == []
    assert {str(outcome.severity) for outcome in found.findings("target-rantai")} == {"info"}


# 9

YEARLY = ["Target Kinerja Program dan Kerangka Pendanaan", None, None, None, None, None]
PLAN = [
    [
        "Sasaran",
        "Kode",
        "Program dan Kegiatan",
        "Indikator Kinerja Program",
        *YEARLY,
        "Kondisi Akhir Periode Renstra",
        None,
    ],
    [None, None, None, None, "Tahun-1", None, "Tahun-2", None, "Tahun-3", None, None, None],
    [None, None, None, None, "Target", "Rp", "Target", "Rp", "Target", "Rp", "Target", "Rp"],
]


def planned(sasaran, code, targets, money):
    """A row of the plan: the targets and the money of three years, and of the end."""
    years = [item for pair in zip(targets, money, strict=True) for item in pair]
    return [sasaran, code, f"Kegiatan {code}", f"Persentase {code}", *years]


def test_trap_09_blocks_of_one_plan_accumulate_or_end_with_the_last_year():
    found = audited(
        [
            *PLAN,
            planned("Meningkatnya layanan", "5.03.02", [80, 82, 84, 84], [1500, 1600, 1700, 4800]),
            planned(None, "5.03.02.2.01", [90, 95, 97, 97], [500, 600, 700, 1800]),
            planned(None, "5.03.02.2.02", [75, 80, 85, 85], [1000, 1000, 1000, 3000]),
            planned("Meningkatnya akuntabilitas", "5.03.01", [81, 83, 86, 86], [1627, 1752, 1753, 1753]),
            planned(None, "5.03.01.2.01", [93, 94, 95, 95], [45, 43, 50, 50]),
            planned(None, "5.03.01.2.02", [92, 93, 94, 94], [1582, 1709, 1703, 1703]),
        ],
        merges=["A1:A3", "B1:B3", "C1:C3", "D1:D3", "E1:J1", "E2:F2", "G2:H2", "I2:J2", "K1:L2"],
    )
    assert serious(found, "akhir-renstra", "rollup-kode") == []


# 10


MONEY_OF_YEARS = ["4.000.000.000", "4.100.000.000", "4.374.289.853", "12.474.289.853"]


def test_trap_10_plan_work_plan_and_agreement_may_name_different_rupiah_and_units():
    found = audited(
        {
            "Renstra": [
                ["Rencana Program dan Pendanaan Renstra"],
                *PLAN,
                planned(
                    "Meningkatnya layanan", "5.03.02", ["20 kali", "22 kali", "24 kali", "24 kali"], MONEY_OF_YEARS
                ),
                planned(None, "5.03.02.2.01", ["90 orang", "95 orang", "99 orang", "99 orang"], MONEY_OF_YEARS),
            ],
            "Renja": [
                ["Rencana Kerja (Renja) Tahun 2023"],
                ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target Renja 2023", "Pagu Indikatif (Rp)"],
                ["5.03.02", "Kegiatan 5.03.02", "Persentase 5.03.02", "1170 SK", "4.311.989.853"],
                ["5.03.02.2.01", "Kegiatan 5.03.02.2.01", "Persentase 5.03.02.2.01", "120 orang", "4.311.989.853"],
            ],
            "PK": [
                ["PERJANJIAN KINERJA TAHUN 2023"],
                ["No", "Program", "Anggaran (Rp.)", "Keterangan"],
                [1, "Kegiatan 5.03.02", "4.249.689.853", "APBD"],
                [2, SDM, "787.612.348", "APBD"],
            ],
        }
    )
    assert serious(found) == []


# 11


def test_trap_11_slightly_negative_efficiency_is_rightly_called_wasteful():
    found = audited(
        [
            [EFISIENSI],
            [],
            ["Sasaran", "Indikator", "Capaian Kinerja (%)", MONEY[2], "Tingkat Efisiensi (%)", "Keterangan"],
            ["Meningkatnya layanan", "Indeks layanan", "98,32", "98,38", "-0,06", "Pemborosan"],
            ["Meningkatnya mutu", "Indeks mutu", "104,87", "83,36", "25,80", "Efisien"],
        ]
    )
    assert found.findings() == []
    assert len(found.outcomes("label-efisiensi", Status.PASS)) == 2


def test_trap_11_indicator_that_should_fall_is_judged_by_the_falling_formula():
    """0,2 promised and 0,4 reached is nothing achieved, not twice as much."""
    found = audited(
        [
            ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
            [1, "Menurunnya pelanggaran", "Persentase pelanggaran disiplin", "0,2", "0,4", "0,00%"],
            [2, "Meningkatnya mutu", "Indeks mutu", "80", "84", "105,00%"],
        ]
    )
    assert serious(found) == []
    assert len(found.outcomes("capaian-rasio", Status.PASS)) == 2


# 12


def test_trap_12_parents_that_add_up_over_a_wrong_child_are_not_accused():
    found = audited(
        [
            ["Kode", "Program/ Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"],
            ["5.03", "Kepegawaian", "2.200.000.000", "2.100.000.000"],
            ["5.03.01", "Program Penunjang", "700.000.000", "650.000.000"],
            ["5.03.02", "Program Kepegawaian", "1.500.000.000", "1.450.000.000"],
            ["5.03.02.2.01", "Pengadaan", "500.000.000", "480.000.000"],
            ["5.03.02.2.02", "Mutasi", "1.100.000.000", "970.000.000"],
        ],
        only=["rollup-kode"],
    )
    assert {outcome.cell.address.a1 for outcome in found.findings()} == {"C4"}


# 13


def test_trap_13_headcounts_that_add_up_another_way_hold():
    found = audited(
        [
            ["Jumlah Pegawai Berdasarkan Jabatan"],
            ["No", "Jabatan", "L", "P", "Jumlah"],
            [1, "Pejabat Struktural", 3, 5, 8],
            [2, "Pejabat Fungsional", 5, 6, 11],
            [3, "Pelaksana", 8, 14, 22],
            [4, "Tenaga Kontrak", 1, "-", 1],
            [None, "Jumlah", 17, 25, 42],
            [],
            ["Jumlah pegawai sebanyak 42 orang, terdiri atas 17 laki-laki (40,48%) dan 25 perempuan (59,52%)."],
        ]
    )
    assert serious(found, "jumlah-kolom", "jumlah-laki-perempuan") == []


# 14


def test_trap_14_well_formed_nip_are_left_alone():
    found = audited(
        {
            "Kata Pengantar": [["Kepala Badan"], ["NIP. 19690314 199403 2 005"]],
            "PK": [["Pihak Pertama"], ["NIP. 196903141994032005"]],
            "Kesimpulan": [["Kepala Badan"], ["NIP 19690314 199403 2 005"]],
        }
    )
    assert found.findings() == []
    assert any(outcome.status is Status.PASS for outcome in found.verdicts.outcomes)


def test_trap_14_nip_that_is_restated_with_another_digit_is_found_once():
    found = audited(
        {
            "Kata Pengantar": [["Kepala Badan"], ["NIP. 19690314 199403 2 005"]],
            "PK": [["Kepala Badan"], ["NIP. 19690314 199403 2 005"]],
            "Kesimpulan": [["Kepala Badan"], ["NIP. 19690315 199403 2 005"]],
        }
    )
    assert {outcome.cell.address.sheet for outcome in found.findings()} == {"Kesimpulan"}
