"""What tables leave out, beyond the examples in the rules' own files."""

from tests.relations.audited import audited

HEAD = ["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian"]


def test_a_quarter_without_a_measurement_is_no_gap():
    grid = [
        [
            "No",
            "Sasaran",
            "Indikator Kinerja",
            "Satuan",
            "Target TW I",
            "Target TW II",
            "Target TW III",
            "Target TW IV",
        ],
        [1, "Meningkatnya layanan", "Indeks kepuasan", "Indeks", "20", "40", "60", "80"],
        [2, "Menurunnya kasus", "Jumlah kasus", "Kasus", None, "5", None, "10"],
        [3, "Meningkatnya arsip", "Persentase arsip", "%", "10", "20", "30", "40"],
    ]
    rules = ["realisasi-kosong", "capaian-kosong", "target-kosong"]
    assert audited(grid, only=rules).findings() == []


def test_the_row_after_a_repeated_header_is_only_a_hint():
    head = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"]
    grid = [
        head,
        [1, "Meningkatnya layanan", "Indeks kepuasan", "88,00"],
        [2, "Menurunnya kasus", "Jumlah kasus", "20"],
        head,
        [None, None, "yang dilaporkan tepat waktu", None],
        [3, "Meningkatnya arsip", "Persentase arsip tertata", "75,00"],
    ]
    found = audited(grid, only=["target-kosong"])
    assert {severity for _, _, severity in found.told()} <= {"info"}


def test_an_indicator_reported_under_another_name_is_not_called_missing():
    sheets = {
        "PK": [
            ["Perjanjian Kinerja Tahun 2023", None, None, None],
            ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"],
            [1, "Meningkatnya layanan", "Indeks kepuasan", "88,00"],
            [2, "Menurunnya kasus", "Jumlah kebakaran", "20"],
        ],
        "Capaian": [
            ["Capaian Kinerja Tahun 2023", None, None, None, None, None],
            HEAD,
            [1, "Meningkatnya layanan", "Indeks kepuasan", "88,00", "90,20", "102,50%"],
            [2, "Meningkatnya kesiagaan", "Waktu tanggap regu pemadam", "15", "12", "120,00%"],
        ],
    }
    found = audited(sheets, only=["indikator-tidak-dilaporkan"])
    assert found.findings() == []
    assert ("C4", "named_otherwise") in found.reasons("indikator-tidak-dilaporkan")


def test_every_row_has_one_outcome():
    grid = [
        HEAD,
        [1, "Meningkatnya layanan", "Indeks kepuasan", "88,00", "90,20", "102,50%"],
        [2, "Menurunnya kasus", "Jumlah kasus", "20", "-", "-"],
        [3, "Meningkatnya arsip", "Persentase arsip tertata", "75,00", None, None],
        [4, "Meningkatnya akuntabilitas", "Nilai SAKIP", "86,35", "85,49", "99,00%"],
    ]
    found = audited(grid, only=["realisasi-kosong"]).outcomes("realisasi-kosong")
    assert [(item.cell.address.a1, str(item.status)) for item in found] == [
        ("E2", "pass"),
        ("E3", "not_applicable"),
        ("E4", "finding"),
        ("E5", "pass"),
    ]
