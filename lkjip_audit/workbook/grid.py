"""The cells of a sheet in little memory, and a Sheet made from them."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass
from typing import Any

from lkjip_audit.workbook.model import Area, Cell, Sheet, Visibility


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    """Which columns a row fills, ascending, and the position of each; most rows of a table share one."""

    columns: tuple[int, ...]
    positions: Mapping[int, int]


_Row = tuple[_Shape, tuple[Cell, ...]]


class CellGrid(Mapping[tuple[int, int], Cell]):
    """A read-only mapping of (row, column) to Cell; iterates from top to bottom, from left to right.

    Rows are tuples beside a shared shape: a key and a dict entry for every cell would take as much memory
    again as the cells.
    """

    __slots__ = ("_rows", "_size")

    def __init__(self, rows: Mapping[int, _Row]) -> None:
        """A view of ``rows``, in ascending order; made by GridBuilder."""
        self._rows = rows
        self._size = sum(len(cells) for _, cells in rows.values())

    def __getitem__(self, key: tuple[int, int]) -> Cell:
        row, column = key
        try:
            shape, cells = self._rows[row]
            return cells[shape.positions[column]]
        except KeyError:
            raise KeyError(key) from None

    def get(self, key: tuple[int, int], default: Any = None) -> Any:  # noqa: ANN401 - as Mapping.get
        """The cell at ``key``, or ``default``."""
        found = self._rows.get(key[0])
        if found is None:
            return default
        position = found[0].positions.get(key[1])
        return default if position is None else found[1][position]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row, (shape, _) in self._rows.items() for column in shape.columns)

    def items(self) -> ItemsView[tuple[int, int], Cell]:
        """All cells with their places, row by row: a look-up for each would cost more than the cell."""
        return _Items(self)

    def values(self) -> ValuesView[Cell]:
        """All cells, row by row."""
        return _Values(self)

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of row ``number`` that hold something, from left to right."""
        found = self._rows.get(number)
        return () if found is None else found[1]

    def columns(self, columns: Iterable[int], rows: Sequence[int]) -> Mapping[int, list[Cell | None]]:
        """What stands in each of ``columns`` on each of ``rows``; None where nothing does."""
        alike: dict[_Shape, tuple[list[int], list[tuple[Cell, ...]]]] = {}
        for place, packed in enumerate(map(self._rows.get, rows)):
            if packed is not None:
                places, cells = alike.setdefault(packed[0], ([], []))
                places.append(place)
                cells.append(packed[1])
        found: dict[int, list[Cell | None]] = {column: [None] * len(rows) for column in columns}
        for shape, (places, cells) in alike.items():
            for column, held in zip(shape.columns, zip(*cells, strict=True), strict=True):
                own = found.get(column)
                if own is None:
                    continue
                if len(held) == len(own):
                    own[:] = held
                else:
                    for place, cell in zip(places, held, strict=True):
                        own[place] = cell
        return found

    def packed(self) -> Iterator[tuple[int, tuple[int, ...], tuple[Cell, ...]]]:
        """Each row: its number, the columns that it fills, and their cells."""
        return ((row, shape.columns, cells) for row, (shape, cells) in self._rows.items())

    def __len__(self) -> int:
        return self._size

    def __repr__(self) -> str:
        return f"<CellGrid of {self._size} cells in {len(self._rows)} rows>"


class _Items(ItemsView[tuple[int, int], Cell]):
    def __init__(self, grid: CellGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def __iter__(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        for row, columns, cells in self._grid.packed():
            for column, cell in zip(columns, cells, strict=True):
                yield (row, column), cell


class _Values(ValuesView[Cell]):
    def __init__(self, grid: CellGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def __iter__(self) -> Iterator[Cell]:
        for _, _, cells in self._grid.packed():
            yield from cells


class GridBuilder:
    """Takes the cells of a sheet row by row, in any order, and packs each row when the next one begins."""

    __slots__ = ("_cells", "_number", "_rows", "_shapes")

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}
        self._shapes: dict[tuple[int, ...], _Shape] = {}
        self._number = 0
        self._cells: dict[int, Cell] = {}

    def row(self, number: int) -> dict[int, Cell]:
        """The cells of row ``number`` by column, to be filled until another row is asked for."""
        if number != self._number:
            self._pack()
            self._number = number
            known = self._rows.get(number)
            if known is not None:
                self._cells.update(zip(known[0].columns, known[1], strict=True))
        return self._cells

    def numbers(self) -> list[int]:
        """The rows that hold something, ascending."""
        self._pack()
        return sorted(self._rows)

    def _pack(self) -> None:
        cells = self._cells
        if cells:
            columns = tuple(cells)
            shape = self._shapes.get(columns)
            if shape is not None:  # they came in their order
                self._rows[self._number] = (shape, tuple(cells.values()))
            else:
                ordered = tuple(sorted(columns))
                shape = _Shape(ordered, {column: position for position, column in enumerate(ordered)})
                if ordered == columns:
                    self._shapes[columns] = shape
                self._rows[self._number] = (shape, tuple(cells[column] for column in ordered))
            cells.clear()
        self._number = 0

    def sheet(
        self,
        name: str,
        index: int,
        *,
        merges: Iterable[Area] = (),
        hidden_rows: Iterable[int] = (),
        hidden_columns: Iterable[int] = (),
        visibility: Visibility = Visibility.VISIBLE,
    ) -> Sheet:
        """The Sheet of the cells taken so far."""
        rows = {number: self._rows[number] for number in self.numbers()}
        return Sheet(
            name=name,
            index=index,
            cells=CellGrid(rows),
            merges=tuple(merges),
            hidden_rows=frozenset(hidden_rows),
            hidden_columns=frozenset(hidden_columns),
            visibility=visibility,
            rows={number: shape.columns for number, (shape, _) in rows.items()},
        )
