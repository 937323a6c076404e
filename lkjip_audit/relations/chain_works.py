"""What one document says of another: a Renja's column "target Renstra" is the Renstra's own target of that work.

Such a column is held to the document itself, work by work, whatever the indikator is called there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from lkjip_audit.judging.model import Restatement, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings, unread
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import FactKey, Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.program_rows import Works, works_of
from lkjip_audit.tables.known import KODE, SATUAN, TARGET
from lkjip_audit.tables.model import Column, Row, Table

Compared = Mapping[Node, Set[FactKey]]
_NONE: frozenset[FactKey] = frozenset()


class ChainWorks(Settings):
    """No settings: which document a column restates is told by its header."""


def relations(rule: Rule, settings: ChainWorks, scene: Scene) -> Iterator[Laid]:
    """Hold every column that restates another document's target to that document."""
    del settings
    compared = _compared(scene)
    works = {table.id: works_of(scene, table) for table in scene.tables}
    for table in scene.tables:
        for column in table.columns:
            if column.role in table.roles.performance & table.roles.decided and column.stage not in (None, table.stage):
                yield from _of_column(rule, scene, works, table, column, compared)


def _compared(scene: Scene) -> Compared:
    """The facts that each cell is known to state, by its indikator, with others: other rules see to those pairs."""
    found: dict[Node, set[FactKey]] = defaultdict(set)
    for key, places in scene.facts.items():
        if len(places) > 1:
            for place in places:
                if place.claim is None:
                    found[place.operand.node].add(key)
    return found


def _of_column(
    rule: Rule,
    scene: Scene,
    works: dict[str, Works],
    table: Table,
    column: Column,
    compared: Compared,
) -> Iterator[Laid]:
    sources = [
        (other, item) for other in scene.tables for item in other.columns if _is_source(table, column, other, item)
    ]
    for work in works[table.id].rows:
        row = works[table.id].row(work, column)
        if work[0] == KODE or row is None:
            continue
        for other, item in sources:
            source = works[other.id].row(work, item) or works[other.id].row((KODE, row.code or ""), item)
            if source is None:
                continue
            unsure = unread(rule, table, row, column)
            if unsure is not None:
                yield unsure
            else:
                yield from _pair(rule, (table, row, column), (other, source, item), compared)


def _is_source(table: Table, column: Column, other: Table, item: Column) -> bool:
    """Whether ``item`` is what the document itself says of what ``column`` restates."""
    if other.id == table.id or other.stage != column.stage or item.role != column.role:
        return False
    return item.period == column.period and (None in (item.year, column.year) or item.year == column.year)


def _pair(
    rule: Rule,
    place: tuple[Table, Row, Column],
    source: tuple[Table, Row, Column],
    compared: Compared,
) -> Iterator[Laid]:
    here, there = operand(TARGET, *place), operand(TARGET, *source)
    if here is None or there is None or compared.get(here.node, _NONE) & compared.get(there.node, _NONE):
        return
    units = _unit(here, *place), _unit(there, *source)
    if None not in units and units[0] != units[1]:
        told = " / ".join(str(unit) for unit in units)
        stated = here.figure.literal
        yield outcome(
            rule, Status.NOT_VERIFIABLE, here.node, here.label, stated=stated, reason="other_unit", units=told
        )
        return
    yield Restatement(
        rule=rule,
        subject=here.label,
        operands=(there, here),
        judged=frozenset({here.node}),
        trusted=frozenset({there.node}),
        context=(("measure", here.role),),
    )


def _unit(item: Operand, table: Table, row: Row, column: Column) -> str | None:
    """The unit that the figure counts in: its own, or that of the unit column beside it."""
    if item.figure.unit is not None:
        return item.figure.unit.lower()
    beside = next((other for other in table.columns if other.index == column.index + 1), None)
    if beside is None or beside.role != SATUAN:
        return None
    reading = table.reading(row, beside)
    return None if reading is None else reading.text.strip().lower() or None


KIND = Kind("chain_works", ChainWorks, relations, places=frozenset({"measure", "tied"}))
