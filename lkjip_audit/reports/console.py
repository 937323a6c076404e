"""The report on the console: a line for each cause, and what was found and what to do next beside the prompt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from rich.console import Console
from rich.markup import escape

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.brief import Line, print_lines
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.console_details import print_details
from lkjip_audit.reports.lines import tested_line
from lkjip_audit.result import LEFT_OUT, AuditResult, Cause, Finding
from lkjip_audit.workbook.listing import place_list

_PAGE_WIDTH = 120
"""Columns of a page that is written to a file."""
MOST_LINES = 25


class Detail(StrEnum):
    """How much the console tells of each workbook."""

    SUMMARY = "summary"
    BRIEF = "brief"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Telling:
    """How much is told, and of causes and findings at most how many lines where it is told briefly."""

    detail: Detail = Detail.BRIEF
    top: int = MOST_LINES


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """Everything that there is to say of the files of a run, as plain text for a file."""
    page = StringIO()
    console = Console(file=page, width=_PAGE_WIDTH, force_terminal=False, color_system=None)
    print_run(checked, console, catalogue, Telling(Detail.FULL))
    return page.getvalue()


def print_run(
    checked: Sequence[Checked], console: Console, catalogue: Catalogue, telling: Telling | None = None
) -> None:
    """Print to ``console``, as much as ``telling`` asks for, what is said of each workbook that could be read."""
    for item in checked:
        if item.result is not None:
            print_result(item.result, console, catalogue, telling or Telling())


def print_result(result: AuditResult, console: Console, catalogue: Catalogue, telling: Telling) -> None:
    """Print ``result`` to ``console`` in the language of ``catalogue``."""
    console.print()
    console.print(f"[bold]{escape(result.source.name)}[/]", soft_wrap=True)
    console.print(f"[bold]{tested_line(result, catalogue)}[/]", soft_wrap=True)
    if result.counted:
        _print_failures(result, console)
    if telling.detail is Detail.FULL:
        print_details(result, console, catalogue)
    elif telling.detail is Detail.BRIEF and result.counted:
        _print_lines(result, console, catalogue, telling.top)
    _print_end(result, console, catalogue)


def _print_failures(result: AuditResult, console: Console) -> None:
    """What rules failed; it stands where the reader learns what was found."""
    for told in result.failures:
        console.print(f"[bold red]{escape(told.message)}[/]")


def _print_lines(result: AuditResult, console: Console, catalogue: Catalogue, top: int) -> None:
    """A line for each cause, then one for each finding of weight that none explains; ``top`` of them in all."""
    causes = result.counted_causes
    unexplained = [finding for finding in result.counted if finding.cause is None]
    alone = [finding for finding in unexplained if finding.severity.is_grave]
    # Findings of weight that nothing explains are not crowded out by causes of trifles.
    shown_alone = alone[: max(top - sum(cause.severity.is_grave for cause in causes), 0)]
    shown = causes[: max(top - len(shown_alone), 0)]
    if shown:
        explained = sum(finding.cause is not None for finding in result.counted)
        heading = catalogue.text("console.causes_explain", causes=len(causes), findings=explained)
        console.print(f"\n[bold]{heading}[/]")
        print_lines([_of_cause(cause, catalogue) for cause in shown], console)
    if shown_alone:
        console.print(f"\n[bold]{catalogue.text('console.unexplained', count=len(unexplained))}[/]")
        print_lines([_of_finding(finding, catalogue) for finding in shown_alone], console)
    left = {"causes": len(causes) - len(shown), "findings": len(unexplained) - len(shown_alone)}
    more = [name for name, count in left.items() if count]
    if more:
        console.print(f" [dim]{catalogue.text('_'.join(('console.hidden', *more)), **left)}[/]", soft_wrap=True)


def _of_cause(cause: Cause, catalogue: Catalogue) -> Line:
    found = {"findings": len(cause.explains), "places": len(cause.places)}
    reach = catalogue.text("console.reach" if found["places"] > 1 else "console.reach_one", **found)
    if cause.is_tie:
        where = place_list([item.address for item in cause.candidates])
        either = catalogue.text("console.either", number=len(cause.candidates))
        return Line(cause.id, cause.severity, where, either, "", reach, is_tie=True)
    stated = cause.stated or catalogue.text("console.empty")
    return Line(cause.id, cause.severity, cause.address.short, stated, cause.proposed, reach)


def _of_finding(finding: Finding, catalogue: Catalogue) -> Line:
    severity = catalogue.text(f"severity.{finding.severity.value}")
    return Line(finding.id, finding.severity, finding.short, finding.stated, finding.expected, severity)


def _print_end(result: AuditResult, console: Console, catalogue: Catalogue) -> None:
    """What was found, in the last lines: those that a terminal shows."""
    console.print()
    if not result.counted:
        style = "green" if result.coverage.tested else "bold red"
        console.print(f"[{style}]{catalogue.text(f'verdict.{result.nothing_told}')}[/]")
        _print_failures(result, console)
    waived = len(result.waived)
    known = len(result.findings) - len(result.counted) - waived
    for key, number in (("waived_count", waived), ("known_before", known)):
        if number:
            console.print(f"[dim]{catalogue.text(f'console.{key}', number=number)}[/]", soft_wrap=True)
    console.print(catalogue.text("console.relations", **_counts(result)), soft_wrap=True)
    if result.counted:
        console.print(f"[bold]{catalogue.text('console.findings', **_counts(result))}[/]", soft_wrap=True)
    for told in result.notices:
        if told.notice.code == LEFT_OUT:
            console.print(escape(told.message), style="bold red", soft_wrap=True)


def _counts(result: AuditResult) -> dict[str, str]:
    return {
        "sheets": str(len(result.source.sheets)),
        "tables": str(len(result.tables)),
        "passed": str(result.checks["pass"]),
        "failed": str(result.checks["finding"]),
        "not_verifiable": str(result.checks["not_verifiable"]),
        **{severity.value: str(count) for severity, count in result.severities().items()},
    }
