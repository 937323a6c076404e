"""Which sheet a workbook opens on, and which tabs are selected: read, set, and put back.

Excel groups all sheets whose tabs are selected (what is typed into one goes into each), so whoever selects one tab must
take the selection from the others.  Of their sheets nothing but that one word is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lkjip_audit.ooxml import book
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.xmlbytes import (
    Edit,
    Element,
    integer,
    open_tag,
    outline,
    set_attributes,
    splice,
    without_attributes,
)

_VIEW = re.compile(rb"<(?:[\w.-]+:)?sheetView\b(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>")
_SELECTED = re.compile(rb"\btabSelected\s*=\s*[\"'](\w+)[\"']")
_ON = (b"1", b"true")
_OFF_FOR = {b"1": b"0", b"true": b"false"}
_ON_FOR = {off: on for on, off in _OFF_FOR.items()}
PLACES = ("activeTab", "firstSheet")
"""What a window says by the position of a sheet: the one that is seen, and the first whose tab is."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a workbook opens: for each window the sheets that ``PLACES`` name, and the names of all selected sheets."""

    windows: tuple[Mapping[str, str], ...] = ()
    selected: tuple[str, ...] = ()


def opening_of(draft: Draft) -> Opening:
    """How the workbook opens as it stands; a window says nothing of what it leaves to the program."""
    names = [sheet.name for sheet in book.sheets(draft)]
    windows = tuple(
        {key: names[place] for key in PLACES if (place := _place(view, key)) is not None and place < len(names)}
        for view in _windows(outline(draft.read(draft.workbook), 3))
    )
    return Opening(windows, tuple(sheet.name for sheet in book.sheets(draft) if _is_selected(draft, sheet)))


def open_on(draft: Draft, place: int) -> None:
    """Let the workbook open on the sheet at ``place`` (from 0), with its tab alone selected and in sight."""
    data = draft.read(draft.workbook)
    root = outline(data, 3)
    edits = []
    for view in _windows(root):
        wanted = {key: str(place) for key in PLACES if view.get(key) is not None}
        wanted |= {"activeTab": str(place)} if place else {}
        edits.append(Edit(view.start, view.inner, set_attributes(open_tag(data, view), wanted)))
    if not edits and place:
        at = book.place_for(root, "bookViews")
        windows = f'<{root.q}bookViews><{root.q}workbookView activeTab="{place}"/></{root.q}bookViews>'
        edits.append(Edit(at, at, windows.encode()))
    draft.write(draft.workbook, splice(data, edits))
    for number, sheet in enumerate(book.sheets(draft)):
        if number == place:
            _select(draft, sheet)
        elif _is_selected(draft, sheet):
            _edit_views(draft, sheet, _unselected)


def open_as(draft: Draft, opening: Opening) -> None:
    """Let the workbook open as ``opening`` says, of whose sheets some may be gone; the rest is left to the program."""
    data = draft.read(draft.workbook)
    places = {sheet.name: number for number, sheet in enumerate(book.sheets(draft))}
    edits = []
    for number, view in enumerate(_windows(outline(data, 3))):
        window = opening.windows[number] if number < len(opening.windows) else {}
        wanted = {key: str(places[name]) for key, name in window.items() if name in places}
        tag = without_attributes(set_attributes(open_tag(data, view), wanted), set(PLACES) - set(wanted))
        edits.append(Edit(view.start, view.inner, tag))
    draft.write(draft.workbook, splice(data, edits))
    for sheet in book.sheets(draft):
        if sheet.name in opening.selected:
            _select(draft, sheet)


def _windows(root: Element) -> list[Element]:
    views = root.child("bookViews")
    return list(views.all("workbookView")) if views else []


def _place(view: Element, key: str) -> int | None:
    held = view.get(key)
    return None if held is None else integer(held)


def _head(draft: Draft, sheet: book.BookSheet) -> bytes:
    """The part of a sheet up to its cells; empty where the part is not there."""
    return draft.head(sheet.part, b"sheetData") if sheet.part and draft.has(sheet.part) else b""


def _is_selected(draft: Draft, sheet: book.BookSheet) -> bool:
    return any(found[1] in _ON for found in _SELECTED.finditer(_head(draft, sheet)))


def _select(draft: Draft, sheet: book.BookSheet) -> None:
    """Select the tab in the first window that says anything of it, or in the first at all."""
    views = [found[0] for found in _VIEW.finditer(_head(draft, sheet))]
    told = next((number for number, view in enumerate(views) if _SELECTED.search(view)), 0)
    _edit_views(draft, sheet, lambda view, number: _selected(view) if number == told else view)


def _selected(view: bytes) -> bytes:
    said = _SELECTED.search(view)
    if said is None:
        return set_attributes(view, {"tabSelected": "1"})
    return view[: said.start(1)] + _ON_FOR.get(said[1], said[1]) + view[said.end(1) :]


def _unselected(view: bytes, _: int) -> bytes:
    return _SELECTED.sub(lambda said: said[0].replace(said[1], _OFF_FOR.get(said[1], said[1])), view)


def _edit_views(draft: Draft, sheet: book.BookSheet, change: Callable[[bytes, int], bytes]) -> None:
    """Change the tags of a sheet's views, each with its number."""
    if sheet.part is None or not draft.has(sheet.part):
        return
    found = list(_VIEW.finditer(_head(draft, sheet)))
    edits = [Edit(*view.span(), change(view[0], number)) for number, view in enumerate(found)]
    if any(edit.text != view[0] for edit, view in zip(edits, found, strict=True)):
        draft.write(sheet.part, splice(draft.read(sheet.part), edits))
