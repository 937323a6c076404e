"""``tables`` and ``map``: what is told of a workbook's tables, and how a corrected map is used."""

import json

import pytest
import xlsxwriter
from typer.testing import CliRunner

from lkjip_audit.cli.app import app

pytestmark = pytest.mark.slow

CAPAIAN = [
    ["Tabel 3.1 Capaian Kinerja Tahun 2023"],
    ["No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian (%)", "Lain-lain X"],
    [1, "Meningkatnya mutu layanan", "Indeks Kepuasan", 80, 84, 105, 3],
    [2, "Meningkatnya akuntabilitas", "Nilai SAKIP", 80, 76, 90, 7],
]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "LKjIP 2023.xlsx"
    made = xlsxwriter.Workbook(str(path))
    for name, hidden in (("Capaian", False), ("Arsip", True)):
        sheet = made.add_worksheet(name)
        for row, values in enumerate(CAPAIAN):
            sheet.write_row(row, 0, values)
        sheet.write_row(20, 3, [11, 12])
        if hidden:
            sheet.hide()
    made.close()
    return path


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "160", "NO_COLOR": "1"})


def test_tables_tells_range_kind_columns_and_what_was_not_understood(book):
    outcome = run("tables", book)
    assert outcome.exit_code == 0
    lines = outcome.stdout.splitlines()
    assert lines[0] == "Capaian"
    assert lines[1].startswith("  T01  A2:G4  capaian_kinerja  ")
    assert "%  2 baris  Tabel 3.1 Capaian Kinerja Tahun 2023" in lines[1]
    assert lines[2] == "    A no · B sasaran · C indikator · D target · E realisasi · F capaian (%)"
    assert lines[3] == "    G tidak dikenali: Lain-lain X"
    assert lines[4] == "  D21:E21: 2 angka tidak termasuk tabel mana pun."
    assert "Arsip  (lembar tersembunyi)" in lines
    assert lines[-1] == "2 tabel dikenali."


def test_table_that_goes_on_says_of_which_it_is_the_rest(tmp_path):
    path = tmp_path / "halaman.xlsx"
    rows = [[at, f"Kegiatan {word}", 90_000_100 + at, 81_000_090] for at, word in enumerate("ABCDEFGH", 1)]
    with xlsxwriter.Workbook(str(path)) as made:
        for name, held in (
            ("Hal 1", [["No", "Kegiatan", "Pagu (Rp)", "Realisasi (Rp)"], *rows[:5]]),
            ("Hal 2", rows[5:]),
        ):
            sheet = made.add_worksheet(name)
            for row, values in enumerate(held):
                sheet.write_row(row, 0, values)
    lines = run("tables", path).stdout.splitlines()
    assert [line.endswith("(lanjutan dari T01 di lembar Hal 1)") for line in lines if "  T0" in line] == [False, True]


def test_tables_as_json(book, tmp_path):
    target = tmp_path / "tabel.json"
    assert run("tables", book, "--format", "json", "-o", target).exit_code == 0
    told = json.loads(target.read_text("utf-8"))
    assert told["schema"] == "lkjip-audit/tables/1"
    first, second = told["sheets"]
    assert (first["hidden"], second["hidden"]) == (False, True)
    (table,) = first["tables"]
    assert (table["range"], table["kind"], table["header_rows"], table["rows"]) == ("A2:G4", "capaian_kinerja", [2], 2)
    assert table["columns"][5] == {
        "column": "F",
        "role": "capaian",
        "header": ["Capaian (%)"],
        "confidence": table["columns"][5]["confidence"],
        "unit": "%",
    }
    assert table["columns"][6]["role"] is None
    assert first["numbers_in_no_table"] == [{"range": "D21:E21", "count": 2}]


def test_a_map_that_is_left_alone_gives_the_same_report_and_a_corrected_one_another(book, tmp_path):
    profile, before, after = tmp_path / "peta.yaml", tmp_path / "a.json", tmp_path / "b.json"
    assert run("map", book, "-o", profile).exit_code == 0
    check = ("check", book, "--no-annotated", "--format", "json", "-o")
    assert run(*check, before).exit_code == run(*check, after, "--profile", profile).exit_code == 1
    assert before.read_bytes() == after.read_bytes()
    text = profile.read_text("utf-8")
    profile.write_text(text.replace("role: capaian", "role: abaikan"), "utf-8")
    assert run(*check, after, "--profile", profile).exit_code == 0
    told = [notice["code"] for notice in json.loads(after.read_text("utf-8"))["notices"]]
    assert "map_corrects_columns" in told
    assert "F capaian" not in run("tables", book, "--profile", profile).stdout


def test_a_profile_of_the_pack_may_hold_a_map(book, tmp_path):
    profile = tmp_path / "rules" / "profiles" / "dinas.yaml"
    profile.parent.mkdir(parents=True)
    run("map", book, "-o", profile)
    profile.write_text(
        profile.read_text("utf-8") + "off:\n  - {rule: capaian-rasio, reason: Diuji dinas lain}\n", "utf-8"
    )
    folder = tmp_path / "rules"
    outcome = run("check", book, "--no-annotated", "--rules", folder, "--profile", "dinas", "--format", "json")
    assert outcome.exit_code == 0, outcome.stderr
    assert "capaian-rasio" not in outcome.stdout


def test_a_fault_in_a_map_is_told_with_its_place_and_the_nearest_word(book, tmp_path):
    profile = tmp_path / "peta.yaml"
    run("map", book, "-o", profile)
    lines = profile.read_text("utf-8").splitlines()
    number = next(at for at, line in enumerate(lines) if "role: realisasi" in line)
    lines[number] = lines[number].replace("role: realisasi", "role: realisai")
    profile.write_text("\n".join(lines), "utf-8")
    outcome = run("check", book, "--no-annotated", "--profile", profile)
    assert outcome.exit_code == 2
    column = lines[number].index("realisai") + 1
    assert f"peta.yaml:{number + 1}:{column}: " in outcome.stderr
    assert "realisasi" in outcome.stderr
    assert run("tables", book, "--profile", profile).exit_code == 2


def test_a_map_is_never_written_over_the_workbook(book):
    held = book.read_bytes()
    outcome = run("map", book, "-o", book)
    assert outcome.exit_code == 2
    assert book.read_bytes() == held
    assert run("tables", book, "-o", book).exit_code == 2


def test_a_map_goes_to_the_screen_in_either_language(book):
    assert "# Table map" not in run("map", book).stdout
    outcome = run("map", book, "--lang", "en")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith("# Map of the tables of LKjIP 2023.xlsx")
    assert "id: lkjip-2023\n" in outcome.stdout
