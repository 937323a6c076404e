"""The audit of a dossier in the auditing process: all files held to each other, and the marked copy of each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from lkjip_audit.batch.together import parts_of
from lkjip_audit.files import ending_of_copy, marked_document_for
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Stage, open_workbook
from lkjip_audit.reports.annotated import annotated_copy, marked_document
from lkjip_audit.result import AuditResult
from lkjip_audit.serve.desk import Part
from lkjip_audit.serve.names import free
from lkjip_audit.workbook.dossier import together


def audited_together(
    parts: Sequence[Part], name: str, auditor: Auditor, watch: Callable[[Stage], None]
) -> tuple[AuditResult, tuple[AuditResult, ...]]:
    """What is found in ``parts`` as one dossier called ``name``: of all, and of each what is its own.

    Raises WorkbookError where one of them cannot be read any more.
    """
    watch(Stage.READING)
    files = together([open_workbook(part.source, part.name) for part in parts])
    joint = auditor.audit_workbook(replace(files.whole, name=name), watch)
    return joint, tuple(parts_of(joint, files))


def write_copies(parts: Sequence[Part], results: Sequence[AuditResult], target: Path) -> None:
    """The marked copy of each part in one archive at ``target``; of a Word document also the one with comments."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        taken: set[str] = set()
        for part, result in zip(parts, results, strict=True):
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
