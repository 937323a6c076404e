"""``check`` and ``tables``: read workbooks, say what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from os.path import realpath  # never fails, as Path.resolve does on links that go round
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lkjip_audit.cli import options
from lkjip_audit.cli.exits import ExitCode, code_of, tell
from lkjip_audit.cli.output import screen, write
from lkjip_audit.errors import UsageError, WorkbookError
from lkjip_audit.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from lkjip_audit.result import AuditResult

_PAGE_WIDTH = 120
"""Columns of a console page that is written to a file."""


def check(
    files: options.Files,
    *,
    form: options.ReportFormat = options.Format.CONSOLE,
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
    results: list[AuditResult] = []
    code = ExitCode.OK
    for file, target in zip(files, targets, strict=True):
        try:
            result = _audit(file, rules, lang, profile)
            results.append(result)
            if target is not None:
                _annotate(file, target, result, catalogue)
        except WorkbookError as error:  # any other error is as wrong for the next file as for this one
            tell(error, catalogue)
            code = max(code, code_of(error))
    if results:
        _report(results, form, output, catalogue)
    if any(_fails(result, fail_on) for result in results):
        code = max(code, ExitCode.FINDINGS)
    raise typer.Exit(code)


def tables(
    file: options.File,
    rules: options.RuleFolders = None,
    lang: options.Language = options.Lang.INDONESIAN,
) -> None:
    """Tampilkan tabel yang dikenali dan yang tidak.

    Show which tables were recognised and which were not.
    """
    from lkjip_audit.cli.tables import print_tables

    result = _audit(file, rules, lang, None)
    print_tables(result, screen(), Catalogue(lang))


def _audit(file: Path, rules: Sequence[Path] | None, lang: str, profile: str | None) -> AuditResult:
    from lkjip_audit.audit import Options, audit

    return audit(file, Options(rules=tuple(rules or ()), profile=profile, lang=lang))


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


def _report(results: Sequence[AuditResult], form: options.Format, output: Path | None, catalogue: Catalogue) -> None:
    from lkjip_audit.reports.console import print_result

    if form is options.Format.JSON:
        from lkjip_audit.reports.json_form import render

        write(render(results), output)
    elif output is None:
        console = screen()
        for result in results:
            print_result(result, console, catalogue)
    else:
        from rich.console import Console

        page = StringIO()
        console = Console(file=page, width=_PAGE_WIDTH, force_terminal=False, color_system=None)
        for result in results:
            print_result(result, console, catalogue)
        write(page.getvalue(), output)


def _fails(result: AuditResult, fail_on: options.FailOn) -> bool:
    from lkjip_audit.rulepack.model import Severity

    worst = result.worst()
    if fail_on is options.FailOn.NEVER or worst is None:
        return False
    return worst.rank <= Severity(fail_on.value).rank
