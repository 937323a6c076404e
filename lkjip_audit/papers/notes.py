"""Catatan Hasil Reviu: one page for the agency, what to correct, without trifles."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.papers.heads import BLANK, agency, year
from lkjip_audit.papers.matters import Matter
from lkjip_audit.papers.pages import Pages
from lkjip_audit.reports.lines import shortened, tested_line
from lkjip_audit.result import AuditResult

_MOST = 12
"""Matters that fit on the page; the working paper has all of them."""
_LINE = 170
"""Signs of a matter: two lines."""


def write(pages: Pages, result: AuditResult, matters: tuple[Matter, ...], catalogue: Catalogue) -> None:
    """Fill ``pages`` with the notes on ``result`` for the agency."""
    grave = [matter for matter in matters if matter.is_grave]
    pages.title(
        catalogue.text("papers.notes").upper(),
        catalogue.text("papers.about", agency=agency(result), year=year(result)),
    )
    pages.pairs([(catalogue.text(f"papers.{key}"), (BLANK,)) for key in ("number", "date")])
    pages.text(tested_line(result, catalogue))
    if grave:
        pages.text(catalogue.text("papers.notes_lead", count=len(grave)))
        pages.listed(_lines(grave, catalogue))
    else:
        pages.text(catalogue.text("papers.nothing_grave"))
    if len(matters) > min(len(grave), _MOST):
        left = len(matters) - min(len(grave), _MOST)
        pages.text(catalogue.text("papers.in_working_paper", count=left))
    pages.signature(catalogue.text("papers.place_and_date"), catalogue.text("papers.team_head"), "", "", "", BLANK)


def _lines(grave: list[Matter], catalogue: Catalogue) -> Iterator[str]:
    for matter in grave[:_MOST]:
        yield shortened(f"{matter.heading} ({matter.id}, {matter.code}): {matter.where}: {matter.change}", _LINE)
