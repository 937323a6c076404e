"""The reviewer's papers: what an audit found, put into the forms that a review ends with.

    papers_of(result, catalogue)   the three documents as bytes, by the ending of their names

The working paper has each matter whole; the notes for the agency are one page of what to correct; the statement is a
draft.  What a tool cannot know (number, team, date, conclusion, signatures) stays blank in all three.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from lkjip_audit.files import PAPERS
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.papers import notes, statement, worksheet
from lkjip_audit.papers.matters import Matter, matters_of
from lkjip_audit.papers.pages import Pages
from lkjip_audit.result import AuditResult


class Paper(StrEnum):
    """The papers; a value is how the file's name ends."""

    WORKING_PAPER, NOTES, STATEMENT = PAPERS


def papers_of(result: AuditResult, catalogue: Catalogue) -> Mapping[Paper, bytes]:
    """Each paper on ``result`` as a Word document, in the language of ``catalogue``; the same bytes every time."""
    matters = matters_of(result, catalogue)
    write: Mapping[Paper, Callable[[Pages, AuditResult, tuple[Matter, ...], Catalogue], None]] = {
        Paper.WORKING_PAPER: worksheet.write,
        Paper.NOTES: notes.write,
        Paper.STATEMENT: statement.write,
    }
    made = {}
    for paper, writer in write.items():
        pages = Pages(catalogue.text(f"papers.{paper.name.lower()}"), catalogue)
        writer(pages, result, matters, catalogue)
        made[paper] = pages.to_bytes()
    return made


def target_of(source: Path, paper: Paper, folder: Path | None) -> Path:
    """Where a paper on the workbook ``source`` goes: ``NAME.kertas-kerja.docx`` beside it, or in ``folder``."""
    return (folder or source.parent) / f"{source.stem}.{paper.value}.docx"
