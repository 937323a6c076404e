"""The files that are made of an item: where each lies, what its name ends with, and what kind of file it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lkjip_audit.followup.record import SUFFIX
from lkjip_audit.serve.desk import Item
from lkjip_audit.serve.names import COPY, DOCUMENT, ENDING, JSON, NOTES, REPORT

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS: Final = {
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ENDING: "application/zip",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A file that may have been made: it need not be there."""

    path: Path
    ending: str
    kind: str


def made_of(item: Item) -> Mapping[str, Made]:
    """What is made of ``item``, by the word that its address ends with."""
    copy, document = ("", "") if item.summary is None else (item.summary.copy, item.summary.document)
    made = {
        "salinan": Made(item.folder / f"{COPY}{copy}", f".temuan{copy}", _KINDS.get(copy, XLSX)),
        "laporan": Made(item.folder / REPORT, ".laporan.html", "text/html; charset=utf-8"),
        "catatan": Made(item.folder / NOTES, SUFFIX, "application/yaml; charset=utf-8"),
        "json": Made(item.folder / JSON, ".laporan.json", "application/json"),
    }
    if document:
        made["dokumen"] = Made(item.folder / f"{DOCUMENT}{document}", f".temuan{document}", _KINDS[document])
    return made
