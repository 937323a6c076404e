"""What the cells of a table's body say, a column at a time.

A column is a list beside the rows of all of them: a key and an entry for every cell would cost as much again as what
the cell says, and whoever looks at a whole column takes it as it is.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, Sequence

from lkjip_audit.figures.model import Reading, ReadingKind

Place = tuple[int, int]
"""The sheet's row and column."""


_PLAIN = frozenset({ReadingKind.TEXT, ReadingKind.CODE, ReadingKind.NIL, ReadingKind.DATE})
_BRACKET = "("
"""Opens what is said beside a figure, or its sign."""


class Readings(Mapping[Place, Reading]):
    """By (sheet row, sheet column) the reading of every cell that is not empty; iterates column by column.

    ``rows`` are the sheet's rows; ``columns`` has for each column what is read in each of these, None where the cell
    is empty.
    """

    __slots__ = ("_columns", "_filled", "_kinds", "_odd", "_places", "rows")

    def __init__(self, rows: Sequence[int], columns: Mapping[int, list[Reading | None]]) -> None:
        self.rows = rows
        self._columns = columns
        self._places = {row: place for place, row in enumerate(rows)}
        self._odd: tuple[tuple[Place, Reading], ...] | None = None
        self._filled: dict[int, frozenset[int]] = {}
        self._kinds: dict[int, frozenset[ReadingKind]] = {}

    def column(self, index: int) -> Sequence[Reading | None]:
        """What is read in each of ``rows`` in the sheet's column ``index``."""
        found = self._columns.get(index)
        return [None] * len(self.rows) if found is None else found

    def columns(self) -> Iterator[tuple[int, Sequence[Reading | None]]]:
        """The sheet's columns, each with what is read in each of ``rows``."""
        return iter(self._columns.items())

    def kinds(self, index: int) -> frozenset[ReadingKind]:
        """What the cells of the sheet's column ``index`` turned out to be; most columns hold no figure at all."""
        found = self._kinds.get(index)
        if found is None:
            column = self._columns.get(index, ())
            found = self._kinds[index] = frozenset({reading.kind for reading in column if reading is not None})
        return found

    def places(self, rows: Sequence[int]) -> list[int | None]:
        """Where each of the sheet's ``rows`` stands among those read; None for one that is not read."""
        return list(map(self._places.get, rows))

    def filled(self, row: int) -> frozenset[int]:
        """The sheet's columns in which something is read in the sheet's ``row``."""
        found = self._filled.get(row)
        if found is None:
            at = self._places.get(row)
            columns = () if at is None else (index for index, told in self._columns.items() if told[at] is not None)
            found = self._filled[row] = frozenset(columns)
        return found

    def odd(self) -> Sequence[tuple[Place, Reading]]:
        """The readings that are more, or less, than one figure plainly written, words, a code, a nil mark or a date."""
        if self._odd is None:
            unlike = (item for item in self._columns.items() if not self.kinds(item[0]) <= _PLAIN)
            self._odd = tuple(
                ((row, index), reading)
                for index, column in unlike
                for row, reading in zip(self.rows, column, strict=True)
                if reading is not None and _is_odd(reading)
            )
        return self._odd

    def __getitem__(self, place: Place) -> Reading:
        found = self.get(place)
        if found is None:
            raise KeyError(place)
        return found

    def at(self, row: int, index: int) -> Reading | None:
        """The reading in the sheet's ``row`` and the sheet's column ``index``; None where the cell is empty."""
        column, place = self._columns.get(index), self._places.get(row)
        return None if column is None or place is None else column[place]

    def get(self, place: Place, default: Reading | None = None) -> Reading | None:  # type: ignore[override]
        """The reading at ``place``, or ``default``."""
        return self.at(*place) or default

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and self.get(place) is not None

    def __iter__(self) -> Iterator[Place]:
        for index, column in self._columns.items():
            for row, reading in zip(self.rows, column, strict=True):
                if reading is not None:
                    yield row, index

    def items(self) -> ItemsView[Place, Reading]:
        """All readings with their places: a look-up for each would cost more."""
        return _Items(self)

    def __len__(self) -> int:
        return sum(len(column) - column.count(None) for column in self._columns.values())

    def __repr__(self) -> str:
        return f"<Readings of {len(self)} cells in {len(self.rows)} rows>"

    def changed(self, anew: Mapping[Place, Reading | None]) -> Readings:
        """The same with what is given ``anew``; None empties a cell."""
        rows = [*self.rows, *dict.fromkeys(row for row, _ in anew if row not in self._places)]
        more = [None] * (len(rows) - len(self.rows))
        columns = {index: [*column, *more] for index, column in self._columns.items()}
        told = Readings(rows, columns)
        for (row, index), reading in anew.items():
            column = columns.setdefault(index, [None] * len(rows))
            column[told._places[row]] = reading
        return told


def _is_odd(reading: Reading) -> bool:
    if reading.kind in _PLAIN:
        return False
    if reading.kind is not ReadingKind.FIGURES or len(reading.figures) > 1:
        return True
    figure = reading.figures[0]
    return bool(figure.flaws) or _BRACKET in figure.literal


class _Items(ItemsView[Place, Reading]):
    def __init__(self, readings: Readings) -> None:
        super().__init__(readings)
        self._readings = readings

    def __iter__(self) -> Iterator[tuple[Place, Reading]]:
        for index, column in self._readings.columns():
            for row, reading in zip(self._readings.rows, column, strict=True):
                if reading is not None:
                    yield (row, index), reading
