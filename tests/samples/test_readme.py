"""The README's table of findings is what the audit of the sample says."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from tests.truth import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "README.md").read_text("utf-8")
ROWS = re.findall(r"^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", TEXT, re.MULTILINE)


def digits(text: str) -> str:
    return re.sub(r"[^0-9,]", "", text).removesuffix(",00")


def test_the_table_is_read() -> None:
    assert len(ROWS) == 3


@pytest.mark.parametrize(("cells", "stated", "recomputed", "proposed"), ROWS, ids=lambda text: text)
def test_row_is_what_the_audit_says(blitar, cells, stated, recomputed, proposed) -> None:
    places, told = re.findall(r"`([^`]+)`", cells), [digits(item) for item in stated.split(" dan ")]
    for place, value in zip(places, told, strict=True):
        found = [item for item in blitar.findings if item.place == place and digits(item.stated) == value]
        assert found
        assert {digits(item.expected) for item in found} == {digits(recomputed)}
        assert {digits(item.proposed) for item in found} == {digits(proposed)}


def test_every_figure_that_should_stand_in_a_cell_can_be_recomputed_from_what_its_finding_prints(blitar) -> None:
    """One of the README's promises to auditors: the operands are told, with their cells."""
    facts = [item for item in blitar.findings if item.kind == "restatement" and item.expected]
    assert len(facts) > 10
    assert [item.id for item in facts if not item.related] == []
    (recomputed,) = (item for item in facts if item.place == "Ikhtisar Eksekutif!B7" and item.expected == "1,03")
    assert [item.address.place for item in recomputed.related] == ["3.2.3 Efisiensi!D6", "3.2.3 Efisiensi!E6"]
    assert "99,00% / 95,96%" in recomputed.message


@pytest.mark.slow
def test_the_console_that_is_quoted_is_the_console(tmp_path, monkeypatch) -> None:
    """The lines in the README and in docs/in-use.md are what ``check`` prints of the sample at 80 columns.

    How many relations hold grows with every kind of relation, so that number is not held to the page.
    """
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "kota-blitar-bkpsdm-2023.xlsx", tmp_path)
    command = ["check", "kota-blitar-bkpsdm-2023.xlsx"]
    outcome = CliRunner().invoke(app, command, env={"COLUMNS": "80", "NO_COLOR": "1"})
    assert outcome.exit_code == 1
    printed = [_told(line) for line in outcome.output.splitlines()]
    assert len(printed) <= 40
    page = (ROOT / "docs" / "in-use.md").read_text("utf-8")
    block = page.partition("\n## The console\n")[2].partition("\n## ")[0]
    quoted = [_told(line) for line in block.splitlines() if line.startswith("    ")]
    assert len(quoted) >= 12
    assert [line for line in quoted if line not in (*printed, "...")] == []
    (line,) = re.findall(r"`(C01 [^`]+)`", TEXT)
    assert _told(line) in printed


def _told(line: str) -> str:
    """The words of a line, without how many relations were tested."""
    return re.sub(r"Hubungan: .*", "Hubungan", " ".join(line.split()))
