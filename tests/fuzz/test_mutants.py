"""Whatever a workbook or a file beside it holds, a run ends with 0, 1 or 3 (or 2, where a file of the caller's is off).

``LKJIP_FUZZ`` says how many mutants are tried, ``LKJIP_FUZZ_FROM`` the number of the first: a fault names its number.
"""

from __future__ import annotations

import os
from time import process_time

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.pipeline import Auditor, Options
from tests.fuzz.books import book, packed
from tests.fuzz.mutants import notes, workbook

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("LKJIP_FUZZ", "80"))
FIRST = int(os.environ.get("LKJIP_FUZZ_FROM", "0"))
SECONDS = 10
"""Of processor, for a workbook of a few kilobytes; most take less than one."""

WAIVERS = """waivers:
  - rule: jumlah-kolom
    sheet: Anggaran
    cells: [D5]
    reason: Sudah dijelaskan di CaLK.
    who: Pemeriksa
    until: 2030-12-31
"""
RECORD = """findings:
  - fingerprint: 0123456789abcdef
    status: ditolak
    note: lihat lampiran
    name: A
causes: []
"""
PROFILE = """id: uji
title: {id: Uji, en: Trial}
off:
  - rule: jumlah-kolom
    reason: tidak dipakai
sheets: []
"""
RULE = """id: sisa-uji
title: {id: Sisa, en: Rest}
severity: minor
status: stable
since: 0.1.0
basis: [{document: PermenPANRB 53/2014, article: Lampiran II}]
applies: {kinds: [anggaran_program]}
relation: {kind: row_formula, stated: sisa, formula: anggaran - realisasi}
message: {id: "{stated}", en: "{stated}"}
why: {id: a, en: b}
remedy: {id: c, en: d}
examples: []
"""


@pytest.fixture(scope="module")
def auditor():
    return Auditor.load(Options())


@pytest.fixture
def checked(auditor, tmp_path, monkeypatch):
    """Runs ``check`` on bytes; the exit code."""
    monkeypatch.chdir(tmp_path)

    def check(data, *words, loaded=auditor):
        (tmp_path / "a.xlsx").write_bytes(data)
        if loaded is not None:
            monkeypatch.setattr(Auditor, "load", lambda *_: loaded)
        before = process_time()
        outcome = CliRunner().invoke(app, ["check", "a.xlsx", "--jobs", "1", "--report", "json=a.json", *words])
        assert process_time() - before < SECONDS
        return outcome.exit_code

    return check


@pytest.mark.parametrize("number", range(FIRST, FIRST + COUNT))
def test_a_spoiled_workbook_ends_with_0_1_or_3(checked, number):
    assert checked(workbook(number)) in (0, 1, 3)


@pytest.mark.parametrize("option", ["--waivers", "--follow-up", "--baseline", "--profile", "--rules"])
@pytest.mark.parametrize("number", range(FIRST, FIRST + max(COUNT // 10, 1)))
def test_a_spoiled_file_of_the_callers_ends_with_2_at_the_worst(checked, tmp_path, option, number):
    texts = {"--waivers": WAIVERS, "--follow-up": RECORD, "--profile": PROFILE, "--rules": RULE}
    sound = packed(book(1))
    if option == "--baseline":
        assert checked(sound, "--no-annotated") in (0, 1)
        texts[option] = (tmp_path / "a.json").read_text("utf-8")
    path = tmp_path / ("checks/a.yaml" if option == "--rules" else "a.yaml")
    path.parent.mkdir(exist_ok=True)
    path.write_text(notes(number, texts[option]), "utf-8")
    named = tmp_path / "aturan" if option == "--rules" else path
    if option == "--rules":
        (tmp_path / "aturan").mkdir()
        path.parent.rename(named / "checks")
    read_anew = {"loaded": None} if option in ("--profile", "--rules") else {}
    assert checked(sound, "--no-annotated", option, str(named), **read_anew) in (0, 1, 2)
