"""``papers`` writes three documents, and none over one that somebody may have filled in."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from tests.truth import SAMPLES

pytestmark = pytest.mark.slow
NAMES = ["laporan.catatan.docx", "laporan.kertas-kerja.docx", "laporan.pernyataan.docx"]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "laporan.xlsx"
    path.write_bytes((SAMPLES / "contoh-selaras.xlsx").read_bytes())
    return path


def run(*words: str):
    return CliRunner().invoke(app, ["papers", *words])


def test_the_papers_are_written_and_told(workbook):
    outcome = run(str(workbook), "--out", str(workbook.parent / "reviu"))
    assert outcome.exit_code == 0
    assert sorted(path.name for path in (workbook.parent / "reviu").iterdir()) == NAMES
    assert outcome.stderr.count("Ditulis:") == 3


def test_a_paper_that_is_there_is_not_overwritten_unless_asked(workbook):
    filled = workbook.with_name(NAMES[1])
    filled.write_text("tanggapan yang sudah diketik", "utf-8")
    refused = run(str(workbook))
    assert refused.exit_code == 2
    assert NAMES[1] in refused.stderr
    assert filled.read_text("utf-8") == "tanggapan yang sudah diketik"
    assert not workbook.with_name(NAMES[0]).exists()
    assert run(str(workbook), "--overwrite").exit_code == 0
    assert filled.read_bytes().startswith(b"PK")
