"""What a single cell leaves open, its column, its role and its row's satuan decide; what they do not stays open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids


def figures(grid: list[list[object]], column: int, definitions: Definitions) -> list[Decimal | None]:
    """What the cells of a column read as, from top to bottom; None for what is unclear."""
    (table,) = recognise(workbook_from_grids({"S": grid}), definitions).tables
    readings = [reading for (_, at), reading in sorted(table.readings.items()) if at == column]
    assert all(reading.kind in (ReadingKind.FIGURES, ReadingKind.AMBIGUOUS) for reading in readings)
    return [None if reading.figure is None else reading.figure.amount for reading in readings]


PERFORMANCE = ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi"]


@pytest.mark.parametrize(
    ("satuan", "read"),
    [("Orang", Decimal(1250)), ("Dokumen", Decimal(1250)), ("Indeks", None), ("%", None), ("", None)],
)
def test_the_satuan_of_the_row_decides(satuan: str, read: Decimal | None, definitions: Definitions) -> None:
    grid: list[list[object]] = [
        PERFORMANCE,
        ["1", "Meningkatnya layanan", "Jumlah pemustaka", satuan, "1.250", "1.250"],
        ["2", "Meningkatnya mutu", "Nilai SAKIP", "Nilai", "80", "81"],
    ]
    assert figures(grid, 5, definitions)[0] == read


def test_each_target_goes_by_the_satuan_beside_it(definitions: Definitions) -> None:
    grid: list[list[object]] = [
        ["No", "Indikator", "Target 2022", "Satuan 2022", "Target 2023", "Satuan 2023"],
        ["1", "Jumlah pemustaka", "1.250", "Orang", "1.300", "Indeks"],
        ["2", "Jumlah naskah", "30", "Naskah", "40", "Naskah"],
    ]
    assert figures(grid, 3, definitions)[0] == 1250
    assert figures(grid, 5, definitions)[0] is None


def test_money_is_rupiah_though_no_header_says_so(definitions: Definitions) -> None:
    grid: list[list[object]] = [
        ["No", "Program", "Pagu Anggaran", "Realisasi Anggaran"],
        ["1", "Program A", "2.500", "2.125"],
        ["2", "Program B", "750", "700"],
    ]
    assert figures(grid, 3, definitions) == [2500, 750]


def test_in_millions_a_dot_may_be_a_decimal(definitions: Definitions) -> None:
    grid: list[list[object]] = [
        ["No", "Program", "Pagu (juta rupiah)", "Realisasi (juta rupiah)"],
        ["1", "Program A", "2.500", "2.125"],
        ["2", "Program B", "750", "700"],
    ]
    assert figures(grid, 3, definitions)[0] is None


def test_the_scale_of_a_title_leaves_a_dot_open(definitions: Definitions) -> None:
    grid: list[list[object]] = [
        ["Tabel 1 Realisasi Anggaran (dalam juta rupiah)"],
        ["No", "Program", "Pagu", "Realisasi"],
        ["1", "Program A", "2.500", "2.125"],
        ["2", "Program B", "750", "700"],
    ]
    assert figures(grid, 3, definitions)[0] is None


def test_the_majority_of_a_column_decides_a_single_cell(definitions: Definitions) -> None:
    indonesian: list[list[object]] = [
        PERFORMANCE,
        ["1", "Meningkatnya layanan", "Volume layanan", "Indeks", "1.250", "1"],
        ["2", "Meningkatnya mutu", "Nilai SAKIP", "Nilai", "80,25", "81"],
        ["3", "Meningkatnya tertib", "Nilai tertib", "Nilai", "12.345,50", "81"],
    ]
    assert figures(indonesian, 5, definitions)[0] == 1250
    english = [list(row) for row in indonesian]
    english[2][4], english[3][4] = "80.25", "12,345.50"
    assert figures(english, 5, definitions)[0] == Decimal("1.250")


def test_counts_of_people_have_no_decimals(definitions: Definitions) -> None:
    grid: list[list[object]] = [
        ["No", "Pendidikan", "Laki-laki", "Perempuan", "Jumlah"],
        ["1", "S1", "1.204", "1.310", "2.514"],
        ["2", "SLTA", "45", "50", "95"],
    ]
    assert figures(grid, 3, definitions) == [1204, 45]


AMOUNTS = [
    "97,60",
    "1.250.000",
    "84,25",
    "2.300.750",
    "77,40",
    "91,05",
    "3.120.000",
    "66,10",
    "58,75",
    "102,30",
    "74,15",
]
MORE = ["61,35", "4.005.500"]


def read_beside(others: list[str], name: str, definitions: Definitions) -> list[Decimal | None]:
    """The target and the realisasi of one indicator, beside ``others`` that are typed as text in a table above."""
    rows: list[list[object]] = [["Uraian", "Nilai"], *([f"Uraian {at}", told] for at, told in enumerate(others, 1))]
    rows += [[], [], [], [], ["Indikator Kinerja", "Target", "Realisasi"], [name, "53.335", "52.055"]]
    table = recognise(workbook_from_grids({"S": rows}), definitions).tables[-1]
    return [item.figure.amount if item.figure else None for (_, at), item in sorted(table.readings.items()) if at > 1]


def test_thousands_or_decimals_are_read_as_the_file_writes_all_its_other_numbers(definitions: Definitions) -> None:
    assert read_beside([*AMOUNTS, *MORE], "Jumlah kunjungan", definitions) == [53335, 52055]


@pytest.mark.parametrize("others", [AMOUNTS[:5], [*AMOUNTS, *MORE, "98.53"]])
def test_few_numbers_or_two_notations_decide_nothing(others: list[str], definitions: Definitions) -> None:
    assert read_beside(others, "Jumlah kunjungan", definitions) == [None, None]


def test_a_percentage_is_never_taken_for_thousands(definitions: Definitions) -> None:
    grid: list[list[object]] = [
        ["Uraian", "Nilai"],
        *([f"Uraian {at}", told] for at, told in enumerate(AMOUNTS + MORE)),
    ]
    grid += [
        [],
        [],
        [],
        [],
        ["Indikator Kinerja", "Target (%)", "Capaian (%)"],
        ["Cakupan layanan", "53.335", "52.055"],
    ]
    table = recognise(workbook_from_grids({"S": grid}), definitions).tables[-1]
    assert [item.kind for (_, at), item in sorted(table.readings.items()) if at > 1] == [ReadingKind.AMBIGUOUS] * 2
