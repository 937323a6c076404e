"""A workbook with what an audit proposes written into its cells: what whoever does as told ends up with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.result import AuditResult, Cause
from lkjip_audit.workbook.model import Address, Cell, CellValue, Workbook


@dataclass(frozen=True)
class Write:
    """What to put in the place of what, in a cell."""

    address: Address
    stated: str
    proposed: str


def asked_for(result: AuditResult, causes: int | None = None) -> list[Write]:
    """What the first so many causes ask for, or all of them: their places, what follows, and words that follow."""
    told = result.causes[:causes]
    writes = [write for cause in told for write in _of(cause, result)]
    return list(dict.fromkeys(write for write in writes if write.stated != write.proposed and write.proposed))


def _of(cause: Cause, result: AuditResult) -> Iterator[Write]:
    if cause.is_tie:
        return
    explained = [finding for finding in result.findings if finding.cause == cause.id]
    if cause.kind == "figure":
        for item in (*cause.places, *cause.follows):
            yield Write(item.address, item.stated, item.proposed)
    for finding in explained:
        yield Write(finding.address, finding.stated, finding.proposed)


def written(workbook: Workbook, writes: list[Write]) -> Workbook:
    """``workbook`` with ``writes`` done; formulas that are written over are gone."""
    by_sheet: dict[str, dict[tuple[int, int], list[Write]]] = {}
    for write in writes:
        at = write.address
        by_sheet.setdefault(at.sheet, {}).setdefault((at.row, at.column), []).append(write)
    sheets = []
    for sheet in workbook.sheets:
        cells = dict(sheet.cells)
        rows = dict(sheet.rows)
        for place, here in by_sheet.get(sheet.name, {}).items():
            cell = cells.get(place, Cell(*place, ""))
            cells[place] = replace(cell, value=_value(cell, here), formula=None)
            rows[place[0]] = tuple(sorted({*rows.get(place[0], ()), place[1]}))
        sheets.append(replace(sheet, cells=dict(sorted(cells.items())), rows=dict(sorted(rows.items()))))
    return replace(workbook, sheets=tuple(sheets))


def _value(cell: Cell, writes: list[Write]) -> CellValue:
    if isinstance(cell.value, Decimal):
        told = writes[-1].proposed  # shown as Indonesians write
        number = Decimal(re.sub(r"[^0-9,]", "", told).replace(",", "."))
        number = -number if "(" in told or "-" in told else number
        return number / 100 if "%" in cell.number_format else number
    text = str(cell.value or "")
    if not text.strip():
        return writes[-1].proposed
    for write in writes:
        stated = re.escape(write.stated.strip())
        pattern = rf"(?<![\w.,]){stated}(?!\w|[.,]\d)"
        text, count = re.subn(pattern, lambda _, w=write: w.proposed.strip(), text, count=1)
        assert count or write.proposed.strip() in text or len(writes) > 1, (cell, write)
    return text
