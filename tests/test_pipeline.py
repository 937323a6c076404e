"""The whole pipeline on the samples, held to their truth files."""

from __future__ import annotations

import gc
import hashlib
import json
import pickle
from dataclasses import replace

import pytest

import lkjip_audit
from lkjip_audit import audit
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Options, Stage, audit_workbook, load_pack
from lkjip_audit.reports import json_form
from lkjip_audit.reports.checked import Checked
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address, Cell, Sheet
from lkjip_audit.workbook.reader import read_workbook
from tests.truth import SAMPLES, cells_of, defects, false_alarms, load

pytestmark = pytest.mark.slow
NAMES = ("kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023", "contoh-selaras")


def _finding(result: AuditResult, sheet: str, cell: str, expected: str) -> bool:
    return any(
        (item.address.sheet, item.address.a1) == (sheet, cell) and expected in item.expected for item in result.findings
    )


def _json(result: AuditResult) -> str:
    return json_form.render([Checked(result.source.name, result)], Catalogue(result.lang))


def test_swapped_digits_of_the_total_are_found_in_the_conclusion(blitar):
    assert _finding(blitar, "4.1 Kesimpulan", "B10", "14.645.969.413")


def test_both_wrong_efficiencies_should_be_1_03(blitar):
    assert _finding(blitar, "3.2.3 Efisiensi", "F6", "1,03")
    assert _finding(blitar, "Ikhtisar Eksekutif", "B7", "1,03")


def test_the_label_that_follows_from_the_efficiency_flips(blitar):
    assert _finding(blitar, "3.2.3 Efisiensi", "G6", "efisien")


def test_serapan_is_held_to_the_printed_pagu(blitar):
    assert _finding(blitar, "3.2 Keuangan", "I24", "95,96%")


def test_the_stale_pagu_is_one_cause_with_the_figure_that_puts_it_right(blitar):
    causes = [cause for cause in blitar.causes if cause.proposed == "9.546.367.212"]
    assert [cause.stated for cause in causes] == ["9.513.625.429"]
    assert len(causes[0].explains) >= 5


def test_blitar_groups_into_no_more_than_45_causes(blitar):
    assert len(blitar.causes) <= 45


@pytest.mark.parametrize(
    ("fixture", "name", "severity", "share"),
    [
        ("blitar", NAMES[0], "material", 1.0),
        ("blitar", NAMES[0], "minor", 0.95),
        ("jombang", NAMES[1], "material", 1.0),
        ("jombang", NAMES[1], "significant", 1.0),
        ("jombang", NAMES[1], "minor", 0.95),
    ],
)
def test_sure_figure_defects_are_found(request, fixture, name, severity, share):
    found = cells_of(request.getfixturevalue(fixture))
    wanted = [item for item in defects(name) if item.sure and item.figure and item.severity == severity]
    missed = [item.id for item in wanted if not found & set(item.cells)]
    assert len(missed) <= (1 - share) * len(wanted), missed


@pytest.mark.parametrize(("fixture", "name"), [("blitar", NAMES[0]), ("jombang", NAMES[1])])
def test_what_holds_raises_no_alarm(request, fixture, name):
    found = false_alarms(name, request.getfixturevalue(fixture))
    assert [(item.rule, item.address.sheet, item.address.a1) for item in found] == []


def test_the_clean_sample_has_nothing_above_info(selaras):
    assert [item.message for item in selaras.findings if item.severity is not Severity.INFO] == []


def test_every_material_finding_in_blitar_is_a_known_defect(blitar):
    known = {cell for item in defects(NAMES[0]) for cell in item.cells}
    unknown = [
        item.message
        for item in blitar.findings
        if item.severity is Severity.MATERIAL and (item.address.sheet, item.address.a1) not in known
    ]
    assert unknown == []


@pytest.mark.parametrize("fixture", ["blitar", "jombang", "selaras"])
def test_no_rule_is_in_error_and_every_finding_is_counted(request, fixture):
    result = request.getfixturevalue(fixture)
    assert result.checks["rule_error"] == 0
    assert result.checks["finding"] == len(result.findings)
    assert len(result.unverified) == result.checks["not_verifiable"]


def test_report_has_the_form_of_version_1(blitar):
    report = blitar.to_dict()
    assert list(report) == [
        "schema",
        "tool",
        "source",
        "tables",
        "checks",
        "findings",
        "causes",
        "coverage",
        "notices",
        "ledger",
    ]
    assert report["schema"] == "lkjip-audit/report/1"
    assert set(report["checks"]) == {"pass", "finding", "not_applicable", "not_verifiable", "rule_error"}
    assert set(report["findings"][0]) == {
        "id", "fingerprint", "rule", "title", "severity", "sheet", "cell", "stated", "expected", "difference",
        "related", "message", "basis", "cause", "standing", "proposed",
    }  # fmt: skip
    assert set(report["causes"][0]) == {
        "id", "fingerprint", "sheet", "cell", "stated", "proposed", "why", "explains", "alternatives",
        "copies", "recompute",
    }  # fmt: skip
    assert json.loads(_json(blitar)) == report


def test_the_same_file_gives_the_same_bytes_and_is_left_alone(blitar):
    path = SAMPLES / f"{NAMES[0]}.xlsx"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    again = audit(path)
    assert _json(again) == _json(blitar)
    assert before == hashlib.sha256(path.read_bytes()).hexdigest() == again.source.sha256


def _shifted(sheet: Sheet, down: int) -> Sheet:
    cells = {(row + down, column): _moved(cell, down) for (row, column), cell in sheet.cells.items()}
    return replace(
        sheet,
        cells=cells,
        rows={row + down: columns for row, columns in sheet.rows.items()},
        merges=tuple(replace(area, top=area.top + down, bottom=area.bottom + down) for area in sheet.merges),
        hidden_rows=frozenset(row + down for row in sheet.hidden_rows),
    )


def _moved(cell: Cell, down: int) -> Cell:
    return replace(cell, row=cell.row + down, formula=None)


def test_rows_put_in_above_leave_every_fingerprint_as_it_was():
    workbook = read_workbook(SAMPLES / f"{NAMES[0]}.xlsx")
    pack, catalogue = load_pack(Options()), Catalogue("id")
    still = replace(workbook, sheets=tuple(_shifted(sheet, 0) for sheet in workbook.sheets))
    moved = replace(workbook, sheets=tuple(_shifted(sheet, 5) for sheet in workbook.sheets))
    before, after = (audit_workbook(item, pack, catalogue) for item in (still, moved))
    assert sorted(item.fingerprint for item in before.findings) == sorted(item.fingerprint for item in after.findings)


def test_english_speaks_of_the_same_cells(blitar):
    english = audit(SAMPLES / f"{NAMES[0]}.xlsx", Options(lang="en"))
    assert [item.fingerprint for item in english.findings] == [item.fingerprint for item in blitar.findings]
    assert english.findings[0].message != blitar.findings[0].message


def test_the_public_door_is_callable_whatever_was_imported_before():
    assert lkjip_audit.audit(SAMPLES / f"{NAMES[2]}.xlsx").checks["pass"] > 0
    assert set(lkjip_audit.__all__) == {"AuditResult", "Auditor", "Options", "__version__", "audit"}


def test_an_auditor_sent_to_another_process_says_the_same_and_tells_where_it_is(selaras):
    sent = pickle.loads(pickle.dumps(Auditor.load()))
    told: list[Stage] = []
    assert sent.audit(SAMPLES / f"{NAMES[2]}.xlsx", told.append) == selaras
    assert told == list(Stage)


def test_an_auditor_that_has_worked_is_sent_as_small_as_a_fresh_one():
    auditor = Auditor.load()
    fresh = pickle.dumps(auditor)
    auditor.survey(SAMPLES / f"{NAMES[2]}.xlsx")
    assert len(pickle.dumps(auditor)) == len(fresh) < 300_000


def test_every_finding_can_be_recomputed_from_what_it_prints(blitar):
    told = [item for item in blitar.findings if item.kind in ("row_formula", "column_sum")]
    assert told
    for item in told:
        assert item.formula
        assert item.related
        assert item.expected in item.message


def test_truth_files_name_sheets_that_the_workbooks_have(blitar, jombang, selaras):
    for name, result in zip(NAMES, (blitar, jombang, selaras), strict=True):
        truth = load(name)
        named = {item["sheet"] for item in (*truth["defects"], *truth.get("holds", []))}
        assert named <= set(result.source.sheets)
        assert all(isinstance(item.address, Address) for item in result.findings)


def test_an_audit_leaves_the_collector_of_cycles_as_it_was():
    gc.enable()
    audit(SAMPLES / f"{NAMES[2]}.xlsx")
    assert gc.isenabled()
    gc.disable()
    audit(SAMPLES / f"{NAMES[2]}.xlsx")
    assert not gc.isenabled()
    gc.enable()
