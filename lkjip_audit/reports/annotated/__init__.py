"""The annotated copy: the source workbook with every finding at its cell, and sheets that list them.

    annotate(source, target, result, catalogue)   write the copy
    annotated_copy(source, target, result, ...)   the bytes of it
    marked_document(source, result, ...)          a Word document with comments, as bytes
    target_for(source)                            where it goes unless told otherwise
    read_copy(path)                               the tables of a copy, with what a reviewer wrote there
    read_answers(path)                            what was answered to the comments of a marked document
    read_statuses(path)                           what a reviewer wrote in a copy, by fingerprint

The copy is made by changing only what must change inside the package; openpyxl, which is slow to import and
would lose much of a foreign workbook, writes our own sheets only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lkjip_audit.errors import UsageError, WorkbookError
from lkjip_audit.files import as_text, is_file, marked_document_for, refuse_inputs, target_for, write_file
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.reports.annotated.kept import Kept
from lkjip_audit.reports.annotated.ours import Previous, read_previous
from lkjip_audit.reports.sheets.statuses import Status
from lkjip_audit.workbook.model import Notice, PartOfDocument
from lkjip_audit.workbook.package import Package
from lkjip_audit.workbook.reader import bytes_of, unchanged_bytes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lkjip_audit.messages.catalogue import Catalogue
    from lkjip_audit.reports.annotated.word_copy import Answered
    from lkjip_audit.reports.sheets.desk import FurtherSheet
    from lkjip_audit.result import AuditResult

__all__ = [
    "Status",
    "annotate",
    "annotated_copy",
    "marked_document",
    "read_answers",
    "read_copy",
    "read_statuses",
    "refuse_commented",
    "target_for",
]

_ZIP = b"PK\x03\x04"
_CANNOT = frozenset({"encrypted", "unsupported", "not_a_workbook"})


def annotate(
    source: Path,
    target: Path,
    result: AuditResult,
    catalogue: Catalogue,
    *,
    front: bool = True,
    further: FurtherSheet | None = None,
) -> tuple[Notice, ...]:
    """Write the annotated copy of ``source`` to ``target``, which must be another file.

    ``result`` is what the audit of ``source`` gave; ``front`` puts our sheets before the others (a workbook with
    macros has them behind in any case: macros may count sheets); ``further`` is a sheet to add to ours.  The copy opens
    on the first of ours.  A source that cannot be annotated in place (.xls, .xlsb, .ods, .csv, encrypted) gets a
    workbook of our own sheets.
    What a reviewer wrote in ``source`` or in a copy that stands at ``target`` is kept; what ``result`` knows of the
    follow-up fills in where nobody has written there.
    Gives what there is to say about the copy: notices whose code is the key of a sentence
    (``annotated.notice...``).

    Raises UsageError (``output_is_source``, ``wrong_suffix``) and WorkbookError (``not_written``, why the source
    cannot be opened, or ``changed`` where it is not the file that was audited).
    """
    refuse_inputs([source], [target])
    data, notices = annotated_copy(source, target, result, catalogue, front=front, further=further)
    write_file(target, data)
    return notices


def annotated_copy(
    source: Path,
    target: Path,
    result: AuditResult,
    catalogue: Catalogue,
    *,
    front: bool = True,
    further: FurtherSheet | None = None,
) -> tuple[bytes, tuple[Notice, ...]]:
    """The bytes that ``annotate`` would write to ``target``, and its notices; nothing is written.

    Raises UsageError (``wrong_suffix``) and WorkbookError (why the source cannot be opened, or ``changed`` where it is
    not the file that was audited).
    """
    from lkjip_audit.reports.annotated import marked_copy  # noqa: PLC0415 - openpyxl takes a second to import

    draft = _open(unchanged_bytes_of(source, result.source.sha256))
    kept = Kept.of(read_previous(draft) if draft else Previous(), _previous_at(target), result)
    if draft is None:
        _refuse_suffix(target, ".xlsx")
        notice = _separate(source, target, result)
        return marked_copy.separate_package(result, catalogue, kept, further=further), (notice,)
    if target.suffix.lower() != source.suffix.lower():
        _refuse_suffix(target, ".xlsm" if draft.macros else ".xlsx")
        draft.make_workbook()
    notices = marked_copy.annotate_package(draft, result, catalogue, kept, front=front, further=further)
    return draft.to_bytes(), notices


def _separate(source: Path, target: Path, result: AuditResult) -> Notice:
    """What there is to say of a workbook of our own sheets."""
    if any(isinstance(name, PartOfDocument) for name in result.source.sheets):
        name = as_text(marked_document_for(target, source).name)
        return Notice("annotated.notice.document", details=(("name", name),))
    return Notice("annotated.notice.separate", details=(("kind", source.suffix.lower().lstrip(".")),))


def marked_document(source: Path, result: AuditResult, catalogue: Catalogue) -> bytes | None:
    """The Word document at ``source`` with a comment at each finding's figure; None for what is none.

    Raises WorkbookError as ``annotated_copy`` does.
    """
    if not any(isinstance(name, PartOfDocument) for name in result.source.sheets):
        return None
    from lkjip_audit.reports.annotated.word_copy import word_copy  # noqa: PLC0415 - seldom needed

    return word_copy(unchanged_bytes_of(source, result.source.sha256), result, catalogue)


def refuse_commented(path: Path, data: bytes, result: AuditResult) -> None:
    """Raise WorkbookError ``copy_commented`` where the document at ``path`` has comments that ``data`` would lose.

    ``result`` knows which of them have been read back.
    """
    from lkjip_audit.reports.annotated.word_copy import refuse_to_lose_comments  # noqa: PLC0415 - seldom needed

    if is_file(path):
        noted = {item.fingerprint for item in result.findings if item.follow_up is not None}
        noted |= {item.fingerprint for item in result.causes if item.follow_up is not None}
        refuse_to_lose_comments(bytes_of(path), data, path, noted)


def read_answers(path: Path) -> tuple[Answered, ...]:
    """What was answered to our comments in the Word document at ``path``; WorkbookError where it cannot be read."""
    from lkjip_audit.reports.annotated.word_copy import answered_in  # noqa: PLC0415 - seldom needed

    return answered_in(bytes_of(path))


def read_statuses(path: Path) -> Mapping[str, Status]:
    """What a reviewer wrote in an annotated copy, by the fingerprint of finding or cause."""
    draft = _open(bytes_of(path))
    return read_previous(draft).statuses() if draft else {}


def read_copy(path: Path) -> Previous:
    """The tables of an annotated copy with what a reviewer wrote; one without sheets for any other workbook.

    Raises WorkbookError for a file that cannot be read.
    """
    draft = _open(bytes_of(path))
    return read_previous(draft) if draft else Previous()


def _previous_at(target: Path) -> Previous:
    """What stands in the copy that is about to be replaced; nothing where there is none, or one past reading."""
    try:
        draft = _open(bytes_of(target)) if is_file(target) else None
    except WorkbookError:
        return Previous()
    return read_previous(draft) if draft else Previous()


def _open(data: bytes) -> Draft | None:
    """The package, if it is one whose parts are XML that we can add to."""
    if not data.startswith(_ZIP):
        return None
    try:
        package = Package.open(data)
        if not package.content_type(package.workbook_part).endswith("+xml"):
            return None  # .xlsb
        return Draft(package)
    except WorkbookError as error:
        if error.code in _CANNOT:
            return None
        raise


def _refuse_suffix(target: Path, wanted: str) -> None:
    """Excel opens no file whose name says another kind than its content."""
    if target.suffix.lower() != wanted:
        raise UsageError("wrong_suffix", name=target.name, wanted=wanted)
