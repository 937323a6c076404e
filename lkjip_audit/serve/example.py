"""The workbook to try the page with: an invented agency's, with a few faults that were planted."""

from __future__ import annotations

from importlib import resources
from typing import Final

from lkjip_audit.serve.desk import Desk, Item

NAME: Final = "laporan-contoh.xlsx"
_FILE: Final = "contoh.xlsx"


def put_example(desk: Desk, visitor: str) -> Item | None:
    """The example on ``desk`` among the files of ``visitor``; None when there is no room for it."""
    content = resources.files(__package__).joinpath("assets", _FILE).read_bytes()
    if desk.is_full(visitor):
        return None
    item = desk.open(NAME, visitor)
    if item is None:
        return None
    if not desk.grow(item.id, len(content)):
        desk.remove(item.id)
        return None
    item.source.write_bytes(content)
    return desk.get(item.id)
