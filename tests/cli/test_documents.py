"""A report in Word through ``check``: findings at their places, and a copy with a comment at each."""

import json
import re
import zipfile

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from tests.word import heading, package, paragraph, row, table

BODY = (
    heading("BAB III AKUNTABILITAS KINERJA")
    + paragraph("Tabel 3.5 Realisasi Anggaran Program Tahun 2023")
    + table(
        row("No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"),
        row("1", "Program Penataan Kearsipan", "2.688.593.227", "1.563.126.450", "58,14"),
        row("2", "Program Pembinaan Perpustakaan", "2.411.008.974", "2.102.318.775", "78,20"),
        row("3", "Program Penunjang Urusan", "9.546.367.212", "9.160.412.303", "95,96"),
        row("", "Jumlah", "14.645.969.413", "12.825.857.528", "87,57"),
    )
)


@pytest.fixture
def report(tmp_path):
    return package(tmp_path / "lkjip.docx", BODY)


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_a_finding_tells_its_place_in_the_document(report, tmp_path):
    assert run("--format", "json", "--output", tmp_path / "hasil.json", "--no-annotated", report).exit_code == 1
    told = json.loads((tmp_path / "hasil.json").read_text("utf-8"))
    [cause] = told["causes"]
    where = 'BAB III AKUNTABILITAS KINERJA, Tabel 3.5!E3 ("Program Pembinaan Perpustakaan", "Serapan (%)")'
    assert (cause["place"], cause["stated"], cause["proposed"]) == (where, "78,20", "87,20")


def test_the_copy_has_a_comment_at_the_figure_and_the_source_stays(report, tmp_path):
    before = report.read_bytes()
    assert run(report).exit_code == 1
    assert report.read_bytes() == before
    copy = docx.Document(str(tmp_path / "lkjip.temuan.docx"))
    [comment] = copy.comments
    assert "87,20" in comment.text
    marked = [run for cell in copy.tables[0].rows[2].cells for line in cell.paragraphs for run in line.runs]
    assert [run.text for run in marked if run.font.highlight_color is not None] == ["78,20"]
    assert (tmp_path / "lkjip.temuan.xlsx").exists()


def test_comments_that_the_document_speaks_of_and_does_not_have_are_made(report, tmp_path):
    with zipfile.ZipFile(report) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    entry = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", entry)
    with zipfile.ZipFile(report, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert run(report).exit_code == 1
    [comment] = docx.Document(str(tmp_path / "lkjip.temuan.docx")).comments
    assert "87,20" in comment.text


def test_a_second_run_gives_the_same_copy(report, tmp_path):
    run(report)
    first = (tmp_path / "lkjip.temuan.docx").read_bytes()
    run(report)
    assert (tmp_path / "lkjip.temuan.docx").read_bytes() == first


def test_a_copy_in_which_somebody_commented_is_not_overwritten(report, tmp_path):
    run(report)
    path = tmp_path / "lkjip.temuan.docx"
    copy = docx.Document(str(path))
    copy.add_comment(copy.paragraphs[0].runs, text="Sudah dibetulkan", author="Staf")
    copy.save(str(path))
    held = path.read_bytes()
    result = run(report)
    assert result.exit_code == 3
    assert "komentar orang lain" in result.stderr
    assert path.read_bytes() == held


def test_comments_that_the_source_has_are_in_every_copy_and_stop_none(report, tmp_path):
    source = docx.Document(str(report))
    source.add_comment(source.paragraphs[0].runs, text="Mohon dicek", author="Pimpinan")
    source.save(str(report))
    assert run(report).exit_code == 1
    assert run(report).exit_code == 1
    copy = docx.Document(str(tmp_path / "lkjip.temuan.docx"))
    assert {comment.author for comment in copy.comments} == {"Pimpinan", "lkjip-audit"}


def test_copies_and_papers_in_a_folder_are_no_reports(report, tmp_path):
    run(report)
    for name in ("lkjip.kertas-kerja.docx", "lkjip.catatan.docx", "lkjip.pernyataan.docx"):
        (tmp_path / name).write_bytes(report.read_bytes())
    run(tmp_path, "--format", "json", "--output", tmp_path / "semua.json", "--no-annotated")
    told = json.loads((tmp_path / "semua.json").read_text("utf-8"))
    assert told["source"]["name"] == "lkjip.docx"


@pytest.mark.parametrize(
    ("name", "kind", "copied"),
    [
        ("contoh.dotx", "openxmlformats-officedocument.wordprocessingml.template", "contoh.temuan.docx"),
        ("contoh.dotm", "ms-word.template.macroEnabledTemplate", "contoh.temuan.docm"),
    ],
)
def test_the_copy_of_a_template_is_a_document(report, tmp_path, name, kind, copied):
    template = tmp_path / name
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(template, "w") as archive:
        for part in source.namelist():
            text = source.read(part).decode()
            archive.writestr(part, text.replace("openxmlformats-officedocument.wordprocessingml.document", kind))
    assert run(template).exit_code == 1
    types = zipfile.ZipFile(tmp_path / copied).read("[Content_Types].xml").decode()
    assert "template" not in types.lower()


CELL = re.compile(r"(?<![!\w])[A-Z]{1,2}\d{1,3}(?!\w)")
"""A cell of the chapter laid out as a sheet: nobody finds it in Word."""


def test_the_workbook_of_findings_names_no_cell_that_is_not_in_the_document(report, tmp_path):
    run(report)
    book = openpyxl.load_workbook(tmp_path / "lkjip.temuan.xlsx")
    for name in ("Penyebab", "Temuan", "Hubungan", "Cakupan"):
        texts = [str(cell.value) for line in book[name].iter_rows() for cell in line if cell.value is not None]
        shown = [text for text in texts if CELL.search(text) and not re.fullmatch("[FC]0[0-9].*", text)]
        assert shown == [], name
    told = [str(cell.value) for cell in book["Temuan"]["C"]]
    assert 'BAB III AKUNTABILITAS KINERJA, Tabel 3.5!E3 ("Program Pembinaan Perpustakaan", "Serapan (%)")' in told


def test_notices_and_what_was_not_tested_tell_their_places(report, tmp_path):
    run("--format", "json", "--output", tmp_path / "hasil.json", "--no-annotated", report)
    told = json.loads((tmp_path / "hasil.json").read_text("utf-8"))
    placed = [*told["coverage"]["unchecked"], *(item for item in told["notices"] if item["cell"])]
    placed += [other for item in told["findings"] for other in item["related"]]
    assert placed
    assert all(item["place"].startswith("BAB III AKUNTABILITAS KINERJA, ") for item in placed)


def test_a_comparison_tells_places_of_the_document(report, tmp_path):
    run("--format", "json", "--output", tmp_path / "lalu.json", "--no-annotated", report)
    for before in (tmp_path / "lalu.json", report):
        arguments = ["compare", str(before), str(report), "--no-annotated"]
        told = CliRunner(env={"COLUMNS": "400"}).invoke(app, arguments).stdout
        assert "Tabel 3.5!E3" in told
        assert CELL.search(told.replace("F00", "")) is None
