"""What a sheet says of its columns, looked up by number however many entries there are."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_audit.workbook.places import LAST_COLUMN


@dataclass(frozen=True, slots=True)
class Column:
    """An entry for the columns ``first`` to ``last``: their width if told, their style, and whether they are hidden."""

    first: int
    last: int
    width: float | None
    style: int
    hidden: bool


class Columns:
    """The entries of a sheet; where several speak of one column the first counts."""

    def __init__(self) -> None:
        self._entries: list[Column] = []
        self._of: dict[int, Column] | None = None

    def add(self, entry: Column) -> None:
        """One more entry, behind the others."""
        self._entries.append(entry)
        self._of = None

    def at(self, column: int) -> Column | None:
        """The entry for a column; None where no entry speaks of it."""
        if self._of is None:
            self._of = self._laid_out()
        return self._of.get(column)

    def _laid_out(self) -> dict[int, Column]:
        found: dict[int, Column] = {}
        free = list(range(LAST_COLUMN + 2)) if self._entries else []  # where the next column without an entry is

        def next_free(column: int) -> int:
            while free[column] != column:
                free[column] = free[free[column]]
                column = free[column]
            return column

        for entry in self._entries:
            column = next_free(min(max(entry.first, 1), LAST_COLUMN + 1))
            while column <= min(entry.last, LAST_COLUMN):
                found[column] = entry
                free[column] = column + 1
                column = next_free(column)
        return found
