"""Tables under no words: detail columns, computed columns, subtotals; clean, or with one slip.

``python -m tests.induction.made_up`` says for 40 of them what induction shows of clean and spoiled ones.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from lkjip_audit.figures.model import Figure
from lkjip_audit.induction import Axis, Entry, Induction, block_of, induce

Grid = list[list[Decimal | None]]
Cell = tuple[int, int]


@dataclass(frozen=True)
class Made:
    """A computed column: how, and from which two."""

    how: str
    first: int
    second: int
    column: int

    def value(self, row: list[Decimal | None]) -> Decimal:
        """What it comes to in a row, shown as the column shows it."""
        first, second = row[self.first], row[self.second]
        assert first is not None
        assert second is not None
        if self.how in ("sum", "difference"):
            return first + second if self.how == "sum" else first - second
        return _rounded(100 * first / second - (100 if self.how == "growth" else 0))


@dataclass(frozen=True)
class Book:
    """A table, how many decimals each column shows, and the cells that stand in some relation.

    ``made`` are its computed columns, ``group`` how many rows stand above each subtotal (0: there is none).
    """

    grid: Grid
    decimals: tuple[int, ...]
    tied: frozenset[Cell]
    made: tuple[Made, ...] = ()
    group: int = 0


def figures(grid: Grid, decimals: Sequence[int]) -> list[list[Entry]]:
    """The grid as figures."""
    return [
        [None if value is None else Figure(value, decimals[at], str(value)) for at, value in enumerate(row)]
        for row in grid
    ]


def shown_of(book: Book) -> Induction:
    """What induction says of it."""
    return induce(block_of(figures(book.grid, book.decimals)))


def made_up(seed: int) -> Book:
    """A table of 6 to 60 rows with 2 to 5 computed columns; every other one has subtotals."""
    dice = random.Random(seed)
    rows, details, computed = dice.randint(6, 60), dice.randint(2, 4), dice.randint(2, 5)
    places = [dice.choice((0, 0, 2)) for _ in range(details)]
    size = [10 ** dice.randint(3, 8) for _ in range(details)]
    grid: Grid = [[_amount(dice, size[at], places[at]) for at in range(details)] for _ in range(rows)]
    decimals = list(places)
    group = 0
    if seed % 2 and rows >= 9:
        grid, group = _with_subtotals(grid, dice)
    made = []
    for _ in range(computed):
        how = dice.choice(("sum", "difference", "ratio", "growth", "share"))
        first, second = dice.sample(range(details), 2)
        column = Made(how, first, second, len(decimals))
        for row in grid:
            row.append(column.value(row))
        decimals.append(max(decimals[first], decimals[second]) if how in ("sum", "difference") else 2)
        made.append(column)
    tied_columns = {place for each in made for place in (each.first, each.second, each.column)}
    tied = frozenset((at, column) for at in range(len(grid)) for column in tied_columns)
    return Book(grid, tuple(decimals), tied, tuple(made), group)


def _amount(dice: random.Random, size: int, places: int) -> Decimal:
    return Decimal(dice.randint(size, 10 * size)).scaleb(-places)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _with_subtotals(grid: Grid, dice: random.Random) -> tuple[Grid, int]:
    group = dice.randint(3, 6)
    out: Grid = []
    for start in range(0, len(grid) - group + 1, group):
        part = grid[start : start + group]
        out += part
        out.append([sum(column) for column in zip(*part, strict=True)])
    return out, group


def spoiled(book: Book, seed: int) -> tuple[Book, Cell]:
    """The same with one digit of one tied figure changed, or two neighbours' places."""
    dice = random.Random(seed)
    cell = dice.choice(sorted(book.tied))
    value = book.grid[cell[0]][cell[1]]
    assert value is not None
    grid = [list(row) for row in book.grid]
    grid[cell[0]][cell[1]] = _slip(value, book.decimals[cell[1]], dice)
    return replace(book, grid=grid), cell


class Trace(StrEnum):
    """What a slip leaves to be seen by."""

    NONE = "none"
    """No relation by which the book was made fails: what it states, rounded as shown, is what it stated before."""

    FLAT = "flat"
    """One fails, in a column of one or two different figures only, which could be anything."""

    PLAIN = "plain"
    """One fails in a column of more figures than that."""


def trace_of(book: Book, bad: Book, cell: Cell) -> Trace:
    """What the slip at the cell leaves, recomputed exactly from how the book was made."""
    at, column = cell
    linear = {each.column for each in book.made if each.how in ("sum", "difference")}
    if book.group and (column < len(book.decimals) - len(book.made) or column in linear):
        return Trace.PLAIN  # its subtotal fails
    row = bad.grid[at]
    failing = [
        each
        for each in book.made
        if column in (each.first, each.second, each.column) and row[each.column] != each.value(row)
    ]
    if not failing:
        return Trace.NONE
    return Trace.PLAIN if any(_figures_of(book, each.column) > 2 for each in failing) else Trace.FLAT


def _figures_of(book: Book, column: int) -> int:
    return len({line[column] for line in book.grid})


def _slip(value: Decimal, decimals: int, dice: random.Random) -> Decimal:
    text = list(str(abs(int(value.scaleb(decimals)))))
    for _ in range(50):
        new, at = list(text), dice.randrange(len(text))
        if dice.random() < 0.5 and at + 1 < len(text):
            new[at], new[at + 1] = new[at + 1], new[at]
        else:
            new[at] = dice.choice("123456789")
        # A slip in the last digit of a rounded figure may lie within its rounding.
        if abs(int("".join(new)) - int("".join(text))) > 20:
            return Decimal(int("".join(new))).scaleb(-decimals) * (-1 if value < 0 else 1)
    return value + Decimal(1000).scaleb(-decimals)


def accused(found: Induction) -> Iterator[set[Cell]]:
    """The cells of every line that a relation in force says to be wrong."""
    for relation in found.shown:
        for miss in relation.misses:
            places = (relation.stated, *relation.operands)
            rows = relation.axis is Axis.ALONG_ROWS
            yield {(miss.line, place) if rows else (place, miss.line) for place in places}


def main(count: int = 40) -> None:
    """Say what is found in clean and in spoiled tables."""
    loud = detected = named = 0
    for seed in range(count):
        book = made_up(seed)
        loud += any(True for _ in accused(shown_of(book)))
        bad, cell = spoiled(book, seed)
        cells = list(accused(shown_of(bad)))
        detected += bool(cells)
        named += any(cell in each for each in cells)
    slips = f"slips detected {detected}/{count}, cell named {named}/{count}"
    sys.stdout.write(f"clean with an alarm {loud}/{count}, {slips}\n")


if __name__ == "__main__":
    main()
