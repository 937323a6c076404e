"""Several files of a visitor as one dossier: a line of its own on the page, with files of its own."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import Final

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.serve.desk import Desk, Item, Part, State
from lkjip_audit.serve.names import suffix_for
from lkjip_audit.serve.telling import Told, told

FEWEST: Final = 2
"""Files that a dossier is made of at least."""


def put_dossier(desk: Desk, visitor: str, lang: str) -> Item | Told:
    """All files of ``visitor`` that could be read as one dossier on ``desk``, or why that cannot be.

    It holds copies of them: one that is removed from the page later stays in it.
    """
    files = [item for item in desk.items(visitor) if item.state is State.DONE and not item.parts]
    if len(files) < FEWEST:
        return told("serve.dossier_few")
    item = desk.open(Catalogue(lang).text("serve.dossier_name", count=len(files)), visitor)
    if item is None:
        return told("serve.too_many", count=desk.limits.files)
    if not desk.grow(item.id, sum(file.size for file in files)):
        desk.remove(item.id)
        return told("serve.session_full", limit=desk.limits.session_bytes)
    try:
        parts = [_copied(item, number, file) for number, file in enumerate(files, 1)]
    except OSError:  # one was removed meanwhile, or the disk is full
        desk.remove(item.id)
        return told("serve.fault")
    desk.change(item.id, parts=tuple(parts))
    return desk.get(item.id) or item


def standing_alone(items: Sequence[Item]) -> list[Item]:
    """``items`` without the files that a finished dossier among them tells of: each finding is counted once."""
    held = {part.of for item in items if item.state is State.DONE for part in item.parts}
    return [item for item in items if item.id not in held]


def _copied(item: Item, number: int, file: Item) -> Part:
    source = item.folder / f"sumber-{number}{suffix_for(file.name)}"
    shutil.copyfile(file.source, source)
    return Part(source, file.name, file.id)
