"""A tie is told as a tie in every form of the report: all candidates, no verdict, and what would decide."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.forms import Form, render
from lkjip_audit.result import Alternative, AuditResult, Cause, Coverage, Finding, Source
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address


def at(row: int) -> Address:
    return Address("Pegawai", row, 5)


FINDING = Finding(
    id="F001",
    fingerprint="a" * 16,
    rule="jumlah-kolom",
    title="Jumlah tidak cocok",
    severity=Severity.MATERIAL,
    address=at(46),
    stated="35",
    expected="34",
    difference="1",
    message="Jumlah tertulis 35.",
    basis="",
    remedy="Periksa.",
    why="",
    kind="column_sum",
    cause="C01",
)
TIE = Cause(
    "C01", at(39), "1", "2", "salah satu", ("F001",), (Alternative(at(40), "5", "6"),), decide="Minta daftar pegawai."
)


def told(form: Form, **changed: object) -> str:
    result = AuditResult(
        source=Source("a.xlsx", "f" * 64, ("Pegawai",)),
        version="0",
        rules_sha256="e" * 64,
        tables=(),
        checks={"pass": 1, "finding": 1, "not_applicable": 0, "not_verifiable": 0, "rule_error": 0},
        findings=(FINDING,),
        causes=(replace(TIE, **changed),),  # type: ignore[arg-type]
        coverage=Coverage(2, (), ()),
    )
    return render(form, [Checked("a.xlsx", result)], Catalogue("id")).decode()


@pytest.mark.parametrize("form", [Form.MARKDOWN, Form.SARIF])
def test_every_candidate_stands_in_one_line_with_what_decides(form: Form) -> None:
    text = told(form).replace("\\", "")
    assert "Pegawai!E39 (1 → 2), Pegawai!E40 (5 → 6)" in text
    assert "tidak dapat menentukan yang mana" in text
    assert "Minta daftar pegawai." in text
    assert "seharusnya 2" not in text


def test_in_csv_all_cells_are_named_and_nothing_is_proposed() -> None:
    (row,) = csv.DictReader(StringIO(told(Form.CSV).lstrip("\ufeff")))
    assert (row["cause_cell"], row["cause_proposed"]) == ("Pegawai!E39, Pegawai!E40", "")
    assert (row["standing"], row["proposed"]) == ("open", "")


def test_json_says_that_it_is_a_tie() -> None:
    (cause,) = json.loads(told(Form.JSON))["causes"]
    assert (cause["tie"], cause["decide"]) == (True, "Minta daftar pegawai.")
    assert [item["cell"] for item in cause["alternatives"]] == ["E40"]


def test_what_is_no_tie_says_what_to_write_where() -> None:
    copies = (Alternative(Address("Bab IV", 9, 1), "1", "2"),)
    (cause,) = json.loads(told(Form.JSON, alternatives=(), copies=copies))["causes"]
    assert "tie" not in cause
    assert cause["copies"] == [{"sheet": "Bab IV", "cell": "A9", "stated": "1", "proposed": "2"}]
