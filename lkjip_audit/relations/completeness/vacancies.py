"""Empty cells in a column that is filled everywhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.workbook.model import Area


class Vacancies:
    """The empty cells of a workbook's tables; a cell that a merge covers is not empty."""

    def __init__(self, scene: Scene) -> None:
        self._merges: dict[str, list[Area]] = defaultdict(list)
        for sheet in scene.workbook.sheets:
            self._merges[sheet.name].extend(sheet.merges)

    def is_empty(self, table: Table, row: Row, column: Column) -> bool:
        """Whether nothing at all stands in the cell, its merge and the rows that were joined to it."""
        numbers = (row.number, *row.fragments)
        if any((number, column.index) in table.readings for number in numbers):
            return False
        place = (row.number, column.index)
        return not any(place in area for area in self._merges[table.sheet])

    def judge(self, rule: Rule, table: Table, columns: tuple[Column, Column], rows: Sequence[Row]) -> Iterator[Laid]:
        """One outcome for each of ``rows``: the empty ones are findings where most others are filled.

        ``columns`` are the one that may be empty and the one that names what the row is about.
        """
        column, named = columns
        empty = [row for row in rows if self.is_empty(table, row, column)]
        filled = len(rows) - len(empty)
        missing = {row.number for row in empty}
        torn = {after.number for row, after in pairwise(table.rows) if row.kind is RowKind.OTHER}
        is_sure = filled >= limits().habits.filled and filled >= limits().habits.half * len(rows)
        for row in rows:
            address = table.address(row, column)
            reading, name = table.reading(row, column), table.reading(row, named)
            subject = row.label if name is None else name.text
            if row.number not in missing:
                is_nil = reading is not None and reading.kind is ReadingKind.NIL
                status = Status.NOT_APPLICABLE if is_nil else Status.PASS
                yield outcome(
                    rule,
                    status,
                    address,
                    subject,
                    stated="" if reading is None else reading.text,
                    reason="nil_stated" if is_nil else None,
                )
                continue
            yield outcome(
                rule,
                Status.FINDING if is_sure else Status.NOT_VERIFIABLE,
                address,
                subject,
                # Right after a repeated header the words may be the end of the row before it.
                severity=Severity.INFO if row.number in torn else None,
                reason=None if is_sure else "column_mostly_empty",
                column=column.header[-1] if column.header else "",
                filled=str(filled),
            )
