"""Formulas that alone among their neighbours refer elsewhere, or hold a number that these do not.

Seen from its own cell, a formula copied down a column reads the same in every row (ExceLint, Barowy, Berger and Zorn
2018, looks for what breaks such a pattern).  What departs is told only where the formulas above and below agree, so
that it can be said what should stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import Surroundings, outcome
from lkjip_audit.relations.hygiene.columns import formula_runs, held_to, is_detail
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import contents_of
from lkjip_audit.workbook.formulae.ranges import copied, skeleton, summed
from lkjip_audit.workbook.model import Address, Cell, Sheet

_ADDED = re.compile(r"(?P<rest>.*\S)\s*[-+*]\s*(?P<number>\d+(?:\.\d+)?)", re.DOTALL)


def odd_reference(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Formulas with the neighbours' words and other cells; a column of formulas without one passes once."""
    yield from _laid(rule, scene, _refers_elsewhere)


def typed_into_formula(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Formulas of the neighbours, or sums, with a number typed behind them."""
    yield from _laid(rule, scene, _has_number)
    for contents in contents_of(scene):
        for cell in contents.formulas:
            match = _ADDED.fullmatch(cell.formula or "")
            if match is not None and Decimal(match["number"]) and summed(match["rest"]) is not None:
                yield _told(rule, scene, contents.sheet, cell, match["rest"])


def _laid(rule: Rule, scene: Scene, is_odd: Callable[[Cell, Cell], bool]) -> Iterator[Laid]:
    surroundings = Surroundings(scene)
    for sheet, run, shapes, counts in formula_runs(scene):
        found = False
        for above, cell, below in zip(run, run[1:], run[2:], strict=False):
            usual, own = shapes.get(above.row), shapes.get(cell.row)
            agree = usual is not None and usual == shapes.get(below.row) and counts[usual] >= limits().habits.formulas
            if own is None or not agree or own == usual or not is_detail(surroundings, sheet, cell):
                continue
            if is_odd(above, cell):
                found = True
                yield _told(rule, scene, sheet, cell, copied(above.formula or "", above, cell.row, cell.column))
        if not found:
            first = run[0]
            subject = surroundings.subject(sheet, first.row, first.column)
            yield outcome(rule, Status.PASS, Address(sheet.name, first.row, first.column), subject)


def _refers_elsewhere(usual: Cell, cell: Cell) -> bool:
    """Whether both formulas read the same but for the cells that they name."""
    return skeleton(usual.formula or "") == skeleton(cell.formula or "")


def _has_number(usual: Cell, cell: Cell) -> bool:
    """Whether the formula is the neighbour's with a number behind it."""
    match = _ADDED.fullmatch(cell.formula or "")
    expected = copied(usual.formula or "", usual, cell.row, cell.column)
    return match is not None and _bare(match["rest"]) == _bare(expected)


def _bare(formula: str) -> str:
    """A formula without blanks, and without brackets around the whole of it."""
    text = "".join(formula.split())
    return text[1:-1] if text.startswith("(") and text.endswith(")") and text.count("(") == 1 else text


def _told(rule: Rule, scene: Scene, sheet: Sheet, cell: Cell, formula: str) -> Laid:
    """The outcome for an odd formula, with what ``formula``, as the neighbours have it, would give."""
    if not isinstance(cell.value, Decimal):
        address = Address(sheet.name, cell.row, cell.column)
        subject = Surroundings(scene).subject(sheet, cell.row, cell.column)
        return outcome(rule, Status.NOT_VERIFIABLE, address, subject, reason="no_cached_value", formula=formula)
    return held_to(rule, scene, sheet, cell, formula, cells=cell.formula or "")
