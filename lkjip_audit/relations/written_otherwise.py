"""Cells whose own formula reckons with other cells than a relation does, as their neighbours' formulas do."""

from __future__ import annotations

from lkjip_audit.judging.model import Equation
from lkjip_audit.scene.model import Scene
from lkjip_audit.workbook.formulae.ranges import shape
from lkjip_audit.workbook.formulae.read import references_of

_BESIDE = ((-1, 0), (1, 0), (0, -1), (0, 1))


def computed_otherwise(scene: Scene, equation: Equation) -> bool:
    """Whether the stated cell of ``equation`` holds a formula of its own meaning, shared by a cell beside it.

    Parents of which the figures show that they are the sums of their parts may be a share of a target all the same. A
    formula that alone among its neighbours reads so may be what is wrong.
    """
    place = equation.stated.node.address
    sheet = next((sheet for sheet in scene.workbook.sheets if sheet.name == place.sheet), None)
    cell = None if sheet is None else sheet.cells.get((place.row, place.column))
    if sheet is None or cell is None or cell.formula is None:
        return False
    parts = ((item.node.address.sheet, item.node.address.row, item.node.address.column) for item in equation.operands)
    if references_of(cell.formula, place.sheet) == frozenset(parts):
        return False
    own = shape(cell.formula, place.row, place.column)
    for down, right in _BESIDE:
        other = sheet.cells.get((place.row + down, place.column + right))
        if other is not None and other.formula is not None and shape(other.formula, other.row, other.column) == own:
            return True
    return False


def computed_as_parts(scene: Scene, equation: Equation) -> bool:
    """Whether the stated cell of ``equation`` and all of its operands hold one formula, as if copied along the row.

    The share of a year is computed from the year's own amounts, as each quarter's is, and is no mean of these.
    """
    sheets = {sheet.name: sheet for sheet in scene.workbook.sheets}
    shapes = set()
    for item in (equation.stated, *equation.operands):
        place = item.node.address
        cell = sheets[place.sheet].cells.get((place.row, place.column)) if place.sheet in sheets else None
        if cell is None or cell.formula is None:
            return False
        shapes.add(shape(cell.formula, place.row, place.column))
    return len(shapes) == 1
