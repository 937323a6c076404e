"""The part of a sheet around a cell, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

GAP = 0
"""Stands in ``Excerpt.columns`` for columns that are left out."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of an excerpt as a reader sees it.

    ``across`` and ``down`` are the shown columns and rows that it takes.  ``column`` is GAP where columns are left out.
    """

    row: int
    column: int
    text: str
    number: bool = False
    bold: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of an excerpt; ``skipped`` rows of the sheet between it and the one above are left out."""

    number: int
    spots: tuple[Spot, ...]
    head: bool = False
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a sheet around one cell.

    ``table`` and ``title`` are those of the recognised table that it is cut from, empty outside of tables.
    ``columns`` are the sheet's columns from left to right, GAP where some are left out.
    """

    sheet: str
    columns: tuple[int, ...]
    strips: tuple[Strip, ...]
    table: str = ""
    title: str = ""
