"""An annotated copy, read again: which sheets are ours, and what a reviewer wrote on them.

Our sheets are told by hidden defined names, not by what they are called: names follow a sheet that is
renamed and a column that is moved, they survive a save in Excel and LibreOffice, and no sheet of an agency's
has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from lkjip_audit.reports.annotated import book
from lkjip_audit.reports.annotated.draft import Draft
from lkjip_audit.reports.annotated.scan import parse_reference
from lkjip_audit.reports.annotated.statuses import Status, status_of

MARK = "_lkjip_audit_"
"""How the hidden names begin that tell our sheets, and the columns of their tables."""
KEYS = ("summary", "causes", "findings", "coverage", "tables")
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?[0-9]{1,7})")

Row = Mapping[str, str]
"""One row of a table of ours: texts by column key."""


@dataclass(frozen=True, slots=True)
class Previous:
    """What an annotated copy holds: our sheets by key, and the rows of the tables that a reviewer fills."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Row, ...] = ()
    causes: tuple[Row, ...] = ()

    def statuses(self) -> dict[str, Status]:
        """What was written beside findings and causes, by fingerprint."""
        return {
            row["fingerprint"]: status(row)
            for row in (*self.findings, *self.causes)
            if row.get("fingerprint")
        }


def status(row: Row) -> Status:
    """What a reviewer wrote in a row."""
    return Status(status_of(row.get("status", "")), row.get("note", ""), row.get("name", ""))


def our_sheets(draft: Draft) -> dict[str, str]:
    """The names of our sheets by key; empty for a workbook that is no copy of ours."""
    there = {sheet.name for sheet in book.sheets(draft)}
    found = {}
    for key, sheet, _ in _marks(draft):
        if key in KEYS and sheet in there:
            found[key] = sheet
    return found


def read_previous(draft: Draft) -> Previous:
    """What a copy of ours holds; empty for any other workbook.  To be read before anything is changed."""
    sheets = our_sheets(draft)
    if not sheets:
        return Previous()
    rows = {key: tuple(_rows(draft, key, sheets)) for key in ("findings", "causes")}
    return Previous(sheets, rows["findings"], rows["causes"])


def _marks(draft: Draft) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Our hidden names: what is behind ``MARK``, the sheet referred to, row and column there."""
    for name in book.defined_names(draft):
        found = _REFERENCE.fullmatch(name.text.strip())
        if name.sheet is None and name.name.lower().startswith(MARK) and found:
            place = parse_reference(found[3])
            if place:
                yield name.name.lower()[len(MARK) :], (found[1] or found[2]).replace("''", "'"), place


def _rows(draft: Draft, key: str, sheets: Mapping[str, str]) -> Iterator[Row]:
    columns = {
        mark.removeprefix(f"{key}_"): place
        for mark, sheet, place in _marks(draft)
        if mark.startswith(f"{key}_") and sheet == sheets.get(key)
    }
    if "fingerprint" not in columns:
        return
    top = columns["fingerprint"][0]
    for values in _grid(draft.source, sheets[key])[top:]:
        row = {name: _text(values, place[1]) for name, place in columns.items()}
        if row["fingerprint"]:
            yield row


def _grid(data: bytes, sheet: str) -> Sequence[Sequence[object]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only copies of ours need it

    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def _text(values: Sequence[object], column: int) -> str:
    value = values[column - 1] if column <= len(values) else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
