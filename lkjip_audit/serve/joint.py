"""The audit of a dossier in the auditing process: all files held to each other, and the marked copy of each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from lkjip_audit.batch.together import of_this_year, parts_of
from lkjip_audit.files import ending_of_copy, marked_document_for
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Stage, open_workbook
from lkjip_audit.reports.annotated import annotated_copy, marked_document
from lkjip_audit.result import AuditResult
from lkjip_audit.serve.desk import Part
from lkjip_audit.serve.names import free
from lkjip_audit.workbook.dossier import together
from lkjip_audit.workbook.model import Notice, Workbook


def audited_together(
    parts: Sequence[Part], name: str, auditor: Auditor, watch: Callable[[Stage], None]
) -> tuple[AuditResult, Mapping[Part, AuditResult]]:
    """What is found in ``parts`` as one dossier called ``name``: of all, and of each what is its own.

    One report of the year before those of all others is only compared with, and has no result.  Raises WorkbookError
    where one of them cannot be read any more.
    """
    watch(Stage.READING)
    opened = {part: open_workbook(part.source, part.name) for part in parts}
    last = _last_year(opened, auditor)
    own = [part for part in parts if part is not last]
    last_year = None if last is None else opened[last]
    said = () if last is None else (Notice("last_year_taken", details=(("name", last.name),)),)
    files = together([opened[part] for part in own], last_year, said)
    joint = auditor.audit_workbook(replace(files.whole, name=name), watch)
    return of_this_year(joint, files, last_year, name), dict(zip(own, parts_of(joint, files, last_year), strict=True))


def _last_year(opened: Mapping[Part, Workbook], auditor: Auditor) -> Part | None:
    """The one file, a report, of the year right before that of all others; None where years are mixed otherwise."""
    years = {part: auditor.about(book).year for part, book in opened.items()}
    latest = max((year for year in years.values() if year is not None), default=None)
    earlier = [part for part, year in years.items() if year is not None and year != latest]
    if latest is None or len(earlier) != 1 or years[earlier[0]] != latest - 1:
        return None
    return earlier[0] if auditor.tells_results(opened[earlier[0]]) else None


def write_copies(results: Mapping[Part, AuditResult], target: Path) -> None:
    """The marked copy of each part in one archive at ``target``; of a Word document also the one with comments."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        taken: set[str] = set()
        for part, result in results.items():
            for ending, data in _copies(part, result):
                archive.writestr(free(PurePath(part.name).stem, taken, f".temuan{ending}"), data)


def _copies(part: Part, result: AuditResult) -> Iterator[tuple[str, bytes]]:
    """What is made of a file, each with its ending."""
    catalogue = Catalogue(result.lang)
    own = part.source.with_name(f"{part.source.stem}.temuan{ending_of_copy(part.source)}")
    copy, _ = annotated_copy(part.source, own, result, catalogue)
    yield own.suffix, copy
    document = marked_document(part.source, result, catalogue)
    if document is not None:
        yield marked_document_for(own, part.source).suffix, document
