"""The words of the sheets, cell by cell, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.records import quickly_made
from lkjip_audit.scene.model import Scene
from lkjip_audit.workbook.grid import CellGrid
from lkjip_audit.workbook.model import Address, Cell, ErrorValue, Sheet

_LONG = Decimal(10) ** 17
"""Numbers of eighteen digits, which no amount in use has: those that are given to people."""


@quickly_made
@dataclass(frozen=True, slots=True)
class TypedText:
    """A cell that holds words; ``sheet`` is the name of its sheet."""

    sheet: str
    cell: Cell
    text: str

    @property
    def address(self) -> Address:
        """Where it stands."""
        return Address(self.sheet, self.cell.row, self.cell.column)


def texts_with(scene: Scene, said: Callable[[str], object]) -> Iterator[TypedText]:
    """Every cell whose words ``said`` is true of, the sheets in their order; it is asked once of equal words."""
    found = {text for text in different_texts(scene) if said(text)}
    for contents in contents_of(scene) if found else ():
        yield from contents.typed(lambda cell: cell.value in found)


def different_texts(scene: Scene) -> tuple[str, ...]:
    """The words of the cells of ``scene``, each once; worked out once."""
    return scene.once.of(_different, scene)


def _different(scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(cell.value) for contents in contents_of(scene) for cell in contents.texts))


@dataclass(frozen=True, slots=True)
class Contents:
    """The cells of ``sheet`` that hold ``texts``, in reading order, long numbers, and those that hold ``formulas``.

    ``errors`` are those that show an error by its value, or begin like one.
    """

    sheet: Sheet
    texts: tuple[Cell, ...]
    long_numbers: tuple[Cell, ...]
    formulas: tuple[Cell, ...]
    errors: tuple[Cell, ...]

    def typed(self, wanted: Callable[[Cell], bool]) -> Iterator[TypedText]:
        """Those of the texts whose cells are ``wanted``."""
        return (TypedText(self.sheet.name, cell, str(cell.value)) for cell in self.texts if wanted(cell))


def contents_of(scene: Scene) -> tuple[Contents, ...]:
    """What the sheets of ``scene`` hold, in their order; worked out once."""
    return scene.once.of(_contents, scene)


def _contents(scene: Scene) -> tuple[Contents, ...]:
    found = []
    for sheet in scene.workbook.sheets:
        texts: list[Cell] = []
        long_numbers: list[Cell] = []
        formulas: list[Cell] = []
        errors: list[Cell] = []
        typed: list[Cell] = []
        for cell in sheet.cells.values():
            value = cell.value
            if isinstance(value, str):
                texts.append(cell)
                if value.startswith("#"):
                    typed.append(cell)
            elif isinstance(value, Decimal):
                if value >= _LONG:
                    long_numbers.append(cell)
            elif isinstance(value, ErrorValue):
                errors.append(cell)
            if cell.formula:
                formulas.append(cell)
        if not isinstance(sheet.cells, CellGrid):
            texts.sort(key=_place)
            long_numbers.sort(key=_place)
        found.append(Contents(sheet, tuple(texts), tuple(long_numbers), tuple(formulas), (*errors, *typed)))
    return tuple(found)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column
