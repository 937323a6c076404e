"""A workbook from its OOXML package."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.model import FileKind, Notice, Sheet, Visibility
from lkjip_audit.workbook.package import Package
from lkjip_audit.workbook.safexml import is_true, parse_tree
from lkjip_audit.workbook.scan import MAX_CELLS
from lkjip_audit.workbook.sheets import read_sheet
from lkjip_audit.workbook.strings import read_strings
from lkjip_audit.workbook.styles import PLAIN, CellStyle, read_styles
from lkjip_audit.workbook.values import Context


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet of the workbook part: its name, the part that holds it, and what kind of sheet it is."""

    name: str
    index: int
    part: str
    kind: str
    visibility: Visibility


def read_xlsx(package: Package) -> tuple[FileKind, tuple[Sheet, ...], tuple[Notice, ...]]:
    """The worksheets of an .xlsx or .xlsm package, and what is worth telling about them.

    Notices, besides those of a sheet: ``sheet_not_read`` for a chart, dialogue or macro sheet.
    """
    part = package.workbook_part
    root = parse_tree(package.chunks(part), part)
    if root.tag != "workbook":
        raise WorkbookError("corrupt", part=part, reason=f"<{root.tag}>")
    context = Context(_strings(package, part), _styles(package, part), _date1904(root))
    sheets: list[Sheet] = []
    notices: list[Notice] = []
    room = MAX_CELLS
    for entry in sheet_entries(package, part, root):
        if entry.kind != "worksheet":
            notices.append(Notice("sheet_not_read", entry.name, details=(("kind", entry.kind),)))
            continue
        content = read_sheet(package.chunks(entry.part), entry.part, entry.name, context, room)
        notices.extend(content.notices)
        sheet = content.grid.sheet(
            entry.name,
            entry.index,
            merges=content.merges,
            hidden_rows=content.hidden_rows,
            hidden_columns=content.hidden_columns,
            visibility=entry.visibility,
        )
        room -= len(sheet.cells)
        sheets.append(sheet)
    kind = FileKind.XLSM if "macroenabled" in package.content_type(part) else FileKind.XLSX
    return kind, tuple(sheets), tuple(notices)


def sheet_entries(package: Package, part: str, root: ET.Element | None = None) -> tuple[SheetEntry, ...]:
    """The sheets that the workbook part ``part`` lists, in its order; ``root`` is its tree if at hand."""
    if root is None:
        root = parse_tree(package.chunks(part), part)
    relations = {relation.id: relation for relation in package.relationships(part)}
    entries: list[SheetEntry] = []
    names: set[str] = set()
    for index, item in enumerate(root.iterfind("sheets/sheet")):
        name = item.get("name", "")
        visibility = _visibility(item.get("state"))
        identity = item.get("r:id", "")
        relation = relations.get(identity)
        if name in names or (identity and (relation is None or relation.external)):
            raise WorkbookError("corrupt", part=part, reason=f"sheet {name!r}")
        names.add(name)
        if relation is None:  # the code modules of very old macro workbooks are listed, and have no part
            entries.append(SheetEntry(name, index, "", "module", visibility))
        else:
            entries.append(SheetEntry(name, index, relation.target, relation.type, visibility))
    return tuple(entries)


def _visibility(state: str | None) -> Visibility:
    try:
        return Visibility(state or "visible")
    except ValueError:
        return Visibility.VISIBLE


def _date1904(root: ET.Element) -> bool:
    properties = root.find("workbookPr")
    return properties is not None and is_true(properties.get("date1904"))


def _strings(package: Package, part: str) -> list[str]:
    name = package.related(part, "sharedStrings")
    return [] if name is None else read_strings(package.chunks(name), name)


def _styles(package: Package, part: str) -> tuple[CellStyle, ...]:
    name = package.related(part, "styles")
    return (name is not None and read_styles(package.chunks(name), name)) or (PLAIN,)
