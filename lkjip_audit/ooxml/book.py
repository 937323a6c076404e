"""The workbook part: its sheets and defined names, read and added to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from lkjip_audit.ooxml.draft import STRICT, TRANSITIONAL, Draft
from lkjip_audit.ooxml.xmlbytes import (
    Edit,
    Element,
    append_into,
    escape,
    integer,
    open_tag,
    outline,
    set_attributes,
    splice,
)

_LONGEST_NAME = 31
_ORDER: tuple[str, ...] = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
)
_ORDER += ("functionGroups", "externalReferences", "definedNames")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet's entry: its name, its relationship, and its part (None when that is not there)."""

    name: str
    relation: str
    part: str | None
    state: str


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name; ``sheet`` is the position of the sheet that it is local to, or None."""

    name: str
    text: str
    sheet: int | None = None
    hidden: bool = False


def sheets(draft: Draft) -> tuple[BookSheet, ...]:
    """The sheets in the order of their tabs."""
    parts = {link.id: link.part for link in draft.links(draft.workbook)}
    held = outline(draft.read(draft.workbook), 3).child("sheets")
    found = []
    for element in held.all("sheet") if held else ():
        relation = _relation(element)
        found.append(
            BookSheet(element.get("name") or "", relation, parts.get(relation), element.get("state") or "visible")
        )
    return tuple(found)


def _relation(element: Element) -> str:
    return next((value for key, value in element.attributes.items() if key.split(" ")[1:2] == ["id"]), "")


def defined_names(draft: Draft) -> tuple[DefinedName, ...]:
    """The defined names in the order written."""
    data = draft.read(draft.workbook)
    held = outline(data, 3).child("definedNames")
    found = []
    for element in held.all("definedName") if held else ():
        local = element.get("localSheetId")
        text = unescape(data[element.inner : element.close].decode("utf-8", "replace"))
        sheet = integer(local) if local else None
        found.append(DefinedName(element.get("name") or "", text, sheet, element.get("hidden") in {"1", "true"}))
    return tuple(found)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """``wanted``, or ``wanted (2)`` and so on where there is a sheet of that name, in whatever case."""
    folded = {name.casefold() for name in taken}
    name, number = wanted[:_LONGEST_NAME], 2
    while name.casefold() in folded:
        tail = f" ({number})"
        name = wanted[: _LONGEST_NAME - len(tail)] + tail
        number += 1
    return name


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def add_sheets(draft: Draft, added: Sequence[tuple[str, str]], *, front: bool) -> int:
    """Enter sheets (name, part) into the workbook, behind the others or before them.

    Gives the position of the first.  In front, what counts by position (local names, active tab) moves along.
    """
    data = draft.read(draft.workbook)
    root = outline(data, 4)
    held = root.child("sheets")
    count = len(list(held.all("sheet"))) if held else 0
    numbers = [integer(e.get("sheetId")) for e in held.all("sheet")] if held else []
    entries = []
    for number, (name, part) in enumerate(added, max(numbers, default=0) + 1):
        identifier = draft.relate(draft.workbook, "worksheet", part)
        entries.append(_sheet_entry(data, root, name, number, identifier, strict=draft.strict))
    text = "".join(entries).encode()
    if held is None:
        at = place_for(root, "sheets")
        edits = [Edit(at, at, f"<{root.q}sheets>".encode() + text + f"</{root.q}sheets>".encode())]
    elif front and not held.empty:
        edits = [Edit(held.inner, held.inner, text), *_shift_positions(data, root, len(added))]
    else:
        edits = append_into(data, held, text)
    draft.write(draft.workbook, splice(data, edits))
    return 0 if front else count


def _sheet_entry(data: bytes, root: Element, name: str, number: int, relation: str, *, strict: bool) -> str:
    uri = STRICT if strict else TRANSITIONAL
    declared = re.search(
        rb"xmlns:([A-Za-z0-9_]+)\s*=\s*[\"']" + re.escape(uri.encode()) + rb"[\"']", open_tag(data, root)
    )
    prefix = declared[1].decode() if declared else "r"
    namespace = "" if declared else f' xmlns:r="{uri}"'
    return f'<{root.q}sheet{namespace} name="{escape(name)}" sheetId="{number}" {prefix}:id="{relation}"/>'


def _shift_positions(data: bytes, root: Element, by: int) -> list[Edit]:
    """The edits that keep names, views and the active tab with their sheets when ``by`` go in front."""
    edits = []
    views = root.child("bookViews")
    for view in views.all("workbookView") if views else ():
        moved = {"activeTab": str(integer(view.get("activeTab")) + by)}
        if view.get("firstSheet"):
            moved["firstSheet"] = str(integer(view.get("firstSheet")) + by)
        edits.append(Edit(view.start, view.inner, set_attributes(open_tag(data, view), moved)))
    names = root.child("definedNames")
    for name in names.all("definedName") if names else ():
        if (local := name.get("localSheetId")) is not None:
            tag = set_attributes(open_tag(data, name), {"localSheetId": str(integer(local) + by)})
            edits.append(Edit(name.start, name.inner, tag))
    return edits


def add_names(draft: Draft, names: Sequence[DefinedName]) -> None:
    """Enter defined names behind those that are there."""
    data = draft.read(draft.workbook)
    root = outline(data, 3)
    text = "".join(_name_entry(name, root.q) for name in names).encode()
    held = root.child("definedNames")
    if held and data[held.inner : held.close].strip():
        edits = append_into(data, held, text)
    else:  # an element without a name makes way for ours, as it would once they are taken out again
        at = place_for(root, "definedNames")
        edits = [Edit(held.start, held.end, b"")] if held else []
        edits += [Edit(at, at, f"<{root.q}definedNames>".encode() + text + f"</{root.q}definedNames>".encode())]
    draft.write(draft.workbook, splice(data, edits))


def _name_entry(name: DefinedName, q: str) -> str:
    local = f' localSheetId="{name.sheet}"' if name.sheet is not None else ""
    hidden = ' hidden="1"' if name.hidden else ""
    return f'<{q}definedName name="{escape(name.name)}"{local}{hidden}>{escape(name.text)}</{q}definedName>'


def place_for(root: Element, name: str) -> int:
    """The offset in the workbook part at which the element ``name``, which is not there, has to go."""
    before = set(_ORDER[: _ORDER.index(name)])
    at = root.inner
    for child in root.children:
        if child.name in before or (child.uri != root.uri and child.start < at):
            at = child.end
    return at
