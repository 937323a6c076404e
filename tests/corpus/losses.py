"""What a copy of a workbook has lost: source and copy compared part by part, the changed ones as canonical XML, and
what calamine and openpyxl read of them.  It knows nothing of how the copy was made.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from urllib.parse import unquote

import openpyxl
from lxml import etree
from python_calamine import CalamineWorkbook

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def related(archive, part):
    """The relationships of a part as (id, type's last word, target's name)."""
    folder, file = posixpath.split(part)
    names = {unquote(n).lower(): n for n in archive.namelist()}
    held = names.get(unquote(posixpath.join(folder, "_rels", f"{file}.rels")).lower())
    found = []
    for item in etree.fromstring(archive.read(held), PARSER) if held else ():
        target = posixpath.normpath(posixpath.join("/", folder, unquote(item.get("Target", "")))).lstrip("/")
        found.append((item.get("Id"), item.get("Type", "").rsplit("/", 1)[-1], names.get(target.lower(), target)))
    return found


def sheet_parts(archive):
    """The part of each sheet, by its name, in order."""
    workbook = next(target for _, kind, target in related(archive, "") if kind == "officeDocument")
    targets = {identifier: target for identifier, _, target in related(archive, workbook)}
    root = etree.fromstring(archive.read(workbook), PARSER)
    found = {}
    for sheet in root.iter("{*}sheet"):
        identifier = next(v for k, v in sheet.attrib.items() if k.endswith("}id"))
        if targets.get(identifier) in archive.namelist():
            found[sheet.get("name")] = targets[identifier]
    return found


def losses(source, copy, *, with_openpyxl=True):
    """What the copy (bytes) has lost or changed of the source (bytes), in words; and the names of changed parts."""
    problems, changed = [], []
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        compare = _comparisons(old)
        infos = {info.filename: info for info in new.infolist()}
        for info in old.infolist():
            other = infos.get(info.filename)
            if other is None:
                problems.append(f"lost: {info.filename}")
            elif (info.CRC, info.compress_size) != (other.CRC, other.compress_size):
                changed.append(info.filename)
                check = compare.get(info.filename.lower())
                if check is None:
                    problems.append(f"changed: {info.filename}")
                else:
                    before, after = old.read(info.filename), new.read(info.filename)
                    problems += [f"{info.filename}: {text}" for text in check(before, after)]
    problems += _calamine(source, copy)
    return problems + (_openpyxl(source, copy) if with_openpyxl else []), changed


def _comparisons(archive):
    """Which parts may change, and how each is compared."""
    sheets = sheet_parts(archive)
    workbook = next(target for _, kind, target in related(archive, "") if kind == "officeDocument")
    held = {"[Content_Types].xml": _superset, workbook: _workbook}
    for part in ("", workbook, *sheets.values()):
        folder, file = posixpath.split(part)
        held[posixpath.join(folder, "_rels", f"{file}.rels")] = _superset
        for _, kind, target in related(archive, part):
            check = {"styles": _styles, "person": _superset, "threadedComment": _superset}.get(kind)
            check = {"comments": _comments, "vmlDrawing": _drawing}.get(kind, check)
            if check:
                held[target] = check
    held |= dict.fromkeys(sheets.values(), _sheet)
    return {name.lower(): check for name, check in held.items()}  # packages are not particular about case


def _canonical(element):
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _superset(before, after):
    """Everything that was there is there, in that order; the rest is new."""
    there = Counter(_canonical(item).strip() for item in etree.fromstring(after, PARSER))
    gone = Counter(_canonical(item).strip() for item in etree.fromstring(before, PARSER)) - there
    return [f"lost {text!r}" for text in gone]


def _workbook(before, after):
    """The sheets and names that were there are there in their order, names still local to the same sheets; of windows
    only what they open on may be another.
    """
    old, new = (_by_name(etree.fromstring(data, PARSER)) for data in (before, after))
    problems = []
    for part in old:
        other = new.find(part.tag)
        name = etree.QName(part).localname if isinstance(part.tag, str) else ""
        if name in {"sheets", "definedNames"}:
            was = [_canonical(item) for item in part]
            if [text for item in other if (text := _canonical(item)) in set(was)] != was:
                problems.append(f"{name} changed")
        elif name and _canonical(part).strip() not in {_canonical(item).strip() for item in new}:
            problems.append(f"{name} changed")
    return problems


def _by_name(root):
    """The workbook with sheets named where it counts them, and without what its windows open on."""
    names = [sheet.get("name") for sheet in root.iterfind("{*}sheets/{*}sheet")]
    for item in root.iterfind("{*}definedNames/{*}definedName[@localSheetId]"):
        item.set("localSheetId", names[int(item.get("localSheetId"))])
    for view in root.iterfind("{*}bookViews/{*}workbookView"):
        for key in ("activeTab", "firstSheet"):
            view.attrib.pop(key, None)
    return root


def _styles(before, after):
    """Each list of the part begins with what it was."""
    old, new = (etree.fromstring(data, PARSER) for data in (before, after))
    problems = []
    for held in old:
        other = new.find(held.tag)
        if other is None or [_canonical(a).strip() for a in held] != [
            _canonical(b).strip() for b in list(other)[: len(held)]
        ]:
            problems.append(f"{held.tag} changed")
    return problems


def cells_of(root):
    """Places of the cells of a sheet, implicit ones counted."""
    row = 0
    for element in root.iterfind("{*}sheetData/{*}row"):
        row = int(element.get("r", row + 1))
        column = 0
        for cell in element.iterfind("{*}c"):
            letters = re.match("[A-Z]*", cell.get("r", "").upper())[0]
            column = sum((ord(x) - 64) * 26**n for n, x in enumerate(reversed(letters))) if letters else column + 1
            yield row, column


def _sheet(before, after):
    """All cells as they were, but for their style; nothing new but empty styled cells and the drawing of notes; of
    the views only whether the tab is selected.
    """
    old, new = (etree.fromstring(data, PARSER) for data in (before, after))
    for root in (old, new):
        for view in root.iterfind("{*}sheetViews/{*}sheetView"):
            view.attrib.pop("tabSelected", None)
        for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
            cell.attrib.pop("s", None)
    _forget_new_cells(old, new)
    if old.find("{*}legacyDrawing") is None:
        for element in new.findall("{*}legacyDrawing"):
            _take(element)
    return [] if _canonical(old) == _canonical(new) else ["differs in more than styles of cells"]


def _forget_new_cells(old, new):
    held = set(cells_of(old))
    rows = set(_rows(old))
    cells = list(zip(list(new.iterfind("{*}sheetData/{*}row/{*}c")), list(cells_of(new)), strict=True))
    lines = list(zip(list(new.iterfind("{*}sheetData/{*}row")), list(_rows(new)), strict=True))
    for cell, place in cells:
        if place not in held and len(cell) == 0:
            _take(cell)
    for element, row in lines:
        if row not in rows and len(element) == 0:
            _take(element)


def _rows(root):
    row = 0
    for element in root.iterfind("{*}sheetData/{*}row"):
        row = int(element.get("r", row + 1))
        yield row


def _take(element):
    """Remove an element, but not the text behind it."""
    parent, tail = element.getparent(), element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail or None
    else:
        parent.text = (parent.text or "") + tail or None
    parent.remove(element)


def _comments(before, after):
    """Each comment is there, its text at the beginning of what it says now."""
    old, new = (etree.fromstring(data, PARSER) for data in (before, after))
    now = {item.get("ref"): "".join(item.itertext("{*}t")) for item in new.iter("{*}comment")}
    lost = [
        item.get("ref")
        for item in old.iter("{*}comment")
        if not now.get(item.get("ref"), "-").startswith("".join(item.itertext("{*}t")))
    ]
    authors = [[a.text for a in root.iter("{*}author")] for root in (old, new)]
    return [f"lost comment {ref}" for ref in lost] + (
        [] if authors[1][: len(authors[0])] == authors[0] else ["authors changed"]
    )


def _drawing(before, after):
    """Each shape is there, byte for byte (VML is not always XML)."""
    shape = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
    return [f"lost shape {item[:60]!r}" for item in shape.findall(before) if item not in after]


def _calamine(source, copy):
    """What calamine reads of the source's sheets is the same in the copy."""
    problems = []
    try:
        old, new = (CalamineWorkbook.from_filelike(io.BytesIO(data)) for data in (source, copy))
        for name in old.sheet_names:
            values = old.get_sheet_by_name(name).to_python()  # none at all of a part in UTF-16
            if values and values != new.get_sheet_by_name(name).to_python():
                problems.append(f"calamine reads other values: {name}")
    except TimeoutError:
        raise
    except Exception as error:  # noqa: BLE001 - what another reader makes of a foreign file is its affair
        if _calamine_reads(source):
            problems.append(f"calamine: {error}")
    return problems


def _openpyxl(source, copy):
    """What openpyxl reads of the source's sheets is the same in the copy."""
    try:
        before = _openpyxl_cells(source)
    except TimeoutError:
        raise
    except Exception:  # noqa: BLE001 - likewise; a source that it cannot read tells nothing
        return []
    after = _openpyxl_cells(copy)
    return [f"openpyxl reads other cells: {name}" for name in before if after.get(name) != before[name]]


def _calamine_reads(data):
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    except Exception:  # noqa: BLE001
        return False
    return True


def _openpyxl_cells(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: {
            cell.coordinate: (
                str(vars(cell.value) if hasattr(cell.value, "ref") else cell.value),
                cell.number_format,
            )
            for cell in sheet._cells.values()
            if cell.value is not None
        }
        for sheet in book.worksheets
    }
