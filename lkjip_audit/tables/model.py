"""What a table is: columns by role, rows by kind, and what each cell reads as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lkjip_audit.figures.model import Figure, Reading
from lkjip_audit.records import quickly_made
from lkjip_audit.tables.displaced import Displaced
from lkjip_audit.tables.nature import UNSORTED, Roles, Sort
from lkjip_audit.tables.period import Period
from lkjip_audit.tables.readings import Readings
from lkjip_audit.workbook.model import Address, Area, column_letter


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``index``       the sheet's column number, from 1.
    ``role``        what it means (``rules/roles.yaml``), or None when nothing could be said with enough
                    margin.
    ``header``      the header cells over it, from top to bottom, without repeats.
    ``group``       ``kinerja``, ``anggaran``, ``sdm``, ``sarana`` where the header path or its neighbours say
                    so.
    ``year``        the year it speaks of; ``year_offset`` for n-1 / n+1 where no number is given.
    ``period``      the quarter, month or semester, the year of a plan or its end.
    ``entity``      whose figures ("MenPAN RB", "BKPSDM Kota Blitar") where the header groups by entity.
    ``stage``       the document stage: ``renstra rkt renja renja_perubahan pk pk_perubahan dpa
                    dpa_perubahan``.
    ``unit``        the unit that the header states, ``multiplier`` its scale ("(Rp.000)" is Rp and 1000).
    ``number``      its label in the column-number row ("12").
    ``formula``     what the header declares ("10-6", "(5)/(4)x100%"); None.
    ``level``       in a table that sets several levels side by side in one row (sasaran with its target,
                    program with its target...), the level that the column speaks of: ``tujuan sasaran program
                    kegiatan sub_kegiatan``; None elsewhere.
    """

    index: int
    role: str | None = None
    header: tuple[str, ...] = ()
    group: str | None = None
    year: int | None = None
    year_offset: int | None = None
    period: Period | None = None
    entity: str | None = None
    stage: str | None = None
    unit: str | None = None
    multiplier: Decimal = Decimal(1)
    number: str | None = None
    formula: str | None = None
    confidence: float = 0.0
    level: str | None = None

    @property
    def letter(self) -> str:
        """The column's letter on the sheet."""
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class YearSlip:
    """The header cell at ``row`` and ``column`` of the sheet has ``text``; those beside it tell that it means ``year``.

    ``mended`` is the text with that year; it is empty and ``year`` None where another one beside it may be the slip.
    """

    row: int
    column: int
    text: str
    mended: str
    year: int | None


class RowKind(StrEnum):
    """What a row of a table is."""

    DETAIL = "detail"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    MEAN = "mean"
    GROUP = "group"  # a band that only names what follows
    OTHER = "other"  # column numbers, repeated headers, notes: no data

    __hash__ = str.__hash__  # an enumeration's own is reckoned in Python, and kinds are looked up for every row


@quickly_made
@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    ``number``    the sheet's row.
    ``subjects``  the words that say what the row is about, by role (``sasaran``, ``indikator``, ``program``,
                  ``uraian``, ``tahun``...), filled down through merged or blank cells.
    ``code``      its nomenclature code ("5.03.02.2.01"), normalised; ``level`` its depth (0 the top).
    ``parent``    the index in ``Table.rows`` of the row that it is a part of; None at the top.
    ``order``     its own number ("3" of "3."), as text.
    ``fragments`` sheet rows that a page break cut off this row and that were joined to it.
    ``called_by`` the roles whose words the row goes by, the first that it has; ``label`` is what it is called by them.
    """

    number: int
    kind: RowKind
    subjects: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None
    level: int = 0
    parent: int | None = None
    order: str | None = None
    hidden: bool = False
    fragments: tuple[int, ...] = ()
    called_by: tuple[str, ...] = ()
    label: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        said = self.subjects
        label = next(iter(said.values()), "")
        if len(said) > 1:
            label = next((said[role] for role in self.called_by if said.get(role)), label)
        object.__setattr__(self, "label", label)


@dataclass(frozen=True, slots=True)
class DisplacedRows:
    """A run of rows whose cells stand beside their columns, and what they say put back in these."""

    run: Displaced
    readings: Mapping[tuple[int, int], Reading] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """One table.  ``readings`` holds every body cell that is not empty, by (sheet row, sheet column).

    ``kind`` is an id of ``rules/tables/`` or "unknown"; ``id`` is unique in the workbook ("T03").
    ``year`` and ``stage`` are what the title or the sheet says of the whole.  ``roles`` says what its columns' roles
    are, ``sort`` what its kind is.  ``goes_on`` is the id of the table on the sheet before that it goes on with;
    without a header of its own (``header_rows`` is empty) it has that table's columns.  ``displaced`` are the rows
    whose cells stand beside their columns: no cell of them has a figure in ``readings``.  ``year_slips`` are the header
    cells that name another year than the columns under them are of.
    """

    id: str
    kind: str
    sheet: str
    area: Area
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    readings: Readings
    roles: Roles = field(repr=False, compare=False)
    year: int | None = None
    stage: str | None = None
    confidence: float = 0.0
    header_rows: tuple[int, ...] = ()
    sort: Sort = UNSORTED
    displaced: tuple[DisplacedRows, ...] = ()
    goes_on: str = ""
    year_slips: tuple[YearSlip, ...] = ()

    def columns_of(self, role: str) -> tuple[Column, ...]:
        """The columns with this role, from left to right."""
        return tuple(column for column in self.columns if column.role == role)

    def reading(self, row: Row, column: Column) -> Reading | None:
        """What stands at ``row`` and ``column``; None when the cell is empty."""
        return self.readings.at(row.number, column.index)

    def figure(self, row: Row, column: Column) -> Figure | None:
        """The figure at ``row`` and ``column``; None when there is none or it is ambiguous."""
        reading = self.readings.at(row.number, column.index)
        return None if reading is None else reading.figure

    def figures(self, row: Row, column: Column) -> tuple[Figure, ...]:
        """All figures at ``row`` and ``column``, in the order written."""
        reading = self.readings.at(row.number, column.index)
        return () if reading is None else reading.figures

    def address(self, row: Row, column: Column) -> Address:
        """Where ``row`` and ``column`` meet in the source workbook."""
        return Address(self.sheet, row.number, column.index)

    def details(self) -> Iterator[Row]:
        """The rows that hold data of their own."""
        return (row for row in self.rows if row.kind is RowKind.DETAIL)

    def children(self, index: int) -> Iterator[tuple[int, Row]]:
        """The rows directly under the row at ``index``, with their indexes."""
        return ((i, row) for i, row in enumerate(self.rows) if row.parent == index)
