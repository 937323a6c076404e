"""Formulas that alone among their neighbours refer elsewhere, or hold a number that these do not.

Seen from its own cell, a formula copied down a column reads the same in every row (ExceLint, Barowy, Berger and Zorn
2018, looks for what breaks such a pattern).  What departs is told only where the formulas above and below agree, so
that it can be said what should stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import Surroundings, outcome
from lkjip_audit.relations.hygiene.beside import ratios_among_means
from lkjip_audit.relations.hygiene.columns import formula_runs, held_to, is_detail
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import contents_of
from lkjip_audit.workbook.formulae.ranges import copied, skeleton, summed
from lkjip_audit.workbook.formulae.read import areas_of, pieces_of
from lkjip_audit.workbook.model import Address, Cell, Sheet

_ADDED = re.compile(r"(?P<rest>.*\S)\s*(?P<sign>[-+*])\s*(?P<number>\d+(?:\.\d+)?)", re.DOTALL)
_LED = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<sign>[+*])\s*(?P<rest>\S.*)", re.DOTALL)


def odd_reference(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Formulas with the neighbours' words and other cells; a column of formulas without one passes once."""
    yield from _laid(rule, scene, _refers_elsewhere)
    for sheet, cell, formula in ratios_among_means(scene, scene.once.of(Surroundings, scene)):
        yield _told(rule, scene, sheet, cell, formula)


def typed_into_formula(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Formulas of the neighbours, or sums, with a number typed into them."""
    yield from _laid(rule, scene, _has_number)
    for contents in contents_of(scene):
        for cell in contents.formulas:
            rest, sign, number = _without_number(cell.formula or "")
            if sign in ("+", "-") and number and summed(rest) is not None:
                yield _told(rule, scene, contents.sheet, cell, rest)


def _laid(rule: Rule, scene: Scene, is_odd: Callable[[Cell, Cell], bool]) -> Iterator[Laid]:
    surroundings = scene.once.of(Surroundings, scene)
    for sheet, run, shapes, counts in formula_runs(scene):
        found = False
        for place, cell in enumerate(run):
            own = shapes.get(cell.row)
            source = None if own is None else _usual_beside(run, shapes, counts, place)
            if source is None or not is_detail(surroundings, sheet, cell) or not is_odd(source, cell):
                continue
            if 0 < place < len(run) - 1 or _strays_in_column(run, source, cell):
                found = True
                yield _told(rule, scene, sheet, cell, copied(source.formula or "", source, cell.row, cell.column))
        if not found:
            first = run[0]
            subject = surroundings.subject(sheet, first.row, first.column)
            yield outcome(rule, Status.PASS, Address(sheet.name, first.row, first.column), subject)


def _usual_beside(run: Sequence[Cell], shapes: Mapping[int, str], counts: Mapping[str, int], place: int) -> Cell | None:
    """The cell whose formula stands above and below ``place``, where another one does; None where they differ.

    At an end of the column it stands in all the other rows: that of two neighbours alone may be another block's.
    """
    own, is_end = shapes.get(run[place].row), place in (0, len(run) - 1)
    if is_end:
        beside = [cell for cell in run if cell is not run[place]]
        source = run[1] if place == 0 else run[-2]
    else:
        beside = [run[place - 1], run[place + 1]]
        source = beside[0]
    usual = shapes.get(source.row)
    if usual is None or usual == own or counts[usual] < limits().habits.formulas:
        return None
    return source if {shapes.get(cell.row) for cell in beside} == {usual} else None


def _strays_in_column(run: Sequence[Cell], usual: Cell, cell: Cell) -> bool:
    """Whether the formula takes a cell of another row of the column's rows, where ``usual`` keeps to its own.

    At the ends of a column a formula may rightly begin or end something; this it cannot mean.
    """
    rows = {item.row for item in run} - {cell.row}
    kept = [area for name, area in areas_of(usual.formula or "") if name is None]
    own = [area for name, area in areas_of(cell.formula or "") if name is None]
    if not kept or any((area.top, area.bottom) != (usual.row, usual.row) for area in kept):
        return False
    if {(area.top, area.bottom) for area in own} == {(cell.row, cell.row)}:
        return len(pieces_of(cell.formula or "")) > len(pieces_of(usual.formula or "")) or len(own) < len(kept)
    return all(area.top == area.bottom and area.top in rows | {cell.row} for area in own)


def _refers_elsewhere(usual: Cell, cell: Cell) -> bool:
    """Whether both formulas read the same but for the cells that they name."""
    return skeleton(usual.formula or "") == skeleton(cell.formula or "")


def _has_number(usual: Cell, cell: Cell) -> bool:
    """Whether the formula is the neighbour's with a number behind or before it, or in the place of one of its cells."""
    expected = copied(usual.formula or "", usual, cell.row, cell.column)
    rest, sign, _ = _without_number(cell.formula or "")
    if sign and _bare(rest) == _bare(expected):
        return True
    ours, theirs = pieces_of(cell.formula or ""), pieces_of(expected)
    if not ours or len(ours) != len(theirs):
        return False
    apart = [(own, other) for own, other in zip(ours, theirs, strict=True) if own != other]
    return len(apart) == 1 and (apart[0][0][0], apart[0][1][0]) == ("number", "reference")


def _without_number(formula: str) -> tuple[str, str, Decimal]:
    """``formula`` without the number that is typed behind or before it, by what sign, and the number; empty if none."""
    for pattern in (_ADDED, _LED):
        match = pattern.fullmatch(formula.strip())
        if match is not None:
            return match["rest"], match["sign"], Decimal(match["number"])
    return "", "", Decimal(0)


def _bare(formula: str) -> str:
    """A formula without blanks, and without brackets around the whole of it."""
    text = "".join(formula.split())
    return text[1:-1] if text.startswith("(") and text.endswith(")") and text.count("(") == 1 else text


def _told(rule: Rule, scene: Scene, sheet: Sheet, cell: Cell, formula: str) -> Laid:
    """The outcome for an odd formula, with what ``formula``, as the neighbours have it, would give."""
    if not isinstance(cell.value, Decimal):
        address = Address(sheet.name, cell.row, cell.column)
        subject = scene.once.of(Surroundings, scene).subject(sheet, cell.row, cell.column)
        return outcome(rule, Status.NOT_VERIFIABLE, address, subject, reason="no_cached_value", formula=formula)
    return held_to(rule, scene, sheet, cell, formula, cells=cell.formula or "")
