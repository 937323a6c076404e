"""Copies in the hands of other programs; each test is skipped where its program is not installed."""

import json
import os
import re
import shutil
import subprocess
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import pytest

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.ooxml.numbers import as_number, safe_formula
from lkjip_audit.reports.annotated import annotate, read_statuses
from lkjip_audit.workbook.ours import own_sheets
from tests.corpus.copies import annotated
from tests.truth import SAMPLES

SOFFICE = shutil.which("soffice")
VALIDATOR = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
pytestmark = pytest.mark.office
READERS_WARN = "ignore:.*:UserWarning:openpyxl"


def converted(path, kind, folder):
    """What LibreOffice makes of a file."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "lo"),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "lo" / f"{path.stem}.{kind}"


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copy_and_computes_what_was_cached(make, tmp_path):
    live = f"=ROUND('{make.sheet}'!C3/'{make.sheet}'!D3*100,2)"
    findings = [make.finding("C3", live=live, expected="98,26%"), make.finding("D4", "minor")]
    result = make.result(*findings, causes=[make.cause("C3", findings[0])])
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), result=result)
    before = openpyxl.load_workbook(copy, data_only=True)
    after = openpyxl.load_workbook(converted(copy, "xlsx", tmp_path), data_only=True)
    assert after.sheetnames == before.sheetnames
    for sheet in before:
        values = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert {place: after[sheet.title][place].value for place in values} == values
    assert converted(copy, "pdf", tmp_path).stat().st_size > 5_000


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_a_copy_that_libreoffice_has_saved_is_known_and_marked_anew(make, tmp_path):
    finding = make.finding("C3", "material")
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), finding)
    make.typed(copy, "Temuan", "J5", "ditolak")
    saved = converted(copy, "xlsx", tmp_path)
    assert len(own_sheets(saved.read_bytes())) == 7
    assert read_statuses(saved)[finding.fingerprint].status == "rejected"
    again = openpyxl.load_workbook(make.annotated(saved, make.finding("D4"), name="lagi.xlsx"))
    assert again.sheetnames == [
        "Ringkasan",
        "Penyebab",
        "Temuan",
        "Hubungan",
        "Cakupan",
        "Tabel",
        "Bantu Reviu",
        make.sheet,
    ]
    sheet = again[make.sheet]
    assert (sheet["C3"].comment, sheet["C3"].fill.fill_type) == (None, None)
    assert sheet["D4"].comment


@pytest.mark.skipif(not VALIDATOR, reason="the Open XML SDK validator is not installed")
@pytest.mark.filterwarnings(READERS_WARN)
def test_the_copy_has_no_more_validation_errors_than_its_source(foreign, tmp_path):
    copy = tmp_path / foreign.name
    copy.write_bytes(annotated(foreign, tmp_path))
    assert len(errors(copy)) <= len(errors(foreign))


def errors(path):
    done = subprocess.run([VALIDATOR, str(path)], capture_output=True, text=True, timeout=60, check=False)
    return json.loads(done.stdout)["errors"]


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["blitar", "jombang"])
def test_libreoffice_computes_from_the_cells_what_the_audit_recomputed(make, tmp_path, request, name):
    result = request.getfixturevalue(name)
    copy = tmp_path / "copy.xlsx"
    annotate(SAMPLES / result.source.name, copy, result, Catalogue("id"))
    live = {
        row: figure
        for row, finding in enumerate(result.findings, 5)
        if safe_formula(finding.live) and (figure := as_number(finding.expected, finding.stated, finding.difference))
    }
    assert len(live) >= 5

    def forget(parts):  # without its stored value a formula must be computed on loading
        part = make.part_of(parts, "Temuan")
        parts[part] = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", parts[part])

    sheet = openpyxl.load_workbook(converted(make.repacked(copy, forget), "xlsx", tmp_path), data_only=True)["Temuan"]
    wrong = []
    for row, (expected, code) in live.items():
        decimals = len(code.partition(".")[2].rstrip('" %'))
        computed = Decimal(repr(sheet[f"F{row}"].value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if computed != expected:
            wrong.append((sheet[f"A{row}"].value, result.findings[row - 5].live, computed, expected))
    assert wrong == []


def saved_by_openpyxl(path, _):
    book = openpyxl.load_workbook(path)
    book.save(path)
    return path


def saved_by_libreoffice(path, folder):
    return converted(path, "xlsx", folder)


@pytest.mark.filterwarnings(READERS_WARN)
@pytest.mark.parametrize(
    "saved",
    [
        saved_by_openpyxl,
        pytest.param(
            saved_by_libreoffice, marks=pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
        ),
    ],
)
def test_checked_filled_saved_and_checked_again_nothing_is_doubled_or_lost(make, tmp_path, saved):
    findings = [make.finding("C3", "material", cause="P1"), make.finding("D4", "minor"), make.finding("D3")]
    result = make.result(*findings, causes=[make.cause("C3", findings[0])])
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), result=result)
    written = {("Temuan", 5): ("ditolak", "Angka benar", "Ani"), ("Temuan", 6): ("diperbaiki", "", "Budi")}
    written["Penyebab", 5] = ("diterima", "=bukan rumus", "Ani")
    book = openpyxl.load_workbook(copy)
    for (name, row), texts in written.items():
        heads = {cell.value: cell.column for cell in book[name][4]}
        for head, text in zip(("Status", "Catatan", "Pemeriksa"), texts, strict=True):
            cell = book[name].cell(row, heads[head], text or None)
            cell.data_type = "s" if text else cell.data_type
    book.save(copy)
    known = read_statuses(copy)
    assert len([status for status in known.values() if not status.blank]) == 3

    path = saved(copy, tmp_path)
    for name in ("lagi.xlsx", "ketiga.xlsx"):
        path = make.annotated(path, result=result, name=name)
        assert read_statuses(path) == known
    again = openpyxl.load_workbook(path)
    ours = ["Ringkasan", "Penyebab", "Temuan", "Hubungan", "Cakupan", "Tabel", "Bantu Reviu"]
    assert again.sheetnames == [*ours, make.sheet]
    assert [row[0].value for row in again["Temuan"].iter_rows(min_row=5)] == [finding.id for finding in findings]
    assert [row[0].value for row in again["Penyebab"].iter_rows(min_row=5)] == ["P1"]
    notes = {cell.coordinate: cell.comment.text for row in again[make.sheet] for cell in row if cell.comment}
    assert sorted(notes) == ["C3", "D3", "D4"]
    assert all(text.count("lkjip-audit · ") == 1 for text in notes.values())
    assert [again[make.sheet][cell].value for cell in ("C3", "D3", "C4", "D4")] == [84, 85.49, 86.35, 85.49]
