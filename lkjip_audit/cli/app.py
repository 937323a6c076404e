"""The command line."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from lkjip_audit.cli import (
    check,
    compare,
    follow_up,
    options,
    overview,
    papers,
    relations,
    rules,
    serve,
    tables,
    template,
)
from lkjip_audit.cli.exits import DEBUG, Commands
from lkjip_audit.version import __version__

app = typer.Typer(
    cls=Commands,
    name="lkjip-audit",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Periksa konsistensi buku kerja LKjIP: angka mana yang salah, di sel mana, dan mengapa.\n\n"
    "Check the consistency of LKjIP workbooks: which figure is wrong, in which cell, and why.",
)
app.command()(check.check)
app.command()(tables.tables)
app.command()(relations.relations)
app.command()(papers.papers)
app.command("map")(tables.map_tables)
app.command("follow-up")(follow_up.follow_up)
app.command()(compare.compare)
app.command()(overview.overview)
app.command()(serve.serve)
app.command()(template.template)
app.add_typer(rules.app, name="rules")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lkjip-audit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Tampilkan versi. / Show the version.",
            rich_help_panel=options.PANEL,
        ),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option(
            DEBUG,
            help="Tampilkan rincian teknis bila terjadi gangguan. / Show the traceback of a fault.",
            rich_help_panel=options.PANEL,
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command; ``--debug`` is read in ``exits``, wherever it stands."""


def main() -> None:
    """Run the command line of this process."""
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started the program
        nowhere = open(os.devnull, "w")  # noqa: PTH123, SIM115 - open as long as the process is
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without "×" or "…" shall show "?", not fail
    app()
