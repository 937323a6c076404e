"""An annotated copy made the source again: our sheets, names, notes and fills taken out of the package."""

from __future__ import annotations

from lkjip_audit.ooxml import book
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.scan import Place
from lkjip_audit.ooxml.styles import Styles
from lkjip_audit.ooxml.views import PLACES, open_as, opening_of
from lkjip_audit.ooxml.xmlbytes import (
    Edit,
    Element,
    integer,
    open_tag,
    outline,
    set_attributes,
    splice,
)
from lkjip_audit.reports.annotated.opening import opening_kept_in
from lkjip_audit.reports.annotated.ours import Previous
from lkjip_audit.reports.annotated.restore import put_back_looks, take_notes
from lkjip_audit.workbook.ours import MARK
from lkjip_audit.workbook.places import written_place


def strip_own(draft: Draft, previous: Previous) -> None:
    """Take out what we had put in; what a reviewer wrote elsewhere stays."""
    if not previous.sheets:
        return
    ours = set(previous.sheets.values())
    styles_part = next((link.part for link in draft.linked(draft.workbook, "styles")), None)
    styles = Styles(draft.read(styles_part)) if styles_part else None
    recorded, by_id = _recorded(previous), _looks_by_id(previous)
    for sheet in book.sheets(draft):
        if sheet.name in ours or sheet.part is None or not draft.has(sheet.part):
            continue
        said = take_notes(draft, sheet.part)
        looks = recorded.get(sheet.name, {})
        looks |= {place: by_id.get(row) or looks.get(place, "") for place, row in said.items()}
        if styles and looks:
            put_back_looks(draft, sheet.part, looks, styles)
    if styles and styles_part:
        draft.write(styles_part, styles.to_bytes())
    opening = opening_kept_in(draft)
    names = [sheet.name for sheet in book.sheets(draft)]
    on_ours = any(window.get("activeTab", names[0]) in ours for window in opening_of(draft).windows or ({},))
    _take_sheets(draft, ours)
    if on_ours:
        open_as(draft, opening)


def _recorded(previous: Previous) -> dict[str, dict[Place, str]]:
    """The looks that our sheets keep, by the sheet and cell that they are of."""
    looks: dict[str, dict[Place, str]] = {}
    for row in (*previous.findings, *previous.causes):
        place = written_place(row.get("cell", ""))
        if place and row.get("look"):
            looks.setdefault(row.get("sheet", "").split("\n", maxsplit=1)[0], {})[place] = row["look"]
    return looks


def _looks_by_id(previous: Previous) -> dict[str, str]:
    """The looks by the id of the row that keeps them: a cell may have moved since."""
    rows = (*previous.findings, *previous.causes)
    return {row.get("id", ""): row["look"] for row in reversed(rows) if row.get("look")}


def _take_sheets(draft: Draft, ours: set[str]) -> None:
    """Take the sheets out of the workbook, with all parts that nothing else leads to."""
    data = draft.read(draft.workbook)
    root = outline(data, 4)
    held = root.child("sheets")
    entries = list(held.all("sheet")) if held else []
    gone = {place for place, entry in enumerate(entries) if entry.get("name") in ours}
    numbers = {entries[place].get("sheetId") for place in gone}
    links = [sheet for sheet in book.sheets(draft) if sheet.name in ours]
    edits = [Edit(entries[place].start, entries[place].end, b"") for place in gone]
    edits += _names_without(data, root, gone)
    edits += _views_without(data, root, gone)
    draft.write(draft.workbook, splice(data, edits))
    for sheet in links:
        draft.unrelate(draft.workbook, sheet.relation)
    _drop_chain(draft, numbers)
    below = {part for sheet in links if sheet.part for part in (sheet.part, *_reachable(draft, sheet.part))}
    for part in sorted(below - _reachable(draft)):
        draft.remove(part)


def _reachable(draft: Draft, start: str = "") -> set[str]:
    """All parts that relationships lead to from ``start``; ``""`` is the package."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        for link in draft.links(ahead.pop()):
            if link.part and link.part not in found:
                found.add(link.part)
                ahead.append(link.part)
    return found


def _names_without(data: bytes, root: Element, gone: set[int]) -> list[Edit]:
    """Our names and those local to our sheets go; local names of sheets behind them move up."""
    names = root.child("definedNames")
    if names is None:
        return []
    all_names = list(names.all("definedName"))
    edits = []
    for name in all_names:
        local = name.get("localSheetId")
        if (name.get("name") or "").lower().startswith(MARK) or (local is not None and integer(local) in gone):
            edits.append(Edit(name.start, name.end, b""))
        elif local is not None:
            moved = integer(local) - sum(1 for place in gone if place < integer(local))
            tag = set_attributes(open_tag(data, name), {"localSheetId": str(moved)})
            edits.append(Edit(name.start, name.inner, tag))
    if len([edit for edit in edits if not edit.text]) == len(all_names):
        return [Edit(names.start, names.end, b"")]
    return edits


def _views_without(data: bytes, root: Element, gone: set[int]) -> list[Edit]:
    """The active tab, if it is not one of ours, stays the active one."""
    edits = []
    views = root.child("bookViews")
    for view in views.all("workbookView") if views else ():
        told = {key: integer(value) for key in PLACES if (value := view.get(key)) is not None}
        moved = {
            key: "0" if value in gone else str(value - sum(1 for place in gone if place < value))
            for key, value in told.items()
        }
        edits.append(Edit(view.start, view.inner, set_attributes(open_tag(data, view), moved)))
    return edits


def _drop_chain(draft: Draft, numbers: set[str | None]) -> None:
    """A calculation chain that names cells of our sheets is dropped whole; Excel makes it anew."""
    for link in list(draft.linked(draft.workbook, "calcChain")):
        if link.part and any(cell.get("i") in numbers for cell in outline(draft.read(link.part), 2).all("c")):
            draft.unrelate(draft.workbook, link.id)
            draft.remove(link.part)
