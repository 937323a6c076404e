"""The words of the sheets, cell by cell, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_audit.records import quickly_made
from lkjip_audit.scene.model import Scene
from lkjip_audit.workbook.grid import CellGrid
from lkjip_audit.workbook.model import Address, Cell, ErrorValue, Sheet


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


def texts_typed(scene: Scene) -> tuple[TypedText, ...]:
    """Every cell of ``scene`` with words, the sheets in their order; worked out once."""
    return scene.once.of(_texts, scene)


def _texts(scene: Scene) -> tuple[TypedText, ...]:
    return tuple(_all(scene))


def _all(scene: Scene) -> Iterator[TypedText]:
    for contents in contents_of(scene):
        in_order = isinstance(contents.sheet.cells, CellGrid)
        found = contents.texts if in_order else sorted(contents.texts, key=lambda cell: (cell.row, cell.column))
        yield from (TypedText(contents.sheet.name, cell, str(cell.value)) for cell in found)


@dataclass(frozen=True, slots=True)
class Contents:
    """The cells of ``sheet`` that hold ``texts`` and those that hold ``formulas``, in the order of the sheet's cells.

    ``errors`` are those that show an error by its value, or begin like one.
    """

    sheet: Sheet
    texts: tuple[Cell, ...]
    formulas: tuple[Cell, ...]
    errors: tuple[Cell, ...]


def contents_of(scene: Scene) -> tuple[Contents, ...]:
    """What the sheets of ``scene`` hold, in their order; worked out once."""
    return scene.once.of(_contents, scene)


def _contents(scene: Scene) -> tuple[Contents, ...]:
    found = []
    for sheet in scene.workbook.sheets:
        texts: list[Cell] = []
        formulas: list[Cell] = []
        errors: list[Cell] = []
        typed: list[Cell] = []
        for cell in sheet.cells.values():
            value = cell.value
            if isinstance(value, str):
                texts.append(cell)
                if value.startswith("#"):
                    typed.append(cell)
            elif isinstance(value, ErrorValue):
                errors.append(cell)
            if cell.formula:
                formulas.append(cell)
        found.append(Contents(sheet, tuple(texts), tuple(formulas), (*errors, *typed)))
    return tuple(found)
