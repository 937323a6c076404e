"""A run over many files on the console: a line for each, those that need a reviewer most beside the prompt."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.recap.lines import Line, read, told, unread
from lkjip_audit.rulepack.model import Severity


def print_overview(checked: Sequence[Checked], console: Console, catalogue: Catalogue) -> None:
    """Print the files of a run with what was found in each, and what was found in all."""
    lines = [Line(item, item.path) for item in checked]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(catalogue.text("recap.column_file"), overflow="fold")
    for name in (*(severity.value for severity in Severity), "causes"):
        table.add_column(catalogue.text(f"recap.column_{name}"), justify="right")
    for line, result in sorted(read(lines), key=lambda item: tuple(item[1].severities().values())):
        counts = [str(count) if count else "·" for count in result.severities().values()]
        table.add_row(escape(line.checked.path), *counts, str(len(result.counted_causes)))
    console.print()
    if table.row_count:
        console.print(table)
        console.print()
    for line in unread(lines):
        console.print(f"[red]{escape(line.checked.path)}[/]: {escape(line.checked.problem)}")
    console.print(told(lines, catalogue))
