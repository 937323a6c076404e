"""One invented agency's year in six files, five workbooks and a Word document: one figure spoiled in any of them.

python -m tests.benchmarks.dossiers --slips 60 --seed 1
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

from lkjip_audit.figures.cells import read_cell
from lkjip_audit.result import AuditResult, Finding
from lkjip_audit.workbook.dossier import together
from lkjip_audit.workbook.model import Address, Cell, Sheet, Workbook
from tests.as_documents import as_document
from tests.benchmarks.layouts_at_random import auditor, sample
from tests.layouts_at_random import Laid

FILES = 6
_VISIBLE = 3
"""Digits after the first that may be typed wrong: the cell of a percentage stores more than it shows."""
_SENTENCE = 30
_LAST = 2
"""Sheets of the report that the Word document holds."""


def cut(laid: Laid, edges: Sequence[int]) -> list[Workbook]:
    """The workbook cut before each of the sheets at ``edges`` into files of their own."""
    sheets = laid.workbook.sheets
    files = pairwise([0, *edges, len(sheets)])
    return [
        replace(laid.workbook, name=f"berkas {number}.xlsx", sheets=sheets[start:end], notices=())
        for number, (start, end) in enumerate(files, 1)
    ]


def six_files(folder: Path) -> list[Workbook]:
    """The clean sample as five workbooks and a Word document."""
    laid = sample("contoh-selaras").first
    count = len(laid.workbook.sheets) - _LAST
    edges = [round(count * at / (FILES - 1)) for at in range(1, FILES)]
    *books, last = cut(laid, edges)
    return [*books, as_document(Laid(last, {}), folder / "laporan.docx").workbook]


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure of one of the files and what is typed there."""

    file: int
    at: Address
    right: str
    typed: str


def slips(files: Sequence[Workbook], clean: AuditResult, random: Random) -> Sequence[Slip]:
    """Every tested figure with one digit typed wrong, where that is seen, in random order."""
    found = []
    for number, file in enumerate(files):
        names = {f"[{file.name}]{sheet.name}": sheet for sheet in file.sheets}
        for item in clean.coverage.tested:
            sheet = names.get(item.address.sheet)
            cell = None if sheet is None else sheet.cells.get((item.address.row, item.address.column))
            if cell is None or not isinstance(cell.value, Decimal | str) or len(item.value) > len(str(cell.value)) + 3:
                continue
            right = str(cell.value)
            digits = [at for at, sign in enumerate(right) if sign.isdigit() and right[:at].strip("0.,")][:_VISIBLE]
            if not digits or (isinstance(cell.value, str) and len(right) > _SENTENCE):
                continue  # of a sentence nobody knows here which of its figures is tested
            at = random.choice(digits)
            other = random.choice([digit for digit in "123456789" if digit != right[at]])
            slip = Slip(number, item.address, right, right[:at] + other + right[at + 1 :])
            if read_cell(_typed(cell, slip)).text != read_cell(cell).text:
                found.append(slip)
    random.shuffle(found)
    return found


def with_slip(files: Sequence[Workbook], slip: Slip) -> list[Workbook]:
    """The files with the slip in its place."""
    file = files[slip.file]
    sheets = [_put(sheet, slip) if f"[{file.name}]{sheet.name}" == slip.at.sheet else sheet for sheet in file.sheets]
    spoiled = replace(file, sheets=tuple(sheets))
    return [spoiled if number == slip.file else other for number, other in enumerate(files)]


def _put(sheet: Sheet, slip: Slip) -> Sheet:
    cells: dict[tuple[int, int], Cell] = dict(sheet.cells)
    place = slip.at.row, slip.at.column
    cells[place] = _typed(cells[place], slip)
    return replace(sheet, cells=cells)


def _typed(cell: Cell, slip: Slip) -> Cell:
    return replace(cell, value=slip.typed if isinstance(cell.value, str) else Decimal(slip.typed))


def _new(result: AuditResult, known: Collection[str]) -> list[Finding]:
    return [item for item in result.findings if item.fingerprint not in known]


def measured(count: int, seed: int) -> tuple[Mapping[str, int], list[str]]:
    """How many slips there were, and what became of them; those that were not told first, in words.

    ``named`` are those that some finding names, of whatever weight: where two plans differ that may differ, both places
    stand in one that only informs.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = six_files(Path(folder))
    clean = auditor().audit_workbook(together(files).whole)
    known = {item.fingerprint for item in clean.findings}
    tally: Counter[str] = Counter(alarms=sum(item.severity.value != "info" for item in clean.findings))
    others = []
    for slip in slips(files, clean, Random(seed))[:count]:
        result = auditor().audit_workbook(together(with_slip(files, slip)).whole)
        told = [item for item in _new(result, known) if item.severity.value != "info"]
        first = bool(result.causes) and slip.at in {item.address for item in result.causes[0].candidates}
        alone = first and not result.causes[0].is_tie
        wrong = [cause for cause in result.causes if not cause.is_tie and cause.address != slip.at]
        told_at = [{item.address, *(other.address for other in item.related)} for item in _new(result, known)]
        named = any(slip.at in places for places in told_at)
        tally.update(planted=1, named=named, detected=bool(told), first=first, alone=alone, accused_wrongly=bool(wrong))
        if not first or wrong:
            where = [f"{cause.address.place} {cause.stated}->{cause.proposed}" for cause in result.causes[:2]]
            others.append(f"{slip.at.place} {slip.right}->{slip.typed}: {len(told)} findings, {where}")
    return tally, others


def main() -> None:
    """Print what became of the slips."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slips", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    tally, others = measured(chosen.slips, chosen.seed)
    sys.stdout.write("\n".join((str(dict(tally)), *others, "")))


if __name__ == "__main__":
    main()
