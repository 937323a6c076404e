"""``papers``: the documents that a review ends with, filled from what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lkjip_audit.cli import options
from lkjip_audit.cli.output import say
from lkjip_audit.errors import UsageError
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue

Folder = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="Folder untuk dokumennya; tanpa ini di sebelah BERKAS. / "
        "Where the documents go; beside BERKAS unless given.",
        rich_help_panel=options.PANEL,
        show_default=False,
        readable=False,
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Timpa dokumen yang sudah ada. / Replace documents that are there.",
        rich_help_panel=options.PANEL,
    ),
]


def papers(
    file: options.File,
    *,
    out: Folder = None,
    overwrite: Overwrite = False,
    rules: options.RuleFolders = None,
    follow_up: options.FollowUpRecord = None,
    waivers: options.Waivers = None,
    profile: options.ProfileName = None,
    lang: options.Language = INDONESIAN,
) -> None:
    """Tulis Kertas Kerja Reviu, Catatan Hasil Reviu, dan konsep Pernyataan Telah Direviu sebagai dokumen Word.

    Isinya dari temuan, penyebab, dan tindak lanjut; nomor, tim, tanggal, simpulan, dan tanda tangan tetap kosong.

    Write the working paper, the notes for the agency and a draft statement of review as Word documents.
    """
    from lkjip_audit.batch.companions import companions
    from lkjip_audit.cli.settling import settlement_of
    from lkjip_audit.files import is_there, make_folder, refuse_inputs, write_file
    from lkjip_audit.followup.settle import settled
    from lkjip_audit.papers import Paper, papers_of, target_of
    from lkjip_audit.pipeline import Auditor, Options

    catalogue = Catalogue(lang)
    targets = {paper: target_of(file, paper, out) for paper in Paper}
    for target in targets.values():
        if is_there(target) and not overwrite:
            raise UsageError("paper_exists", name=str(target))
    beside = [follow_up, waivers, *companions(file), *options.rule_files(rules, profile)]
    refuse_inputs([file, *beside], targets.values())
    settlement = settlement_of(follow_up, waivers)
    result = Auditor.load(Options(rules=tuple(rules or ()), profile=profile, lang=lang)).audit(file)
    made = papers_of(settled(result, file, settlement, catalogue), catalogue)
    if out is not None:
        make_folder(out)
    for paper, data in made.items():
        write_file(targets[paper], data)
        say(catalogue.text("papers.written", name=str(targets[paper])), err=True)
