"""Which sheets of a workbook an earlier run added: no input to an audit.

Our sheets are told by hidden defined names, not by what they are called: names follow a sheet that is renamed and a
column that is moved, they survive a save in Excel and LibreOffice, and no sheet of an agency's has them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from lkjip_audit.workbook.package import Package
from lkjip_audit.workbook.places import place_of
from lkjip_audit.workbook.safexml import parse_tree
from lkjip_audit.workbook.xlsx import sheet_entries

MARK = "_lkjip_audit_"
"""How the hidden names begin that tell our sheets, and the columns of their tables."""
KEYS = ("summary", "causes", "findings", "relations", "coverage", "tables", "review")
FURTHER = frozenset({"comparison"})
"""Sheets that a caller may add to ours (``sheets.desk.FurtherSheet``)."""
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?[0-9]{1,7})")

Mark = tuple[str, str, tuple[int, int]]
"""What is behind ``MARK`` in a hidden name, the sheet that it refers to, row and column there."""


def marks_in(names: Iterable[tuple[str, str]]) -> Iterator[Mark]:
    """Our marks among the defined names (name, text) that belong to no sheet."""
    for name, text in names:
        found = _REFERENCE.fullmatch(text.strip())
        place = place_of(found[3]) if found else None
        if found and place and name.lower().startswith(MARK):
            yield name.lower()[len(MARK) :], (found[1] or found[2]).replace("''", "'"), place


def sheets_by_key(marks: Iterable[Mark], there: Collection[str]) -> Mapping[str, str]:
    """The names of our sheets by key, of those that are ``there``."""
    return {key: sheet for key, sheet, _ in marks if (key in KEYS or key in FURTHER) and sheet in there}


def own_sheets(data: bytes) -> frozenset[str]:
    """The names of our sheets in an OOXML workbook (its bytes); none in a workbook that is no copy of ours.

    Raises WorkbookError where the package cannot be read.
    """
    package = Package.open(data)
    root = parse_tree(package.chunks(package.workbook_part), package.workbook_part)
    names = [
        (item.get("name", ""), item.text or "")
        for item in root.iterfind("definedNames/definedName")
        if item.get("localSheetId") is None
    ]
    there = {entry.name for entry in sheet_entries(package, package.workbook_part, root)}
    return frozenset(sheets_by_key(marks_in(names), there).values())
