"""``template``: write blank forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lkjip_audit.cli import options
from lkjip_audit.cli.output import say
from lkjip_audit.errors import UsageError
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue

_NAME = "lkjip-{year}.xlsx"


def template(
    kinds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[JENIS]...", help="Hanya jenis tabel ini. / These kinds of table only.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BERKAS",
            help="Nama buku kerjanya; tanpa ini lkjip-TAHUN.xlsx. / The workbook's name; lkjip-YEAR.xlsx unless given.",
            rich_help_panel=options.PANEL,
            show_default=False,
            readable=False,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="TAHUN",
            min=2000,
            max=2100,
            help="Tahun laporan; tanpa ini tahun lalu. / The report's year; last year unless given.",
            rich_help_panel=options.PANEL,
            show_default=False,
        ),
    ] = None,
    rows: Annotated[
        int,
        typer.Option(
            "--rows",
            metavar="N",
            min=1,
            max=500,
            help="Banyaknya baris isian per tabel. / Rows to fill in each table.",
            rich_help_panel=options.PANEL,
        ),
    ] = 8,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Semua jenis tabel; tanpa ini tabel pokok saja. / Every kind of table; the basic ones unless given.",
            rich_help_panel=options.PANEL,
        ),
    ] = False,
    lang: options.Language = INDONESIAN,
) -> None:
    """Tulis buku kerja kosong berisi tabel baku, dengan rumus, format angka, dan pilihan isian.

    Tanpa JENIS ditulis tabel pokok, yang diperlukan laporan perangkat daerah yang kecil sekalipun.

    Write a blank workbook of the standard tables; of the basic ones where no kind is named.
    """
    from lkjip_audit.blank.book import write_forms
    from lkjip_audit.blank.model import chosen, load_forms, small_set
    from lkjip_audit.files import is_there, write_file
    from lkjip_audit.rulepack.folder import pack_folder

    catalogue = Catalogue(lang)
    known = load_forms(pack_folder())
    forms = chosen(known, kinds or ()) if kinds or every else small_set(known)
    year = year or date.today().year - 1  # a report is written early in the year after
    target = output or Path(_NAME.format(year=year))
    if is_there(target):
        raise UsageError("already_there", name=str(target))
    write_file(target, write_forms(forms, catalogue, year=year, rows=rows))
    say(catalogue.text("cli.template", name=str(target), count=len(forms)), err=True)
    if not kinds and not every:
        say(catalogue.text("cli.template_small", count=len(known)), err=True)
