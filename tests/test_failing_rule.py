"""A rule that raises on one table: the audit ends, everything else is told, and every report names the rule."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lkjip_audit.followup.comparison import Comparison, Reason, State, compare
from lkjip_audit.followup.comparison_form import page
from lkjip_audit.followup.earlier import of_result, read_reports
from lkjip_audit.followup.waivers import Waiver, waived
from lkjip_audit.judging import evaluate
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Options
from lkjip_audit.relations import engine
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.reports.annotated import annotate
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.forms import Form, render
from lkjip_audit.reports.html import page as html_page
from lkjip_audit.reports.recap.lines import Line, told
from lkjip_audit.reports.review import Answer, checklist, review_lines
from lkjip_audit.result import EVERYWHERE, AuditResult
from lkjip_audit.serve.work import Task, do
from lkjip_audit.workbook.reader import read_workbook
from tests.followup.submission import CAPAIAN, MONEY, run, write_submission

RULE = "capaian-rasio"
HYGIENE = "galat-sel"


def breaking(monkeypatch: pytest.MonkeyPatch, rule_id: str, *, after: int = 0, kind_of: str = "row_formula") -> None:
    """The kind of ``rule_id`` raises once it has laid ``after`` relations of that rule."""
    kind = KINDS[kind_of]

    def relations(rule, settings, scene):
        for number, laid in enumerate(kind.relations(rule, settings, scene)):
            if rule.id == rule_id and number == after:
                table = next(table for table in scene.tables if table.sheet == CAPAIAN)
                raise IndexError(table.id)
            yield laid

    monkeypatch.setitem(KINDS, kind_of, replace(kind, relations=relations))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_submission(tmp_path_factory.mktemp("kiriman") / "lkjip.xlsx")


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor.load(Options(view=True, record=True))


@pytest.fixture(scope="module")
def whole(source: Path, auditor: Auditor) -> AuditResult:
    """Without any fault."""
    return auditor.audit(source)


@pytest.fixture
def failed(monkeypatch: pytest.MonkeyPatch, source: Path, auditor: Auditor) -> AuditResult:
    """With a rule that raises on the table of results, when it has laid a relation already."""
    breaking(monkeypatch, RULE, after=1)
    return auditor.audit(source)


def told_of(result: AuditResult) -> list[tuple[str, str, str, str]]:
    return [(item.rule, item.place, item.stated, item.expected) for item in result.findings]


def test_one_rule_is_in_error_and_everything_else_is_told(whole: AuditResult, failed: AuditResult):
    assert failed.checks["rule_error"] == 1
    assert [item for item in told_of(whole) if item[0] == RULE]
    assert told_of(failed) == [item for item in told_of(whole) if item[0] != RULE]


def test_half_of_what_it_would_say_is_not_told(failed: AuditResult):
    """It had laid the relation of the first row, which holds, before it failed."""
    assert not any(RULE in figure.rules for figure in failed.coverage.tested)
    assert RULE not in failed.ledger.held
    assert failed.ledger.unjudged[RULE] == (EVERYWHERE,)


def test_notice_names_the_rule_the_fault_and_the_table(failed: AuditResult):
    (found,) = failed.failures
    assert (found.notice.sheet, found.notice.cell) == (CAPAIAN, "A3:E10")
    for said in (RULE, "yang dicarinya tidak ada", "IndexError", "test_failing_rule"):
        assert said in found.message or said == "test_failing_rule"
    assert failed.failed_rules == (RULE,)


def test_notice_is_told_in_both_languages(failed: AuditResult):
    assert failed.view is not None
    (other,) = failed.view.others[0].failures
    assert "what it looks for is not there" in other.message
    assert RULE in other.message


def test_figure_that_nothing_else_tests_may_be_one_that_it_would_have_tested(failed: AuditResult):
    left = {item.address.place: item.why for item in failed.coverage.unchecked}
    assert left[f"{CAPAIAN}!E4"] == f"yang mengujinya mungkin aturan yang gagal dijalankan: {RULE}"
    assert failed.coverage.figures == len(failed.coverage.tested) + len(failed.coverage.unchecked)


def test_store_gets_the_outcome_of_the_rule(failed: AuditResult):
    assert failed.record is not None
    found = [item for item in failed.record.outcomes if item.rule == RULE]
    assert [(item.status, item.reason) for item in found] == [("rule_error", "rule_finds_nothing")]


def test_relations_do_not_count_it(whole: AuditResult, failed: AuditResult):
    for result in (failed, whole):
        assert result.relations == result.checks["pass"] + result.checks["finding"]
    assert failed.relations < whole.relations


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_names_it_and_gives_its_sentence(failed: AuditResult, form: Form, lang: str):
    assert failed.view is not None
    result = failed if lang == failed.lang else failed.view.others[0]
    text = " ".join(render(form, [Checked("lkjip.xlsx", result)], Catalogue(lang)).decode().replace("\\", "").split())
    if form is not Form.CSV:  # rows of findings, and nothing else
        assert RULE in text
        assert "IndexError" in text


def test_csv_has_rows_of_findings_only(failed: AuditResult):
    text = render(Form.CSV, [Checked("lkjip.xlsx", failed)], Catalogue("id")).decode()
    assert text.count("\n") == len(failed.findings) + 1


@pytest.fixture
def clean(failed: AuditResult) -> AuditResult:
    """A rule failed, and nothing else was found."""
    assert failed.view is not None
    other = replace(failed.view.others[0], findings=(), causes=())
    return replace(failed, findings=(), causes=(), view=replace(failed.view, others=(other,)))


@pytest.mark.parametrize("form", [Form.CONSOLE, Form.MARKDOWN, Form.HTML])
def test_nothing_found_is_never_said_alone(clean: AuditResult, form: Form):
    text = " ".join(render(form, [Checked("lkjip.xlsx", clean)], Catalogue("id")).decode().replace("\\", "").split())
    _, _, after = text.partition("Tidak ada temuan.")
    assert RULE in after[:400]


def test_page_does_not_tick_it_off(clean: AuditResult):
    text = html_page([Checked("lkjip.xlsx", clean)], "id")
    assert "lead good" not in text
    assert "lead failed" in text


def test_copy_tells_it_on_its_first_sheet_and_in_its_list(clean: AuditResult, source: Path, tmp_path: Path):
    target = tmp_path / "lkjip.temuan.xlsx"
    annotate(source, target, clean, Catalogue("id"))
    book = openpyxl.load_workbook(target)
    for name in ("Ringkasan", "Temuan"):
        said = [str(cell) for row in book[name].iter_rows(values_only=True) for cell in row if cell]
        nothing = [text for text in said if text.startswith("Tidak ada temuan")]
        assert nothing, name
        assert all(RULE in text for text in nothing), name
    assert any("aturan gagal" in str(cell) for row in book["Ringkasan"].iter_rows(values_only=True) for cell in row)


def test_review_aid_does_not_call_tested_what_it_did_not_test(clean: AuditResult):
    answers = [line.answers for line in review_lines(clean, checklist()) if line.item.rules == "all"]
    of_rule = [
        line.answers
        for line in review_lines(clean, checklist())
        if line.item.rules != "all" and RULE in line.item.rules
    ]
    assert answers or of_rule
    assert all(Answer.FAILED in found and Answer.CLEAN not in found for found in (*answers, *of_rule))


def test_recap_does_not_count_the_file_as_clean(clean: AuditResult):
    said = told([Line(Checked("lkjip.xlsx", clean), "lkjip.xlsx")], Catalogue("id"))
    assert "0 tanpa temuan" in said
    assert f"Pada 1 berkas ada aturan yang gagal dijalankan: {RULE}." in said


def test_self_check_page_counts_it(monkeypatch: pytest.MonkeyPatch, source: Path, auditor: Auditor, tmp_path: Path):
    breaking(monkeypatch, RULE)
    copied = tmp_path / "lkjip.xlsx"
    copied.write_bytes(source.read_bytes())
    assert do(Task(copied, "lkjip.xlsx"), auditor, lambda _: None).failed == 1


def test_command_ends_as_it_would_without_it(monkeypatch: pytest.MonkeyPatch, source: Path):
    breaking(monkeypatch, RULE)
    done = run("check", source, "--no-annotated")
    assert done.exit_code == 1
    assert f"({RULE}) gagal dijalankan" in " ".join(done.stdout.split())


def test_waiver_for_it_is_not_called_useless(failed: AuditResult):
    waivers = [
        Waiver(place="a:1", rule=RULE, reason="Rumus lain."),
        Waiver(place="a:2", fingerprint="0" * 16, reason="Lain."),
        Waiver(place="a:3", rule="lain", reason="Lain."),
    ]
    found = waived(failed, waivers, date(2024, 6, 1), Catalogue("id"))
    assert [item.subject for item in found.findings if item.kind == "waiver"] == ["lain"]


# Compared with an audit in which the rule did not fail.


@pytest.fixture
def compared(whole: AuditResult, failed: AuditResult) -> Comparison:
    return compare(of_result(whole), of_result(failed), failed.ledger)


def test_findings_of_the_rule_are_not_fixed_but_untestable(compared: Comparison):
    own = [item for item in compared.findings if item.latest.rule == RULE]
    assert own
    assert {(item.state, item.reason) for item in own} == {(State.UNTESTABLE, Reason.RULE_ERROR)}


def test_comparison_names_the_rule(compared: Comparison):
    assert compared.failed == (("lkjip.xlsx", (RULE,)),)
    said = " ".join(page(compared, Catalogue("id")).split())
    assert f"Gagal dijalankan pada pemeriksaan lkjip.xlsx, jadi tidak menguji apa pun: {RULE}." in said
    assert "Aturan ini gagal dijalankan pada pemeriksaan ini." in said


def test_report_that_is_read_again_knows_of_it(failed: AuditResult, tmp_path: Path):
    path = tmp_path / "lkjip.json"
    path.write_text(json.dumps(failed.to_dict()), "utf-8")
    (again,) = read_reports(path)
    assert again.ledger is not None
    assert again.ledger.failed == (RULE,)


def test_rule_that_is_silent_where_all_is_well_does_not_hold_everywhere(
    monkeypatch: pytest.MonkeyPatch, whole: AuditResult, source: Path, auditor: Auditor
):
    assert EVERYWHERE in whole.ledger.held[HYGIENE]
    breaking(monkeypatch, HYGIENE, kind_of="hygiene")
    found = auditor.audit(source)
    assert found.failed_rules == (HYGIENE,)
    assert HYGIENE not in found.ledger.held


# Faults that come to light only when an equation is judged.


def test_equation_that_cannot_be_judged_fails_its_rule_only(
    monkeypatch: pytest.MonkeyPatch, whole: AuditResult, source: Path, auditor: Auditor
):
    judge = evaluate.judge

    def fragile(equation, formula, definitions):
        if equation.rule.id == RULE and equation.stated.node.address.a1 == "E5":
            raise ZeroDivisionError
        return judge(equation, formula, definitions)

    monkeypatch.setattr(evaluate, "judge", fragile)
    found = auditor.audit(source)
    assert found.checks["rule_error"] == 1
    assert told_of(found) == [item for item in told_of(whole) if item[0] != RULE]
    (failure,) = found.failures
    assert (failure.notice.sheet, failure.notice.cell) == (CAPAIAN, "E5")
    assert "ada hitungan yang tidak dapat diselesaikannya" in failure.message


def test_rule_is_not_blamed_for_another_that_its_figures_are_computed_by(
    monkeypatch: pytest.MonkeyPatch, source: Path, auditor: Auditor
):
    """Any equation is judged by the definitions of its operands too; who fails without them is at fault."""
    judge = evaluate.judge

    def fragile(equation, formula, definitions):
        if equation.rule.id == RULE or any(other.rule.id == RULE for other in definitions.values()):
            raise ArithmeticError
        return judge(equation, formula, definitions)

    monkeypatch.setattr(evaluate, "judge", fragile)
    assert auditor.audit(source).failed_rules == (RULE,)


def test_restatement_that_cannot_be_judged_fails_its_rule_only(
    monkeypatch: pytest.MonkeyPatch, source: Path, auditor: Auditor
):
    restated = set()

    def fragile(restatement, network, contradicted):
        restated.add(restatement.rule.id)
        raise KeyError(restatement.subject)

    monkeypatch.setattr(engine, "evaluate_restatement", fragile)
    book = openpyxl.load_workbook(source)
    book[MONEY]["A9"] = "Realisasi Program Kepegawaian Daerah tahun 2023 sebesar Rp1.500.000.001."
    changed = source.with_name("dengan-kalimat.xlsx")
    book.save(changed)
    found = auditor.audit(changed)
    assert restated
    assert set(found.failed_rules) == restated
    assert found.checks["rule_error"] == len(restated)


def test_rule_that_no_sample_row_reaches_does_not_fail(source: Path, auditor: Auditor):
    assert auditor.audit_workbook(read_workbook(source)).failures == ()
