"""What the machine cannot do is told with exit 2, and a name that is no text stops no other file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from pkgutil import resolve_name as resolve
from unittest.mock import DEFAULT, Mock

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.pipeline import Auditor
from tests.fuzz.books import book, packed

pytestmark = pytest.mark.slow

ROOT = str(Path(__file__).parents[2])


@pytest.fixture
def full(monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    return refuse


def test_a_full_disk_in_the_midst_of_an_audit_is_no_fault_of_ours(tmp_path, monkeypatch, full):
    (tmp_path / "a.xlsx").write_bytes(packed(book(1)))
    monkeypatch.setattr(Auditor, "audit", full)
    outcome = CliRunner().invoke(app, ["check", str(tmp_path / "a.xlsx"), "--jobs", "1"])
    assert outcome.exit_code == 2
    assert "ruang disk penuh" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_screen_that_is_full_is_told_as_such(tmp_path, monkeypatch, full):
    (tmp_path / "a.xlsx").write_bytes(packed(book(1)))
    monkeypatch.setattr("lkjip_audit.cli.telling.write", full)
    words = ["check", str(tmp_path / "a.xlsx"), "--jobs", "1", "--no-annotated", "--format", "json"]
    assert CliRunner().invoke(app, words).exit_code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")
@pytest.mark.parametrize(("closed", "ended"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1)])
def test_a_screen_that_is_closed_is_no_fault_of_ours(tmp_path, closed, ended):
    (tmp_path / "a.xlsx").write_bytes(packed(book(1)))
    line = f'"{sys.executable}" -m lkjip_audit check a.xlsx --jobs 1 --fresh --report json=a.json {closed}'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env={**os.environ, "PYTHONPATH": ROOT}, check=False)
    assert done.returncode == ended
    assert (tmp_path / "a.json").exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are text")
def test_a_name_that_is_no_text_is_told_and_the_others_go_on(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(os.fsdecode(b"\xff\xfe.xlsx")).write_bytes(packed(book(1)))
    Path("b.xlsx").write_bytes(packed(book(2)))
    outcome = CliRunner().invoke(app, ["check", ".", "--jobs", "1", "--store", "s.duckdb"])
    assert outcome.exit_code == 1, outcome.stderr[-500:]
    assert "b.xlsx" in outcome.stderr
    assert "rekap.xlsx" in {path.name for path in tmp_path.iterdir()}
    assert CliRunner().invoke(app, ["check", ".", "--jobs", "1"]).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["check", "a.xlsx"],
        ["check", "b.xlsx", "--with-last-year", "a.xlsx"],
        ["tables", "a.xlsx"],
        ["relations", "a.xlsx"],
        ["papers", "a.xlsx"],
        ["map", "a.xlsx"],
        ["compare", "a.xlsx", "b.xlsx"],
        ["compare", "b.xlsx", "a.xlsx"],
    ],
)
def test_a_file_that_may_not_be_read_is_told_in_our_words(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(("a.xlsx", "b.xlsx")):
        Path(name).write_bytes(packed(book(number)))
    whole = Path.open

    def opened(path, *arguments, **options):
        if path.name == "a.xlsx":
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    outcome = CliRunner().invoke(app, words)
    assert outcome.exit_code == 3, outcome.stderr
    assert "tidak boleh dibaca" in outcome.stderr
    assert "readable" not in outcome.stderr


def run_out(*_, **__):
    raise MemoryError


@pytest.mark.parametrize(
    "place",
    ["lkjip_audit.pipeline.run", "lkjip_audit.pipeline.assemble", "lkjip_audit.batch.work.annotated_copy"],
)
def test_memory_that_ends_in_one_workbook_is_a_sentence_and_the_others_go_on(tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    for name in ("a.xlsx", "b.xlsx"):
        Path(name).write_bytes(packed(book(1)))
    with monkeypatch.context() as patch:
        patch.setattr(place, Mock(wraps=resolve(place), side_effect=[MemoryError, DEFAULT]))
        outcome = CliRunner().invoke(app, ["check", "a.xlsx", "b.xlsx", "--jobs", "1"])
    assert outcome.exit_code == 3
    assert "Memori komputer ini tidak cukup untuk memeriksa berkas a.xlsx" in outcome.output.replace("\n", " ")
    assert "Traceback" not in outcome.stderr
    assert not Path("a.temuan.xlsx").exists()
    assert Path("b.temuan.xlsx").exists()


@pytest.mark.parametrize("words", [["check", "a.xlsx", "--report", "json=a.json"], ["relations", "a.xlsx"]])
def test_memory_that_ends_outside_of_a_workbook_is_a_sentence_too(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    Path("a.xlsx").write_bytes(packed(book(1)))
    Path("a.json").write_text("lama")
    monkeypatch.setattr("lkjip_audit.reports.forms.render", run_out)
    monkeypatch.setattr(Auditor, "relations", run_out)
    outcome = CliRunner().invoke(app, words)
    assert outcome.exit_code == 3
    assert "Memori komputer ini tidak cukup" in outcome.stderr
    assert Path("a.json").read_text() == "lama"
