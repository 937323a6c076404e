"""How ``check`` looks at several files, and how much it prints: the options, and what they amount to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkjip_audit.cli.options import PANEL
from lkjip_audit.errors import UsageError

if TYPE_CHECKING:
    from lkjip_audit.reports.console import Telling

Full = Annotated[
    bool,
    typer.Option(
        "--full",
        help="Tampilkan semua rincian di layar. / Print every detail.",
        rich_help_panel=PANEL,
    ),
]
Summary = Annotated[
    bool,
    typer.Option(
        "--summary",
        help="Tampilkan hanya jumlahnya. / Print only what was found in all.",
        rich_help_panel=PANEL,
    ),
]
Top = Annotated[
    int | None,
    typer.Option(
        "--top",
        metavar="N",
        min=1,
        help="Paling banyak N baris penyebab dan temuan (bawaan: 25). / "
        "At most N lines of causes and findings (default: 25).",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
Together = Annotated[
    bool,
    typer.Option(
        "--together",
        help="Periksa semua berkas sebagai satu berkas perkara: angka yang sama harus sama di semuanya. / "
        "Check all files as one dossier: the same figure must be the same in all of them.",
        rich_help_panel=PANEL,
    ),
]


WithLastYear = Annotated[
    Path | None,
    typer.Option(
        "--with-last-year",
        metavar="BERKAS",
        help="Laporan tahun lalu perangkat daerah yang sama, hanya sebagai pembanding, atau basis data --store yang "
        "mengenalnya. / Last year's report of the same agency, only to compare with, or a --store that knows it.",
        rich_help_panel=PANEL,
        show_default=False,
        readable=False,
    ),
]


def telling_of(*, full: bool, summary: bool, top: int | None) -> Telling:
    """How much the console tells; UsageError where two choices say otherwise of it."""
    from lkjip_audit.reports.console import Detail, Telling

    chosen = [name for name, given in (("--full", full), ("--summary", summary), ("--top", top is not None)) if given]
    if len(chosen) > 1:
        raise UsageError("options_clash", first=chosen[0], second=chosen[1])
    if top is not None:
        return Telling(top=top)
    return Telling(Detail.FULL if full else Detail.SUMMARY if summary else Detail.BRIEF)
