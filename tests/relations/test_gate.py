"""Bounds of columns, told at their cells."""

from __future__ import annotations

from lkjip_audit.judging.model import Status
from tests.packaged import definitions
from tests.relations.audited import audited, rules, settings

SAME = [
    ["Perbandingan Capaian Kinerja Tahun 2022 dan 2023"],
    ["No", "Indikator Kinerja", "Satuan", "Realisasi 2022", "Target 2023", "Realisasi 2023", "Capaian (%)"],
    ["1", "Cakupan imunisasi", "%", "71,37", "72,00", "71,37", "99,13"],
    ["2", "Jalan mantap", "%", "84,22", "85,00", "84,22", "99,08"],
    ["3", "Akses air minum", "%", "91,13", "95,00", "91,13", "95,93"],
    ["4", "Irigasi baik", "%", "97,41", "98,00", "97,41", "99,40"],
]


def test_realisasi_over_pagu_is_told_with_the_pagu() -> None:
    found = audited(
        [
            ["No", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
            ["1", "Pengelolaan Pendidikan", "1.000.000", "1.100.000", "110,00"],
            ["2", "Tenaga Pendidik", "2.000.000", "1.900.000", "95,00"],
        ]
    )
    outcome = found.at("realisasi-melebihi-pagu", "D2")
    assert (outcome.status, outcome.severity) == (Status.FINDING, "info")
    assert dict(outcome.values)["other"] == "1.000.000"
    assert [item.node.address.a1 for item in outcome.related] == ["C2"]
    assert [item.rule.id for item in found.findings()] == ["realisasi-melebihi-pagu"]


def test_of_a_hierarchy_only_the_lowest_row_is_told() -> None:
    found = audited(
        [
            ["Kode", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"],
            ["1.03.10", "Penyelenggaraan Jalan", "3.000.000", "3.100.000"],
            ["1.03.10.2.01", "Pemeliharaan", "1.000.000", "1.200.000"],
            ["1.03.10.2.02", "Pembangunan", "2.000.000", "1.900.000"],
            ["1.03.11", "Jasa Konstruksi", "500.000", "400.000"],
            ["1.03.11.2.01", "Pelatihan", "500.000", "400.000"],
        ]
    )
    assert found.told("realisasi-melebihi-pagu") == {("D3", "", "info")}


def test_revenue_may_exceed_its_target() -> None:
    found = audited(
        [
            ["Realisasi Pendapatan"],
            ["No", "Uraian", "Target Pendapatan (Rp)", "Realisasi Pendapatan (Rp)", "%"],
            ["1", "Retribusi Pasar", "1.000.000", "1.100.000", "110,00"],
            ["2", "Retribusi Parkir", "2.000.000", "2.600.000", "130,00"],
        ]
    )
    assert found.findings() == []


def test_a_falling_indicator_and_a_high_achievement_are_nothing_odd() -> None:
    found = audited(
        [
            ["No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian"],
            ["1", "Menurunnya stunting", "Prevalensi stunting", "14,00", "12,00", "114,29%"],
            ["2", "Meningkatnya literasi", "Jumlah pengunjung", "500", "2.915", "583,00%"],
        ]
    )
    assert [item for item in found.findings() if item.rule.relation.kind == "gate"] == []


def test_last_years_column_copied_is_told_once() -> None:
    found = audited(SAME)
    assert found.told("sama-dengan-tahun-lalu") == {("F3", "", "info")}


def test_the_same_few_documents_every_year_are_no_copy() -> None:
    routine = [row[:3] + [str(number)] * 3 + ["100,00"] for number, row in enumerate(SAME[2:], start=4)]
    assert audited([*SAME[:2], *routine]).findings() == []


def test_half_a_person_and_work_done_without_money_are_told() -> None:
    people = [
        ["Capaian Kinerja Tahun 2024"],
        ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"],
        ["1", "Jumlah pegawai yang dilatih", "orang", "20", "17,5", "87,5"],
        ["2", "Jumlah laporan", "laporan", "4", "3", "75,00"],
    ]
    money = [
        ["No", "Kegiatan", "Pagu (Rp)", "Realisasi Keuangan (Rp)", "Realisasi Keuangan (%)", "Realisasi Fisik (%)"],
        ["1", "Rehabilitasi gedung", "100.000.000", "0", "0,00", "100,00"],
        ["2", "Pelatihan", "50.000.000", "45.000.000", "90,00", "100,00"],
        [None, "Jumlah", "150.000.000", "45.000.000", "30,00", None],
    ]
    found = audited({"Kinerja": people, "Anggaran": money})
    told = {(item.rule.id, item.cell.address.a1) for item in found.findings()}
    assert told == {("orang-pecahan", "E3"), ("fisik-tanpa-realisasi", "D2")}


def test_a_bound_that_most_rows_break_accuses_no_row() -> None:
    grid = [
        ["No", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["1", "Kegiatan A", "1.000.000", "1.100.000"],
        ["2", "Kegiatan B", "2.000.000", "2.900.000"],
        ["3", "Kegiatan C", "3.000.000", "3.900.000"],
        ["4", "Kegiatan D", "3.000.000", "2.900.000"],
    ]
    found = audited(grid)
    assert found.findings() == []
    assert found.reasons("realisasi-melebihi-pagu") == {("D2", "bound_in_doubt")}


def test_every_bound_that_a_table_declares_is_told_by_one_rule() -> None:
    told = [settings()[rule.id] for rule in rules().values() if rule.relation.kind == "gate"]
    for kind in definitions().kinds.values():
        for role, bounds in kind.columns.items():
            asked = {"whole" if key in ("whole_of", "indivisible") else key for key in bounds.model_fields_set} - {
                "not_rows",
                "unless",
            }
            for check in asked:
                tellers = [item for item in told if item.check == check and (not item.roles or role in item.roles)]
                assert len(tellers) == 1, (kind.id, role, check)
