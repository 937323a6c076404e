"""``relations``: what was tested, on what ground, as an auditor keeps it."""

import csv
import json
from io import StringIO

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app

BOOK = """No,Indikator,Target,Realisasi,Capaian (%)
1,Indeks satu,80,76,"95,00"
2,Indeks dua,64,59,"92,19"
3,Indeks tiga,83,71,"58,54"
"""


@pytest.fixture
def book(tmp_path):
    file = tmp_path / "capaian.csv"
    file.write_text(BOOK, encoding="utf-8")
    return file


def told(*arguments):
    done = CliRunner().invoke(app, ["relations", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.output


def test_every_relation_that_was_tested_is_told_with_its_ground_and_its_cells(book):
    lines = json.loads(told(book, "--format", "json"))["relations"]
    ratios = {line["stated"]["cell"]: line for line in lines if line["rule"] == "capaian-rasio"}
    assert {cell: line["outcome"] for cell, line in ratios.items()} == {"E2": "pass", "E3": "pass", "E4": "finding"}
    last = ratios["E4"]
    assert (last["source"], last["holds"], last["departs"], last["expected"]) == ("named", 2, 1, "85,54")
    assert last["formula"] == "(realisasi / target) × 100"
    assert last["cells"] == "(D4 / C4) × 100"
    assert [(part["cell"], part["value"]) for part in last["operands"]] == [("D4", "71"), ("C4", "83")]


def test_rows_that_hold_speak_for_their_relation_and_one_that_departs_against_it(book, tmp_path):
    right = tmp_path / "benar.csv"
    right.write_text(BOOK.replace("58,54", "85,54"), encoding="utf-8")
    of = {name: json.loads(told(name, "--format", "json"))["relations"][0]["bits"] for name in (book, right)}
    assert of[right] > of[book] > 0


def test_the_paper_is_a_table_for_spreadsheets_too(book, tmp_path):
    target = tmp_path / "kertas.csv"
    told(book, "--format", "csv", "-o", target)
    rows = list(csv.DictReader(StringIO(target.read_text(encoding="utf-8-sig"))))
    assert {row["outcome"] for row in rows if row["rule"] == "capaian-rasio"} == {"pass", "finding"}


def test_the_paper_speaks_both_languages(book):
    assert "Dasar" in told(book)
    assert "Ground" in told(book, "--lang", "en")


def test_the_workbook_itself_is_never_the_output(book):
    done = CliRunner().invoke(app, ["relations", str(book), "-o", str(book)])
    assert done.exit_code == 2
    assert book.read_text(encoding="utf-8") == BOOK


def test_what_the_figures_show_is_told_in_the_words_of_the_sheet_with_its_own_evidence(tmp_path):
    rows = [(1908 + 37 * n, 1364 + 53 * n * n) for n in range(14)]
    lines = "".join(f"Poli {n},{a},{b},{a + b}\n" for n, (a, b) in enumerate(rows))
    book = tmp_path / "poli.csv"
    book.write_text(f"Poli,Pagi,Sore,Gabungan\n{lines}", encoding="utf-8")
    shown = [line for line in json.loads(told(book, "--format", "json"))["relations"] if line["source"] == "shown"]
    assert {(line["formula"], line["holds"], line["departs"]) for line in shown} == {("Pagi + Sore", 14, 0)}
    assert all(line["bits"] > 24 for line in shown)
