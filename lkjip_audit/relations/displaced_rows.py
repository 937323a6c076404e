"""Rows whose cells stand beside their columns: told once for each run of them, and judged by nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lkjip_audit.judging.model import Outcome, Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.displaced import Displaced
from lkjip_audit.tables.model import DisplacedRows, Table
from lkjip_audit.workbook.model import Address, column_letter


def relations(rule: Rule, _: Settings, scene: Scene) -> Iterator[Laid]:
    """One finding for each run of displaced rows; a table without any passes once, at its first row."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        if table.displaced:
            yield from (_finding(rule, table, rows) for rows in table.displaced)
        elif table.rows:
            enough = len(table.rows) >= limits().displaced.least_rows
            yield outcome(
                rule,
                Status.PASS if enough else Status.NOT_VERIFIABLE,
                table.address(table.rows[0], table.columns[0]),
                table.title,
                reason=None if enough else "rows_too_few_to_align",
            )


def _finding(rule: Rule, table: Table, rows: DisplacedRows) -> Outcome:
    run = rows.run
    first = Address(table.sheet, run.rows[0], run.start)
    reading = table.readings.get((first.row, first.column))
    last = "" if len(run.rows) == 1 else f"–{run.rows[-1]}"
    told = outcome(
        rule,
        Status.FINDING,
        first,
        next((row.label for row in table.rows if row.number == first.row), ""),
        stated="" if reading is None else reading.text,
        rows=f"{first.row}{last}",
        moved=str(run.by),
        column=column_letter(run.start),
    )
    return replace(told, values=(*told.values, *_proof(table, run)))


def _proof(table: Table, run: Displaced) -> Iterator[tuple[str, str]]:
    """What holds once the rows are put back: the column that follows from others again, and in how many rows."""
    if run.proved is not None:
        names = {column.index: column.header[-1] if column.header else column.letter for column in table.columns}
        yield "computed", names[run.proved.column]
        yield "computed_from", ", ".join(names[operand] for operand in run.proved.operands)
        yield "holds", str(run.proved.holds)
        yield "of", str(len(run.rows))


def judged_elsewhere(scene: Scene) -> Callable[[Outcome], bool]:
    """Whether an outcome of another rule is about a cell of a displaced row, of which nothing else is said."""
    places = {
        (table.sheet, row): (table.area.left, table.area.right)
        for table in scene.tables
        for rows in table.displaced
        for row in rows.run.rows
    }

    def is_displaced(told: Outcome) -> bool:
        place = told.cell.address
        left, right = places.get((place.sheet, place.row), (1, 0))
        return left <= place.column <= right and told.rule.relation.kind != KIND.name

    return is_displaced


KIND = Kind(
    "displaced_rows",
    Settings,
    relations,
    traits=Traits(form_only=True),
    silent=frozenset({"displaced_rows"}),
    places=frozenset({"rows", "moved", "column"}),
)
