"""Fixed is what was tested again and holds; what merely did not come again is not."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from lkjip_audit.followup.comparison import Compared, Comparison, Reason, State, compare, counted
from lkjip_audit.followup.comparison_form import page, print_comparison, render
from lkjip_audit.followup.earlier import of_result
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.console import Detail, Telling
from lkjip_audit.result import AuditResult, Ledger, Suppression
from tests.followup.grids import HEAD, IPASN, MERIT, RULE, SAKIP, audited, capaian, right

pytestmark = pytest.mark.slow

DOUBLE = "Capaian indikator Indeks Sistem Merit pada tahun 2023 adalah sebesar 100,56%% dari target yang ditetapkan."


def compared(before: AuditResult, now: AuditResult) -> Comparison:
    return compare(of_result(before), of_result(now), now.ledger)


def the_one(comparison: Comparison, rule: str = RULE) -> Compared:
    (found,) = (item for item in comparison.findings if item.latest.rule == rule)
    return found


@pytest.fixture(scope="module")
def wrong() -> AuditResult:
    return capaian(MERIT, IPASN, SAKIP)


def test_a_figure_put_right_is_fixed(wrong: AuditResult):
    assert the_one(compared(wrong, capaian(MERIT, right(IPASN, "90,00"), SAKIP))).state is State.FIXED


def test_nothing_done_is_still_there(wrong: AuditResult):
    found = the_one(compared(wrong, wrong))
    assert (found.state, found.changed) == (State.STILL, False)


def test_another_wrong_value_is_still_there_and_said_to_be_changed(wrong: AuditResult):
    found = the_one(compared(wrong, capaian(MERIT, right(IPASN, "92,00"), SAKIP)))
    assert (found.state, found.changed) == (State.STILL, True)


def test_a_row_left_out_is_gone_and_not_fixed(wrong: AuditResult):
    found = the_one(compared(wrong, capaian(MERIT, SAKIP)))
    assert (found.state, found.reason) == (State.UNTESTABLE, Reason.GONE)


def test_a_figure_whose_operands_were_taken_away_is_not_fixed(wrong: AuditResult):
    found = the_one(compared(wrong, capaian(MERIT, [*IPASN[:3], None, "91,00"], SAKIP)))
    assert (found.state, found.reason) == (State.UNTESTABLE, Reason.UNJUDGED)


def test_a_figure_made_unreadable_is_not_fixed(wrong: AuditResult):
    found = the_one(compared(wrong, capaian(MERIT, right(IPASN, "90,00 / 91,00 ?"), SAKIP)))
    assert found.state is State.UNTESTABLE


def test_a_rule_that_was_not_applied_any_more_is_no_fix(wrong: AuditResult):
    other = audited(Catatan=[["Laporan kinerja tahun 2023 disusun oleh sekretariat."]])
    assert the_one(compared(wrong, other)).state is State.UNTESTABLE


def test_a_new_slip_is_new(wrong: AuditResult):
    clean = capaian(MERIT, right(IPASN, "90,00"), SAKIP)
    comparison = compared(clean, wrong)
    assert the_one(comparison).state is State.NEW
    assert comparison.worst() is the_one(comparison).latest.severity


def test_rows_and_sheets_that_moved_change_nothing(wrong: AuditResult):
    title = ["Tabel 3.1 Capaian Kinerja Tahun 2023"]
    moved = audited(
        Sampul=[["Laporan"]], Lain=[[], [], [None, *title], [], *([None, *row] for row in (HEAD, MERIT, IPASN, SAKIP))]
    )
    assert the_one(compared(wrong, moved)).state is State.STILL


def test_of_two_rows_that_read_alike_the_one_put_right_is_fixed_and_the_other_still_there():
    more = [[4, *SAKIP[1:]], [5, "Persentase Layanan Tepat Waktu", 90, "81,00", "90,00"]]
    twice = capaian(MERIT, IPASN, [3, *IPASN[1:]], *more)
    comparison = compared(twice, capaian(MERIT, right(IPASN, "90,00"), [3, *IPASN[1:]], *more))
    states = [item.state for item in comparison.findings if item.latest.rule == RULE]
    assert states == [State.STILL, State.FIXED]


def test_of_two_rows_that_read_alike_the_wrong_one_left_out_is_not_fixed():
    """The right one takes its number, and would pass for it."""
    twice = capaian(MERIT, IPASN, [3, *right(IPASN, "90,00")[1:]])
    comparison = compared(twice, capaian(MERIT, right(IPASN, "90,00")))
    assert the_one(comparison).state is State.UNTESTABLE


def test_a_right_row_put_before_one_that_reads_alike_does_not_pass_for_it(wrong: AuditResult):
    now = capaian(MERIT, right(IPASN, "90,00"), [3, *right(IPASN, "92,00")[1:]], SAKIP)
    assert the_one(compared(wrong, now)).state is State.STILL


def test_a_flaw_of_writing_is_fixed_where_its_sentence_still_stands():
    before = capaian(MERIT, prose=[DOUBLE])
    assert (
        the_one(compared(before, capaian(MERIT, prose=[DOUBLE.replace("%%", "%")])), "persen-ganda").state
        is State.FIXED
    )


def test_a_flaw_of_writing_is_not_fixed_by_taking_its_sentence_out():
    before = capaian(MERIT, prose=[DOUBLE])
    found = the_one(
        compared(before, capaian(MERIT, prose=["Tidak ada catatan lain untuk 100% kegiatan ini."])), "persen-ganda"
    )
    assert (found.state, found.reason) == (State.UNTESTABLE, Reason.GONE)


def test_what_is_waived_does_not_count_and_what_is_fixed_neither(wrong: AuditResult):
    waiver = Suppression("waiver", "Disepakati.")
    waived = replace(wrong, findings=tuple(replace(item, suppression=waiver) for item in wrong.findings))
    assert compared(wrong, waived).worst() is None
    assert compared(wrong, capaian(MERIT, right(IPASN, "90,00"), SAKIP)).worst() is None


def test_a_sample_against_itself_is_all_still_there(blitar: AuditResult):
    counts = counted(compared(blitar, blitar).findings)
    assert counts[State.STILL] == len(blitar.findings)
    assert sum(counts.values()) == len(blitar.findings)


def test_json_tells_each_finding_as_it_was_and_as_it_is(wrong: AuditResult):
    comparison = compared(wrong, capaian(MERIT, right(IPASN, "92,00"), SAKIP))
    form = json.loads(render(comparison))
    assert form["schema"] == "lkjip-audit/compare/1"
    assert form["counts"]["still"] == len(comparison.of(State.STILL))
    (item,) = (item for item in form["findings"] if item["rule"] == RULE)
    assert (item["before"]["stated"], item["now"]["stated"], item["changed"]) == ("91,00", "92,00", True)


@pytest.mark.parametrize(("lang", "word"), [("id", "DIPERBAIKI"), ("en", "FIXED")])
def test_the_page_names_the_state_in_the_reader_s_language(wrong: AuditResult, lang: str, word: str):
    assert word in page(compared(wrong, capaian(MERIT, right(IPASN, "90,00"), SAKIP)), Catalogue(lang))


def test_reports_that_hardly_share_a_place_are_told_to_be_no_versions_of_one(wrong: AuditResult):
    one = of_result(wrong)

    def having(*places: str) -> Comparison:
        ledgers = (Ledger(places=tuple(map(str, range(100)))), Ledger(places=places))
        return Comparison(replace(one, ledger=ledgers[0]), replace(one, ledger=ledgers[1]), ())

    others = [f"lain {number}" for number in range(90)]
    apart = having(*others, *map(str, range(10)))
    assert apart.unrelated
    assert Catalogue().text("compare.unrelated")[:60] in " ".join(page(apart, Catalogue()).split())
    assert not having(*others[:60], *map(str, range(40))).unrelated
    assert not having(*others[:20]).unrelated  # too few to tell
    assert not compared(wrong, wrong).unrelated


def told(comparison: Comparison, telling: Telling | None = None) -> list[str]:
    """What is printed on a console of 80 columns."""
    file = StringIO()
    console = Console(file=file, width=80, force_terminal=False, color_system=None, highlight=False)
    print_comparison(comparison, console, Catalogue(), telling)
    return file.getvalue().splitlines()


def test_on_the_console_each_finding_is_a_line_and_the_summary_stands_last(wrong: AuditResult):
    both = compared(wrong, wrong)
    lines = told(both)
    (line,) = (line for line in lines if line.startswith(f" {both.findings[0].latest.id} "))
    assert both.findings[0].latest.place in line
    assert " ≠ " in line
    assert all(len(line) <= 80 for line in lines)
    assert lines[-1].startswith("0 diperbaiki, ")
    assert not any(both.findings[0].latest.message[:30] in line for line in lines)


def test_no_more_lines_than_asked_for_and_the_rest_is_counted(wrong: AuditResult):
    findings = compared(wrong, wrong).findings * 9
    lines = told(replace(compared(wrong, wrong), findings=findings), Telling(top=2))
    assert sum(line.startswith(" F") for line in lines) == 2
    assert f" … dan {len(findings) - 2} temuan lain; semuanya dengan --full." in lines


def test_the_summary_alone_names_no_cell(wrong: AuditResult):
    lines = told(compared(wrong, wrong), Telling(Detail.SUMMARY))
    assert not any(line.startswith(" F") for line in lines)
    assert lines[-1].startswith("0 diperbaiki, ")
