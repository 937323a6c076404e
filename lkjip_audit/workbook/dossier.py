"""The files of one agency and one year as one workbook, so that the same figure meets itself in all of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Cell, FileKind, Notice, PartOfDocument, Sheet, Workbook

_OTHER_SHEET: Final = re.compile(
    r"""(?P<text>"(?:[^"]|"")*") | '(?P<quoted>(?:[^']|'')+)'! | (?<![\w.\]'])(?P<plain>[\w.]+)!""", re.VERBOSE
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Several workbooks, and the one that they make; there a sheet is called ``[FILE]SHEET``, as Excel does."""

    files: tuple[Workbook, ...]
    whole: Workbook

    def sheets_of(self, file: int) -> Mapping[str, str]:
        """The sheets of one of the files: their names in the whole, and in the file itself."""
        label = self.labels[file]
        return {told_in(label, sheet.name): sheet.name for sheet in self.files[file].sheets}

    @property
    def labels(self) -> tuple[str, ...]:
        """What each file is called in the whole: its name, with a number where two files have one name."""
        return tuple(_labels([file.name for file in self.files]))


def together(files: Sequence[Workbook], last_year: Workbook | None = None, of_all: Sequence[Notice] = ()) -> Dossier:
    """``files`` as one workbook, in their order; a formula goes on naming the sheet that it named.

    ``last_year`` is a file of the year before that the others are compared with: the first of the dossier's files.
    ``of_all`` is what is to be said of the whole.
    """
    if last_year is not None:
        files = (last_year, *files)
    labels = list(_labels([file.name for file in files]))
    sheets = [sheet for file, label in zip(files, labels, strict=True) for sheet in _sheets(file, label)]
    notices = [_of_file(notice, label) for file, label in zip(files, labels, strict=True) for notice in file.notices]
    whole = Workbook(
        name=" + ".join(labels),
        sha256=hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest(),
        kind=FileKind.XLSX,
        sheets=tuple(replace(sheet, index=index) for index, sheet in enumerate(sheets)),
        notices=(*of_all, *notices),
        last_year="" if last_year is None else labels[0],
        parts={
            told_in(label, sheet.name): file for file, label in zip(files, labels, strict=True) for sheet in file.sheets
        },
    )
    return Dossier(tuple(files), whole)


def told_in(label: str, sheet: str) -> str:
    """The name, in a dossier, of a sheet of the file that is called ``label`` there."""
    return f"[{label}]{sheet}"


def file_of(sheet: str) -> str:
    """The file of a dossier that a sheet is from; empty for a workbook by itself, whose sheets have no brackets."""
    return sheet[1 : sheet.index("]")] if sheet.startswith("[") and "]" in sheet else ""


def own_name(sheet: str) -> str:
    """The name that a sheet has in its own file: what people called it, without the file's name."""
    return sheet.partition("]")[2] if file_of(sheet) else sheet


def naming(formula: str, name: Callable[[str], str]) -> str:
    """``formula`` with each sheet that it names called as ``name`` says; what is text in it stays."""

    def named(match: re.Match[str]) -> str:
        if match["text"] is not None:
            return match[0]
        sheet = match["plain"] or match["quoted"].replace("''", "'")
        quoted = name(sheet).replace("'", "''")
        return f"'{quoted}'!"

    return _OTHER_SHEET.sub(named, formula)


def _labels(names: Sequence[str]) -> Iterator[str]:
    taken: set[str] = set()
    for name in names:
        plain = re.sub(r"[\[\]]", "", name)
        label, number = plain, 1
        while label.casefold() in taken:
            number += 1
            label = f"{plain} ({number})"
        taken.add(label.casefold())
        yield label


def _sheets(file: Workbook, label: str) -> Iterator[Sheet]:
    own = {sheet.name.casefold() for sheet in file.sheets}

    def name(sheet: str) -> str:
        return told_in(label, sheet) if sheet.casefold() in own else sheet

    for sheet in file.sheets:
        yield replace(sheet, name=_called(sheet.name, label), cells=_renamed(sheet, name))


def _called(sheet: str, label: str) -> str:
    if not isinstance(sheet, PartOfDocument):
        return told_in(label, sheet)
    places = {at: (told_in(label, place), names) for at, (place, names) in sheet.places.items()}
    return PartOfDocument(told_in(label, sheet), places, sheet.paragraphs)


def _renamed(sheet: Sheet, name: Callable[[str], str]) -> Mapping[tuple[int, int], Cell]:
    """The cells; those whose formulas name other sheets name them as the dossier does."""
    if not any(cell.formula and "!" in cell.formula for cell in sheet.cells.values()):
        return sheet.cells
    grid = GridBuilder()
    for (row, column), cell in sheet.cells.items():
        formula = naming(cell.formula, name) if cell.formula and "!" in cell.formula else cell.formula
        grid.row(row)[column] = cell if formula == cell.formula else replace(cell, formula=formula)
    return grid.sheet(sheet.name, sheet.index).cells


def _of_file(notice: Notice, label: str) -> Notice:
    return replace(notice, sheet=told_in(label, notice.sheet or ""))
