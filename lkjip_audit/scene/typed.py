"""The words of the sheets, cell by cell, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_audit.scene.model import Scene
from lkjip_audit.workbook.model import Address, Cell


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
    for sheet in scene.workbook.sheets:
        found = [(place, cell) for place, cell in sheet.cells.items() if isinstance(cell.value, str)]
        found.sort(key=lambda item: item[0])
        yield from (TypedText(sheet.name, cell, str(cell.value)) for _, cell in found)
