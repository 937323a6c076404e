"""Copies in the hands of other programs; each test is skipped where its program is not installed."""

import json
import os
import shutil
import subprocess

import openpyxl
import pytest

from lkjip_audit.reports.annotated import own_sheets, read_statuses
from tests.corpus.copies import annotated

SOFFICE = shutil.which("soffice")
VALIDATOR = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
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
    make.typed(copy, "Temuan", "L5", "ditolak")
    saved = converted(copy, "xlsx", tmp_path)
    assert len(own_sheets(saved.read_bytes())) == 6
    assert read_statuses(saved)[finding.fingerprint].status == "rejected"
    again = openpyxl.load_workbook(make.annotated(saved, make.finding("D4"), name="lagi.xlsx"))
    assert again.sheetnames == [make.sheet, "Ringkasan", "Penyebab", "Temuan", "Cakupan", "Tabel", "Bantu Reviu"]
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
