"""Rows whose cells stand beside their columns: told once for each block of them, and judged by nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.judging.model import Outcome, Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.displaced import Displaced
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Address, column_letter


def relations(rule: Rule, _: Settings, scene: Scene) -> Iterator[Laid]:
    """One finding for each block of displaced rows; a table without any passes once, at its first row."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        if table.displaced:
            yield from (_finding(rule, table, block) for block in _blocks(table))
        elif table.rows:
            enough = len(table.rows) >= limits().displaced.least_rows
            yield outcome(
                rule,
                Status.PASS if enough else Status.NOT_VERIFIABLE,
                table.address(table.rows[0], table.columns[0]),
                table.title,
                reason=None if enough else "rows_too_few_to_align",
            )


def _blocks(table: Table) -> list[list[Displaced]]:
    """The runs of a table that were pasted as one: moved alike, and no row between them stands right."""
    blocks: list[list[Displaced]] = []
    for rows in table.displaced:
        run, before = rows.run, blocks[-1][-1] if blocks else None
        alike = before is not None and (before.start, before.by) == (run.start, run.by)
        if before is not None and alike and not _stands_right(table, before.rows[-1], run):
            blocks[-1].append(run)
        else:
            blocks.append([run])
    return blocks


def _stands_right(table: Table, last: int, following: Displaced) -> bool:
    """Whether a row between ``last`` and the run ``following`` fills the place that the rows of the runs left empty.

    Rows that moved left leave none empty: there any row with figures stands right.
    """
    left = range(following.start - following.by, following.start)
    between = [row.number for row in table.rows if last < row.number < following.rows[0]]
    columns = [column.index for column in table.columns if column.index in left or following.by < 0]
    read = (table.readings.get((row, column)) for row in between for column in columns)
    held = (reading.kind for reading in read if reading is not None)
    return any(kind is ReadingKind.FIGURES or following.by > 0 for kind in held)


def _finding(rule: Rule, table: Table, block: Sequence[Displaced]) -> Outcome:
    run = block[0]
    first = Address(table.sheet, run.rows[0], run.start)
    reading = table.readings.get((first.row, first.column))
    told = outcome(
        rule,
        Status.FINDING,
        first,
        next((row.label for row in table.rows if row.number == first.row), ""),
        stated="" if reading is None else reading.text,
        rows=", ".join(map(_range, block)),
        moved=str(run.by),
        column=column_letter(run.start),
    )
    return replace(told, values=(*told.values, *_proof(table, block)))


def _range(run: Displaced) -> str:
    return str(run.rows[0]) if len(run.rows) == 1 else f"{run.rows[0]}–{run.rows[-1]}"


def _proof(table: Table, block: Sequence[Displaced]) -> Iterator[tuple[str, str]]:
    """What holds once the rows are put back: a column that follows from others, and in how many rows, or adds up."""
    holds: Counter[tuple[int, tuple[int, ...], int | None]] = Counter()
    for run in block:
        if run.proved is not None:
            holds[run.proved.column, run.proved.operands, run.proved.total] += run.proved.holds
    if not holds:
        return
    names = {column.index: column.header[-1] if column.header else column.letter for column in table.columns}
    ((computed, operands, total), times) = holds.most_common(1)[0]
    yield "computed", names[computed]
    if total is not None:
        yield "total_row", str(total)
        return
    yield "computed_from", ", ".join(names[operand] for operand in operands)
    yield "holds", str(times)
    yield "of", str(sum(len(run.rows) for run in block))


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
