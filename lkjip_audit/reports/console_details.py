"""All that there is to say of a workbook, on the console: causes with their findings, then findings alone."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.lines import cause_line
from lkjip_audit.result import AuditResult, Cause, Finding, Standing
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.listing import place_list
from lkjip_audit.workbook.model import Address

STYLES = {
    Severity.MATERIAL: "bold red",
    Severity.SIGNIFICANT: "bold yellow",
    Severity.MINOR: "cyan",
    Severity.INFO: "dim",
}
_INDENT = 6


def print_details(result: AuditResult, console: Console, catalogue: Catalogue) -> None:
    """Print the causes of ``result``, every finding under its cause, and what could not be judged."""
    explained: dict[str | None, list[Finding]] = {}
    for finding in result.counted:
        explained.setdefault(finding.cause, []).append(finding)
    if result.counted_causes:
        console.print(f"\n[bold]{catalogue.text('console.causes')}[/]")
    for cause in result.counted_causes:
        _print_cause(cause, console, catalogue)
        _print_findings(explained.pop(cause.id, ()), console, catalogue, _INDENT)
    left = [finding for findings in explained.values() for finding in findings]
    if left:
        console.print(f"\n[bold]{catalogue.text('console.unexplained', count=len(left))}[/]")
        _print_findings(sorted(left, key=lambda finding: finding.severity.rank), console, catalogue, 2)
    _print_waived(result, console, catalogue)
    _print_unverified(result, console, catalogue)


def _print_cause(cause: Cause, console: Console, catalogue: Catalogue) -> None:
    line = f"[{STYLES[cause.severity]}]{cause.id}[/] [dim]{cause.code}[/] {escape(cause_line(cause, catalogue))}"
    console.print(Padding(line, (0, 0, 0, 2)))
    details = [cause.why, cause.changes]
    for detail in filter(None, details):
        console.print(Padding(escape(detail), (0, 0, 0, _INDENT)), style="dim")


def _print_findings(findings: Sequence[Finding], console: Console, catalogue: Catalogue, indent: int) -> None:
    """Each finding as two paragraphs: where with what is stated, and in words what that means."""
    for finding in findings:
        severity = catalogue.text(f"severity.{finding.severity.value}")
        change = _change(finding, catalogue)
        named = f"[{STYLES[finding.severity]}]{finding.id} {severity}[/] [dim]{finding.code}[/]"
        head = f"{named} {escape(finding.place)}  {escape(change)}"
        console.print(Padding(head, (0, 0, 0, indent)))
        said = f"{finding.message} [{finding.rule}]"
        console.print(Padding(escape(said), (0, 0, 0, indent + 2)))


def _change(finding: Finding, catalogue: Catalogue) -> str:
    """What is stated, and what should stand there in the end; where that is not known, what the relation gives."""
    if finding.standing is Standing.RIGHT:
        return catalogue.text("console.stays", stated=finding.stated)
    if finding.proposed or not finding.expected:
        return " → ".join(filter(None, (finding.stated, finding.proposed)))
    return catalogue.text("console.recomputed", stated=finding.stated, expected=finding.expected)


def _print_waived(result: AuditResult, console: Console, catalogue: Catalogue) -> None:
    """Findings that somebody answers for, a line each."""
    if result.waived:
        console.print(f"\n[bold]{catalogue.text('console.waived', number=str(len(result.waived)))}[/]")
    for item in result.waived:
        assert item.suppression is not None
        until = item.suppression.until
        told = (item.suppression.reason, item.suppression.who, "" if until is None else until.isoformat())
        line = f"{item.id} {item.place} [{item.rule}]: {' · '.join(filter(None, told))}"
        console.print(f"  {escape(line)}", style="dim")


def _print_unverified(result: AuditResult, console: Console, catalogue: Catalogue) -> None:
    """What could not be judged: each reason once, with all cells that it holds for."""
    if not result.unverified:
        return
    console.print(f"\n[bold]{catalogue.text('console.unverified', number=str(len(result.unverified)))}[/]")
    cells: dict[tuple[str, str], list[Address]] = {}
    for item in result.unverified:
        cells.setdefault((item.why, item.rule), []).append(item.address)
    for (why, rule), found in cells.items():
        line = f"{place_list(found)}: {why} [{rule}]"
        console.print(Padding(escape(line), (0, 0, 0, 2)), style="dim")
