"""Lines that several forms of a report share."""

from __future__ import annotations

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import AuditResult, Cause


def cause_line(cause: Cause, catalogue: Catalogue) -> str:
    """Where the wrong figure stands, what it says and what it should say."""
    place = cause.address.place
    key = "console.cause" if cause.stated else "console.cause_empty"
    return catalogue.text(key, place=place, stated=cause.stated, proposed=cause.proposed)


def with_failures(sentence: str, result: AuditResult) -> str:
    """``sentence`` on what was found, and after it what there is to say of each rule that failed."""
    return " ".join((sentence, *(told.message for told in result.failures)))


def tested_line(result: AuditResult, catalogue: Catalogue) -> str:
    """The first thing told of a workbook: how many of its figures were tested, how many of its tables understood."""
    return catalogue.text("verdict.tested", **tested_of(result))


def tested_of(result: AuditResult) -> dict[str, int]:
    """What fills the sentence ``verdict.tested``."""
    coverage = result.coverage
    return {
        "tested": len(coverage.tested),
        "figures": coverage.figures,
        "percent": coverage.percent,
        "understood": result.understood,
        "tables": len(result.tables),
    }
