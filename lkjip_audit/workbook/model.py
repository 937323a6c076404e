"""What a workbook is to the rest of the program: sheets of cells, as the file holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from lkjip_audit.records import quickly_made


def column_letter(column: int) -> str:
    """``1`` is ``A``, ``27`` is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class PartOfDocument(str):
    """The name of a part of a document, laid out as a sheet, that knows where its cells stand in the document.

    It goes wherever the name of a sheet goes, so that every sentence and report tells the place that a person finds.
    """

    __slots__ = ("paragraphs", "places")
    places: Mapping[tuple[int, int], tuple[str, str]]
    paragraphs: Mapping[tuple[int, int], tuple[int, int]]

    def __new__(
        cls,
        name: str,
        places: Mapping[tuple[int, int], tuple[str, str]] | None = None,
        paragraphs: Mapping[tuple[int, int], tuple[int, int]] | None = None,
    ) -> PartOfDocument:
        """``places`` gives, by row and column, the place in the document and what names its row and column there.

        ``paragraphs`` gives the first and the last paragraph of the body's part that a cell was read from; those of
        other parts (footnotes) have none.
        """
        part = super().__new__(cls, name)
        part.places = places or {}
        part.paragraphs = paragraphs or {}
        return part

    def place(self, row: int, column: int, *, named: bool = True) -> str:
        """Where the cell stands in the document, also by its row's and column's names; the part alone for a gap."""
        at, names = self.places.get((row, column), (str(self), ""))
        return f"{at} ({names})" if names and named else at


class Address(NamedTuple):
    """A cell of the source workbook; rows and columns count from 1.

    A tuple, as every figure has one and is looked up by it: it is made and hashed several times as fast as a dataclass.
    """

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The A1 form, without the sheet; empty where there is no cell (row 0)."""
        return f"{column_letter(self.column)}{self.row or ''}"

    @property
    def place(self) -> str:
        """Where it is, as a reader finds it: ``Lampiran 3!C14``; in a document ``Bab III, Tabel 3.4!C5 ("Jumlah")``."""
        if isinstance(self.sheet, PartOfDocument):
            return self.sheet.place(self.row, self.column)
        return f"{self.sheet}!{self.a1}"

    @property
    def short(self) -> str:
        """The place without the names of row and column, for where there is little room."""
        if isinstance(self.sheet, PartOfDocument):
            return self.sheet.place(self.row, self.column, named=False)
        return self.place

    @property
    def in_columns(self) -> tuple[str, str]:
        """The place for a column of sheets and one of cells; that in a document is whole in the first."""
        return (self.place, "") if isinstance(self.sheet, PartOfDocument) else (self.sheet, self.a1)

    def to(self, last: Address) -> str:
        """The cells from here down to ``last``: ``B3:B7``; in a document both ends as a reader finds them."""
        if isinstance(self.sheet, PartOfDocument):
            return self.short if self == last else f"{self.short} – {last.short}"
        return self.a1 if self == last else f"{self.a1}:{last.a1}"

    def near(self, sheet: str) -> str:
        """Where it is for a reader of ``sheet``: the cell alone on that sheet, the whole place elsewhere."""
        on_it = self.sheet == sheet and not isinstance(self.sheet, PartOfDocument)
        return self.a1 if on_it else self.place


@quickly_made
@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells on a sheet, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def a1(self) -> str:
        """The A1 form, ``A1:C7``."""
        return f"{column_letter(self.left)}{self.top}:{column_letter(self.right)}{self.bottom}"

    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of every cell, row by row."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))

    def __contains__(self, place: tuple[int, int]) -> bool:
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An Excel error such as ``#DIV/0!`` that a cell holds in place of a value."""

    text: str


CellValue = str | Decimal | bool | datetime | ErrorValue


@quickly_made
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something.

    ``value`` is what is stored (a number as the exact Decimal of its stored digits; a formula's cached
    result, or None when the file has none).  ``number_format`` is the Excel format code ("General" when
    there is none, or when the file kind does not tell).  ``indent`` is the cell's indentation level.
    ``formula`` is as the file holds it, without ``=``; shared and array formulas are that of each cell.
    """

    row: int
    column: int
    value: CellValue | None
    formula: str | None = None
    number_format: str = "General"
    bold: bool = False
    indent: int = 0


class Visibility(StrEnum):
    """Whether a sheet is shown."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet.  ``cells`` holds only cells with a value or a formula, keyed by (row, column).

    ``index`` is its place, from 0, among all sheets that the workbook lists, charts included.
    """

    name: str
    index: int
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visibility: Visibility = Visibility.VISIBLE
    rows: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Columns that hold something, ascending, by row, rows ascending."""

    def row(self, number: int) -> Iterator[Cell]:
        """The cells of row ``number`` that hold something, from left to right."""
        for column in self.rows.get(number, ()):
            yield self.cells[number, column]

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a reader of the sheet does not see this cell."""
        return self.visibility is not Visibility.VISIBLE or row in self.hidden_rows or column in self.hidden_columns


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the input that is worth telling and is no finding.

    ``code`` names its sentence in the message catalogue, ``details`` fills it.
    """

    code: str
    sheet: str | None = None
    cell: str | None = None
    details: tuple[tuple[str, str], ...] = ()


FORMATS_READ = "formats_read"
"""The code of the notice that a file of another kind tells how its numbers are shown, though not its formulas."""


class FileKind(StrEnum):
    """The formats that are read."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    XML = "xml"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read.

    ``knows_formats`` is False where the file hides how numbers are shown (.xlsb, an .xls or .ods whose formats cannot
    be read).
    """

    name: str
    sha256: str
    kind: FileKind
    sheets: tuple[Sheet, ...]
    knows_formats: bool = True
    notices: tuple[Notice, ...] = ()
    last_year: str = ""
    """The file of a dossier that is only there to be compared with: what is told of the year before was told there."""
    parts: Mapping[str, Workbook] = field(default_factory=dict, repr=False, compare=False)
    """Of a dossier, the file that each sheet is from."""

    def file_at(self, sheet: str) -> Workbook:
        """The file that holds ``sheet``: this one, or of a dossier the one that it is from."""
        return self.parts.get(sheet, self)
