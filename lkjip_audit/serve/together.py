"""All that was made of a visitor's files in one archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from lkjip_audit.followup.record import SUFFIX
from lkjip_audit.serve.desk import Item
from lkjip_audit.serve.names import COPY, NOTES, REPORT, told_name

NAME: Final = "hasil-lkjip-audit.zip"
_IN_MEMORY: Final = 16 << 20
_PIECE: Final = 1 << 18


def together(items: Sequence[Item]) -> Iterator[bytes]:
    """The archive, a piece at a time: of each finished file the copy, the report and the notes, under its own name."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        _fill(file, items)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _fill(file: IO[bytes], items: Sequence[Item]) -> None:
    taken: set[str] = set()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in items:
            if item.summary is None:
                continue
            stem = _free(told_name(item.name).rpartition(".")[0] or "berkas", taken)
            ending = item.summary.copy
            for made, name in (
                (f"{COPY}{ending}", f"{stem}.temuan{ending}"),
                (REPORT, f"{stem}.laporan.html"),
                (NOTES, f"{stem}{SUFFIX}"),
            ):
                _add(archive, item.folder / made, name)


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    if path.is_file():  # it may have been removed meanwhile
        archive.write(path, name)


def _free(stem: str, taken: set[str]) -> str:
    """``stem``, or ``stem (2)`` and so on where another file has that name, in whatever case."""
    name, number = stem, 2
    while name.casefold() in taken:
        name, number = f"{stem} ({number})", number + 1
    taken.add(name.casefold())
    return name
