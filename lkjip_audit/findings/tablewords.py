"""The words for a table's places: what its rows and columns are about, made once for each table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

from lkjip_audit.findings.names import Numbers, words
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.workbook.model import Address

_HEAD = "head"


class TableWords:
    """What each place of ``table`` is about, whatever sheet, row and column it stands in.

    ``names`` gives the subjects' names by key: those that most tables use, so that a slip in one does not matter.
    """

    def __init__(self, scene: Scene, table: Table, names: Callable[[], Mapping[str, str]]) -> None:
        self._kind = table.kind
        self.title = words(table.title, Numbers.YEARS)
        codes = Counter(row.code for row in table.rows)
        self._rows = {row.number: _row(scene, table, row, names, alone=codes[row.code] == 1) for row in table.rows}
        self._rows.update(dict.fromkeys(table.header_rows, _HEAD))
        said = {column.index: _column(column) for column in table.columns}
        times = Counter(said.values())
        self._columns = {
            column.index: said[column.index]
            if times[said[column.index]] == 1
            else f"{said[column.index]} {_head(column)}"
            for column in table.columns
        }

    def about(self, address: Address) -> str:
        """What the cell at ``address`` is about."""
        row = self._rows.get(address.row, _HEAD)
        return "\x1e".join(("table", self._kind, row, self._columns.get(address.column, "")))

    def places_like(self, other: TableWords, address: Address) -> list[tuple[int, int]] | None:
        """The rows and columns called as those of ``other`` at ``address`` are; None in a head, or without a column."""
        row, column = other._rows.get(address.row, _HEAD), other._columns.get(address.column)
        if row == _HEAD or column is None:
            return None
        columns = [index for index, said in self._columns.items() if said == column]
        return [(number, index) for number in self._numbers.get(row, ()) for index in columns]

    @cached_property
    def _numbers(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, said in self._rows.items():
            found[said].append(number)
        return found


def _row(scene: Scene, table: Table, row: Row, names: Callable[[], Mapping[str, str]], *, alone: bool) -> str:
    if row.code and alone:
        return f"code {row.code}"
    if row.kind is not RowKind.DETAIL and not row.subjects:
        return row.kind.value
    name = _name(scene, table, row, names)
    return f"code {row.code} {name}" if row.code else name


def _name(scene: Scene, table: Table, row: Row, names: Callable[[], Mapping[str, str]]) -> str:
    label = row.label
    for slot, key in scene.slots(table, row).items():
        if row.subjects.get(slot.level) == label and key in names():
            return names()[key]
    return words(label, Numbers.KEPT)


def _column(column: Column) -> str:
    """The column's role with what tells it apart; its heading where it has none."""
    if column.role is None:
        return _head(column)
    time = (column.year or column.year_offset, column.period)
    whose = (column.entity and words(column.entity), column.stage, column.group, column.level)
    return " ".join(str(mark or "") for mark in (column.role, *time, *whose))


def _head(column: Column) -> str:
    return words(" ".join(column.header), Numbers.YEARS)
