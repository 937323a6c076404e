"""CONTRIBUTING's steps for a new rule of an existing kind: one YAML file, and no Python."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from lkjip_audit.cli.app import app

pytestmark = pytest.mark.slow

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
RUNNER = CliRunner()
ID = "realisasi-pembilang"
HEADER = ["Indikator Kinerja", "Pembilang", "Penyebut", "Target", "Realisasi"]
RULE = """\
id: realisasi-pembilang
title:
  id: Realisasi sesuai pembilang dan penyebutnya
  en: A result follows from its numerator and denominator
severity: significant
basis:
  - {document: "Perbup contoh 1/2024", article: "Lampiran, pengukuran kinerja"}
RELATION
message:
  id: "Realisasi {subject} tertulis {stated}, seharusnya {expected} ({formula})."
  en: "The result of {subject} reads {stated}, should be {expected} ({formula})."
why:
  id: Realisasi yang tidak mengikuti datanya tidak dapat diandalkan.
  en: A result that does not follow from its data cannot be relied on.
remedy:
  id: Hitung ulang dari pembilang dan penyebutnya.
  en: Recompute from numerator and denominator.
examples:
  pass:
    - {name: benar, grid: GRID(50,00|60,00)}
    - {name: benar dengan satu desimal, grid: GRID(50,0|60,0)}
  fail:
    - {name: baris pertama keliru, grid: GRID(55,00|60,00), expect: [{cell: E2, expected: "50,00"}]}
    - {name: baris kedua keliru, grid: GRID(50,00|66,00), expect: [{cell: E3, expected: "60,00"}]}
  boundary:
    - {name: dibulatkan penuh, grid: GRID(50|60)}
  not_verifiable:
    - {name: penyebut nol, grid: ZERO, reason: zero_divisor}
"""


def table(first: str, second: str, whole: str = "200") -> list[list[str]]:
    return [
        HEADER,
        ["Persentase peserta yang lulus", "100", whole, "50,00", first],
        ["Persentase berkas yang selesai", "180", "300", "50,00", second],
    ]


def written(relation: str) -> str:
    """The rule's file, with ``relation`` in it and its grids filled."""
    text = RULE.replace("RELATION\n", relation).replace("ZERO", json.dumps(table("50,00", "60,00", "0")))
    return re.sub(r"GRID\(([^|]*)\|([^)]*)\)", lambda match: json.dumps(table(match[1], match[2])), text)


@pytest.fixture
def relation() -> str:
    """The relation that CONTRIBUTING shows under step 2, as it stands there."""
    block = re.search(r"^ {7}(relation:\n(?: {9}.+\n)+)", CONTRIBUTING.read_text("utf-8"), re.MULTILINE)
    assert block is not None
    return block[1].replace("\n         ", "\n  ")


def run(*words: str) -> str:
    result = RUNNER.invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def test_steps_of_contributing_make_a_rule_that_check_uses(tmp_path, relation):
    folder = tmp_path / "aturan"
    run("rules", "new", ID, "--rules", str(folder))
    (folder / "checks" / f"{ID}.yaml").write_text(written(relation), encoding="utf-8")
    run("rules", "lint", "--rules", str(folder))
    run("rules", "test", ID, "--rules", str(folder))
    book, report = tmp_path / "lkjip.xlsx", tmp_path / "laporan.json"
    workbook = Workbook()
    for row in table("55,00", "60,00"):
        workbook.active.append(row)
    workbook.save(book)
    RUNNER.invoke(app, ["check", str(book), "--rules", str(folder), "--format", "json", "-o", str(report)])
    found = [item for item in json.loads(report.read_text("utf-8"))["findings"] if item["rule"] == ID]
    assert [(item["cell"], item["expected"]) for item in found] == [("E2", "50,00")]
