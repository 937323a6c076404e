"""What the figures of displaced rows say for putting them back: relations that the other rows obey, and totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log2

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.arithmetic import Ask, Fit, FitSearch
from lkjip_audit.tables.displaced import Displaced, Proved
from lkjip_audit.tables.evidence import read_body, weigh_column
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.operations import OPERATIONS
from lkjip_audit.tables.readings import Readings
from lkjip_audit.tables.sheet_view import SheetView


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a block, as what speaks for putting rows of it back."""

    view: SheetView
    heads: Sequence[Head]
    readings: Readings
    knows_formats: bool

    def proved(self, run: Displaced, standing: Sequence[int]) -> Proved | None:
        """The relation that most rows of ``run`` obey put back, as the rows that are ``standing`` right do."""
        again = self._put_back(run, run.rows)
        found = self._computed(run, again, standing) or self._shown(run, again, standing)
        totals = self._totals(run, standing)
        if found is None or totals is None:
            return found or totals
        return replace(found, bits=found.bits + totals.bits)

    def _put_back(self, run: Displaced, rows: Sequence[int]) -> Readings:
        units = {head.column.index: head.column.unit for head in self.heads}
        return read_body(put_back(self.view, (run,)), rows, units, self.knows_formats)

    def _computed(self, run: Displaced, again: Readings, standing: Sequence[int]) -> Proved | None:
        """A column that follows from two others."""
        own = limits().arithmetic
        sample = standing[:: max(1, len(standing) // own.rows_sample)]
        rows = {(fit.column, fit.relation, fit.operands): fit.rows for fit in self._fits(again, run.rows)}
        obeyed = self._fits(self.readings, sample)
        both = [fit for fit in obeyed if (fit.column, fit.relation, fit.operands) in rows]
        best = max(both, key=lambda fit: rows[fit.column, fit.relation, fit.operands], default=None)
        if best is None:
            return None
        holds = rows[best.column, best.relation, best.operands]
        bits = _worth(again, run.rows, best.column, holds) - log2(len(obeyed))
        return Proved(best.column, best.operands, holds, max(0.0, bits))

    def _fits(self, readings: Readings, rows: Sequence[int]) -> tuple[Fit, ...]:
        """Which columns compute from two others in ``rows``, of the first so many columns of figures."""
        evidence = {
            head.column.index: weigh_column(readings, rows, head.column.index, head.column.unit) for head in self.heads
        }
        numeric = tuple(column for column, found in evidence.items() if found.values)[: limits().arithmetic.nearest]
        search = FitSearch(evidence, rows, numeric)
        return search.among(Ask(relation, (numeric, numeric)) for relation in OPERATIONS)

    def _shown(self, run: Displaced, again: Readings, standing: Sequence[int]) -> Proved | None:
        """A column that follows from any number of others, as the rows that stand right show with those put back."""
        from lkjip_audit.induction import Axis, block_of, induce  # noqa: PLC0415 - it imports numpy
        from lkjip_audit.tables.entries import entry_of  # noqa: PLC0415 - it imports numpy

        columns = [head.column.index for head in self.heads][: limits().arithmetic.nearest]
        sample = standing[:: max(1, len(standing) // limits().arithmetic.rows_sample)]
        moved = run.rows[:: max(1, len(run.rows) // limits().arithmetic.rows_sample)]
        grid = [
            [entry_of(readings.get((row, column))) for column in columns]
            for readings, rows in ((self.readings, sample), (again, moved))
            for row in rows
        ]
        best: Proved | None = None
        obeyed = induce(block_of(grid), axes={Axis.ALONG_ROWS}).shown
        for shown in obeyed:
            holds = sum(line >= len(sample) for line in shown.holds)
            if len(shown.operands) > 1 and holds and len(shown.holds) > holds and (best is None or holds > best.holds):
                operands = tuple(columns[place] for place in shown.operands)
                bits = _worth(again, moved, columns[shown.stated], holds) - log2(len(obeyed))
                best = Proved(columns[shown.stated], operands, holds, max(0.0, bits))
        return best

    def _totals(self, run: Displaced, standing: Sequence[int]) -> Proved | None:
        """The first or the last row, which states what the columns add up to, and did not as they stand.

        A row with a figure that its column adds up to as it stands is where it belongs: prices of one piece each make
        what the amounts beside them make.
        """
        rows = sorted({*run.rows, *standing})
        again = self._put_back(run, rows)
        found = []
        for total in (rows[0], rows[-1]):
            agreeing = [*self._agreeing(again, rows, total)]
            if agreeing and not self._stands_right(rows, total):
                bits = sum(log2(abs(value) + 1) for _, value in agreeing)
                found.append(Proved(agreeing[0][0], (), len(agreeing), bits, total))
        return max(found, key=lambda each: each.bits, default=None)

    def _stands_right(self, rows: Sequence[int], total: int) -> bool:
        """Whether a figure in the row of the ``total`` is the sum of the others in its column as they stand."""
        columns = ((head.column.index, head.column.unit) for head in self.heads)
        return any(_is_sum(weigh_column(self.readings, rows, *column).values, total) for column in columns)

    def _agreeing(self, again: Readings, rows: Sequence[int], total: int) -> Iterator[tuple[int, Decimal]]:
        """The columns whose figure in the row of the ``total`` is the sum of the others' put back only."""
        for head in self.heads:
            column, unit = head.column.index, head.column.unit
            now, then = (weigh_column(each, rows, column, unit).values for each in (self.readings, again))
            if _is_sum(then, total) and not _is_sum(now, total):
                yield column, then[total]


def _worth(readings: Readings, rows: Sequence[int], column: int, holds: int) -> float:
    """What so many of the rows say in which the figure of ``column`` follows from others: as much as its digits."""
    most = limits().displaced.proved_bits
    read = (readings.get((row, column)) for row in rows)
    figures = [reading.figure for reading in read if reading is not None and reading.figure is not None]
    worth = [min(most, log2(abs(figure.value.scaleb(figure.decimals)) + 1)) for figure in figures]
    return sum(worth) * holds / max(1, len(worth))


def _is_sum(values: Mapping[int, Decimal], total: int) -> bool:
    parts = [value for row, value in values.items() if row != total and value]
    return len(parts) > 1 and total in values and sum(parts) == values[total]


def put_back(view: SheetView, runs: Sequence[Displaced]) -> SheetView:
    """The sheet with the rows of ``runs`` where they belong."""
    sheet = view.sheet
    cells, columns = dict(sheet.cells), dict(sheet.rows)
    for run in runs:
        for row in run.rows:
            moved = [cells.pop((row, column)) for column in columns[row] if column >= run.start]
            cells.update({(row, cell.column - run.by): replace(cell, column=cell.column - run.by) for cell in moved})
            kept = [column for column in columns[row] if column < run.start]
            columns[row] = tuple(sorted({*kept, *(cell.column - run.by for cell in moved)}))
    return SheetView(replace(sheet, cells=cells, rows=columns))
