"""The gate: what the kinds of table declare of their columns, and the rows that do not keep to it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal

import pytest

from lkjip_audit.tables.bounds import Check
from lkjip_audit.tables.gate.check import Gate
from lkjip_audit.tables.gate.frame import lines_of
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids
from tests.packaged import definitions, gate

BUDGET = [
    ["Realisasi Anggaran"],
    ["Kode", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"],
    ["1.03.10", "Penyelenggaraan Jalan", "1.000.000.000", "950.000.000"],
    ["1.03.11", "Pengembangan Jasa Konstruksi", "2.000.000.000", "1.900.000.000"],
]

Grid = Sequence[Sequence[object]]


def failing(*grids: Grid) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """Sheet and row of whatever does not keep its bound, by check and role."""
    sheets = {f"S{number}": grid for number, grid in enumerate(grids, start=1)}
    tables = recognise(workbook_from_grids(sheets), definitions()).tables
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for held in gate().check(tables):
        for row in held.failing:
            found.setdefault((held.check.value, held.role), []).append((held.table.sheet, row.number))
    return found


def test_a_table_as_it_should_be_keeps_every_bound() -> None:
    assert failing(BUDGET) == {}


def test_tables_of_one_kind_are_checked_together_and_told_apart() -> None:
    over = [*BUDGET, ["1.03.12", "Penataan Ruang", "500.000.000", "700.000.000"]]
    under_zero = [*BUDGET, ["1.03.12", "Penataan Ruang", "-500.000.000", "-600.000.000"]]
    assert failing(over, BUDGET, under_zero) == {
        ("not_above", "realisasi_anggaran"): [("S1", 5)],
        ("least", "pagu"): [("S3", 5)],
    }


def test_words_among_figures_do_not_pass_for_figures() -> None:
    grid = [*BUDGET, ["1.03.12", "Penataan Ruang", "belum final", "700.000.000"]]
    assert failing(grid) == {("type", "pagu"): [("S1", 5)]}


def test_a_key_that_comes_twice_fails_at_both_places_and_only_within_its_table() -> None:
    grid = [*BUDGET, ["1.03.11", "Penataan Ruang", "500.000.000", "400.000.000"]]
    assert failing(grid, BUDGET) == {("unique", "kode"): [("S1", 4), ("S1", 5)]}


def test_an_account_comes_again_under_the_next_sub_kegiatan() -> None:
    grid = [
        ["Realisasi Anggaran"],
        ["Kode", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["1.03.10.2.01.0001", "Pemeliharaan Jalan", "300.000", "290.000"],
        ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", "300.000", "290.000"],
        ["1.03.10.2.01.0002", "Pembangunan Jalan", "200.000", "190.000"],
        ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", "200.000", "190.000"],
    ]
    assert failing(grid) == {}


def test_every_row_may_fail_at_once() -> None:
    grid = [*BUDGET[:2], *([code, name, spent, budget] for code, name, budget, spent in BUDGET[2:])]
    assert failing(grid)["not_above", "realisasi_anggaran"] == [("S1", 3), ("S1", 4)]


def test_a_total_is_not_held_to_what_its_rows_are() -> None:
    grid = [*BUDGET, [None, "Jumlah", "3.000.000.000", "4.000.000.000"]]
    assert failing(grid) == {}


def test_a_rounded_budget_may_be_what_was_spent() -> None:
    grid = [
        ["Realisasi Anggaran"],
        ["No", "Program", "Pagu Anggaran", "Realisasi Anggaran (Rp)"],
        ["1", "Penyelenggaraan Jalan", "Rp 2,4 miliar", "2.400.500.000"],
        ["2", "Penataan Ruang", "Rp 1,2 miliar", "1.100.000.000"],
    ]
    assert failing(grid) == {}


def test_amounts_are_compared_in_one_unit() -> None:
    grid = [
        ["Realisasi Anggaran"],
        ["No", "Program", "Pagu (ribu rupiah)", "Realisasi Anggaran (Rp)"],
        ["1", "Penyelenggaraan Jalan", "2.400.000", "2.390.500.000"],
        ["2", "Penataan Ruang", "1.200.000", "1.300.000.000"],
        ["3", "Jasa Konstruksi", "200.000", "100.000.000"],
    ]
    assert failing(grid) == {("not_above", "realisasi_anggaran"): [("S1", 4)]}


def test_a_frame_holds_exact_decimals() -> None:
    tables = recognise(workbook_from_grids({"S": BUDGET}), definitions()).tables
    data, _ = lines_of(tables, definitions().kinds["realisasi_anggaran"], definitions().roles)
    assert list(data["pagu"]) == [Decimal(1_000_000_000), Decimal(2_000_000_000)]


def test_schemas_are_made_once_and_are_not_sent_along() -> None:
    tables = recognise(workbook_from_grids({"S": BUDGET}), definitions()).tables
    fresh = Gate(definitions())
    small = pickle.dumps(fresh)
    first = fresh.check(tables)
    schema = fresh._schemas["realisasi_anggaran"]
    assert fresh.check(tables) == first
    assert fresh._schemas["realisasi_anggaran"] is schema
    assert len(pickle.dumps(fresh)) < len(small) + 20_000
    assert pickle.loads(pickle.dumps(fresh)).check(tables) == first


def test_a_check_that_cannot_be_made_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = recognise(workbook_from_grids({"S": BUDGET}), definitions()).tables
    monkeypatch.setattr("lkjip_audit.tables.gate.frame._amount", lambda cell, column: "1")
    faults = {(held.check, held.role): held.fault for held in Gate(definitions()).check(tables) if held.fault}
    assert set(faults) == {(Check.LEAST, "pagu"), (Check.NOT_ABOVE, "realisasi_anggaran")}


def test_nothing_heavy_is_imported_with_the_tables_or_where_there_is_nothing_to_check() -> None:
    code = (
        "import sys\n"
        "from lkjip_audit.tables.gate.check import Gate\n"
        "from tests.grids import workbook_from_grids\n"
        "from tests.packaged import definitions\n"
        "from lkjip_audit.tables.recognise import recognise\n"
        "grid = [['Daftar Pejabat'], ['No', 'Nama', 'NIP', 'Jabatan'], [1, 'Budi Contoh', 'x', 'Kepala']]\n"
        "Gate(definitions()).check(recognise(workbook_from_grids({'S': grid}), definitions()).tables)\n"
        "sys.exit(any(name in sys.modules for name in ('pandas', 'pandera', 'openpyxl')))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_check_is_declared_by_some_kind_of_table() -> None:
    kinds = definitions().kinds.values()
    declared = {key for kind in kinds for bounds in kind.columns.values() for key in bounds.model_fields_set}
    declared |= {"whole"} if declared & {"whole_of", "indivisible"} else set()
    elsewhere = {Check.TYPE, Check.CLOSED, Check.UNIQUE}
    assert {check.value for check in set(Check) - elsewhere} <= declared
