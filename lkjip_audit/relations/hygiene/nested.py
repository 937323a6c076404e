"""Formulas that reckon with formulas: sums that count a row through two levels, and formulas that end in themselves."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import Surroundings, outcome, printed
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import Contents, contents_of
from lkjip_audit.workbook.formulae.read import Unread, UnreadError, areas_of, only_adds, value_of
from lkjip_audit.workbook.model import Address, Area, Cell, Sheet, column_letter

Place = tuple[str, int, int]


def counted_twice(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Sums of several references that add a row and a sum of it; a sheet without one passes once.

    One SUM over one range is looked at by ``sum_range``.
    """
    surroundings = scene.once.of(Surroundings, scene)
    sheets = {sheet.name: sheet for sheet in scene.workbook.sheets}
    for contents in contents_of(scene):
        sheet, found = contents.sheet, False
        for cell in contents.formulas:
            twice = _twice(sheet, cell)
            if twice:
                found = True
                yield _told_twice(rule, surroundings, sheet, cell, twice, sheets)
        if contents.formulas and not found:
            yield outcome(rule, Status.PASS, Address(sheet.name, 1, 1), sheet.name)


def _twice(sheet: Sheet, cell: Cell) -> list[Cell]:
    """The cells that ``cell`` adds although they are within a sum that it adds too."""
    areas = _added(sheet, cell)
    if len(areas) < 2:
        return []
    own = [sheet.cells[area.top, area.left] for area in areas if _is_one(area) and (area.top, area.left) in sheet.cells]
    sums = [(item, _added(sheet, item)) for item in own if item.formula and item is not cell]
    sums = [(item, held) for item, held in sums if _from(item, held) != _from(cell, areas)]  # else it goes on from it
    return [
        item
        for item in own
        if any(item is not other and any(_at(item) in area for area in held) for other, held in sums)
    ]


def _added(sheet: Sheet, cell: Cell) -> Sequence[Area]:
    """The cells of its own sheet that a formula adds, if it does nothing else and takes nothing away."""
    formula = cell.formula or ""
    if not only_adds(formula):
        return ()
    return [area for name, area in areas_of(formula) if name in (None, sheet.name)]


def _from(cell: Cell, areas: Sequence[Area]) -> list[tuple[int, int, int, int]]:
    """Where the ``areas`` lie, seen from the cell."""
    row, column = _at(cell)
    return [(each.top - row, each.left - column, each.bottom - row, each.right - column) for each in areas]


def _is_one(area: Area) -> bool:
    return (area.top, area.left) == (area.bottom, area.right)


def _at(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _told_twice(
    rule: Rule, surroundings: Surroundings, sheet: Sheet, cell: Cell, twice: Sequence[Cell], sheets: Mapping[str, Sheet]
) -> Laid:
    cells = ", ".join(Address(sheet.name, item.row, item.column).a1 for item in twice)
    place = Address(sheet.name, cell.row, cell.column)
    subject = surroundings.subject(sheet, cell.row, cell.column)
    formula = cell.formula or ""
    without = "-".join([f"({formula})", *cells.split(", ")])
    try:
        text, expected = printed(cell, value_of(without, sheet, sheets))
    except UnreadError as error:
        return outcome(
            rule, Status.NOT_VERIFIABLE, place, subject, stated=formula, reason=error.reason, formula=formula
        )
    severity = Severity.INFO if isinstance(cell.value, Decimal) and printed(cell, cell.value)[0] == text else None
    return outcome(
        rule,
        Status.FINDING,
        place,
        subject,
        stated=formula,
        expected=expected,
        expected_text=text,
        severity=severity,
        formula=formula,
        cells=cells,
    )


def circular(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Formulas that, over others or by themselves, reckon with their own cell; a workbook without one passes once."""
    surroundings = scene.once.of(Surroundings, scene)
    graph = _graph(contents_of(scene))
    if graph is None:
        return
    rings = _rings(graph)
    sheets = {sheet.name: sheet for sheet in scene.workbook.sheets}
    for ring in rings:
        name, row, column = min(ring)
        cell = sheets[name].cells[row, column]
        yield outcome(
            rule,
            Status.FINDING,
            Address(name, row, column),
            surroundings.subject(sheets[name], row, column),
            stated=cell.formula or "",
            formula=cell.formula or "",
            cells=", ".join(Address(*place).place for place in ring),
        )
    for contents in contents_of(scene):
        for cell in contents.formulas:
            if _names_itself(cell):
                address = Address(contents.sheet.name, cell.row, cell.column)
                subject = surroundings.subject(contents.sheet, cell.row, cell.column)
                formula = cell.formula or ""
                yield outcome(
                    rule,
                    Status.NOT_VERIFIABLE,
                    address,
                    subject,
                    stated=formula,
                    reason=Unread.NOT_SIMPLE,
                    formula=formula,
                )
    if graph and not rings:
        name, row, column = min(graph)
        yield outcome(rule, Status.PASS, Address(name, row, column), surroundings.subject(sheets[name], row, column))


def _names_itself(cell: Cell) -> bool:
    """Whether a formula that is not read names its own cell: it may be meant to go round until it settles."""
    column, row, formula = column_letter(cell.column), str(cell.row), cell.formula or ""
    if column + row not in formula.upper().replace("$", ""):  # a pattern for each of thousands of cells costs more
        return False
    own = rf"(?<![\w.$!']){_fixed(column)}{_fixed(row)}(?![\w(!])"
    return next(areas_of(formula), None) is None and re.search(own, formula, re.IGNORECASE) is not None


def _fixed(part: str) -> str:
    return rf"\$?{part}"


def _graph(book: Sequence[Contents]) -> Mapping[Place, Sequence[Place]] | None:
    """For each cell with a formula the cells with formulas that it reckons with; None where they are too many."""
    columns: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    formulas: dict[Place, str] = {}
    for contents in book:
        for cell in sorted(contents.formulas, key=_at):
            columns[contents.sheet.name][cell.column].append(cell.row)
            formulas[contents.sheet.name, cell.row, cell.column] = cell.formula or ""
    graph: dict[Place, list[Place]] = {}
    steps = 0
    for place, formula in formulas.items():
        into = graph.setdefault(place, [])
        for name, area in areas_of(formula):
            where = place[0] if name is None else name
            for column, rows in columns.get(where, {}).items():
                if area.left <= column <= area.right:
                    held = rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]
                    into.extend((where, row, column) for row in held)
                    steps += len(held)
        if steps > limits().habits.ring_steps:
            return None
    return graph


def _rings(graph: Mapping[Place, Sequence[Place]]) -> list[list[Place]]:
    """The circles that formulas go round, one for each set of cells that share cells, walked without recursion."""
    state: dict[Place, int] = {}
    found: list[list[Place]] = []
    inside: set[Place] = set()
    for start in graph:
        if start in state:
            continue
        path, stack = [start], [iter(graph[start])]
        state[start] = 1
        while stack:
            following = next(stack[-1], None)
            if following is None:
                stack.pop()
                state[path.pop()] = 2
            elif state.get(following) == 1:
                ring = path[path.index(following) :]
                if inside.isdisjoint(ring):
                    found.append(ring)
                    inside.update(ring)
            elif following not in state:
                state[following] = 1
                path.append(following)
                stack.append(iter(graph[following]))
    return found
