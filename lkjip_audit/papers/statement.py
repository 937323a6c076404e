"""Pernyataan Telah Direviu: a draft with the wording that PermenPANRB 53/2014 asks for; its conclusion is left open."""

from __future__ import annotations

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.papers.heads import BLANK, agency, year
from lkjip_audit.papers.matters import Matter
from lkjip_audit.papers.pages import Pages
from lkjip_audit.result import AuditResult


def write(pages: Pages, result: AuditResult, matters: tuple[Matter, ...], catalogue: Catalogue) -> None:
    """Fill ``pages`` with the draft; whether there are reservations is for the reviewer to tick, not for the tool."""
    about = {"agency": agency(result), "year": year(result)}
    pages.title(catalogue.text("papers.statement").upper(), catalogue.text("papers.about", **about))
    pages.text(catalogue.text("papers.draft"))
    for part in ("statement_scope", "statement_duty", "statement_purpose"):
        pages.text(catalogue.text(f"papers.{part}", **about))
    pages.text(catalogue.text("papers.statement_choose"))
    grave = sum(matter.is_grave for matter in matters)
    pages.listed(catalogue.text(f"papers.statement_{choice}", count=grave) for choice in ("without", "with"))
    pages.signature(catalogue.text("papers.place_and_date"), catalogue.text("papers.inspector"), "", "", "", BLANK)
