"""Where a figure of a document stands, as somebody who has it open in Word finds it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lkjip_audit.workbook.document.model import WordCell, WordTable
from lkjip_audit.workbook.model import PartOfDocument, column_letter

_LONGEST: Final = 40
"""Signs of a row's or a column's name that are told; more would drown the place."""
_FIGURE: Final = re.compile(r"[(\[]?[-+]?(?:Rp\.?\s*)?\d[\d.,\s]*%?[)\]]?")
_LETTER: Final = re.compile(r"[^\W\d_]")
_MOST_HEADERS: Final = 5
_CAPTION: Final = re.compile(
    r"""([^\W\d_]{3,12})\.?\s*
        (\d{1,3}(?:[.\-]\d{1,3})+(?=[.:\s]|$) | (?:\d{1,3} | [IVX]{1,6})(?=[.:]|$|\s+["“(]?[A-Z]))""",
    re.VERBOSE,
)
"""A word and a number that names what is below: one with parts, or one before a title or a stop, as none counts so."""


@dataclass(slots=True)
class PlacesOfPart:
    """The places of one part of a document, gathered while it is laid out."""

    name: str
    _rows: dict[int, str] = field(default_factory=dict)
    _cells: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    _sources: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def paragraph(self, row: int, number: int, table: str, source: int | None) -> None:
        """Row ``row`` is paragraph ``number`` of the part, or below the table of that name."""
        self._rows[row] = f"{self.name}, {table} ↓ ¶{number}" if table else f"{self.name}, ¶{number}"
        if source is not None:
            self._sources[row, 1] = source, source

    def table(self, top: int, table: WordTable, name: str) -> None:
        """The table called ``name`` is laid out from row ``top`` on."""
        headers = _headers(table)
        for number, row in enumerate(table.rows):
            label = _label(row) if number >= headers.depth else ""
            for cell in row:
                words = [f'"{word}"' for word in (label, headers.over(cell.column)) if word and word != cell.text]
                at = f"{self.name}, {name}!{column_letter(cell.column)}{number + 1}"
                self._cells[top + number, cell.column] = at, ", ".join(words)
                if cell.sources is not None:
                    self._sources[top + number, cell.column] = cell.sources

    def part(self) -> PartOfDocument:
        """The name of the part, which knows the places in it."""
        places = {(row, 1): (text, "") for row, text in self._rows.items()}
        return PartOfDocument(self.name, places | self._cells, self._sources)


@dataclass(frozen=True, slots=True)
class _Headers:
    """The heading of a table: how many rows it has, and what they say over each column."""

    depth: int
    words: Mapping[int, str]

    def over(self, column: int) -> str:
        """The last thing that the heading says over ``column``, with what stands above it."""
        return self.words.get(column, "")


def _headers(table: WordTable) -> _Headers:
    """The rows up to the first that holds a figure; they are words, or the numbers of the columns."""
    words: dict[int, list[str]] = {}
    depth = 0
    for row in table.rows[:_MOST_HEADERS]:
        if any(_FIGURE.fullmatch(cell.text.strip()) for cell in row):
            break
        depth += 1
        for cell in row:
            if cell.text.strip():
                for column in range(cell.column, cell.column + cell.span):
                    words.setdefault(column, []).append(cell.text)
    return _Headers(depth, {column: _short(" ".join(dict.fromkeys(said))) for column, said in words.items()})


def _label(row: Sequence[WordCell]) -> str:
    """What names a row: its first cell that holds letters."""
    return next((_short(cell.text) for cell in row if _LETTER.search(cell.text)), "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def caption(text: str) -> str | None:
    """What numbers the table below ``text``: a word and its number ("Tabel 3.4"); None where the text does not."""
    match = _CAPTION.match(text.strip())
    return None if match is None else f"{match[1]} {match[2]}"
