"""What the kinds of table declare of their columns (``rules/tables/*.yaml``), told where it does not hold.

The gate (``tables.gate``) has run the declarations over all tables; a rule tells those of one ``check``, of all columns
or of those that it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_audit.judging.model import Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.bounds import Check
from lkjip_audit.tables.gate.check import Held
from lkjip_audit.tables.model import Column, Row


class GateSettings(Settings):
    """``check`` is the sort of bound that the rule tells, ``roles`` of which columns (all when empty)."""

    check: Check
    roles: tuple[str, ...] = ()


def relations(rule: Rule, settings: GateSettings, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every column that declares such a bound; a column that keeps to it passes once."""
    for held in scene.gate:
        if held.check is not settings.check or (settings.roles and held.role not in settings.roles):
            continue
        if rule.applies.kinds and held.table.kind not in rule.applies.kinds:
            continue
        if held.table.kind not in rule.applies.not_kinds:
            yield from _outcomes(rule, held)


def _outcomes(rule: Rule, held: Held) -> Iterator[Laid]:
    if held.fault is not None:
        raise held.fault
    if held.check is Check.CHANGES:
        yield _unchanged(rule, held)
        return
    rows = _deepest(held)
    if not rows:
        yield _at(rule, held, held.tested[0], Status.PASS)
    elif len(rows) >= limits().habits.doubtful_rows and 2 * len(rows) > len(held.tested):
        yield _at(rule, held, rows[0], Status.NOT_VERIFIABLE, reason="bound_in_doubt")
    else:
        yield from (_at(rule, held, row, Status.FINDING) for row in rows)


def _unchanged(rule: Rule, held: Held) -> Laid:
    """What is said of a column that is to differ from last year's: once, at its first row."""
    first = held.tested[0]
    if held.failing:
        return _at(rule, held, first, Status.FINDING)
    amounts = (
        [held.table.figure(row, column) for column in (held.column, held.other) if column] for row in held.tested
    )
    if len(held.tested) < limits().habits.doubtful_rows and all(
        one and other and one.amount == other.amount for one, other in amounts
    ):
        return _at(rule, held, first, Status.NOT_VERIFIABLE, reason="rows_too_few")
    return _at(rule, held, first, Status.PASS)


def _deepest(held: Held) -> tuple[Row, ...]:
    """The failing rows without those that only add up what fails below them."""
    if held.check is not Check.NOT_ABOVE:
        return held.failing
    rows = held.table.rows
    over: set[int] = set()
    for row in held.failing:
        parent = row.parent
        while parent is not None and rows[parent].number not in over:
            over.add(rows[parent].number)
            parent = rows[parent].parent
    return tuple(row for row in held.failing if row.number not in over)


def _at(rule: Rule, held: Held, row: Row, status: Status, reason: str | None = None) -> Laid:
    column = _column_at(held, row)
    reading = held.table.reading(row, column)
    beside = None if held.other is None else held.table.reading(row, held.other)
    return outcome(
        rule,
        status,
        held.table.address(row, column),
        row.label,
        stated="" if reading is None else reading.text,
        related=_related(held, row) if status is Status.FINDING else (),
        reason=reason,
        limit=held.limit.replace(".", ","),
        other="" if beside is None else beside.text.strip(),
        rows=str(len(held.tested)),
        column=column.header[-1] if column.header else held.role,
    )


def _column_at(held: Held, row: Row) -> Column:
    """The column of the cell that is told: of a code split over several columns the last that the row fills."""
    if held.check is not Check.UNIQUE:
        return held.column
    filled = [item for item in held.table.columns_of(held.role) if held.table.reading(row, item) is not None]
    return filled[-1] if filled else held.column


def _related(held: Held, row: Row) -> Iterator[Operand]:
    if held.other is not None:
        found = operand(held.other.role or "", held.table, row, held.other)
        if found is not None:
            yield found


KIND = Kind(
    "gate",
    GateSettings,
    relations,
    silent=frozenset(check.value for check in Check),
    traits=Traits(form_only=True),
    places=frozenset({"limit", "other", "rows", "column"}),
)
