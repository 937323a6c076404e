"""Workbooks that the page gives: an example with a few faults that were planted, and the blank forms."""

from __future__ import annotations

from importlib import resources
from typing import Final

from lkjip_audit.blank.book import write_forms
from lkjip_audit.blank.model import load_forms, small_set
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.rulepack.folder import pack_folder
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


def blank_forms(year: int, lang: str) -> bytes:
    """The workbook of the forms that every report needs, for the report of ``year``."""
    return write_forms(small_set(load_forms(pack_folder())), Catalogue(lang), year=year)
