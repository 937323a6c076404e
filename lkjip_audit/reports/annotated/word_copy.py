"""The annotated copy of a Word document: a comment at each finding's figure, which is highlighted.

Each comment ends with what it is about (``F001:764a12b3c4d5e6f7``), so that what was answered to it, and that it was
resolved, finds its findings again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.notes import Run
from lkjip_audit.ooxml.word import Remark, comments_of_others, with_remarks
from lkjip_audit.ooxml.word_threads import Comment, threads_in
from lkjip_audit.reports.annotated.marks import marks_of
from lkjip_audit.workbook.document import document_part
from lkjip_audit.workbook.model import Address, PartOfDocument
from lkjip_audit.workbook.package import Package

_SIGN: Final = "#"
_MARKS: Final = re.compile(r"^# ((?:[FC]\d+:[0-9a-f]{16}\S*(?: |$))+)", re.MULTILINE)
"""The line of a comment of ours that says what it is about: the id of each finding and cause with its fingerprint."""

if TYPE_CHECKING:
    from collections.abc import Iterator, Set
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


@dataclass(frozen=True, slots=True)
class Answered:
    """A comment of ours: ids and fingerprints of what it is about, headings, whether it is resolved, answers."""

    about: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    done: bool
    answers: tuple[Comment, ...]


def answered_in(data: bytes) -> tuple[Answered, ...]:
    """Our comments in the Word document ``data``; none where it is no copy of ours."""
    draft = _document(data)
    return () if draft is None else tuple(_answered(draft))


def _answered(draft: Draft) -> Iterator[Answered]:
    for thread in threads_in(draft):
        marks = _MARKS.search(thread.first.text)
        if marks is not None:
            about = tuple(_told(mark) for mark in marks[1].split())
            headings = tuple(line for line in thread.first.text.splitlines() if line.startswith("["))
            yield Answered(about, headings, thread.done, thread.answers)


def _told(mark: str) -> tuple[str, str]:
    identity, _, fingerprint = mark.partition(":")
    return identity, fingerprint


def refuse_to_lose_comments(held: bytes, data: bytes, target: Path, noted: Set[str]) -> None:
    """Raise WorkbookError ``copy_commented`` where the document ``held`` has what ``data`` lacks.

    That is a comment of somebody else, or that one of ours was resolved of which nothing is ``noted`` yet (by
    fingerprint).  ``held`` is what stands at ``target``, where ``data`` is to go.
    """
    before, after = _document(held), _document(data)
    if before is None:
        return
    kept = frozenset() if after is None else comments_of_others(after)
    unread = any(item.done and any(mark not in noted for _, mark in item.about) for item in _answered(before))
    if unread or comments_of_others(before) - kept:
        raise WorkbookError("copy_commented", name=str(target))


def _document(data: bytes) -> Draft | None:
    package = Package.open(data)
    main = document_part(package)
    return None if main is None else Draft(package, main)


def _remarks(result: AuditResult, catalogue: Catalogue) -> Iterator[Remark]:
    """A comment for each place with a finding or a cause; of a note or a text box where that hangs."""
    parts = {str(name): name for name in result.source.sheets if isinstance(name, PartOfDocument)}
    stated: dict[Address, tuple[str, ...]] = {}
    about: dict[Address, list[str]] = {}
    for finding in result.counted:
        stated[finding.address] = (*stated.get(finding.address, ()), finding.stated)
        about.setdefault(finding.address, []).append(f"{finding.id}:{finding.fingerprint}")
    for cause in result.counted_causes:
        about.setdefault(cause.address, []).append(f"{cause.id}:{cause.fingerprint}")
    for name, places in marks_of(result, catalogue.text("annotated.sheet.findings"), catalogue).items():
        for (row, column), mark in sorted(places.items()):
            found = parts[name].paragraphs.get((row, column)) if name in parts else None
            if found is not None:
                address = Address(name, row, column)
                marks = Run(f"\n{_SIGN} {' '.join(about.get(address, ()))}")
                yield Remark(*found, stated.get(address, ()), (*mark.note, marks))
