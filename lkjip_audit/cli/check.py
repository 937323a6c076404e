"""``check``: read workbooks, say what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os.path import realpath  # never fails, as Path.resolve does on links that go round
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lkjip_audit.cli import options
from lkjip_audit.cli.exits import ExitCode, code_of, tell
from lkjip_audit.cli.output import screen, write
from lkjip_audit.errors import UsageError, WorkbookError
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.forms import Form

if TYPE_CHECKING:
    from lkjip_audit.audit import Auditor
    from lkjip_audit.reports.checked import Checked
    from lkjip_audit.result import AuditResult


def check(
    files: options.Files,
    *,
    form: options.ReportFormat = Form.CONSOLE,
    output: options.Output = None,
    annotated: options.AnnotatedCopy = None,
    no_annotated: options.NoAnnotated = False,
    rules: options.RuleFolders = None,
    fail_on: options.FailFrom = options.FailOn.SIGNIFICANT,
    lang: options.Language = options.Lang.INDONESIAN,
    profile: options.ProfileName = None,
) -> None:
    """Periksa buku kerja LKjIP dan tandai setiap temuan di selnya.

    Kode keluar: 0 tidak ada temuan seberat --fail-on atau lebih; 1 ada; 2 perintah atau aturan keliru;
    3 buku kerja tidak terbaca; 4 gangguan pada lkjip-audit sendiri.

    Check LKjIP workbooks and mark every finding at its cell.
    """
    catalogue = Catalogue(lang)
    files = _without_own_copies(files, catalogue)
    targets = _targets(files, annotated, no_annotated)
    _refuse_sources(files, [output, *targets])
    auditor = _auditor(rules, lang, profile, view=form is Form.HTML)
    run: list[Checked] = []
    code = ExitCode.OK
    for file, target in zip(files, targets, strict=True):
        checked, met = _check(auditor, file, target, catalogue)
        run.append(checked)
        code = max(code, met)
    results = [checked.result for checked in run if checked.result is not None]
    if results:
        _report(run, form, output, catalogue)
    if any(_fails(result, fail_on) for result in results):
        code = max(code, ExitCode.FINDINGS)
    raise typer.Exit(code)


def _auditor(rules: Sequence[Path] | None, lang: str, profile: str | None, *, view: bool = False) -> Auditor:
    from lkjip_audit.audit import Auditor, Options

    return Auditor.load(Options(rules=tuple(rules or ()), profile=profile, lang=lang, view=view))


def _check(auditor: Auditor, file: Path, target: Path | None, catalogue: Catalogue) -> tuple[Checked, ExitCode]:
    """One file: what is said of it, and the exit code that it alone would end with but for its findings."""
    from lkjip_audit.reports.checked import Checked

    try:
        result = auditor.audit(file)
        if target is not None:
            _annotate(file, target, result, catalogue)
    except WorkbookError as error:  # any other error is as wrong for the next file as for this one
        tell(error, catalogue)
        return Checked(file.as_posix(), problem=catalogue.error(error)), code_of(error)
    return Checked(file.as_posix(), result), ExitCode.OK


def _without_own_copies(files: Sequence[Path], catalogue: Catalogue) -> list[Path]:
    """``files`` without annotated copies of others: a second ``check *.xlsx`` names both."""
    from lkjip_audit.reports.annotated import target_for

    copies = {realpath(target_for(file)) for file in files if file.name}
    for file in files:
        if realpath(file) in copies:
            typer.echo(catalogue.text("cli.own_copy", name=str(file)), err=True)
    return [file for file in files if realpath(file) not in copies]


def _refuse_sources(files: Sequence[Path], written: Sequence[Path | None]) -> None:
    """No file that is read may be written, whichever it is."""
    sources = {realpath(file) for file in files}
    for path in written:
        if path is not None and realpath(path) in sources:
            raise UsageError("output_is_source", name=str(path))


def _targets(files: Sequence[Path], annotated: Path | None, no_annotated: bool) -> list[Path | None]:
    """Where the annotated copy of each file goes; None where there is to be none."""
    if no_annotated:
        if annotated is not None:
            raise UsageError("options_clash", first="--annotated", second="--no-annotated")
        return [None] * len(files)
    if annotated is not None:
        if len(files) > 1:
            raise UsageError("one_file_only", option="--annotated", count=len(files))
        return [annotated]
    return list(_default_targets(files))


def _default_targets(files: Sequence[Path]) -> Iterator[Path | None]:
    """``NAME.temuan.xlsx`` beside each; report.xls and report.xlsx would both be given one name."""
    from lkjip_audit.reports.annotated import target_for

    taken: dict[Path, Path] = {}
    for file in files:
        if not file.name:  # "." and "/": folders, as the audit will say
            yield None
            continue
        target = target_for(file)
        other = taken.setdefault(target, file)
        if other != file:
            raise UsageError("same_output", first=other.name, second=file.name, name=target.name)
        yield target


def _annotate(file: Path, target: Path, result: AuditResult, catalogue: Catalogue) -> None:
    from lkjip_audit.reports.annotated import annotate

    for notice in annotate(file, target, result, catalogue):
        typer.echo(catalogue.text(notice.code, **dict(notice.details)), err=True)
    typer.echo(catalogue.text("cli.annotated", name=str(target)), err=True)


def _report(run: Sequence[Checked], form: Form, output: Path | None, catalogue: Catalogue) -> None:
    from lkjip_audit.reports.console import print_run
    from lkjip_audit.reports.forms import render

    if form is Form.CONSOLE and output is None:
        print_run(run, screen(), catalogue)
    else:
        write(render(form, run, catalogue), output)


def _fails(result: AuditResult, fail_on: options.FailOn) -> bool:
    from lkjip_audit.rulepack.model import Severity

    worst = result.worst()
    if fail_on is options.FailOn.NEVER or worst is None:
        return False
    return worst.rank <= Severity(fail_on.value).rank
