"""Numbers typed among formulas of a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import Surroundings, outcome, printed
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import contents_of
from lkjip_audit.tables.model import RowKind
from lkjip_audit.workbook.formulae.ranges import copied, shape
from lkjip_audit.workbook.formulae.read import UnreadError, pieces_of, references_of, value_of
from lkjip_audit.workbook.model import Address, Cell, Sheet

Place = tuple[str, int, int]
"""A cell: its sheet, row and column."""


def hard_coded(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Numbers typed where the cells above and below hold one formula; a column of formulas passes once."""
    surroundings = scene.once.of(Surroundings, scene)
    for sheet, run, shapes, counts in formula_runs(scene):
        typed = 0
        for above, cell, below in zip(run, run[1:], run[2:], strict=False):
            own = shapes.get(above.row)
            is_odd = cell.formula is None and own is not None and own == shapes.get(below.row)
            few = (len(run) - len(shapes)) * limits().habits.formulas_per_number <= counts[own] if own else False
            if is_odd and few and not _repeats(sheet, above) and is_detail(surroundings, sheet, cell):
                typed += 1
                yield _typed(rule, scene, sheet, above, cell)
        if not typed:
            first = run[0]
            subject = surroundings.subject(sheet, first.row, first.column)
            yield outcome(rule, Status.PASS, Address(sheet.name, first.row, first.column), subject)


def _repeats(sheet: Sheet, cell: Cell) -> bool:
    """Whether a formula only says again what stands right above it: what is typed under it begins anew."""
    formula = cell.formula or ""
    over = {(sheet.name, cell.row - 1, cell.column)}
    return len(pieces_of(formula)) == 1 and references_of(formula, sheet.name) == over


def formula_runs(scene: Scene) -> Iterator[tuple[Sheet, list[Cell], Mapping[int, str], Counter[str]]]:
    """Each run of a column in which enough cells have one formula, as seen from each of them.

    With its sheet, the shapes of its formulas by row, and how often each shape stands there.
    """
    known = scene.once.of(shapes_of, scene)
    for contents in contents_of(scene):
        name = contents.sheet.name
        for run in _runs(contents.sheet, {cell.column for cell in contents.formulas}):
            shapes = {cell.row: known[name, cell.row, cell.column] for cell in run if cell.formula}
            counts = Counter(shapes.values())
            if counts and max(counts.values()) >= limits().habits.formulas:
                yield contents.sheet, run, shapes, counts


def shapes_of(scene: Scene) -> Mapping[Place, str]:
    """What each formula of ``scene`` looks like seen from its own cell."""
    return {
        (contents.sheet.name, cell.row, cell.column): shape(cell.formula, cell.row, cell.column)
        for contents in contents_of(scene)
        for cell in contents.formulas
        if cell.formula
    }


def _runs(sheet: Sheet, with_formula: Set[int]) -> Iterator[list[Cell]]:
    """Numbers and formulas that stand under each other in a column with formulas; words other than "-" end a run."""
    if not with_formula:
        return
    columns: dict[int, list[Cell]] = {}
    for _, cell in sorted((place, cell) for place, cell in sheet.cells.items() if place[1] in with_formula):
        columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        run: list[Cell] = []
        for cell in cells:
            if isinstance(cell.value, str) and not cell.formula:
                if any(map(str.isalpha, cell.value)):
                    yield run
                    run = []
                continue
            if run and cell.row - run[-1].row > limits().habits.formula_gap:
                yield run
                run = []
            if cell.formula or isinstance(cell.value, Decimal):
                run.append(cell)
        yield run


def is_detail(surroundings: Surroundings, sheet: Sheet, cell: Cell) -> bool:
    """Whether a cell stands in no table, or in a row of one that holds data of its own."""
    table = surroundings.table(Address(sheet.name, cell.row, cell.column))
    row = None if table is None else surroundings.row(table, cell.row)
    return row is None or row.kind is RowKind.DETAIL


def _typed(rule: Rule, scene: Scene, sheet: Sheet, above: Cell, cell: Cell) -> Laid:
    """The outcome for a typed number, with what the formula around it would give."""
    formula = copied(above.formula or "", above, cell.row, cell.column)
    return held_to(rule, scene, sheet, cell, formula)


def held_to(rule: Rule, scene: Scene, sheet: Sheet, cell: Cell, formula: str, cells: str = "") -> Laid:
    """The outcome for a cell with what ``formula``, as its neighbours have it, would give there.

    ``cells`` is the formula that stands there, if any.  Where it gives what stands there it is only told (info).
    """
    value = cell.value if isinstance(cell.value, Decimal) else Decimal(0)
    stated, shown = printed(cell, value)
    address = Address(sheet.name, cell.row, cell.column)
    subject = scene.once.of(Surroundings, scene).subject(sheet, cell.row, cell.column)
    try:
        computed = value_of(formula, sheet, {item.name: item for item in scene.workbook.sheets})
    except UnreadError as error:
        return outcome(
            rule, Status.NOT_VERIFIABLE, address, subject, stated=stated, reason=error.reason, formula=formula
        )
    text, expected = printed(cell, computed)
    found = outcome(
        rule,
        Status.FINDING,
        address,
        subject,
        stated=stated,
        expected=expected,
        expected_text=text,
        difference=shown - expected,
        severity=Severity.INFO if text == stated else None,
        formula=formula,
    )
    return replace(found, values=(*found.values, ("cells", cells))) if cells else found
