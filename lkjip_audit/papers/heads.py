"""What all papers begin with: which workbook, which audit, and the blanks that only people can fill."""

from __future__ import annotations

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import AuditResult

BLANK = "………………………………"


def agency(result: AuditResult) -> str:
    """Whose report it is, or a blank where the workbook does not say."""
    return result.about.agency or BLANK


def year(result: AuditResult) -> str:
    """The report's year, or a blank where the workbook does not say."""
    return str(result.about.year) if result.about.year else "…………"


def source_rows(result: AuditResult, catalogue: Catalogue) -> list[tuple[str, tuple[str, ...]]]:
    """Label and text for the file that was read, and for what read it."""
    checked = catalogue.text("papers.checked_by", version=result.version, rules=result.rules_sha256[:12])
    return [
        (catalogue.text("papers.file"), (result.source.name, f"SHA-256 {result.source.sha256}")),
        (catalogue.text("papers.checked"), (checked,)),
    ]
