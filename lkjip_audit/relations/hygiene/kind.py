"""Hygiene of the sheets: errors, numbers typed among formulas, stale values, and sums over the wrong cells.

``check`` selects which of these a rule is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.parse import read_text
from lkjip_audit.judging.model import Status, Traits
from lkjip_audit.judging.outcomes import Surroundings, outcome
from lkjip_audit.relations.hygiene.columns import hard_coded
from lkjip_audit.relations.hygiene.nested import circular, counted_twice
from lkjip_audit.relations.hygiene.odd import odd_reference, typed_into_formula
from lkjip_audit.relations.hygiene.stored import cached_value
from lkjip_audit.relations.hygiene.sums import hidden_in_total, sum_range, text_in_sum
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import contents_of
from lkjip_audit.workbook.formulae.read import Unread
from lkjip_audit.workbook.model import Address, Cell, ErrorValue

Check = Literal[
    "error_value",
    "hard_coded",
    "cached_value",
    "sum_range",
    "text_in_sum",
    "hidden_in_total",
    "odd_reference",
    "typed_into_formula",
    "counted_twice",
    "circular",
]


class Hygiene(Settings):
    """``check`` is what the rule looks for."""

    check: Check


def relations(rule: Rule, settings: Hygiene, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every sheet."""
    yield from _CHECKS[settings.check](rule, scene)


def _error_value(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Every error that a cell shows; a sheet without one passes."""
    surroundings = scene.once.of(Surroundings, scene)
    for contents in contents_of(scene):
        sheet, clean = contents.sheet, True
        places = {(cell.row, cell.column): cell for cell in (*contents.errors, *contents.formulas)}
        for _, cell in sorted(places.items()):
            error = _error(cell)
            if error is None and not (cell.formula and cell.value is None):
                continue
            clean = False
            address = Address(sheet.name, cell.row, cell.column)
            table = surroundings.table(address)
            column = None if table is None else surroundings.column(table, cell.column)
            used = column is not None and column.role is not None
            weighs_less = not used and rule.severity.rank < Severity.MINOR.rank
            yield outcome(
                rule,
                Status.NOT_VERIFIABLE if error is None else Status.FINDING,
                address,
                surroundings.subject(sheet, cell.row, cell.column),
                stated=error or "",
                severity=Severity.MINOR if weighs_less else None,
                reason=Unread.NO_VALUE if error is None else None,
                formula=cell.formula or "",
            )
        if clean and sheet.cells:
            yield outcome(rule, Status.PASS, Address(sheet.name, 1, 1), sheet.name)


def _error(cell: Cell) -> str | None:
    if isinstance(cell.value, ErrorValue):
        return cell.value.text
    is_typed = isinstance(cell.value, str) and cell.value.startswith("#")
    return str(cell.value) if is_typed and read_text(str(cell.value)).kind is ReadingKind.ERROR else None


_CHECKS: Mapping[Check, Callable[[Rule, Scene], Iterator[Laid]]] = {
    "error_value": _error_value,
    "hard_coded": hard_coded,
    "cached_value": cached_value,
    "sum_range": sum_range,
    "text_in_sum": text_in_sum,
    "hidden_in_total": hidden_in_total,
    "odd_reference": odd_reference,
    "typed_into_formula": typed_into_formula,
    "counted_twice": counted_twice,
    "circular": circular,
}

KIND = Kind(
    "hygiene",
    Hygiene,
    relations,
    silent=frozenset({"error_value", "hard_coded", "odd_reference", "typed_into_formula", "counted_twice", "circular"}),
    traits=Traits(form_only=True),
    places=frozenset({"cells", "problem", "rows", "total"}),
)
