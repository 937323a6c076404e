"""Kertas Kerja Reviu: every matter with condition, criterion, cause, effect, recommendation and reply."""

from __future__ import annotations

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.papers.heads import BLANK, agency, source_rows, year
from lkjip_audit.papers.matters import Matter
from lkjip_audit.papers.pages import Pages
from lkjip_audit.reports.lines import tested_line, with_failures
from lkjip_audit.result import AuditResult


def write(pages: Pages, result: AuditResult, matters: tuple[Matter, ...], catalogue: Catalogue) -> None:
    """Fill ``pages`` with the working paper on ``result``."""
    pages.title(
        catalogue.text("papers.working_paper").upper(),
        catalogue.text("papers.about", agency=agency(result), year=year(result)),
    )
    blanks = ("number", "team", "date", "checked_again")
    pages.pairs(
        [
            *((catalogue.text(f"papers.{key}"), (BLANK,)) for key in blanks),
            *source_rows(result, catalogue),
            (catalogue.text("papers.scope"), (with_failures(tested_line(result, catalogue), result),)),
        ]
    )
    if not matters:
        pages.text(catalogue.text(f"verdict.{result.nothing_told}"))
    for number, matter in enumerate(matters, 1):
        _matter(pages, number, matter, catalogue)
    _unjudged(pages, result, catalogue)


def _matter(pages: Pages, number: int, matter: Matter, catalogue: Catalogue) -> None:
    severity = catalogue.text(f"severity.{matter.severity.value}")
    lead = f"{number}. {matter.heading} ({matter.id}, {severity}, {catalogue.text('papers.code', code=matter.code)})"
    cause = matter.cause or (catalogue.text("papers.cause_unknown"),)
    texts = {
        "place": (matter.where,),
        "condition": matter.condition,
        "criterion": matter.criterion,
        "cause": cause,
        "effect": matter.effect,
        "recommendation": matter.steps,
        "reply": (matter.reply,) if matter.reply else (),
    }
    pages.pairs([(catalogue.text(f"papers.{key}"), text) for key, text in texts.items()], lead=lead)


def _unjudged(pages: Pages, result: AuditResult, catalogue: Catalogue) -> None:
    """What the audit could not judge: a reviewer has to look at it."""
    if not result.unverified:
        return
    pages.heading(catalogue.text("papers.unjudged", count=len(result.unverified)))
    reasons: dict[str, list[str]] = {}
    for item in result.unverified:
        reasons.setdefault(item.why, []).append(item.address.place)
    pages.listed(f"{why}: {', '.join(dict.fromkeys(places))}" for why, places in reasons.items())
