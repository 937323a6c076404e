"""The options that commands share, with their help: Indonesian first, then English."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lkjip_audit.batch.executors import Backend
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.reports.forms import Delimiter, Form

PANEL = "Pilihan / Options"


class FailOn(StrEnum):
    """The lightest severity that makes the command end with exit code 1."""

    MATERIAL = "material"
    SIGNIFICANT = "significant"
    MINOR = "minor"
    NEVER = "never"


PLAIN_WIDTH = 120
"""Columns of a page that is written to a file."""


class TablesForm(StrEnum):
    """The forms of what ``tables`` says."""

    CONSOLE = "console"
    JSON = "json"


class RelationsForm(StrEnum):
    """The forms of what ``relations`` says."""

    CONSOLE = "console"
    JSON = "json"
    CSV = "csv"


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="BERKAS",
        help="Buku kerja, folder, atau pola dalam tanda kutip. / Workbooks, folders, or patterns in quotes.",
        show_default=False,
        readable=False,
    ),
]
File = Annotated[
    Path,
    typer.Argument(
        metavar="BERKAS", help="Buku kerja yang dibaca. / The workbook to read.", show_default=False, readable=False
    ),
]
RuleFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="FOLDER",
        help="Folder aturan yang menambah atau mengganti aturan bawaan; boleh diulang. / "
        "A folder of rules that adds to or overrides the packaged ones; may be repeated.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]


def _known_language(lang: str) -> str:
    if lang not in LANGUAGES:
        known = ", ".join(f"'{name}'" for name in LANGUAGES)
        raise typer.BadParameter(f"'{lang}' is not one of {known}")
    return lang


Language = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        callback=_known_language,
        help="Bahasa keluaran. / Language of the output.",
        rich_help_panel=PANEL,
    ),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="ID",
        help="Profil: id di rules/profiles/, atau berkas .yaml; pilihan rumus, skala, aturan yang dimatikan, dan peta "
        "tabel. / A profile: an id, or a .yaml file, with a pemda's own choices and a map of its tables.",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
TablesFormat = Annotated[
    TablesForm, typer.Option("--format", help="Bentuk daftar tabel. / Form of the list.", rich_help_panel=PANEL)
]
RelationsFormat = Annotated[
    RelationsForm,
    typer.Option("--format", help="Bentuk kertas kerja. / Form of the working paper.", rich_help_panel=PANEL),
]
ReportFormat = Annotated[
    Form, typer.Option("--format", help="Bentuk laporan. / Form of the report.", rich_help_panel=PANEL)
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="BERKAS",
        help="Tulis laporan ke berkas ini, bukan ke layar. / Write the report to this file.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]


def rule_files(folders: Sequence[Path] | None, profile: str | None) -> tuple[Path, ...]:
    """What ``--rules`` and ``--profile`` have a command read: folders, and a profile that is a file."""
    return (*(folders or ()), *(() if profile is None else (Path(profile),)))


FurtherReports = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        metavar="BENTUK=BERKAS",
        help="Tulis laporan dalam bentuk ini juga (sarif=hasil.sarif); boleh diulang. / "
        "Write the report in this form as well; may be repeated.",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
AnnotatedCopy = Annotated[
    Path | None,
    typer.Option(
        "--annotated",
        metavar="BERKAS",
        help="Nama salinan bertanda; tanpa ini NAMA.temuan.xlsx di sebelah sumbernya. / "
        "Where the annotated copy goes; NAME.temuan.xlsx beside the source unless given.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]
NoAnnotated = Annotated[
    bool,
    typer.Option(
        "--no-annotated",
        help="Jangan buat salinan bertanda. / Write no annotated copy.",
        rich_help_panel=PANEL,
    ),
]
SheetsFirst = Annotated[
    bool,
    typer.Option(
        "--sheets-first/--sheets-last",
        help="Taruh lembar hasil pemeriksaan di depan atau di belakang lembar sumber dalam salinan bertanda. / "
        "Put our sheets before those of the source in the annotated copy, or behind.",
        rich_help_panel=PANEL,
    ),
]
CsvDelimiter = Annotated[
    Delimiter,
    typer.Option(
        "--delimiter",
        help='Pemisah kolom CSV; ";" untuk Excel berbahasa Indonesia, "sep=;" menyebutnya di baris pertama. / '
        'What separates the columns of CSV; ";" for an Indonesian Excel, "sep=;" says so in the first line.',
        rich_help_panel=PANEL,
    ),
]
FailFrom = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        help="Keluar dengan kode 1 bila ada temuan seberat ini atau lebih. / "
        "Exit with 1 when there is a finding of this severity or above.",
        rich_help_panel=PANEL,
    ),
]
LeastTested = Annotated[
    int | None,
    typer.Option(
        "--min-tested",
        min=0,
        max=100,
        metavar="PERSEN",
        help="Keluar dengan kode 1 bila angka yang teruji kurang dari sekian persen. / "
        "Exit with 1 when fewer than so many percent of the figures were tested.",
        rich_help_panel=PANEL,
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="BERKAS.duckdb",
        help="Simpan temuan, penyebab, angka, dan hasil setiap hubungan dalam basis data untuk ditanyai dengan SQL. / "
        "Keep findings, causes, figures and outcomes in a database that can be asked in SQL.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]
FollowUpRecord = Annotated[
    Path | None,
    typer.Option(
        "--follow-up",
        metavar="BERKAS",
        help="Catatan tindak lanjut; tanpa ini NAMA.tindak-lanjut.yaml di sebelah buku kerjanya, bila ada. / "
        "The follow-up record; NAME.tindak-lanjut.yaml beside the workbook unless given.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]
Waivers = Annotated[
    Path | None,
    typer.Option(
        "--waivers",
        metavar="BERKAS",
        help="Pengecualian; tanpa ini lkjip-audit.yaml di sebelah buku kerjanya, bila ada. / "
        "Waivers; lkjip-audit.yaml beside the workbook unless given.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]
BaselineReport = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="BERKAS",
        help="Laporan JSON terdahulu: temuan yang sudah ada di dalamnya tidak dihitung lagi. / "
        "An earlier JSON report: findings that it has already do not count.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="TANGGAL",
        help="Tanggal yang dipakai sebagai hari ini (2024-12-31), untuk batas waktu pengecualian. / "
        "The day to take for today, for waivers that run out.",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
OutFolder = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="Folder untuk salinan bertanda, laporan JSON tiap berkas, dan rekap.xlsx. / "
        "Folder for the annotated copies, a JSON report of each file, and rekap.xlsx.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]
Fresh = Annotated[
    bool,
    typer.Option(
        "--fresh",
        help="Periksa semua dari awal, juga yang sudah selesai. / Do everything again, also what is done already.",
        rich_help_panel=PANEL,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="Banyaknya berkas yang diperiksa sekaligus; tanpa ini sebanyak prosesor. / "
        "How many files at once; as many as there are processors unless given.",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
BackendName = Annotated[
    Backend,
    typer.Option(
        "--backend",
        help="Siapa yang bekerja: proses di komputer ini, atau klaster Dask atau Ray. / "
        "Who does the work: processes of this machine, or a Dask or Ray cluster.",
        rich_help_panel=PANEL,
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ALAMAT",
        help="Alamat klaster Dask atau Ray yang sudah ada; tanpa ini dibuat di komputer ini. / "
        "Address of the Dask or Ray cluster; one is made on this machine unless given.",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
RuleIds = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Hanya aturan ini. / These rules only.", show_default=False),
]
RuleName = Annotated[str, typer.Argument(metavar="ID", help="Id aturan. / The rule's id.", show_default=False)]
Check = Annotated[
    bool,
    typer.Option(
        "--check",
        help="Jangan menulis; keluar dengan kode 2 bila usang. / Write nothing; exit with 2 when stale.",
        rich_help_panel=PANEL,
    ),
]
