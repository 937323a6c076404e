"""Names of files: those from outside are shown and given back, and never used on the disk; there ours are."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import quote

PAGE: Final = "halaman.html"
REPORT: Final = "laporan.html"
JSON: Final = "laporan.json"
COPY: Final = "salinan"
DOCUMENT: Final = "dokumen"
NOTES: Final = "catatan.yaml"
SUBJECTS: Final = "catatan.json"
RESULT: Final = "hasil.bin"
"""What is made of a file, under names of our own; the ending of a copy and of a marked document is its source's."""

ENDING: Final = ".zip"
"""Of what the copies of a dossier's files are in."""

_LONGEST: Final = 150
_KNOWN: Final = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".docx", ".docm"}
)
_NOT_ASCII: Final = re.compile(r"[^A-Za-z0-9._ -]+")


def told_name(name: str) -> str:
    """``name`` as it may be shown: its last part, without signs that do not print or that turn the text round."""
    last = re.split(r"[\\/]", name)[-1]
    clean = "".join(sign if unicodedata.category(sign)[0] != "C" else "" for sign in last)
    clean = " ".join(clean.split()).strip(". ")
    if len(clean) <= _LONGEST:
        return clean or "berkas"
    stem, dot, suffix = clean.rpartition(".")
    return f"{stem[: _LONGEST - 6]}{dot}{suffix[:5]}" if dot else clean[:_LONGEST]


def free(stem: str, taken: set[str], ending: str = "") -> str:
    """``stem`` with ``ending``; ``stem (2)`` and so on where another file has that name, in whatever case."""
    name, number = f"{stem}{ending}", 2
    while name.casefold() in taken:
        name, number = f"{stem} ({number}){ending}", number + 1
    taken.add(name.casefold())
    return name


def suffix_for(name: str) -> str:
    """The ending that the file gets on the disk: one of those that are read, whatever ``name`` says."""
    ending = "." + name.rpartition(".")[2].lower()
    return ending if ending in _KNOWN else ".xlsx"


def attachment(name: str, ending: str) -> str:
    """The Content-Disposition that saves a file as ``name`` with its ending replaced (RFC 6266, RFC 8187)."""
    stem = name.rpartition(".")[0] or name
    full = told_name(stem) + ending
    plain = _NOT_ASCII.sub("_", unicodedata.normalize("NFKD", full)).strip(" .") or "berkas"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"
