"""What the cells of a column say about its meaning: their kinds, and which columns compute from which.

Shares and fits here are evidence for a choice of role and decide nothing about the figures themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from lkjip_audit.figures.cells import GENERAL, number_reader, read_cell
from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure, Reading, ReadingKind
from lkjip_audit.figures.parse import Marks, judge_marks
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordSet
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.readings import Readings
from lkjip_audit.tables.sheet_view import Look, SheetView, is_year, look_at
from lkjip_audit.workbook.grid import CellGrid
from lkjip_audit.workbook.model import Cell

_CENTS = 2
_TICKS = WordSet("ticks")
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,4})+\.?|[A-Z]?\.?\d{1,2}\.\d{2}(?:\.\d+)*")
_ORDER = re.compile(r"[(\s]*(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])\s*[.)]*")
_RANGE = re.compile(
    r"\d\s*%?\s*(?:-|–|s\.?\s*/?\s*d\.?|sampai|hingga|≤|<|>|≥)\s*(?:dengan\s*)?[<>≤≥=]*\s*\d|^\s*[<>≤≥]=?\s*\d|"
    r"\b(?:di\s*bawah|di\s*atas|kurang dari|lebih dari)\s+\d",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(r"%|rp\.?|[a-z]+(?:[\s/]+[a-z]+){0,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one column's cells look like: for each type the part of the filled cells that are of it."""

    filled: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[int, Decimal] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    rows: int = 0
    different: int = 0
    """How many different texts the first of its cells hold."""

    def share(self, kind: str) -> float:
        """The part of the cells that are of ``kind``."""
        return self.shares.get(kind, 0.0)

    @property
    def numeric(self) -> float:
        """The part of the cells that hold a figure."""
        return self.shares.get("figure", 0.0)

    @property
    def has_negative(self) -> bool:
        """Whether one of its figures is below zero."""
        return any(value < 0 for value in self.values.values())


def read_body(view: SheetView, rows: Sequence[int], units: Mapping[int, str | None], knows_formats: bool) -> Readings:
    """The reading of every cell of the body that holds something, each column's marks judged as a whole.

    ``units`` has the columns, each with the unit that its header states.
    """
    numbers = _Numbers()
    texts: dict[tuple[Marks, str | None], dict[int, Reading]] = defaultdict(dict)
    cells = view.sheet.cells
    columns: dict[int, list[Reading | None]] = {}
    if isinstance(cells, CellGrid):
        grid = cells.columns(units, rows)
    else:
        grid = {column: [cells.get((row, column)) for row in rows] for column in units}
    for column, unit in units.items():
        held = grid[column]
        marks = column_marks(held)
        own = texts[marks, unit]
        read: list[Reading | None] = []
        for cell in held:
            # A value that the sheet holds once is read once; what a number says its format alone tells.
            reading: Reading | None
            if cell is None:
                reading = None
            elif isinstance(cell.value, Decimal):
                known, number = numbers[cell.number_format if knows_formats else GENERAL]
                reading = known.get(id(cell.value))
                if reading is None:
                    reading = known[id(cell.value)] = number(cell.value)
            elif isinstance(cell.value, str):
                reading = own.get(id(cell.value))
                if reading is None:
                    reading = own[id(cell.value)] = read_cell(cell, marks, knows_formats, unit)
            else:
                reading = read_cell(cell, marks, knows_formats, unit)
            read.append(reading)
        columns[column] = read
    return Readings(rows, columns)


class _Numbers(dict[str, tuple[dict[int, Reading], Callable[[Decimal], Reading]]]):
    """By format the numbers that were read in it, and what reads another."""

    def __missing__(self, code: str) -> tuple[dict[int, Reading], Callable[[Decimal], Reading]]:
        found = self[code] = {}, number_reader(code)
        return found


def column_marks(cells: Sequence[Cell | None]) -> Marks:
    """How the numbers that are typed as text in ``cells`` mark thousands and decimals."""
    return judge_marks(_typed_numbers(cells))


def _typed_numbers(cells: Sequence[Cell | None]) -> list[str]:
    """A sample of the numbers that are typed as text, spread over the column."""
    texts = [cell.value for cell in cells if cell is not None and isinstance(cell.value, str)]
    spread = texts[:: max(1, len(texts) // limits().cells.marks_sample)]
    return [text for text in spread if look_at(text) is Look.NUMBER]


def spread_rows(rows: Sequence[int]) -> list[int]:
    """The first rows and some spread over the rest: enough to know a column by."""
    first = limits().cells.rows_sample
    if len(rows) <= 2 * first:
        return list(rows)
    rest = rows[first:]
    return [*rows[:first], *rest[:: -(-len(rest) // first)]]


def weigh_column(
    readings: Mapping[tuple[int, int], Reading], rows: Sequence[int], column: int, unit: str | None
) -> Evidence:
    """What the cells of ``column`` in ``rows`` look like; ``unit`` is the one its header states."""
    held = [(row, readings[row, column]) for row in rows if (row, column) in readings]
    held = [(row, reading) for row, reading in held if reading.kind is not ReadingKind.NIL or _is_rupiah(reading)]
    if not held:
        return Evidence()
    counts: dict[str, int] = {}
    values: dict[int, Decimal] = {}
    for row, reading in held:
        for kind in _kinds(reading, unit):
            counts[kind] = counts.get(kind, 0) + 1
        figure = reading.figure
        if figure is not None:
            values[row] = figure.exact_amount
    total, own = len(held), limits().cells
    first = own.rows_sample
    shares = {kind: count / total for kind, count in counts.items()}
    ordered = _is_ordered([values[row] for row, _ in held[:first] if row in values])
    if ordered and shares.get("figure", 0) >= own.order_share:
        shares["order"] = shares["figure"]
    elif shares.get("figure"):
        shares.pop("order", None)
    texts = [reading.text for _, reading in held if reading.kind is ReadingKind.TEXT]
    if texts and len(set(texts)) <= max(1, own.label_share * len(texts)):
        shares["label"] = max(shares.get("label", 0.0), shares.get("text", 0.0))
    said = tuple(plain(text) for text in texts[:first])
    return Evidence(
        total, shares, values, said, min(len(rows), first), len({reading.text for _, reading in held[:first]})
    )


def _kinds(reading: Reading, unit: str | None) -> Iterable[str]:
    """The types of evidence that one cell gives."""
    if reading.kind is ReadingKind.NIL:
        yield "unit"
    elif reading.kind is ReadingKind.AMBIGUOUS:
        yield "figure"
        yield "money" if unit == RUPIAH else "number"
    elif reading.kind is ReadingKind.CODE:
        yield "code"
        if _ORDER.fullmatch(reading.text.strip()):
            yield "order"
    elif reading.kind is ReadingKind.TEXT and _RANGE.search(reading.text):
        yield "range"
    elif reading.kind is ReadingKind.TEXT and plain(reading.text) in _TICKS:
        yield "tick"
        if _ORDER.fullmatch(reading.text.strip()):
            yield "order"
    elif reading.kind is ReadingKind.TEXT:
        yield "text"
        if _ORDER.fullmatch(reading.text.strip()):
            yield "order"
        if len(reading.text) <= limits().cells.longest_label:
            yield "label"
        if len(reading.text) <= limits().cells.longest_unit and _UNIT_WORD.fullmatch(reading.text.strip()):
            yield "unit"
    elif reading.figure is not None:
        yield "figure"
        yield from _figure_kinds(reading, reading.figure, unit)


def _is_rupiah(reading: Reading) -> bool:
    """Whether the cell holds nothing but the currency, set apart from its amount."""
    return reading.text.strip(" .:").lower() in ("rp", "idr")


def _figure_kinds(reading: Reading, figure: Figure, unit: str | None) -> Iterable[str]:
    whole = figure.value == figure.value.to_integral_value()
    if figure.unit == PERCENT:
        yield "percent"
    elif (
        figure.unit == RUPIAH
        or (
            figure.unit is None
            and (whole or figure.decimals == _CENTS)
            and abs(figure.amount) >= limits().cells.money_from
        )
        or (unit == RUPIAH and figure.unit is None)
    ):
        yield "money"
    else:
        yield "number"
        if unit == PERCENT:
            yield "percent"
        if whole:
            yield "count"
        if abs(figure.value) <= limits().cells.largest_ratio:
            yield "ratio"
        if figure.unit is None and figure.grade is None and 0 <= figure.value <= limits().cells.largest_percent:
            yield "maybe_percent"
    if whole and figure.unit is None and is_year(figure.value) and figure.decimals == 0:
        yield "year"
    if _CODE.fullmatch(reading.text.strip()) and "," not in reading.text:
        yield "code"


def _is_ordered(values: Sequence[Decimal]) -> bool:
    """Whether the numbers count up by one, restarts at 1 allowed: 1 2 3 1 2."""
    if not values or values[0] != 1 or any(value != value.to_integral_value() for value in values):
        return False
    return all(after in (before + 1, 1) for before, after in pairwise(values))
