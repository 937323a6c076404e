"""The annotated copy of a Word document: a comment at each finding's figure, which is highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkjip_audit.errors import WorkbookError
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.word import Remark, comments_of_others, with_remarks
from lkjip_audit.reports.annotated.marks import marks_of
from lkjip_audit.workbook.document import document_part
from lkjip_audit.workbook.model import Address, PartOfDocument
from lkjip_audit.workbook.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lkjip_audit.messages.catalogue import Catalogue
    from lkjip_audit.result import AuditResult


def word_copy(data: bytes, result: AuditResult, catalogue: Catalogue) -> bytes | None:
    """The document in ``data`` with what ``result`` found in it; None for what is no Word document."""
    draft = _document(data)
    if draft is None:
        return None
    draft.make_workbook()
    with_remarks(draft, list(_remarks(result, catalogue)))
    return draft.to_bytes()


def refuse_to_lose_comments(held: bytes, data: bytes, target: Path) -> None:
    """Raise WorkbookError ``copy_commented`` where the document ``held`` has comments of others that ``data`` lacks.

    ``held`` is what stands at ``target``, where ``data`` is to go.
    """
    before, after = _document(held), _document(data)
    kept = frozenset() if after is None else comments_of_others(after)
    if before is not None and comments_of_others(before) - kept:
        raise WorkbookError("copy_commented", name=str(target))


def _document(data: bytes) -> Draft | None:
    package = Package.open(data)
    main = document_part(package)
    return None if main is None else Draft(package, main)


def _remarks(result: AuditResult, catalogue: Catalogue) -> Iterator[Remark]:
    """A comment for each place with a finding or a cause; of a note or a text box where that hangs."""
    parts = {str(name): name for name in result.source.sheets if isinstance(name, PartOfDocument)}
    stated: dict[Address, tuple[str, ...]] = {}
    for finding in result.counted:
        stated[finding.address] = (*stated.get(finding.address, ()), finding.stated)
    for name, places in marks_of(result, catalogue.text("annotated.sheet.findings"), catalogue).items():
        for (row, column), mark in sorted(places.items()):
            found = parts[name].paragraphs.get((row, column)) if name in parts else None
            if found is not None:
                yield Remark(*found, stated.get(Address(name, row, column), ()), mark.note)
