"""``compare``: two audits of one submission, finding by finding."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkjip_audit.cli import detail, options
from lkjip_audit.cli.exits import ExitCode
from lkjip_audit.cli.output import say, screen, write, write_page
from lkjip_audit.errors import UsageError
from lkjip_audit.files import refuse_inputs, target_for
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from lkjip_audit.followup.comparison import Comparison
    from lkjip_audit.followup.earlier import Audited
    from lkjip_audit.followup.settle import Settlement
    from lkjip_audit.pipeline import Auditor
    from lkjip_audit.reports.console import Telling
    from lkjip_audit.result import AuditResult


class CompareForm(StrEnum):
    """The forms of a comparison."""

    CONSOLE = "console"
    JSON = "json"


Before = Annotated[
    Path,
    typer.Argument(
        metavar="LAMA",
        help="Buku kerja atau laporan JSON yang lama. / The old one.",
        show_default=False,
        readable=False,
    ),
]
Now = Annotated[
    Path,
    typer.Argument(
        metavar="BARU",
        help="Buku kerja atau laporan JSON yang baru. / The new one.",
        show_default=False,
        readable=False,
    ),
]
CompareFormat = Annotated[
    CompareForm, typer.Option("--format", help="Bentuk laporan. / Form of the report.", rich_help_panel=options.PANEL)
]
ComparedCopy = Annotated[
    Path | None,
    typer.Option(
        "--annotated",
        metavar="BERKAS",
        help="Salinan bertanda dari BARU dengan lembar Perbandingan; tanpa ini NAMA.perbandingan.temuan.xlsx. / "
        "Annotated copy of the new one with a sheet of the comparison.",
        rich_help_panel=options.PANEL,
        show_default=False,
        readable=False,
    ),
]
FailLeft = Annotated[
    options.FailOn,
    typer.Option(
        "--fail-on",
        help="Keluar dengan kode 1 bila yang belum diperbaiki ada yang seberat ini atau lebih. / "
        "Exit with 1 when something of this severity or above is not fixed.",
        rich_help_panel=options.PANEL,
    ),
]


def compare(
    old: Before,
    new: Now,
    *,
    form: CompareFormat = CompareForm.CONSOLE,
    output: options.Output = None,
    annotated: ComparedCopy = None,
    no_annotated: options.NoAnnotated = False,
    full: detail.Full = False,
    summary: detail.Summary = False,
    top: detail.Top = None,
    rules: options.RuleFolders = None,
    fail_on: FailLeft = options.FailOn.SIGNIFICANT,
    lang: options.Language = INDONESIAN,
    profile: options.ProfileName = None,
    waivers: options.Waivers = None,
    today: options.Today = None,
) -> None:
    """Bandingkan dua pemeriksaan: temuan mana yang diperbaiki, masih ada, baru, atau tidak dapat diuji lagi.

    Diperbaiki berarti hubungan yang sama diuji lagi dan sesuai; kalimat yang dihapus bukan perbaikan. Kode keluar: 0
    tidak ada yang belum beres seberat --fail-on atau lebih; 1 ada; selebihnya seperti pada check.

    Compare two audits: which findings were fixed, are still there, are new, or can be tested no more.
    """
    from lkjip_audit.batch.companions import companions
    from lkjip_audit.cli.settling import settlement_of
    from lkjip_audit.followup.comparison import compare as compared
    from lkjip_audit.followup.earlier import is_report

    catalogue = Catalogue(lang)
    telling = detail.telling_of(full=full, summary=summary, top=top)
    if annotated is not None and (no_annotated or is_report(new)):
        if no_annotated:
            raise UsageError("options_clash", first="--annotated", second="--no-annotated")
        raise UsageError("annotated_needs_workbook", name=new.name)
    copy = None if no_annotated or is_report(new) else annotated or _copy_of(new)
    read = [old, new, *companions(old), *companions(new), waivers, *options.rule_files(rules, profile)]
    refuse_inputs(read, [output, copy])
    audit = _Audits(rules, lang, profile, settlement_of(waivers=waivers, today=today), catalogue)
    (before, _), (now, result) = audit.of(old), audit.of(new)
    if now.ledger is None:
        raise UsageError("report_without_ledger", name=new.name)
    comparison = compared(before, now, now.ledger)
    notices = () if result is None or copy is None else _annotate(new, copy, result, comparison, catalogue)
    _report(comparison, form, output, catalogue, telling)
    for told in notices:
        say(told, err=True)
    raise typer.Exit(_code(comparison, fail_on))


class _Audits:
    """Audits of workbooks with one set of rules, and audits read from reports."""

    def __init__(
        self,
        rules: Sequence[Path] | None,
        lang: str,
        profile: str | None,
        settlement: Settlement,
        catalogue: Catalogue,
    ) -> None:
        from lkjip_audit.pipeline import Options

        self._options = Options(rules=tuple(rules or ()), profile=profile, lang=lang)
        self._auditor: Auditor | None = None
        self._settlement = settlement
        self._catalogue = catalogue

    def of(self, path: Path) -> tuple[Audited, AuditResult | None]:
        """The audit of the workbook at ``path``, or the one in the report there: that has no result to annotate."""
        from lkjip_audit.followup.earlier import is_report, of_result, read_reports
        from lkjip_audit.followup.settle import settled
        from lkjip_audit.pipeline import Auditor

        if is_report(path):
            audits = read_reports(path)
            if len(audits) != 1:
                raise UsageError("report_of_several", name=path.name, count=len(audits))
            return audits[0], None
        self._auditor = self._auditor or Auditor.load(self._options)
        result = settled(self._auditor.audit(path), path, self._settlement, self._catalogue)
        return of_result(result), result


def _copy_of(source: Path) -> Path:
    """Where the annotated copy goes unless told otherwise: ``NAME.perbandingan.temuan.xlsx`` beside the workbook."""
    usual = target_for(source)
    return usual.with_name(f"{source.stem}.perbandingan{''.join(usual.suffixes[-2:])}")


def _annotate(
    source: Path, target: Path, result: AuditResult, comparison: Comparison, catalogue: Catalogue
) -> tuple[str, ...]:
    """Write the annotated copy with the comparison in it, and give what there is to say of it."""
    from lkjip_audit.followup.comparison_sheet import ComparisonSheet
    from lkjip_audit.reports.annotated import annotate

    notices = annotate(source, target, result, catalogue, further=ComparisonSheet(comparison))
    told = (catalogue.text(notice.code, **dict(notice.details)) for notice in notices)
    return (*told, catalogue.text("compare.annotated", name=str(target)))


def _report(
    comparison: Comparison, form: CompareForm, output: Path | None, catalogue: Catalogue, telling: Telling
) -> None:
    from lkjip_audit.followup.comparison_form import page, print_comparison, render

    if form is CompareForm.JSON:
        write(render(comparison), output)
    elif output is None:
        print_comparison(comparison, screen(), catalogue, telling)
    else:
        write_page(page(comparison, catalogue), output)


def _code(comparison: Comparison, fail_on: options.FailOn) -> ExitCode:
    from lkjip_audit.rulepack.model import Severity

    worst = comparison.worst()
    if fail_on is options.FailOn.NEVER or worst is None or worst.rank > Severity(fail_on.value).rank:
        return ExitCode.OK
    return ExitCode.FINDINGS
