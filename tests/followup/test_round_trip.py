"""Check, fill in the statuses, follow-up, correct, check again, compare: in openpyxl's hands and in LibreOffice's."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.followup.submission import (
    CAPAIAN,
    MONEY,
    SOFFICE,
    changed,
    fill_with_libreoffice,
    fill_with_openpyxl,
    places,
    run,
    write_submission,
)

pytestmark = pytest.mark.slow

WRONG = (f"{CAPAIAN}!E5", f"{CAPAIAN}!E6", f"{MONEY}!E5")
without_soffice = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")


def findings(path: Path) -> dict[str, dict[str, object]]:
    return {f"{item['sheet']}!{item['cell']}": item for item in json.loads(path.read_text("utf-8"))["findings"]}


@pytest.mark.parametrize(
    "program", ["openpyxl", pytest.param("LibreOffice", marks=[pytest.mark.office, without_soffice])]
)
def test_what_a_reviewer_notes_comes_back_with_the_corrected_submission(tmp_path: Path, program: str):
    first = write_submission(tmp_path / "laporan.xlsx")
    before = tmp_path / "dahulu.json"
    assert run("check", first, "--format", "json", "-o", before).exit_code == 1
    found = findings(before)
    assert set(WRONG) <= set(found)

    copy = tmp_path / "laporan.temuan.xlsx"
    row = places(copy)
    typed = {
        ("Temuan", f"J{row[WRONG[0]]}"): "diterima",
        ("Temuan", f"K{row[WRONG[0]]}"): "Akan diperbaiki.",
        ("Temuan", f"L{row[WRONG[0]]}"): "Penyusun",
        ("Temuan", f"M{row[WRONG[0]]}"): "1 Maret 2024",
        ("Temuan", f"J{row[WRONG[1]]}"): "ditolak",
        ("Temuan", f"K{row[WRONG[1]]}"): 'Sesuai LHE: nilai "97", bukan dihitung',
    }
    if program == "openpyxl":
        fill_with_openpyxl(copy, typed)
    else:
        typed = {key: value.replace('"', "'") for key, value in typed.items()}
        fill_with_libreoffice(copy, typed, tmp_path)
    told = run("follow-up", copy)
    assert told.exit_code == 0
    record = (tmp_path / "laporan.tindak-lanjut.yaml").read_text("utf-8")
    assert "status: diterima" in record
    assert "    name: Penyusun\n    date: 1 Maret 2024\n" in record
    assert "capaian-rasio · 3.1 Capaian!E5: 91,00 → 90,00" in record

    right = {(CAPAIAN, "E5"): "90,00", (MONEY, "E5"): "80,00"}
    second = changed(first, tmp_path / "laporan.xlsx", right, above=4)
    after = tmp_path / "sekarang.json"
    run("check", second, "--format", "json", "-o", after)
    again = findings(after)
    moved = f"{CAPAIAN}!E10"
    assert f"{CAPAIAN}!E9" not in again
    assert again[moved]["fingerprint"] == found[WRONG[1]]["fingerprint"]
    assert again[moved]["follow_up"]["status"] == "rejected"
    rows = places(copy)
    assert openpyxl.load_workbook(copy)["Temuan"][f"J{rows[moved]}"].value == "ditolak"

    compared = tmp_path / "banding.json"
    assert run("compare", before, second, "--format", "json", "-o", compared).exit_code == 1
    said = {
        f"{item['before']['sheet']}!{item['before']['cell']}": item["state"]
        for item in json.loads(compared.read_text("utf-8"))["findings"]
        if item["before"]
    }
    assert {place: said[place] for place in WRONG} == dict(zip(WRONG, ("fixed", "still", "fixed"), strict=True))
    book = openpyxl.load_workbook(tmp_path / "laporan.perbandingan.temuan.xlsx")
    states = [cell.value for cell in book["Perbandingan"]["A"][4:]]
    assert states.count("diperbaiki") == sum(state == "fixed" for state in said.values())
    assert "masih ada" in states
