"""Word documents (.docx, .docm) read into the same model as workbooks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.document.laying import sheets_of
from lkjip_audit.workbook.document.numbering import read_numbering
from lkjip_audit.workbook.document.story import read_story
from lkjip_audit.workbook.document.styles import read_styles
from lkjip_audit.workbook.document.text import NOTES
from lkjip_audit.workbook.document.xml import attribute, child, local
from lkjip_audit.workbook.model import Notice, Sheet
from lkjip_audit.workbook.package import Package
from lkjip_audit.workbook.safexml import parse_tree

_WORD: Final = ("wordprocessingml.", "ms-word.")


def document_part(package: Package) -> str | None:
    """The name of the body of a Word document; None where the package is something else."""
    main = package.related("", "officeDocument")
    if main is None:
        return None
    kind = package.content_type(main)
    return main if ".main" in kind and any(word in kind for word in _WORD) else None


def read_document(package: Package, main: str, name: str) -> tuple[tuple[Sheet, ...], tuple[Notice, ...]]:
    """The parts of the document whose body is the part ``main``, each as a sheet, and what is worth telling.

    Tracked changes are read as accepted; headers, footers, comments and pictures are not read.  ``name`` is told for
    what stands before the first heading.  Raises WorkbookError ``corrupt``, ``unsafe`` or ``too_large``.
    """
    body = child(parse_tree(package.chunks(main), main), "body")
    if body is None:
        raise WorkbookError("corrupt", part=main, reason="XML")
    story = read_story(
        body,
        read_styles(_related(package, main, "styles")),
        read_numbering(_related(package, main, "numbering")),
        dict(_notes(package, main)),
    )
    notices = [Notice("document_read")]
    if story.changes:
        notices.append(Notice("tracked_changes", details=(("count", str(story.changes)),)))
    return sheets_of(story.blocks, name), tuple(notices)


def _notes(package: Package, main: str) -> Iterator[tuple[tuple[str, str], ET.Element]]:
    for kind in NOTES.values():
        part = _related(package, main, f"{kind}s")
        for item in () if part is None else part:
            if local(item) == kind:
                yield (kind, attribute(item, "id") or ""), item


def _related(package: Package, main: str, kind: str) -> ET.Element | None:
    part = package.related(main, kind)
    return None if part is None else parse_tree(package.chunks(part), part)
