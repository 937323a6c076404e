"""``tables`` and ``map``: what is recognised of a workbook, for a person to look at and to correct."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkjip_audit.cli import options
from lkjip_audit.cli.output import screen, write, write_page
from lkjip_audit.files import refuse_inputs
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from rich.console import Console

    from lkjip_audit.survey import SeenColumn, SeenSheet, SeenTable, Survey

MapFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PROFIL.yaml",
        help="Tulis petanya ke berkas ini, bukan ke layar. / Write the map to this file.",
        rich_help_panel=options.PANEL,
        show_default=False,
        readable=False,
    ),
]


def tables(
    file: options.File,
    *,
    form: options.TablesFormat = options.TablesForm.CONSOLE,
    output: options.Output = None,
    rules: options.RuleFolders = None,
    profile: options.ProfileName = None,
    lang: options.Language = INDONESIAN,
) -> None:
    """Tampilkan tabel yang dikenali, kolom demi kolom, dan apa yang tidak dikenali.

    Show which tables were recognised, column by column, and what was not.
    """
    refuse_inputs([file, *options.rule_files(rules, profile)], [output])
    survey = _survey(file, rules, profile, lang)
    if form is options.TablesForm.JSON:
        write(json.dumps(survey.to_dict(), ensure_ascii=False, indent=2) + "\n", output)
    elif output is None:
        print_survey(survey, screen(), Catalogue(lang))
    else:
        write_page(page(survey, Catalogue(lang)), output)


def map_tables(
    file: options.File,
    *,
    output: MapFile = None,
    rules: options.RuleFolders = None,
    profile: options.ProfileName = None,
    lang: options.Language = INDONESIAN,
) -> None:
    """Tulis apa yang dikenali sebagai profil YAML untuk diperbaiki orang dan dipakai dengan --profile.

    Write what is recognised as a YAML profile, for a person to correct and to use with --profile.
    """
    from lkjip_audit.reports.table_map import render

    refuse_inputs([file, *options.rule_files(rules, profile)], [output])
    survey = _survey(file, rules, profile, lang)
    write(render(survey, Catalogue(lang), None if output is None else output.name), output)


def _survey(file: Path, rules: Sequence[Path] | None, profile: str | None, lang: str) -> Survey:
    from lkjip_audit.pipeline import Auditor, Options

    return Auditor.load(Options(rules=tuple(rules or ()), profile=profile, lang=lang)).survey(file)


def page(survey: Survey, catalogue: Catalogue) -> str:
    """What ``print_survey`` prints, as text."""
    from io import StringIO

    from rich.console import Console

    text = StringIO()
    console = Console(file=text, width=options.PLAIN_WIDTH, force_terminal=False, color_system=None)
    print_survey(survey, console, catalogue)
    return text.getvalue()


def print_survey(survey: Survey, console: Console, catalogue: Catalogue) -> None:
    """Print the sheets of ``survey``: each table with its columns, then the numbers that are in no table."""
    from rich.padding import Padding
    from rich.text import Text

    homes = {table.id: sheet.name for sheet in survey.sheets for table in sheet.tables}
    for sheet in survey.sheets:
        hidden = f"  ({catalogue.text('cli.hidden_sheet')})" if sheet.hidden else ""
        console.print(Text(f"{sheet.name}{hidden}", style="bold"))
        for indent, line in _lines(sheet, homes, catalogue):
            console.print(Padding(Text(line), (0, 0, 0, indent), expand=False))
        console.print()
    count = sum(len(sheet.tables) for sheet in survey.sheets)
    console.print(Text(catalogue.text("cli.tables", count=count)))


def _lines(sheet: SeenSheet, homes: Mapping[str, str], catalogue: Catalogue) -> Iterator[tuple[int, str]]:
    """The lines about one sheet, each with its indent; ``homes`` are the sheets of all tables."""
    for table in sheet.tables:
        yield 2, _about(table, homes, catalogue)
        yield 4, " · ".join(_column(column, catalogue) for column in table.columns if column.role)
        for column in table.unsure:
            header = " > ".join(column.header)
            yield 4, f"{column.letter} {catalogue.text('cli.unsure')}{f': {header}' if header else ''}"
    if not sheet.tables:
        yield 2, catalogue.text("cli.no_table")
    for area, count in sheet.loose:
        yield 2, catalogue.text("cli.loose", range=area, count=count)


def _about(table: SeenTable, homes: Mapping[str, str], catalogue: Catalogue) -> str:
    kind = catalogue.text("cli.unrecognised") if table.kind is None else table.kind
    sure = "" if table.kind is None else f"  {round(100 * table.confidence)}%"
    rows = f"{table.rows} {catalogue.text('column.rows').lower()}"
    before = homes.get(table.goes_on)
    goes_on = "" if before is None else f"  ({catalogue.text('cli.goes_on', table=table.goes_on, sheet=before)})"
    return f"{table.id}  {table.area}  {kind}{sure}  {rows}  {table.title}{goes_on}"


def _column(column: SeenColumn, catalogue: Catalogue) -> str:
    marks = [str(column.year) if column.year else "", column.period or "", column.entity or "", column.unit or ""]
    marks += [catalogue.text("cli.hidden_column")] if column.hidden else []
    told = ", ".join(mark for mark in marks if mark)
    return f"{column.letter} {column.role}{f' ({told})' if told else ''}"
