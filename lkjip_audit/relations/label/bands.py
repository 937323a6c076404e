"""Scales of predicates: which label a number has, by the scale that the workbook itself states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.ranges import Bounds, parse_range
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_WORD = re.compile(r"[^a-z]+")


def plain(label: str) -> str:
    """A label's letters, lower case, for comparison."""
    return _WORD.sub(" ", label.lower()).strip()


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a scale: its label and its bounds; ``low`` or ``high`` is None where it is open-ended."""

    label: str
    bounds: Bounds
    text: str

    @property
    def low(self) -> Decimal | None:
        """The lower bound."""
        return self.bounds.low

    @property
    def high(self) -> Decimal | None:
        """The upper bound."""
        return self.bounds.high


@dataclass(frozen=True, slots=True)
class TabledBand(Band):
    """One row of a scale's table."""

    table: Table
    row: Row
    column: Column


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands of one scale, highest first."""

    bands: tuple[Band, ...]

    def band_named(self, label: str) -> Band | None:
        """The band with this label."""
        wanted = plain(label)
        return next((band for band in self.bands if plain(band.label) == wanted), None)

    def band_of(self, value: Decimal) -> Band | None:
        """The band that holds ``value``, read by lower bounds: what lies in a gap belongs to the band below it."""
        for band in self.bands:
            if band.low is None:
                return band
            if value > band.low or (value == band.low and not band.bounds.low_open):
                return band
        return None

    def is_beyond(self, value: Decimal) -> bool:
        """Whether ``value`` lies above the highest bound that the scale names."""
        top = self.bands[0]
        return top.high is not None and value > top.high


@dataclass(frozen=True, slots=True)
class TabledScale(Scale):
    """The bands of one column of a scale table; ``unread`` are the rows whose bounds are unclear."""

    table: Table
    column: Column
    rows: tuple[TabledBand, ...]
    unread: tuple[Row, ...] = ()


def scales_of(scene: Scene) -> Iterator[TabledScale]:
    """The scales that the workbook states: one for each column of ranges, under each column of labels beside it."""
    for table in scene.tables:
        if len(table.rows) > limits().labels.longest_scale:
            continue
        ranges = [column for column in table.columns if _is_range_column(table, column)]
        for column in ranges:
            for label in table.columns:
                if label in ranges or label.role in table.roles.numbering | table.roles.ranges:
                    continue
                bands = sorted(_bands(table, column, label), key=highest_first, reverse=True)
                if len(bands) >= limits().labels.fewest_bands and len({plain(band.label) for band in bands}) == len(
                    bands
                ):
                    yield TabledScale(tuple(bands), table, column, tuple(bands), tuple(_unread(table, column)))


def _is_range_column(table: Table, column: Column) -> bool:
    """Whether nearly all its cells are ranges, at least three of them."""
    texts = [
        reading.text
        for row in table.rows
        if row.kind is RowKind.DETAIL and (reading := table.reading(row, column)) is not None
    ]
    count = sum(parse_range(text) is not None for text in texts)
    return count >= limits().labels.fewest_bands and count >= len(texts) - 1


def _unread(table: Table, column: Column) -> Iterator[Row]:
    """The rows whose bounds stand there and say nothing that can be read."""
    for row in table.rows:
        reading = table.reading(row, column)
        if row.kind is RowKind.DETAIL and reading is not None and parse_range(reading.text) is None:
            yield row


def _bands(table: Table, column: Column, label: Column) -> Iterator[TabledBand]:
    for row in table.rows:
        if row.kind is not RowKind.DETAIL:
            continue
        limits, name = table.reading(row, column), table.reading(row, label)
        bounds = None if limits is None else parse_range(limits.text)
        if limits is not None and name is not None and plain(name.text) and bounds is not None:
            yield TabledBand(name.text.strip(), bounds, limits.text, table, row, column)


def highest_first(band: Band) -> tuple[Decimal, Decimal]:
    """What bands are sorted by (in reverse)."""
    low = Decimal("-Infinity") if band.low is None else band.low
    high = Decimal("Infinity") if band.high is None else band.high
    return low, high


def scale_with(scales: Sequence[Scale], label: str, value: Decimal | None = None) -> Scale | None:
    """The scale that knows ``label``; of several, the one whose reach is nearest to ``value``."""
    knowing = [scale for scale in scales if scale.band_named(label) is not None]
    if value is None or len(knowing) <= 1:
        return knowing[0] if knowing else None
    return min(knowing, key=lambda scale: abs((scale.bands[0].low or Decimal(0)) - value))
