"""A comparison as JSON, in the form ``lkjip-audit/compare/1``, and as a page on the console."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lkjip_audit.followup.comparison import Compared, Comparison, State, counted
from lkjip_audit.followup.earlier import Audited, Seen
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.brief import Line, print_lines
from lkjip_audit.reports.console import Detail, Telling
from lkjip_audit.version import __version__

SCHEMA = "lkjip-audit/compare/1"
_PAGE_WIDTH = 120
_UNLIKE = " ≠ "
_STYLES = {
    State.NEW: "bold white on red",
    State.STILL: "bold yellow",
    State.UNTESTABLE: "magenta",
    State.FIXED: "green",
}


def render(comparison: Comparison) -> str:
    """The comparison as JSON (docs/follow-up.md), ending in a newline."""
    form = {
        "schema": SCHEMA,
        "tool": {"name": "lkjip-audit", "version": __version__},
        "before": _audited(comparison.before),
        "now": _audited(comparison.now),
        "counts": {state.value: count for state, count in counted(comparison.findings).items()},
        "findings": [_compared(item) for item in comparison.findings],
    }
    return json.dumps(form, ensure_ascii=False, indent=2) + "\n"


def _audited(audit: Audited) -> dict[str, Any]:
    return {"name": audit.name, "sha256": audit.sha256, "rules_sha256": audit.rules_sha256}


def _compared(item: Compared) -> dict[str, Any]:
    latest = item.latest
    return {
        "state": item.state.value,
        "reason": None if item.reason is None else item.reason.value,
        "rule": latest.rule,
        "severity": latest.severity.value,
        "suppressed": latest.suppressed,
        "changed": item.changed,
        "before": _seen(item.before),
        "now": _seen(item.now),
    }


def _seen(item: Seen | None) -> dict[str, Any] | None:
    if item is None:
        return None
    keys = ("id", "fingerprint", "sheet", "cell", "stated", "expected", "message")
    place = {"place": item.told} if item.told else {}
    return {key: getattr(item, key) for key in keys} | place


def page(comparison: Comparison, catalogue: Catalogue) -> str:
    """The comparison as plain text with every detail, for a file."""
    text = StringIO()
    console = Console(file=text, width=_PAGE_WIDTH, force_terminal=False, color_system=None)
    print_comparison(comparison, console, catalogue, Telling(Detail.FULL))
    return text.getvalue()


def print_comparison(
    comparison: Comparison, console: Console, catalogue: Catalogue, telling: Telling | None = None
) -> None:
    """Print the comparison to ``console``, as much as ``telling`` asks for: the findings, worst first, then how many.

    In full they are told with their sentences; briefly each takes a line, so many of them in all.
    """
    telling = telling or Telling()
    before, now = comparison.before.name, comparison.now.name
    console.print()
    console.print(f"[bold]{escape(f'{before} → {now}')}[/]", soft_wrap=True)
    room = telling.top
    for state in State:
        found = comparison.of(state)
        if not found or telling.detail is Detail.SUMMARY:
            continue
        heading = f"{catalogue.text(f'compare.{state.value}').upper()} ({len(found)})"
        console.print(f"\n[{_STYLES[state]}] {heading} [/]")
        if telling.detail is Detail.FULL:
            console.print(_table(found, catalogue))
            continue
        shown = found[:room]
        room -= len(shown)
        if shown:
            print_lines([_line(item, catalogue) for item in shown], console)
        if len(found) > len(shown):
            more = catalogue.text("console.hidden_findings", findings=len(found) - len(shown))
            console.print(f" [dim]{more}[/]", soft_wrap=True)
    _print_end(comparison, console, catalogue)


def _print_end(comparison: Comparison, console: Console, catalogue: Catalogue) -> None:
    """How many of each, in the last lines, and what puts the comparison itself in doubt."""
    console.print()
    for told in failed_lines(comparison, catalogue):
        console.print(escape(told), style="yellow")
    if comparison.other_rules:
        console.print(catalogue.text("compare.other_rules"), style="yellow")
    if comparison.unrelated:
        console.print(catalogue.text("compare.unrelated"), style="bold yellow")
    if not comparison.findings:
        console.print(catalogue.text("compare.nothing"))
    counts = {state.value: str(count) for state, count in counted(comparison.findings).items()}
    console.print(f"[bold]{catalogue.text('compare.summary', **counts)}[/]")


def _line(item: Compared, catalogue: Catalogue) -> Line:
    """What stood there; of what is not fixed, what is stated beside what the relation gives."""
    latest = item.latest
    reach = catalogue.text(f"severity.{latest.severity.value}")
    if not item.counts or item.changed:
        reach = f"{reach}, {catalogue.text('compare.aside_' + ('changed' if item.counts else 'suppressed'))}"
    given = "" if item.state is State.FIXED else latest.expected
    return Line(latest.id, latest.severity, latest.place, latest.stated, given, reach, between=_UNLIKE)


def failed_lines(comparison: Comparison, catalogue: Catalogue) -> list[str]:
    """A sentence for each of the two audits in which rules failed."""
    return [catalogue.text("compare.failed", name=name, rules=", ".join(rules)) for name, rules in comparison.failed]


def _table(found: tuple[Compared, ...], catalogue: Catalogue) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column(catalogue.text("column.severity"), no_wrap=True)
    for key, ratio in (("cell", 2), ("stated", 2), ("expected", 2), ("message", 6)):
        table.add_column(catalogue.text(f"column.{key}"), ratio=ratio, overflow="fold")
    for item in found:
        latest = item.latest
        stated = stated_of(item)
        said = f"{said_of(item, catalogue)} [{latest.rule}]"
        severity = catalogue.text(f"severity.{latest.severity.value}")
        table.add_row(*map(escape, (severity, place_of(item), stated, latest.expected, said)))
    return table


def place_of(item: Compared) -> str:
    """Where the finding stands, and where it stood if that was elsewhere."""
    places = [seen.place for seen in (item.before, item.now) if seen is not None]
    return " → ".join(dict.fromkeys(places))


def stated_of(item: Compared) -> str:
    """What is stated, and what was if that was another value."""
    values = [seen.stated for seen in (item.before, item.now) if seen is not None]
    return " → ".join(dict.fromkeys(values))


def said_of(item: Compared, catalogue: Catalogue) -> str:
    """The finding's sentence, and why it can be tested no more, or that nobody counts it."""
    told = [item.latest.message]
    if item.reason is not None:
        told.append(catalogue.text(f"compare.reason.{item.reason.value}"))
    if item.changed:
        told.append(catalogue.text("compare.changed"))
    if not item.counts:
        told.append(catalogue.text("compare.suppressed"))
    return " ".join(told)
