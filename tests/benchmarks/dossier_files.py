"""Files of an invented dossier: sheets and documents in which each figure is known, written and spoiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

import docx
import xlsxwriter
from docx.document import Document

Told = str | Decimal | int | None
"""A cell: a figure where it is a number; in a text the figures stand in braces, "sebesar {98,20} persen".

``LEFT`` and ``ABOVE`` join a cell to the one beside it.
"""
LEFT, ABOVE = "<", "^"
Rows = Sequence[Sequence[Told]]
_FIGURE = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a document; a heading of ``level`` 1 or more."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a document."""

    rows: Rows


Blocks = Sequence[Text | Grid]


@dataclass(frozen=True, slots=True)
class File:
    """A workbook of sheets by name, or a document of blocks."""

    name: str
    sheets: Mapping[str, Rows] | None = None
    blocks: Blocks = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """The figure number ``at`` of a file, typed wrong."""

    at: int
    right: str
    typed: str


def indonesian(value: Decimal | int) -> str:
    """The number as a document prints it."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def figures(file: File) -> list[str]:
    """Every figure of the file as it is typed, in order."""
    return [told for _, told in _texts(file)]


def _texts(file: File) -> Iterator[tuple[bool, str]]:
    for told in _told(file):
        if isinstance(told, Decimal | int):
            yield True, str(told)
        elif told is not None:
            yield from ((False, found) for found in _FIGURE.findall(told))


def _told(file: File) -> Iterator[Told]:
    for rows in (file.sheets or {}).values():
        yield from (told for row in rows for told in row)
    for block in file.blocks:
        if isinstance(block, Text):
            yield block.text
        else:
            yield from (told for row in block.rows for told in row)


def slip(file: File, at: int, random: Random) -> Slip:
    """One digit of the figure typed wrong, among the first four and never a first digit of nought."""
    right = figures(file)[at]
    places = [place for place, sign in enumerate(right) if sign.isdigit()][:4]
    place = random.choice(places[1:] or places)
    digits = [digit for digit in "123456789" if digit != right[place]]
    return Slip(at, right, right[:place] + random.choice(digits) + right[place + 1 :])


def spoiled(file: File, wrong: Slip) -> File:
    """The file with the slip in its place."""
    left = [wrong.at]

    def other(told: Told) -> Told:
        if isinstance(told, str):
            return _FIGURE.sub(lambda match: f"{{{wrong.typed}}}" if _is_turn() else match[0], told)
        if told is not None and _is_turn():
            return Decimal(wrong.typed) if isinstance(told, Decimal) else int(wrong.typed)
        return told

    def _is_turn() -> bool:
        left[0] -= 1
        return left[0] == -1

    def rows(old: Rows) -> Rows:
        return [[other(told) for told in row] for row in old]

    sheets = None if file.sheets is None else {name: rows(old) for name, old in file.sheets.items()}
    blocks: list[Text | Grid] = []
    for block in file.blocks:
        if isinstance(block, Grid):
            blocks.append(Grid(rows(block.rows)))
        else:
            text = other(block.text)
            assert isinstance(text, str)
            blocks.append(replace(block, text=text))
    return replace(file, sheets=sheets, blocks=blocks)


def write(file: File, folder: Path) -> Path:
    """The file in ``folder``."""
    path = folder / file.name
    if file.sheets is None:
        _document(file.blocks, path)
    else:
        _workbook(file.sheets, path)
    return path


def _plain(told: str) -> str:
    return _FIGURE.sub(r"\1", told)


def _document(blocks: Blocks, path: Path) -> None:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Text) and block.level:
            document.add_heading(_plain(block.text), block.level)
        elif isinstance(block, Text):
            document.add_paragraph(_plain(block.text))
        else:
            _table(document, block.rows)
    document.save(str(path))


def _table(document: Document, rows: Rows) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(len(rows), width)
    cells = [line.cells for line in table.rows]
    for top, left, bottom, right in _joined(rows):
        cells[top][left].merge(cells[bottom][right])
    for number, row in enumerate(rows):
        for column, told in enumerate(row):
            if told not in (None, LEFT, ABOVE):
                cells[number][column].text = _plain(told) if isinstance(told, str) else indonesian(told)


def _joined(rows: Rows) -> Iterator[tuple[int, int, int, int]]:
    """The cells that are one: their first and last rows and columns."""
    for top, row in enumerate(rows):
        for left, told in enumerate(row):
            if told in (None, LEFT, ABOVE):
                continue
            right = left
            while row[right + 1 : right + 2] == [LEFT]:
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and rows[bottom + 1][left : left + 1] == [ABOVE]:
                bottom += 1
            if (bottom, right) != (top, left):
                yield top, left, bottom, right


def _workbook(sheets: Mapping[str, Rows], path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    forms = {0: book.add_format({"num_format": "#,##0"}), 1: book.add_format({"num_format": "#,##0.0"})}
    forms[2] = book.add_format({"num_format": "#,##0.00"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, told in enumerate(row):
                if told in (LEFT, ABOVE):
                    continue
                if isinstance(told, str):
                    sheet.write_string(number, column, _plain(told))
                elif told is not None:
                    decimals = len(str(told).partition(".")[2])
                    sheet.write_number(number, column, float(told), forms[decimals])
        for top, left, bottom, right in _joined(rows):
            text = rows[top][left]
            assert isinstance(text, str)
            sheet.merge_range(top, left, bottom, right, _plain(text))
    book.close()
