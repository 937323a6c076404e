"""What figures are about: facts of tables and sentences, names that stand for each other, tables without names."""

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited, staged

CAPAIAN = [
    ["Capaian Kinerja Tahun 2023"],
    ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
    [1, "Meningkatnya penerapan sistem merit", "Indeks sistem merit", "270,00", "271,50", "100,56%"],
    [2, "Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "86,35", "85,49", "99,00%"],
]
ANGGARAN = [
    ["Realisasi Anggaran Tahun 2023"],
    ["No.", "Sasaran", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
    [1, "Meningkatnya penerapan sistem merit", "2.688.593.227", "2.556.123.400", "95,07"],
    [2, "Meningkatnya akuntabilitas kinerja", "9.546.367.212", "9.129.279.310", "95,63"],
    [None, "Jumlah", "12.234.960.439", "11.685.402.710", "95,51"],
]


def stated(scene, measure, level=None):
    """The places of each fact with this measure."""
    return {
        key: [(place.operand.node.address.sheet, place.operand.node.address.a1) for place in places]
        for key, places in scene.facts.items()
        if key.measure == measure and level in (None, key.level)
    }


# In tables.


def test_performance_is_the_indicators_and_money_the_sasarans():
    scene = staged({"A": CAPAIAN, "B": ANGGARAN})
    assert {key.level for key in stated(scene, "realisasi")} == {"indikator"}
    assert {key.level for key in stated(scene, "pagu")} == {"sasaran", "total"}


def test_figures_of_one_subject_and_year_are_one_fact_across_tables():
    scene = staged({"A": CAPAIAN, "Lampiran": [["PENGUKURAN KINERJA TAHUN 2023"], *CAPAIAN[1:]]})
    assert sorted(stated(scene, "capaian").values()) == [
        [("A", "F3"), ("Lampiran", "F3")],
        [("A", "F4"), ("Lampiran", "F4")],
    ]


def test_year_of_the_header_tells_facts_apart():
    scene = staged(
        [
            ["Perbandingan Realisasi dengan Tahun Sebelumnya"],
            ["No", "Indikator Kinerja", "Realisasi 2022", "Realisasi 2023"],
            [1, "Indeks sistem merit", "262,00", "271,50"],
            [2, "Nilai SAKIP", "84,10", "85,49"],
        ]
    )
    assert {key.year for key in stated(scene, "realisasi")} == {2022, 2023}


def test_figures_of_another_entity_are_other_facts():
    found = audited(
        {
            "A": CAPAIAN,
            "Nasional": [
                ["Perbandingan dengan Realisasi Nasional Tahun 2023"],
                ["No", "Indikator Kinerja", "Realisasi Kabupaten Tirtamukti", "Realisasi Nasional"],
                [1, "Indeks sistem merit", "271,50", "366,50"],
                [2, "Nilai SAKIP", "85,49", "82,12"],
            ],
        }
    )
    assert found.findings("fakta-kinerja-antar-tabel") == []


def test_row_that_stands_for_a_part_of_its_sasaran_states_nothing_of_the_whole():
    """Two programs of one sasaran in two rows: neither pagu is the sasaran's own."""
    scene = staged(
        [
            ["Anggaran per Sasaran dan Program"],
            ["No", "Sasaran", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)"],
            [1, "Meningkatnya kompetensi ASN", "Program Kepegawaian", "4.311.989.853", "3.950.400.112"],
            [2, "Meningkatnya kompetensi ASN", "Program Pengembangan SDM", "787.612.348", "707.881.012"],
        ]
    )
    assert stated(scene, "pagu", "sasaran") == {}


def test_totals_of_different_scope_are_not_compared():
    found = audited(
        {
            "A": ANGGARAN,
            "B": [
                ["Anggaran Program Tahun 2023"],
                ["No", "Program", "Anggaran (Rp)"],
                [1, "Program Kepegawaian", "2.688.593.227"],
                [2, "Program Pengembangan SDM", "787.612.348"],
                [None, "Jumlah", "3.476.205.575"],
            ],
        }
    )
    assert found.findings("fakta-anggaran-antar-tabel") == []


def test_stages_of_documents_are_other_facts():
    """Renja and PK need not agree on money."""
    found = audited(
        {
            "PK": [
                ["PERJANJIAN KINERJA TAHUN 2023"],
                ["No", "Program", "Anggaran (Rp.)", "Keterangan"],
                [1, "Program Kepegawaian Daerah", "4.311.989.853", "APBD"],
                [2, "Program Pengembangan SDM", "787.612.348", "APBD"],
            ],
            "Renja": [
                ["Rencana Kerja (Renja) Tahun 2023"],
                ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target Renja 2023", "Pagu Indikatif (Rp)"],
                ["5.03.02", "Program Kepegawaian Daerah", "Indeks layanan", "85", "4.374.289.853"],
                ["5.04.02", "Program Pengembangan SDM", "Persentase ASN", "90", "785.649.848"],
            ],
        }
    )
    assert found.findings("fakta-anggaran-antar-tabel") == []


# Names that stand for each other.


def test_sasaran_and_its_only_indicator_stand_for_each_other():
    scene = staged(CAPAIAN)
    merit = next(key for key in scene.links if key[0] == "sasaran" and "merit" in key[1])
    assert scene.links[merit][0] == "indikator"
    assert scene.links[scene.links[merit]] == merit


def test_sasaran_with_two_indicators_stands_for_none():
    scene = staged(
        [
            CAPAIAN[0],
            CAPAIAN[1],
            CAPAIAN[2],
            [2, "Meningkatnya penerapan sistem merit", "Indeks profesionalitas", "62,00", "73,39", "118,37%"],
            CAPAIAN[3],
        ]
    )
    assert not any("merit" in key for _, key in scene.links)


def test_what_a_sentence_says_of_the_sasaran_is_held_to_its_only_indicator():
    found = audited(
        [*CAPAIAN, [], ["Sasaran Meningkatnya akuntabilitas kinerja mempunyai capaian kinerja sebesar 90,00%."]],
        only=["fakta-kinerja-narasi"],
    )
    assert found.told() == {("A6", "99,00%", "material")}


# Tables that do not name their subject.


def test_table_takes_its_subject_from_its_title():
    found = audited(
        {
            "A": ANGGARAN,
            "B": [
                ["Anggaran Sasaran Meningkatnya akuntabilitas kinerja"],
                ["Tahun", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Keterangan"],
                [2022, "9.100.000.000", "8.950.000.000", None],
                [2023, "9.513.625.429", "9.129.279.310", None],
            ],
        }
    )
    assert {o.cell.address.a1 for o in found.findings("fakta-anggaran-antar-tabel")} == {"B4"}


def test_table_takes_its_subject_from_the_figures_that_it_repeats():
    scene = staged(
        {
            "A": [*CAPAIAN[:1], *CAPAIAN[1:]],
            "B": ANGGARAN,
            "C": [
                ["Perkembangan Anggaran dan Kinerja"],
                ["Tahun", "Pagu Anggaran (Rp)", "Target", "Realisasi"],
                [2022, "4.839.362.450", "260,00", "262,00"],
                [2023, "2.688.593.227", "270,00", "271,50"],
            ],
        }
    )
    assert any("merit" in key for keys in scene.subjects.values() for key in keys.values())
    places = [place for places in stated(scene, "pagu").values() for place in places]
    assert ("C", "B4") in places


# In sentences.


def test_sentence_is_bound_to_the_fact_that_it_names():
    scene = staged([*CAPAIAN, [], ["Realisasi Indeks sistem merit tahun 2023 sebesar 271,50 dari target 270,00."]])
    for measure in ("realisasi", "target"):
        merit = next(places for key, places in stated(scene, measure).items() if "merit" in key.subject)
        assert ("Lembar1", "A6") in merit


def test_sentence_about_something_else_than_the_tables_has_nothing_to_compare():
    found = audited(
        [*CAPAIAN, [], ["Pagu anggaran Indeks sistem merit sebesar Rp2.688.593.227."]], only=["fakta-anggaran-narasi"]
    )
    assert found.reasons("fakta-anggaran-narasi") == {("A6", "nothing_to_compare")}


def test_sentence_that_names_no_measure_is_held_to_nothing_that_it_does_not_fit():
    found = audited([*CAPAIAN, [], ["Indeks sistem merit yaitu 12,34."]], only=["fakta-kinerja-narasi"])
    assert found.outcomes("fakta-kinerja-narasi", Status.FINDING) == []


def test_rows_taken_for_one_subject_by_likeness_alone_are_not_held_to_each_other():
    """Same words in another order, other figures throughout: a doubtful match accuses nobody."""
    found = audited(
        {
            "A": CAPAIAN,
            "B": [
                ["Capaian Kinerja Tahun 2023"],
                ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
                [1, "Meningkatnya penerapan sistem informasi", "Indeks sistem informasi", "3,00", "3,10", "103,33%"],
                [2, "Meningkatnya akuntabilitas keuangan", "Nilai LAKIP", "70,00", "71,05", "101,50%"],
            ],
        }
    )
    assert found.findings("fakta-kinerja-antar-tabel") == []


def targets(*rows):
    """A strategic plan of the ``rows``: an indicator and its target in each of five years."""
    head = ["No", "Sasaran", "Indikator Kinerja", *(f"Target {year}" for year in range(2022, 2027))]
    return [["Rencana Strategis 2022-2026"], head, *([number, *row] for number, row in enumerate(rows, 1))]


AKSES = ["Meningkatnya layanan perizinan", "Indeks Layanan Perizinan", "81%", "85%", "88%", "91%", "94%"]
ARSIP = ["Meningkatnya tata kelola arsip", "Nilai Pengawasan Arsip", "61%", "64%", "68%", "72%", "75%"]


@pytest.mark.parametrize(
    ("years", "held"),
    [(["81%", "80%", "82%", "84%", "86%"], 0), (["81%", "85%", "88%", "91%", "97%"], 1)],
    ids=["one of five agrees", "four of five agree"],
)
def test_rows_alike_in_words_are_one_subject_only_where_most_of_their_years_agree(years, held):
    other = [AKSES[0], "Persentase Kepuasan Layanan Perizinan", *years]
    books = {"Renstra": targets(AKSES, ARSIP), "Cascading": targets(AKSES, ARSIP), "PK": targets(other, ARSIP)}
    assert len(audited(books).findings("fakta-kinerja-antar-tabel")) == held


def test_cell_that_names_two_indicators_vouches_for_neither():
    """Its words hold all those of another indicator, here and there; the row below it agrees with nothing else."""
    years = ["81%", "80%", "82%", "84%", "86%"]
    name = "Persentase Kepuasan Layanan Perizinan"
    both = f"{name} kepada Pelaku Usaha Presentase Indeks Kepuasan Pemohon"
    books = {"Renstra": targets(AKSES, ARSIP), "Cascading": targets(AKSES, ARSIP)}
    others = {"Program": targets([AKSES[0], both, *years], ARSIP), "PK": targets([AKSES[0], name, *years], ARSIP)}
    assert audited(books | others).findings("fakta-kinerja-antar-tabel") == []


def test_row_under_its_own_name_is_held_to_the_others_though_its_label_is_the_indicator():
    found = audited(
        {
            "Alokasi": [
                ["Alokasi Anggaran per Sasaran"],
                ["Sasaran", "Indikator Sasaran", "Anggaran (Rp)", "% Anggaran"],
                ["Meningkatnya penerapan sistem merit", "Indeks sistem merit", "2.688.593.227", "21,97"],
                ["Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "9.546.367.212", "78,03"],
                ["Jumlah", None, "12.234.960.439", "100,00"],
            ],
            "Lampiran": [
                ["Realisasi Anggaran per Sasaran"],
                ["No.", "Sasaran", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)"],
                [1, "Meningkatnya penerapan sistem merit", "2.688.593.227", "2.556.123.400"],
                [2, "Meningkatnya akuntabilitas kinerja", "9.513.625.429", "9.129.279.310"],
            ],
        }
    )
    assert found.told("fakta-anggaran-antar-tabel") == {("C4", "9.546.367.212", "material")}


# Programs, plans written anew, other agencies.

EFISIENSI = [
    ["Efisiensi Penggunaan Anggaran Tahun 2023"],
    ["Sasaran Strategis Program", "Indikator Kinerja", "% Capaian Kinerja", "% Realisasi Anggaran"],
    ["1. Meningkatnya penerapan sistem merit", "Indeks sistem merit", "100,56", "95,07"],
    ["- Program Kepegawaian Daerah", "Indeks kualitas ASN", "104,27", "70,29"],
    ["2. Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "99,00", "95,63"],
    ["- Program Penunjang Urusan", "Persentase capaian kinerja aparatur", "114,21", "85,48"],
]


def test_what_a_sentence_says_of_a_program_is_held_to_its_only_indicator():
    found = audited(
        {
            "A": EFISIENSI,
            "B": [
                ["a. Program Kepegawaian Daerah"],
                ["Pada Program Kepegawaian Daerah ini capaian kinerja tercapai 104,24%."],
            ],
        },
        only=["fakta-kinerja-narasi"],
    )
    assert [(o.cell.address.sheet, o.expected_text) for o in found.findings()] == [("B", "104,27%")]


def test_indicator_of_an_older_plan_does_not_keep_the_reported_one_from_standing_for_its_program():
    plan = [
        ["Rencana Strategis 2019-2023"],
        ["Program", "Indikator Kinerja", "Target 2022", "Target 2023"],
        ["Program Kepegawaian Daerah", "Persentase layanan kepegawaian tepat waktu", "90", "92"],
        ["Program Penunjang Urusan", "Persentase capaian kinerja aparatur", "90", "91"],
    ]
    scene = staged({"Renstra": plan, "A": EFISIENSI})
    assert any("kualitas-asn" in scene.indicators[key][1] for key in scene.indicators if "kepegawaian" in key[1])


def test_result_of_another_citys_government_is_another_fact():
    """Three columns of results under one header: the agency's own is held to the report's, the others to nothing."""
    other = [
        ["Perbandingan Realisasi Kinerja Tahun 2023 dengan Level Nasional"],
        ["Sasaran", "Indikator Kinerja", "Realisasi", None, None],
        [None, None, "BKPSDM", "BKN Kanreg", "Pemkot Kencana"],
        ["Meningkatnya penerapan sistem merit", "Indeks sistem merit", "270,00", "353", "341,5"],
        ["Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "85,49", "88", "87,5"],
    ]
    found = audited(
        {"Lain": other, "A": CAPAIAN, "L": CAPAIAN},
        merges=["C2:E2"],
        only=["fakta-kinerja-antar-tabel", "capaian-rasio"],
    )
    assert {(o.cell.address.sheet, o.cell.address.a1) for o in found.findings()} == {("Lain", "C4")}


def test_plan_that_is_written_anew_tells_each_year_by_the_row_that_holds_it():
    plan = [
        ["Rencana Program dan Kegiatan 2022-2023", None, None, None, None],
        ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target 2022", "Target 2023"],
        ["5.03.02", "Program Kepegawaian Daerah", "Persentase ASN yang terlayani", "85", None],
        ["5.03.03", "Program Pengembangan ASN", "Persentase ASN yang terlatih", "70", "75"],
        ["5.03.02", "Program Kepegawaian Daerah", "Persentase ASN yang terlayani", None, "90"],
    ]
    scene = staged(plan)
    cells = {place for places in stated(scene, "target").values() for place in places}
    assert {("Lembar1", "D3"), ("Lembar1", "E5")} <= cells


ACHIEVED = [
    ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"],
    [1, "Indeks kepuasan masyarakat", "Indeks", "85,50", "86,73", "101,44"],
    [2, "Persentase desa tertib administrasi", "%", "85,50", "90,00", "105,26"],
]


def test_target_that_reads_as_the_realisasi_is_still_the_target():
    """Both are told in the sentence: the one that fits the realisasi is not taken for it."""
    sentence = "Indikator Persentase desa tertib administrasi ditargetkan 90,00 dan terealisasi 90,00."
    found = audited([*ACHIEVED, [sentence]], only=["fakta-kinerja-narasi"])
    assert found.told() == {("A4", "85,50", "material")}


BUDGETS = [
    ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
    [1, "Program Penunjang Urusan", "2.000.000.000", "1.900.000.000", "95,00"],
    [2, "Program Pelayanan Publik", "1.000.000.000", "970.000.000", "97,00"],
    [None, "Jumlah", "3.000.000.000", "2.870.000.000", "95,67"],
    ["Instansi mendapat anggaran sebesar Rp3.000.000.000 dan terealisasi Rp2.780.000.000."],
]


def test_heading_is_left_behind_by_a_table_of_several_subjects():
    found = audited([["2. Program Pelayanan Publik"], [None], *BUDGETS], only=["fakta-anggaran-narasi"])
    assert found.told() == {("A7", "Rp2.870.000.000", "material")}


def test_target_for_the_end_of_the_plan_is_held_to_that_of_the_tables():
    grid = [
        ["No", "Indikator", "Realisasi s.d. 2023", "Target Akhir Renstra (2025)", "Tingkat Kemajuan (%)"],
        [1, "Indeks perencanaan daerah", "76,4", "80,0", "95,50"],
        [2, "Indeks inovasi daerah", "55,0", "60,0", "91,67"],
        ["Indeks perencanaan daerah terhadap target akhir Renstra sebesar 85,0 telah mencapai 95,50%."],
    ]
    assert audited(grid, only=["target-akhir-renstra", "fakta-kinerja-narasi"]).told() == {("A4", "80,0", "material")}


YEARS = [
    ["Realisasi Kinerja Tahun 2021 s/d Tahun 2023"],
    ["Sasaran", "Indikator Kinerja", "Realisasi 2021", "Realisasi 2022", "Realisasi 2023"],
    ["Meningkatnya penerapan sistem merit", "Indeks sistem merit", "265", "295,5", "312"],
    ["Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "81,05", "80,68", "80,86"],
]


def test_sentence_that_names_the_wrong_year_is_told_whose_figure_it_gives():
    sentence = "Nilai SAKIP masih dibawah capaian pada tahun 2023 yang mencapai 81,05."
    found = audited({"A": YEARS, "B": [[sentence]]}, only=["fakta-kinerja-narasi"])
    assert {(o.cell.address.sheet, o.expected_text, dict(o.values)["other_year"]) for o in found.findings()} == {
        ("B", "80,86", "2021")
    }


def test_result_that_a_sentence_names_outright_is_not_excused_by_an_equal_target():
    table = [*CAPAIAN[:2], [1, "Meningkatnya penerapan sistem merit", "Indeks sistem merit", "297,5", "312", "104,87%"]]
    sentence = "Realisasi kinerja dengan indikator Indeks sistem merit sebesar 297,5."
    found = audited({"A": [*table, CAPAIAN[3]], "B": [[sentence]]}, only=["fakta-kinerja-narasi"])
    assert {(o.cell.address.sheet, o.expected_text) for o in found.findings()} == {("B", "312,0")}


def test_sentence_that_compares_years_is_plain_and_one_that_compares_agencies_is_not():
    years = "Nilai SAKIP tahun 2023 dibandingkan dengan capaian tahun 2022 sebesar 80,00."
    agencies = "Nilai SAKIP dibandingkan dengan Kota Kencana dengan realisasi 80,00 masih lebih rendah."
    found = audited({"A": YEARS, "B": [[years], [agencies]]}, only=["fakta-kinerja-narasi"])
    assert {o.cell.address.a1 for o in found.findings()} == {"A1"}


def test_region_without_a_name_is_the_agencys_own():
    """ "Realisasi Kota" beside "Realisasi Nasional" restates the agency's realisasi."""
    grids = {
        "Capaian": [
            ["No", "Indikator", "Satuan", "Target 2022", "Realisasi 2022", "Capaian (%)"],
            [1, "Angka partisipasi murni", "%", "98,50", "97,83", "99,32"],
            [2, "Rata-rata lama sekolah", "Tahun", "8,90", "8,94", "100,45"],
        ],
        "Nasional": [
            ["No", "Indikator", "Realisasi Kota 2022", "Realisasi Nasional 2022"],
            [1, "Angka partisipasi murni", "97,38", "97,88"],
            [2, "Rata-rata lama sekolah", "8,94", "9,22"],
        ],
    }
    assert audited(grids, only=["fakta-kinerja-antar-tabel"]).told() == {("C2", "97,83", "material")}


def test_sentence_of_the_wrong_year_is_found_though_it_agrees_with_itself():
    grid = [
        ["No", "Indikator", "Satuan", "Target 2022", "Realisasi 2021", "Realisasi 2022", "Capaian 2022 (%)"],
        [1, "Persentase arsip tertata", "%", "80,00", "70,00", "84,00", "105,00"],
        [2, "Indeks kepuasan pengguna", "Indeks", "82,00", "81,90", "83,64", "102,00"],
        ["Persentase arsip tertata pada tahun 2021 terealisasi 84,00 dari target 80,00 dengan capaian 105,00%."],
    ]
    assert ("A4", "70,00", "material") in audited(grid).told("fakta-kinerja-narasi")


def test_a_program_that_serves_two_indicators_has_an_amount_of_its_own_for_each():
    found = audited(
        [
            [
                "No",
                "Sasaran",
                "Indikator",
                "Target",
                "Realisasi",
                "Capaian %",
                "Nama Program",
                "Pagu",
                "Realisasi Anggaran",
            ],
            [
                1,
                "Layanan informasi",
                "Tingkat layanan informasi",
                "100",
                "95",
                "95,00",
                "Program Informasi",
                2_400_000_000,
                2_376_000_000,
            ],
            [
                None,
                None,
                "Tingkat layanan satu data",
                "90",
                "81",
                "90,00",
                "Program Informasi",
                1_400_000_000,
                1_372_000_000,
            ],
        ],
        only=["fakta-anggaran-antar-tabel"],
    )
    assert found.findings() == []


def agreement(*rows):
    """A perjanjian kinerja of one section."""
    return [["Perjanjian Kinerja Tahun 2025"], ["No", "Sasaran Kegiatan", "Indikator Kegiatan", "Target"], *rows]


def test_names_that_one_table_sets_apart_by_one_word_are_not_one_subject_elsewhere():
    sheets = {
        "Seksi Anggaran": agreement(
            [1, "Tersusunnya peraturan", "Jumlah Dokumen Perda APBD", "1 dokumen"],
            [2, "Tersusunnya perubahan", "Jumlah Dokumen Perda Perubahan APBD", "2 dokumen"],
        ),
        "Seksi Akuntansi": agreement(
            [1, "Terbitnya peraturan", "Jumlah Dokumen Perda Pertanggungjawaban APBD", "3 dokumen"],
            [2, "Terbitnya aplikasi", "Jumlah Aplikasi Sistem", "1 aplikasi"],
        ),
    }
    assert not audited(sheets, only=["fakta-kinerja-antar-tabel"]).findings()


def test_names_of_which_one_lies_within_the_other_count_in_one_unit_or_are_two_subjects():
    def sheets(unit):
        return {
            "Seksi Kas": agreement([1, "Sistem", "Tersedianya buku sistem dan prosedur keuangan pemerintah", unit]),
            "Seksi Aset": agreement([1, "Sistem", "Buku sistem dan prosedur keuangan", "1 buku"]),
        }

    rule = "fakta-kinerja-antar-tabel"
    assert not audited(sheets("50 dokumen"), only=[rule]).findings()
    assert len(audited(sheets("50 buku"), only=[rule]).findings()) == 1
