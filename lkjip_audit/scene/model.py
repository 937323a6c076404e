"""What a kind of relation looks at: the tables, the claims, and what is known of the whole workbook."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lkjip_audit.narrative.model import Claim, Paragraph
from lkjip_audit.records import quickly_made
from lkjip_audit.scene.once import Once
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.shown import ShownRelation
from lkjip_audit.tables.frames import Frames
from lkjip_audit.tables.gate.check import Held
from lkjip_audit.tables.model import Column, Row, Table
from lkjip_audit.tables.nature import Group, Roles
from lkjip_audit.tables.whose import Region
from lkjip_audit.workbook.dossier import file_of
from lkjip_audit.workbook.model import Address, Notice, Workbook


class Slot(NamedTuple):
    """Where a row keeps the key of a ``level``; ``side`` in a table that sets several levels side by side."""

    level: str
    side: str | None = None


class FactKey(NamedTuple):
    """Subject, measure, year, and what else must agree for two figures to state one fact.

    ``level`` and ``subject`` say what it is about; ``year`` is 0 where none is known; ``stage`` is empty for the
    agreed plan (PK, DPA) and its report; ``entity`` is empty for the agency itself, and names the resource where an
    efficiency is not that of the budget.  A tuple, as an address is.
    """

    level: str
    subject: str
    measure: str
    year: int = 0
    stage: str = ""
    entity: str = ""
    period: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Stated:
    """One place where a fact is stated: a cell of a table, or a sentence's ``claim``.

    ``given`` is its figure where that is known already; of a cell it is made when it is asked for.
    """

    key: FactKey
    given: Operand | None = field(default=None, compare=False)
    table: Table | None = None
    row: Row | None = None
    column: Column | None = None
    claim: Claim | None = None
    sure: bool = False
    """A sentence's total that another figure of the sentence vouches for."""

    @property
    def operand(self) -> Operand:
        """The figure; ValueError where none stands there."""
        if self.given is not None:
            return self.given
        found = None
        if self.table is not None and self.row is not None and self.column is not None:
            found = operand(self.key.measure, self.table, self.row, self.column)
        if found is None:
            raise ValueError(f"nothing states {self.key}")
        object.__setattr__(self, "given", found)
        return found

    @property
    def sheet(self) -> str:
        """The sheet of the cell, or of the paragraph."""
        return self.operand.node.address.sheet if self.table is None else self.table.sheet

    @property
    def cell(self) -> tuple[int, int]:
        """The row and the column of the cell, or of the paragraph."""
        if self.row is not None and self.column is not None:
            return self.row.number, self.column.index
        at = self.operand.node.address
        return at.row, at.column


@dataclass(frozen=True, slots=True)
class Choices:
    """What a pemda's profile decides where the workbook is silent.

    ``variants`` names the formula in force by family ("efisiensi": "rasio"); ``cap`` is the highest capaian that may be
    printed, None where nothing is said; ``uncapped`` that there is none; ``scale`` is the scale of predicates as (lower
    bound, label), highest first.
    """

    variants: Mapping[str, str] = field(default_factory=dict)
    cap: Decimal | None = None
    uncapped: bool = False
    scale: tuple[tuple[Decimal, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """The tables and sentences of one workbook, with an index of what each row is about.

    ``subjects`` maps (table id, sheet row) to the key of what the row is about, slot by slot: the same key in two
    tables means the same sasaran, indikator, program...  ``roles`` says what the roles of columns and claims are.
    """

    workbook: Workbook
    tables: tuple[Table, ...]
    roles: Roles = field(repr=False, compare=False)
    paragraphs: tuple[Paragraph, ...] = ()
    claims: tuple[Claim, ...] = ()
    subjects: Mapping[tuple[str, int], Mapping[Slot, str]] = field(default_factory=dict)
    polarities: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    """Every sentence of the workbook, lower case with single spaces: where formulas are declared."""
    region: Region = field(default_factory=Region)
    """The agency's region, which tells its own columns from others'."""
    choices: Choices = Choices()
    gate: tuple[Held, ...] = ()
    """What the bounds that the kinds of table declare say of each column."""
    notices: tuple[Notice, ...] = ()
    """What is to be said of sentences that are not read."""
    links: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Subjects that stand for each other: a sasaran and its only indikator, a program that alone serves a sasaran."""
    indicators: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Programs, kegiatan and sub kegiatan with the only indikator that each is measured by."""
    shown: Mapping[str, tuple[ShownRelation, ...]] = field(default_factory=dict)
    """What the figures of each table obey, by the table's id (``scene.shown``)."""
    facts: Mapping[FactKey, tuple[Stated, ...]] = field(default_factory=dict)
    """Each fact with the places that state it (``scene.gathering``)."""
    truths: Mapping[FactKey, Decimal] = field(default_factory=dict)
    """What facts should be, in plain units, where that is known: for the late kinds."""
    corrected: Mapping[Node, Decimal] = field(default_factory=dict)
    """What the figures that a formula refutes should be, in the formula's unit."""
    in_force: Mapping[str, str] = field(default_factory=dict)
    """The id of the formula in force, by family."""
    frames: Frames = field(default_factory=Frames, repr=False, compare=False)
    """The tables' columns as arrays: ``frames.of(table)``."""
    once: Once = field(default_factory=Once, repr=False, compare=False)
    """What several rules ask of the workbook."""

    @property
    def year(self) -> int | None:
        """The year that the report is about: the one most tables and paragraphs name, but for last year's file."""
        return self.once.of(_year, self)

    def year_at(self, sheet: str) -> int | None:
        """The year that the file of ``sheet`` is about: of a dossier's files each may be of another."""
        years = self.once.of(_years_of_files, self)
        return years.get(file_of(sheet)) or (self.year and self.year - self.is_of_last_year(sheet))

    def is_of_last_year(self, sheet: str) -> bool:
        """Whether ``sheet`` is in the file of the year before, which the others are only compared with."""
        return bool(self.workbook.last_year) and file_of(sheet) == self.workbook.last_year

    def claims_at(self, address: Address) -> tuple[Claim, ...]:
        """The claims of the paragraph at ``address``."""
        return self.once.of(_claims_by_place, self).get(address, ())

    def is_own(self, entity: str) -> bool:
        """Whether ``entity`` (a header's words) names the agency that the workbook is of."""
        return self.region.is_own(entity)

    def slots(self, table: Table, row: Row) -> Mapping[Slot, str]:
        """What ``row`` is about, on each of its sides."""
        return self.subjects.get((table.id, row.number), {})

    def pages_before(self, table: Table) -> tuple[Table, ...]:
        """The tables of the sheets before that ``table`` goes on with, the first one first."""
        own = {other.id: other for other in self.tables} if table.goes_on else {}
        pages: list[Table] = []
        while (before := own.get((pages[0] if pages else table).goes_on)) is not None:
            pages.insert(0, before)
        return tuple(pages)

    def subject(self, table: Table, row: Row) -> Mapping[str, str]:
        """What ``row`` is about as a whole, by level: {"sasaran": key, "indikator": key, ...}."""
        return {slot.level: key for slot, key in self.slots(table, row).items() if slot.side is None}

    def stages_at(self, sheet: str) -> frozenset[str]:
        """The document stages that the workbook holds; those of last year's file are its own."""
        return self.once.of(_stages, self)[self.is_of_last_year(sheet)]

    def tables_in(self, group: Group) -> tuple[Table, ...]:
        """The tables whose kind is of ``group``."""
        return tuple(table for table in self.tables if group in table.sort.groups)

    def tables_of(self, kinds: tuple[str, ...], not_kinds: tuple[str, ...] = ()) -> tuple[Table, ...]:
        """The tables of one of ``kinds`` (any when empty) and of none of ``not_kinds``."""
        return tuple(
            table for table in self.tables if (not kinds or table.kind in kinds) and table.kind not in not_kinds
        )


def _stages(scene: Scene) -> tuple[frozenset[str], frozenset[str]]:
    """The document stages of this year's files, and of last year's."""
    found: tuple[set[str], set[str]] = (set(), set())
    for table in scene.tables:
        said = found[scene.is_of_last_year(table.sheet)]
        said.update(stage for stage in (table.stage, *(column.stage for column in table.columns)) if stage)
    return frozenset(found[0]), frozenset(found[1])


def _claims_by_place(scene: Scene) -> Mapping[Address, tuple[Claim, ...]]:
    found: dict[Address, list[Claim]] = defaultdict(list)
    for claim in scene.claims:
        found[claim.address].append(claim)
    return {address: tuple(claims) for address, claims in found.items()}


def _most_named(tables: Iterable[Table], paragraphs: Iterable[Paragraph]) -> int | None:
    """The year that most of the tables name, else most of the paragraphs; of several the last."""
    years = Counter(table.year for table in tables if table.year)
    if not years:
        years = Counter(year for paragraph in paragraphs for year in paragraph.years)
    return max(years, key=lambda year: (years[year], year)) if years else None


def _year(scene: Scene) -> int | None:
    """The year of the files that are no last year's; where they name none, it follows on last year's."""
    last = scene.workbook.last_year
    if not last:
        return _most_named(scene.tables, scene.paragraphs)
    years = scene.once.of(_years_of_files, scene)
    tables = [table for table in scene.tables if file_of(table.sheet) != last]
    paragraphs = [paragraph for paragraph in scene.paragraphs if file_of(paragraph.address.sheet) != last]
    before = years.get(last)
    return _most_named(tables, paragraphs) or (before and before + 1)


def _years_of_files(scene: Scene) -> Mapping[str, int | None]:
    """The year that each file of a dossier is about."""
    tables: dict[str, list[Table]] = defaultdict(list)
    paragraphs: dict[str, list[Paragraph]] = defaultdict(list)
    for table in scene.tables:
        tables[file_of(table.sheet)].append(table)
    for paragraph in scene.paragraphs:
        paragraphs[file_of(paragraph.address.sheet)].append(paragraph)
    return {file: _most_named(tables[file], paragraphs[file]) for file in {*tables, *paragraphs}}
