"""``follow-up``: what reviewers wrote in an annotated copy goes into the record beside the submission."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkjip_audit.cli import options
from lkjip_audit.cli.output import say, write
from lkjip_audit.files import is_file, refuse_inputs
from lkjip_audit.languages import INDONESIAN
from lkjip_audit.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from lkjip_audit.followup.record import Record

Copy = Annotated[
    Path,
    typer.Argument(
        metavar="BERKAS",
        help="Salinan bertanda (NAMA.temuan.xlsx) yang sudah diisi. / The annotated copy, filled in.",
        show_default=False,
        readable=False,
    ),
]
RecordFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="BERKAS",
        help="Berkas catatannya; tanpa ini NAMA.tindak-lanjut.yaml di sebelah salinan itu. / "
        "The record; NAME.tindak-lanjut.yaml beside the copy unless given.",
        rich_help_panel=options.PANEL,
        show_default=False,
        readable=False,
    ),
]


def follow_up(
    file: Copy,
    output: RecordFile = None,
    lang: options.Language = INDONESIAN,
) -> None:
    """Baca status, catatan, dan nama dari salinan bertanda ke NAMA.tindak-lanjut.yaml.

    Pemeriksaan berikutnya atas NAMA.xlsx membawa isinya ke temuan dan penyebab yang sama, walau selnya sudah bergeser.

    Read the statuses, notes and names in an annotated copy into a record; the next check carries them over.
    """
    from lkjip_audit.followup.reading import record_of, submission_of
    from lkjip_audit.followup.record import merged, read_record, record_path, render_record

    catalogue = Catalogue(lang)
    path = output or record_path(submission_of(file))
    refuse_inputs([file, submission_of(file)], [path])
    now = record_of(file)
    before = read_record(path) if is_file(path) else None
    record = merged(before, now) if before is not None else merged(now, now)
    if record.empty and before is None:
        say(catalogue.text("follow_up.nothing", name=file.name))
        return
    write(render_record(record, catalogue), path)
    _tell(path, record, now, before, catalogue)


def _tell(path: Path, record: Record, now: Record, before: Record | None, catalogue: Catalogue) -> None:
    from lkjip_audit.reports.sheets.statuses import WORDS

    words = WORDS[catalogue.lang]
    entries = (*record.findings, *record.causes)
    found = Counter(entry.follow_up.status for entry in entries)
    counts = ", ".join(f"{found[status]} {word}" for status, word in words.items() if found[status])
    numbers = {"findings": len(record.findings), "causes": len(record.causes)}
    say(catalogue.text("follow_up.written", name=str(path), counts=counts, **numbers))
    spoken = {entry.fingerprint for entry in (*now.findings, *now.causes)}
    blank = {entry.fingerprint for entry in (*now.findings, *now.causes) if entry.blank}
    older = () if before is None else (*before.findings, *before.causes)
    for key, count in (
        ("kept", sum(entry.fingerprint not in spoken for entry in older)),
        ("cleared", sum(entry.fingerprint in blank for entry in older)),
    ):
        if count:
            say(catalogue.text(f"follow_up.{key}", count=count))
