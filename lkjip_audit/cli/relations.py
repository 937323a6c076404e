"""``relations``: every relation that was tested, with who says that it holds and what the figures say of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lkjip_audit.cli import options
from lkjip_audit.cli.output import screen, write, write_page
from lkjip_audit.files import refuse_inputs
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from rich.console import Console

    from lkjip_audit.working_paper import RelationLine, WorkingPaper


def relations(
    file: options.File,
    *,
    form: options.RelationsFormat = options.RelationsForm.CONSOLE,
    output: options.Output = None,
    rules: options.RuleFolders = None,
    profile: options.ProfileName = None,
    lang: options.Language = INDONESIAN,
) -> None:
    """Tampilkan setiap hubungan yang diuji: siapa yang menyatakannya, rumusnya, dan berapa baris yang mematuhinya.

    Show every relation that was tested: who says that it holds, its formula, and how many rows obey it.
    """
    from lkjip_audit.pipeline import Auditor, Options

    refuse_inputs([file, *options.rule_files(rules, profile)], [output])
    paper = Auditor.load(Options(rules=tuple(rules or ()), profile=profile, lang=lang)).relations(file)
    if form is options.RelationsForm.JSON:
        write(json.dumps(paper.to_dict(), ensure_ascii=False, indent=2) + "\n", output)
    elif form is options.RelationsForm.CSV:
        from lkjip_audit.reports.working_paper import render

        write(render(paper), output)
    elif output is None:
        print_paper(paper, screen(), Catalogue(lang))
    else:
        write_page(_page(paper, Catalogue(lang)), output)


def _page(paper: WorkingPaper, catalogue: Catalogue) -> str:
    from io import StringIO

    from rich.console import Console

    text = StringIO()
    print_paper(
        paper, Console(file=text, width=options.PLAIN_WIDTH, force_terminal=False, color_system=None), catalogue
    )
    return text.getvalue()


def print_paper(paper: WorkingPaper, console: Console, catalogue: Catalogue) -> None:
    """Print ``paper``: a line for each relation, those that fail marked."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    console.print(f"[bold]{escape(paper.file.name)}[/]", soft_wrap=True)
    console.print(catalogue.text("relations.count", count=len(paper.lines)))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    for key, ratio in (("cell", 3), ("relation", 6), ("source", 2), ("evidence", 2), ("outcome", 2)):
        table.add_column(catalogue.text(f"relations.{key}"), ratio=ratio, overflow="fold")
    for line in paper.lines:
        table.add_row(*map(escape, _cells(line, catalogue)), style="" if line.outcome == "pass" else "red")
    console.print(table)


def _cells(line: RelationLine, catalogue: Catalogue) -> tuple[str, ...]:
    told = catalogue.text("relations.weight", bits=line.bits, holds=line.holds, told=line.holds + line.departs)
    return (
        line.stated.address.place,
        f"{line.stated.name} = {line.formula} [{line.rule}]",
        catalogue.text(f"relations.source_{line.source}"),
        told,
        catalogue.text(f"status.{line.outcome}"),
    )
