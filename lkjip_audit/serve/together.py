"""All that was made of a visitor's files in one archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from lkjip_audit.serve.desk import Item
from lkjip_audit.serve.dossier import standing_alone
from lkjip_audit.serve.made import made_of
from lkjip_audit.serve.names import free, told_name
from lkjip_audit.serve.recapped import RECAP, recap_of

NAME: Final = "hasil-lkjip-audit.zip"
_IN_MEMORY: Final = 16 << 20
_PIECE: Final = 1 << 18


def together(items: Sequence[Item], lang: str) -> Iterator[bytes]:
    """The archive, a piece at a time: the recap of several files; of each the copies, the report and the notes."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        _fill(file, [item for item in items if item.summary is not None], lang)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _fill(file: IO[bytes], items: Sequence[Item], lang: str) -> None:
    stems = _stems(items)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if len(items) > 1:
            told = standing_alone(items)
            copies = {item.id: f"{stems[item.id]}.temuan{_ending(item)}" for item in told if not item.parts}
            archive.writestr(RECAP, recap_of(told, copies, lang))
        for item in items:
            made = made_of(item)
            for form in ("salinan", "dokumen", "laporan", "catatan"):
                if form in made:
                    _add(archive, made[form].path, stems[item.id] + made[form].ending)


def _ending(item: Item) -> str:
    return "" if item.summary is None else item.summary.copy


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    if path.is_file():  # it may have been removed meanwhile, or never been made
        archive.write(path, name)


def _stems(items: Sequence[Item]) -> Mapping[str, str]:
    """What the names of each item's files begin with, by its id; no two alike, and none like the recap's."""
    taken = {RECAP.partition(".")[0]}
    return {item.id: free(told_name(item.name).rpartition(".")[0] or item.name, taken) for item in items}
