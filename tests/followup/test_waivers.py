"""Waivers take findings out of the count, and are findings themselves once they are of no use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lkjip_audit.followup.baseline import Baseline, known_before
from lkjip_audit.followup.waivers import FILE_NAME, read_dossier, read_waivers, waived
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.forms import Form, render
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.rulepack.problems import BrokenNotesError
from tests.followup.grids import IPASN, MERIT, RULE, capaian

TODAY = date(2024, 6, 1)
CATALOGUE = Catalogue("id")


@pytest.fixture(scope="module")
def wrong() -> AuditResult:
    return capaian(MERIT, IPASN)


def settle(result: AuditResult, folder: Path, text: str, today: date = TODAY) -> AuditResult:
    path = folder / "lkjip-audit.yaml"
    path.write_text("waivers:\n" + text, "utf-8")
    return waived(result, read_waivers(path), today, CATALOGUE)


def fingerprint(result: AuditResult) -> str:
    return next(item.fingerprint for item in result.findings if item.rule == RULE)


def test_one_by_fingerprint_takes_that_finding_out_of_the_count(wrong: AuditResult, tmp_path: Path):
    text = f'  - fingerprint: "{fingerprint(wrong)}"\n    reason: Disepakati.\n    until: 2024-06-01\n'
    result = settle(wrong, tmp_path, text)
    (found,) = (item for item in result.findings if item.rule == RULE)
    assert found.suppression is not None
    assert (found.suppression.reason, found.suppression.until) == ("Disepakati.", TODAY)
    assert len(result.findings) == len(wrong.findings)
    assert len(result.counted) == len(wrong.counted) - 1


@pytest.mark.parametrize(
    ("narrowed", "is_covered"),
    [
        ("", True),
        ('    sheet: "cap*"\n', True),
        ("    sheet: Lampiran*\n", False),
        ("    subject: indeks profesionalitas*\n", True),
        ('    file: "lap*.xlsx"\n', True),
    ],
)
def test_one_by_rule_may_be_narrowed_down(wrong: AuditResult, tmp_path: Path, narrowed: str, is_covered: bool):
    result = settle(wrong, tmp_path, f"  - rule: {RULE}\n    reason: Rumus lain.\n{narrowed}")
    (found,) = (item for item in result.findings if item.rule == RULE)
    assert (found.suppression is not None) is is_covered


def test_one_for_another_file_is_neither_used_nor_missed(wrong: AuditResult, tmp_path: Path):
    result = settle(wrong, tmp_path, f"  - rule: {RULE}\n    file: dinas-*.xlsx\n    reason: Lain.\n")
    assert result.findings == wrong.findings


def test_one_that_covers_nothing_is_a_finding_about_the_file(wrong: AuditResult, tmp_path: Path):
    found = settle(wrong, tmp_path, "  - rule: nip-sama\n    reason: Salah ketik lama.\n").findings[-1]
    assert (found.rule, found.severity) == ("pengecualian-tidak-terpakai", Severity.INFO)
    assert (found.address.sheet, found.place) == ("", "lkjip-audit.yaml:2")


def test_one_past_its_day_lets_its_finding_count_and_is_one_itself(wrong: AuditResult, tmp_path: Path):
    result = settle(wrong, tmp_path, f"  - rule: {RULE}\n    reason: Sementara.\n    until: 2024-05-31\n")
    assert all(item.counts for item in result.findings)
    assert (result.findings[-1].rule, result.findings[-1].severity) == ("pengecualian-kedaluwarsa", Severity.MINOR)


def test_findings_about_the_file_have_numbers_and_fingerprints_of_their_own(wrong: AuditResult, tmp_path: Path):
    same = "  - rule: nip-sama\n    reason: Satu.\n"
    result = settle(wrong, tmp_path, same + same)
    for key in ("id", "fingerprint"):
        found = [getattr(item, key) for item in result.findings]
        assert len(set(found)) == len(found)


@pytest.mark.parametrize("form", list(Form))
def test_every_report_takes_a_finding_about_a_file_and_a_waived_one(wrong: AuditResult, tmp_path: Path, form: Form):
    text = f"  - rule: {RULE}\n    reason: Rumus lain di renstra.\n  - rule: nip-sama\n    reason: Lama.\n"
    result = settle(wrong, tmp_path, text)
    rendered = render(form, [Checked("laporan.xlsx", result)], CATALOGUE)
    told = " ".join((rendered if isinstance(rendered, str) else rendered.decode()).split())
    if form not in (Form.GITHUB, Form.GITLAB):  # these two tell what counts, and nothing else
        assert "Rumus lain di renstra." in told
    assert "tidak mengenai" in told or "pengecualian-tidak-terpakai" in told


def test_a_baseline_lets_only_what_is_new_count(wrong: AuditResult):
    known = Baseline("dahulu.json", {"laporan.xlsx": (fingerprint(wrong),)})
    result = known_before(wrong, known, CATALOGUE)
    assert [item.rule for item in result.findings if not item.counts] == [RULE]


def test_a_baseline_of_several_speaks_of_each_by_its_name(wrong: AuditResult):
    known = Baseline("dahulu.json", {"a.xlsx": (fingerprint(wrong),), "b.xlsx": ()})
    assert known_before(wrong, known, CATALOGUE).findings == wrong.findings


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("waivers:\n  - rule: x\n", "missing_key", (2, 5)),
        ("waivers:\n  - reason: Tanpa sasaran.\n", "waiver_of_nothing", (2, 5)),
        ("waivers:\n  - rule: x\n    reason: y\n    untill: 2024-01-01\n", "unknown_key", (4, 5)),
        ("waivers:\n  - rule: x\n    reason: y\n    until: besok\n", "wants_date", (4, 12)),
        ("waivers:\n  - fingerprint: abc\n    reason: y\n", "not_a_fingerprint", (2, 18)),
        ("waivers:\n  - fingerprint: 1234567890123456\n    reason: y\n", "wants_text", (2, 18)),
        ("waivers:\n  rule: x\n", "wants_list", (2, 3)),
        ("waiver:\n  - rule: x\n", "unknown_key", (1, 1)),
        ("waivers:\n  - rule: [x\n", "yaml_quote", None),
        ("waivers:\n\t- rule: x\n", "yaml_character", None),
        ("a: 1\na: 2\n", "yaml_duplicate_key", (2, 1)),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(tmp_path: Path, text: str, code: str, place: tuple[int, int] | None):
    path = tmp_path / "lkjip-audit.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(BrokenNotesError) as caught:
        read_waivers(path)
    error = caught.value
    assert error.code == code
    if place is not None:
        assert (error.details["line"], error.details["column"]) == place
    assert error.place.startswith("lkjip-audit.yaml:")
    assert "{" not in CATALOGUE.error(error)


def test_a_file_with_nothing_but_comments_waives_nothing(tmp_path: Path):
    path = tmp_path / "lkjip-audit.yaml"
    path.write_text("# belum ada\n", "utf-8")
    assert read_waivers(path) == ()


@pytest.mark.parametrize("name", ["../a.xlsx", "/etc/passwd", "C:\\\\a.xlsx", "a\\0b.xlsx"])
def test_a_dossier_lists_what_its_folder_can_hold_and_nothing_else(tmp_path: Path, name: str) -> None:
    (tmp_path / FILE_NAME).write_text(f'dossier: ["{name}"]\n')
    with pytest.raises(BrokenNotesError):
        read_dossier(tmp_path)
