"""``check``: read workbooks, say what is wrong in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lkjip_audit.batch.executors import Backend, Crew
from lkjip_audit.cli import detail, options
from lkjip_audit.cli.exits import ExitCode, code_of
from lkjip_audit.cli.output import say
from lkjip_audit.cli.progress import Told
from lkjip_audit.cli.telling import Answer, further_report, tell
from lkjip_audit.errors import UsageError
from lkjip_audit.files import as_text, refuse_inputs
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.forms import Delimiter, Form

if TYPE_CHECKING:
    from lkjip_audit.batch.plan import Plan
    from lkjip_audit.batch.run import Ended
    from lkjip_audit.pipeline import Auditor
    from lkjip_audit.result import AuditResult


def check(
    context: typer.Context,
    files: options.Files,
    *,
    form: options.ReportFormat = Form.CONSOLE,
    output: options.Output = None,
    report: options.FurtherReports = None,
    full: detail.Full = False,
    summary: detail.Summary = False,
    top: detail.Top = None,
    annotated: options.AnnotatedCopy = None,
    no_annotated: options.NoAnnotated = False,
    sheets_first: options.SheetsFirst = True,
    delimiter: options.CsvDelimiter = Delimiter.COMMA,
    out: options.OutFolder = None,
    store: options.Store = None,
    fresh: options.Fresh = False,
    jobs: options.Jobs = None,
    backend: options.BackendName = Backend.LOKY,
    cluster: options.Cluster = None,
    rules: options.RuleFolders = None,
    follow_up: options.FollowUpRecord = None,
    waivers: options.Waivers = None,
    baseline: options.BaselineReport = None,
    today: options.Today = None,
    fail_on: options.FailFrom = options.FailOn.SIGNIFICANT,
    min_tested: options.LeastTested = None,
    together: detail.Together = False,
    last_year: detail.WithLastYear = None,
    lang: options.Language = INDONESIAN,
    profile: options.ProfileName = None,
) -> None:
    """Periksa buku kerja LKjIP dan tandai setiap temuan di selnya.

    Boleh banyak berkas, folder beserta isinya, atau pola dalam tanda kutip ("2023/*.xlsx"). Satu berkas yang rusak
    tidak menghentikan yang lain; perintah yang terhenti cukup diulang, yang sudah selesai tidak diperiksa lagi.

    Kode keluar, yang terbesar dari semua berkas: 0 tidak ada temuan seberat --fail-on atau lebih; 1 ada, atau angka
    yang teruji kurang dari --min-tested; 2 perintah atau aturan keliru, atau hasil tidak dapat ditulis; 3 buku kerja
    tidak terbaca; 4 gangguan pada lkjip-audit sendiri.

    Check LKjIP workbooks, folders of them, and patterns, and mark every finding at its cell.
    """
    from lkjip_audit.batch.plan import read_for, written_by
    from lkjip_audit.batch.store import open_store
    from lkjip_audit.batch.together import carried_out
    from lkjip_audit.cli.settling import check_waivers_beside, settlement_of

    catalogue = Catalogue(lang)
    telling = detail.telling_of(full=full, summary=summary, top=top)
    answer = Answer(form, output, tuple(further_report(text) for text in report or ()), telling, delimiter, store)
    listed = _listed(files, catalogue)
    plan = _plan(listed or files, out, annotated, no_annotated, catalogue)
    beside = [follow_up, waivers, baseline, *options.rule_files(rules, profile)]
    plan = replace(plan, sheets_first=sheets_first, together=together or bool(listed), last_year=last_year)
    _refuse_apart(plan)
    kept = [file for file in answer.files if file != store or not _is_asked_too(store, last_year)]
    refuse_inputs([*read_for(plan), *beside], [*written_by(plan), *kept])
    settlement = settlement_of(follow_up, waivers, baseline, today)
    if waivers is None:
        check_waivers_beside([item.source.path for item in plan.items])
    crew = Crew(jobs, backend, cluster)
    auditor = _auditor(rules, lang, profile, view=answer.has(Form.HTML), record=store is not None)
    if store is not None:
        open_store(store).close()  # what is wrong with it is better told now than after the work
    try:
        with Told(catalogue, debug=bool(context.obj)) as told:
            whole = carried_out(plan, auditor, catalogue, crew, told, fresh=fresh, settlement=settlement)
    except KeyboardInterrupt:
        say(catalogue.text("error.interrupted" if plan.journal is None else "cli.stopped"), err=True)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    tell(whole, plan, auditor, answer, catalogue)
    raise typer.Exit(max(_code(item, fail_on, min_tested) for item in whole.ended))


def _plan(
    files: Sequence[Path],
    out: Path | None,
    annotated: Path | None,
    no_annotated: bool,
    catalogue: Catalogue,
) -> Plan:
    """What is checked and written; says what was left out."""
    from lkjip_audit.batch.inputs import gather
    from lkjip_audit.batch.plan import make_plan

    if annotated is not None and (no_annotated or out is not None):
        raise UsageError("options_clash", first="--annotated", second="--no-annotated" if no_annotated else "--out")
    gathered = gather(files)
    if len(gathered.copies) == 1:
        say(catalogue.text("cli.own_copy", name=str(gathered.copies[0])), err=True)
    elif gathered.copies:
        say(catalogue.text("cli.own_copies", count=len(gathered.copies)), err=True)
    if gathered.pdfs:
        names = ", ".join(as_text(pdf.name) for pdf in gathered.pdfs)
        say(catalogue.text("cli.pdfs", names=names), err=True)
    return make_plan(gathered, out=out, annotated=annotated, copies=not no_annotated)


def _is_asked_too(store: Path | None, last_year: Path | None) -> bool:
    """Whether the store that keeps this run is asked for last year's report as well."""
    from lkjip_audit.batch.last_reports import is_store

    if store is None or last_year is None:
        return False
    return realpath(store) == realpath(last_year) and is_store(last_year)


def _refuse_apart(plan: Plan) -> None:
    from lkjip_audit.batch.last_reports import is_store

    several = len(plan.items) > 1 and not plan.together
    if plan.last_year is not None and several and not is_store(plan.last_year):
        raise UsageError("one_or_together", option="--with-last-year")


def _listed(files: Sequence[Path], catalogue: Catalogue) -> Sequence[Path]:
    """The files that the one folder given lists as a dossier; says which others stay unchecked."""
    from lkjip_audit.batch.inputs import gather
    from lkjip_audit.files import is_folder
    from lkjip_audit.followup.waivers import read_dossier

    listed = read_dossier(files[0]) if len(files) == 1 and is_folder(files[0]) else ()
    if listed:
        known = {realpath(source.path) for source in gather(listed).sources}
        inside = gather(files)
        paths = [*(item.path for item in inside.sources if item.missing is None), *inside.pdfs]
        others = [as_text(path.relative_to(files[0]).as_posix()) for path in paths if realpath(path) not in known]
        if others:
            say(catalogue.text("cli.not_in_dossier", count=len(others), names=", ".join(others)), err=True)
    return listed


def _auditor(rules: Sequence[Path] | None, lang: str, profile: str | None, *, view: bool, record: bool) -> Auditor:
    from lkjip_audit.pipeline import Auditor, Options

    return Auditor.load(Options(rules=tuple(rules or ()), profile=profile, lang=lang, view=view, record=record))


def _code(ended: Ended, fail_on: options.FailOn, min_tested: int | None) -> ExitCode:
    """The exit code that this workbook alone would end with."""
    if ended.trouble is not None:
        return ExitCode.FAULT if ended.trouble.is_fault else code_of(ended.trouble.error)
    result = ended.checked.result
    if result is None:
        return ExitCode.OK
    too_few = min_tested is not None and result.coverage.percent < min_tested
    return ExitCode.FINDINGS if too_few or _fails(result, fail_on) else ExitCode.OK


def _fails(result: AuditResult, fail_on: options.FailOn) -> bool:
    from lkjip_audit.rulepack.model import Severity

    worst = result.worst()
    if fail_on is options.FailOn.NEVER or worst is None:
        return False
    return worst.rank <= Severity(fail_on.value).rank
