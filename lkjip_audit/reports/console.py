"""The report as a page on the console: causes first, the findings by severity, then what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.lines import cause_line, tested_line
from lkjip_audit.result import AuditResult, Cause, Finding
from lkjip_audit.rulepack.model import Severity

_STYLES = {
    Severity.MATERIAL: "bold white on red",
    Severity.SIGNIFICANT: "bold yellow",
    Severity.MINOR: "cyan",
    Severity.INFO: "dim",
}
_MOST_UNVERIFIED = 10
_PAGE_WIDTH = 120
"""Columns of a page that is written to a file."""


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """The pages of a run as plain text, for a file."""
    page = StringIO()
    print_run(checked, Console(file=page, width=_PAGE_WIDTH, force_terminal=False, color_system=None), catalogue)
    return page.getvalue()


def print_run(checked: Sequence[Checked], console: Console, catalogue: Catalogue) -> None:
    """Print a page for each workbook that could be read."""
    for item in checked:
        if item.result is not None:
            print_result(item.result, console, catalogue)


def print_result(result: AuditResult, console: Console, catalogue: Catalogue) -> None:
    """Print ``result`` to ``console`` in the language of ``catalogue``."""
    console.print()
    console.print(f"[bold]{escape(result.source.name)}[/]", soft_wrap=True)
    console.print(f"[bold]{tested_line(result, catalogue)}[/]", soft_wrap=True)
    console.print(catalogue.text("console.summary", **_counts(result)))
    if result.counted:
        _print_failures(result, console)
    if result.counted_causes:
        console.print(f"\n[bold]{catalogue.text('console.causes')}[/]")
        for cause in result.counted_causes:
            _print_cause(cause, console, catalogue)
    for severity in Severity:
        found = [finding for finding in result.counted if finding.severity is severity]
        if found:
            console.print()
            heading = f"{catalogue.text(f'severity.{severity.value}').upper()} ({len(found)})"
            console.print(f"[{_STYLES[severity]}] {heading} [/]")
            console.print(_table(found, catalogue))
    _print_suppressed(result, console, catalogue)
    _print_unverified(result, console, catalogue)
    if not result.counted:
        style = "green" if result.coverage.tested else "bold red"
        console.print(f"[{style}]{catalogue.text(f'verdict.{result.nothing_told}')}[/]")
        _print_failures(result, console)


def _print_failures(result: AuditResult, console: Console) -> None:
    """What rules failed; it stands where the reader learns what was found."""
    for told in result.failures:
        console.print(f"[bold red]{escape(told.message)}[/]")


def _counts(result: AuditResult) -> dict[str, str]:
    return {
        "sheets": str(len(result.source.sheets)),
        "tables": str(len(result.tables)),
        "relations": str(result.relations),
        "passed": str(result.checks["pass"]),
        "not_verifiable": str(result.checks["not_verifiable"]),
        **{severity.value: str(count) for severity, count in result.severities().items()},
    }


def _print_cause(cause: Cause, console: Console, catalogue: Catalogue) -> None:
    console.print(f"  [{_STYLES[cause.severity]}]{cause.id}[/] {escape(cause_line(cause, catalogue))}")
    details = [
        cause.why,
        catalogue.text("console.explains", findings=", ".join(cause.explains)),
        cause.changes,
    ]
    if cause.alternatives:
        cells = ", ".join(f"{item.address.place} → {item.proposed}" for item in cause.alternatives)
        details.append(catalogue.text("console.alternatives", cells=cells))
    for detail in filter(None, details):
        console.print(Padding(escape(detail), (0, 0, 0, 6)), style="dim")


def _table(findings: list[Finding], catalogue: Catalogue) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column(catalogue.text("column.finding"), no_wrap=True)
    table.add_column(catalogue.text("column.cell"), ratio=2, overflow="fold")
    table.add_column(catalogue.text("column.stated"), ratio=2, overflow="fold")
    table.add_column(catalogue.text("column.expected"), ratio=2, overflow="fold")
    table.add_column(catalogue.text("column.message"), ratio=6)
    for finding in findings:
        message = f"{finding.message} [{finding.rule}]"
        table.add_row(*map(escape, (finding.id, finding.place, finding.stated, finding.expected, message)))
    return table


def _print_suppressed(result: AuditResult, console: Console, catalogue: Catalogue) -> None:
    """Findings that somebody answers for, a line each; those that a baseline has are only counted."""
    waived = [item for item in result.findings if item.suppression and item.suppression.kind == "waiver"]
    known = len(result.findings) - len(result.counted) - len(waived)
    if waived:
        console.print(f"\n[bold]{catalogue.text('console.waived', number=str(len(waived)))}[/]")
    for item in waived:
        assert item.suppression is not None
        until = item.suppression.until
        told = (item.suppression.reason, item.suppression.who, "" if until is None else until.isoformat())
        line = f"{item.id} {item.place} [{item.rule}]: {' · '.join(filter(None, told))}"
        console.print(f"  {escape(line)}", style="dim")
    if known:
        console.print(f"\n[dim]{catalogue.text('console.known_before', number=str(known))}[/]")


def _print_unverified(result: AuditResult, console: Console, catalogue: Catalogue) -> None:
    lines = list(_unverified_lines(result))
    if not lines:
        return
    console.print(f"\n[bold]{catalogue.text('console.unverified', number=str(len(lines)))}[/]")
    for line in lines[:_MOST_UNVERIFIED]:
        console.print(f"  {escape(line)}", style="dim")
    if len(lines) > _MOST_UNVERIFIED:
        more = catalogue.text("console.more", number=str(len(lines) - _MOST_UNVERIFIED))
        console.print(f"  {more}", style="dim")


def _unverified_lines(result: AuditResult) -> Iterator[str]:
    for item in result.unverified:
        yield f"{item.address.place}: {item.why} [{item.rule}]"
