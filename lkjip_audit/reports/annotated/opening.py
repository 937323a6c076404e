"""The copy opens on our first sheet; how the source opens is kept in hidden names, so that it can be put back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_audit.ooxml import book
from lkjip_audit.ooxml.book import DefinedName, quoted
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.views import PLACES, Opening, opening_of
from lkjip_audit.workbook.ours import MARK

_MARK = f"{MARK}opens_"
_NAME = re.compile(rf"{_MARK}(?P<key>[a-z]+)_(?P<number>[0-9]{{1,4}})")
_SELECTED = "selected"
_KEYS = {key.lower(): key for key in PLACES}
_IN_CELLS = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\"]+))!\$A\$1")
"""A sheet, in a name that follows it when it is renamed."""
_IN_WORDS = re.compile(r'"((?:[^"]|"")*)"')
"""A sheet that has no cells to refer to: a chart."""


def kept_opening(draft: Draft) -> tuple[DefinedName, ...]:
    """How the package opens, as the names that keep it; to be asked before our sheets are added."""
    opening = opening_of(draft)
    with_cells = {link.part for link in draft.linked(draft.workbook, "worksheet")}
    plain = {sheet.name for sheet in book.sheets(draft) if sheet.part in with_cells}
    found = [
        (f"{key.lower()}_{number}", name)
        for number, window in enumerate(opening.windows)
        for key, name in window.items()
    ]
    found += [(f"{_SELECTED}_{number}", name) for number, name in enumerate(opening.selected)]
    return tuple(
        DefinedName(_MARK + key, f"{quoted(name)}!$A$1" if name in plain else _worded(name), hidden=True)
        for key, name in found
    )


def _worded(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def opening_kept_in(draft: Draft) -> Opening:
    """How the source of an annotated copy opens, as its names keep it; says nothing where there are none."""
    windows: dict[int, dict[str, str]] = {}
    selected = []
    for key, number, sheet in sorted(_told(draft)):
        if key == _SELECTED:
            selected.append(sheet)
        elif key in _KEYS:
            windows.setdefault(number, {})[_KEYS[key]] = sheet
    return Opening(tuple(windows.get(number, {}) for number in range(max(windows, default=-1) + 1)), tuple(selected))


def _told(draft: Draft) -> Iterator[tuple[str, int, str]]:
    for item in book.defined_names(draft):
        named = _NAME.fullmatch(item.name.lower())
        text = item.text.strip()
        if named is None:
            continue
        if found := _IN_CELLS.fullmatch(text):
            yield named["key"], int(named["number"]), (found[1] or found[2]).replace("''", "'")
        elif found := _IN_WORDS.fullmatch(text):
            yield named["key"], int(named["number"]), found[1].replace('""', '"')
