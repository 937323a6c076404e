"""Last year's report found in a store: by agency and year, wherever the folder has moved to."""

import importlib.util
import json
import shutil
from decimal import Decimal

import openpyxl
import pytest
from typer.testing import CliRunner

from lkjip_audit.batch.last_reports import is_store
from lkjip_audit.batch.store import open_store
from lkjip_audit.cli.app import app

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("duckdb") is None, reason="the extra store is not there"),
]
NAMES = ["Indeks kepuasan masyarakat", "Persentase arsip yang tertata", "Nilai SAKIP perangkat daerah"]
THEN = {"Dinas Perikanan": ["78.40", "73.10", "70.25"], "Dinas Kebudayaan": ["81.15", "66.90", "69.35"]}
NOW = ["80.15", "75.55", "72.30"]


def report(path, agency, year, results, before=None):
    """A report of one year: results and capaian, and the results beside those of the year before."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"LAPORAN KINERJA {agency.upper()} KABUPATEN TIRTAMUKTI TAHUN {year}"])
    sheet.append([f"Pengukuran Kinerja {agency} Kabupaten Tirtamukti Tahun {year}"])
    sheet.append(["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"])
    for at, (name, value) in enumerate(zip(NAMES, results, strict=True), 1):
        ratio = (Decimal(value) / Decimal("85.5") * 100).quantize(Decimal("0.01"))
        sheet.append([at, name, 85.5, float(value), float(ratio)])
    if before is not None:
        sheet.append([])
        sheet.append([f"Perbandingan Realisasi Kinerja Tahun {year - 1} dan {year}"])
        sheet.append(["No", "Indikator Kinerja", f"Realisasi {year - 1}", f"Realisasi {year}"])
        for at, row in enumerate(zip(NAMES, before, results, strict=True), 1):
            sheet.append([at, row[0], float(row[1]), float(row[2])])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def region(tmp_path):
    """A folder with last year's reports of two agencies, kept in a store, and this year's, one of which changed one."""
    home = tmp_path / "kabupaten"
    for agency, results in THEN.items():
        stem = agency.lower().replace(" ", "-")
        report(home / "2022" / f"{stem}.xlsx", agency, 2022, results)
        changed = ["78.40", "77.10", "70.25"] if agency == "Dinas Perikanan" else results
        report(home / "2023" / f"{stem}.xlsx", agency, 2023, NOW, changed)
    assert run(home / "2022", "--no-annotated", "--store", home / "kab.duckdb").exit_code == 0
    return home


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def told(*arguments, folder):
    """What the report as JSON says of each file: its findings' cells and the codes of its notices on last year."""
    run(*arguments, "--out", folder)
    found = {}
    for path in sorted(folder.rglob("*.temuan.json")):
        data = json.loads(path.read_text("utf-8"))
        codes = [item["code"] for item in data["notices"] if item["code"].startswith("last_year")]
        found[path.name.split(".")[0]] = ([item["cell"] for item in data["findings"]], codes)
    return found


def test_each_file_is_held_to_last_years_report_of_its_own_agency(region, tmp_path):
    found = told(region / "2023", "--with-last-year", region / "kab.duckdb", folder=tmp_path / "hasil")
    assert found == {
        "dinas-kebudayaan": ([], ["last_year_from_store"]),
        "dinas-perikanan": (["C11"], ["last_year_from_store"]),
    }


def test_the_folder_may_move_with_its_store(region, tmp_path):
    moved = tmp_path / "lain"
    shutil.move(region, moved)
    found = told(
        moved / "2023" / "dinas-perikanan.xlsx", "--with-last-year", moved / "kab.duckdb", folder=tmp_path / "h"
    )
    assert found["dinas-perikanan"] == (["C11"], ["last_year_from_store"])


def test_the_run_may_be_kept_in_the_store_that_was_asked(region, tmp_path):
    store = region / "kab.duckdb"
    this = region / "2023" / "dinas-perikanan.xlsx"
    assert run(this, "--no-annotated", "--with-last-year", store, "--store", store).exit_code == 1
    base = open_store(store)
    try:
        years = base.execute("SELECT year FROM files WHERE path LIKE '%perikanan%' ORDER BY run").fetchall()
    finally:
        base.close()
    assert years == [(2022,), (2023,)]
    assert run(this, "--no-annotated", "--with-last-year", store).exit_code == 1  # a file of one path, another year


def test_a_report_that_the_store_does_not_hold_is_told_and_nothing_is_compared(region, tmp_path):
    new = report(region / "2023" / "dinas-pangan.xlsx", "Dinas Pangan", 2023, NOW, ["1.10", "2.20", "3.30"])
    found = told(new, "--with-last-year", region / "kab.duckdb", folder=tmp_path / "hasil")
    assert found == {"dinas-pangan": ([], ["last_year_not_kept"])}


def test_a_report_whose_file_is_gone_or_was_changed_is_told(region, tmp_path):
    file = region / "2022" / "dinas-perikanan.xlsx"
    this = region / "2023" / "dinas-perikanan.xlsx"
    report(file, "Dinas Perikanan", 2022, ["78.40", "77.10", "70.25"])
    store = region / "kab.duckdb"
    assert told(this, "--with-last-year", store, folder=tmp_path / "satu") == {
        "dinas-perikanan": ([], ["last_year_changed"])
    }
    file.unlink()
    assert told(this, "--with-last-year", store, folder=tmp_path / "dua") == {
        "dinas-perikanan": ([], ["last_year_file_gone"])
    }


def test_the_files_of_a_dossier_are_held_to_one_report(region, tmp_path):
    this = region / "2023" / "dinas-perikanan.xlsx"
    budget = openpyxl.Workbook()
    budget.active.append(["Realisasi Anggaran Dinas Perikanan Kabupaten Tirtamukti Tahun 2023"])
    budget.active.append(["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)"])
    budget.active.append([1, "Program Penunjang", 1_250_000_000, 1_190_400_500])
    budget.active.append([2, "Program Perikanan Tangkap", 750_300_000, 701_220_000])
    budget.save(region / "2023" / "anggaran.xlsx")
    arguments = (this, region / "2023" / "anggaran.xlsx", "--together", "--with-last-year", region / "kab.duckdb")
    found = told(*arguments, folder=tmp_path / "hasil")
    assert found["dinas-perikanan"][0] == ["C11"]
    assert found["anggaran"][0] == []


def test_a_workbook_is_no_store(region):
    assert is_store(region / "kab.duckdb")
    assert not is_store(region / "2022" / "dinas-perikanan.xlsx")
    assert not is_store(region / "tidak ada")
