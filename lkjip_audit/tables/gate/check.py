"""The schemas run over the tables: for each declared bound and column, the rows in which it does not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkjip_audit.tables.bounds import Bounds, Check
from lkjip_audit.tables.definitions import Definitions, KindSpec
from lkjip_audit.tables.gate.frame import (
    BEFORE,
    CEILING,
    DONE,
    KEY,
    NEEDED,
    TEXT,
    WHOLE,
    Stack,
    Value,
    is_figure_column,
    lines_of,
    name,
)
from lkjip_audit.tables.gate.schema import said, schema_of
from lkjip_audit.tables.model import Column, Row, Table

if TYPE_CHECKING:
    import pandera.pandas as pa
    from pandera.errors import SchemaError

_BESIDE = {
    Check.NOT_ABOVE: CEILING,
    Check.NEEDS: NEEDED,
    Check.NOT_ZERO_AT: DONE,
    Check.CHANGES: BEFORE,
    Check.WHOLE: WHOLE,
    Check.TYPE: TEXT,
    Check.CLOSED: KEY,
    Check.UNIQUE: KEY,
}
"""The column beside a role's own that a check looks at."""


Lines = frozenset[int] | Exception
"""The lines of a frame in which a check fails, or why it could not be made."""

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """What one check says of one column of a table: of ``tested`` rows, those in ``failing`` do not keep the bound.

    ``other`` is the column that the bound compares with, ``limit`` the value that it names, as text.  ``fault`` is why
    the check could not be made at all.
    """

    check: Check
    role: str
    table: Table
    column: Column
    tested: tuple[Row, ...]
    failing: tuple[Row, ...]
    other: Column | None = None
    limit: str = ""
    fault: Exception | None = None


class Gate:
    """The schemas of the kinds of table, each made once, when a table of its kind comes."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._schemas: dict[str, pa.DataFrameSchema] = {}

    def __getstate__(self) -> Mapping[str, object]:
        """What another process needs: it makes its own schemas."""
        return {"_definitions": self._definitions, "_schemas": {}}

    def check(self, tables: Sequence[Table]) -> tuple[Held, ...]:
        """What the declared bounds say of ``tables``, in the order of these."""
        by_kind: dict[str, list[Table]] = defaultdict(list)
        for table in tables:
            kind = self._definitions.kinds.get(table.kind)
            if kind is not None and table.rows:
                by_kind[kind.id].append(table)
        order = {table.id: place for place, table in enumerate(tables)}
        found = [held for kind, members in by_kind.items() for held in self._of_kind(kind, members)]
        return tuple(sorted(found, key=lambda held: (order[held.table.id], held.column.index, held.check)))

    def _of_kind(self, kind_id: str, tables: Sequence[Table]) -> Iterator[Held]:
        kind, roles = self._definitions.kinds[kind_id], self._definitions.roles
        data, stacks = lines_of(tables, kind, roles)
        checks = [
            *((Check.TYPE, role.id) for role in roles.values() if is_figure_column(role, kind)),
            *((Check.CLOSED, role) for role in kind.closed),
            *((Check.UNIQUE, role) for role in kind.unique[:1]),
            *((check, role) for role, bounds in kind.columns.items() for check in _declared(bounds)),
        ]
        checks = [(check, role) for check, role in checks if _column_of(check, role) in data]
        if not checks:
            return
        failing = self._failing(kind, data)
        for stack in stacks:
            for check, role in checks:
                held = _held(kind, stack, data, (check, role), failing.get(said(check, role), _NONE))
                if held is not None:
                    yield held

    def _failing(self, kind: KindSpec, data: Mapping[str, Sequence[Value]]) -> Mapping[str, Lines]:
        """The lines in which each check fails, by what it is known by: all of them, gathered by pandera's lazy run."""
        filled = {key: values for key, values in data.items() if any(value is not None for value in values)}
        if len(filled) <= 1:
            return {}
        import pandas as pd  # noqa: PLC0415 - see the room's head
        import pandera.errors  # noqa: PLC0415

        schema = self._schemas.get(kind.id)
        if schema is None:
            schema = self._schemas[kind.id] = schema_of(kind, self._definitions.roles)
        try:
            schema.validate(pd.DataFrame(filled, dtype=object), lazy=True)
        except pandera.errors.SchemaErrors as errors:
            return {str(error.check.error): _lines(error) for error in errors.schema_errors}
        return {}


def _lines(error: SchemaError) -> Lines:
    """The lines that ``error`` is about, or the error itself where the check could not be made."""
    holds = error.check_output
    return error if holds is None else frozenset(holds.index[~holds.astype(bool)])


def _declared(bounds: Bounds) -> Iterator[Check]:
    """The checks that ``bounds`` asks for: those of its fields that say something."""
    for check in Check:
        value = getattr(bounds, check.value, None)
        if check is Check.WHOLE:
            value = bounds.counts_whole
        if value is not None and value is not False and value not in ((), {}):
            yield check


def _column_of(check: Check, role: str) -> str:
    return name(role, _BESIDE[check]) if check in _BESIDE else role


def _held(
    kind: KindSpec,
    stack: Stack,
    data: Mapping[str, Sequence[Value]],
    check: tuple[Check, str],
    failing: Lines,
) -> Held | None:
    """What ``check`` says of its column in ``stack``; None where no cell of it was looked at."""
    what, role = check
    column = stack.columns.get(role)
    other = stack.others.get((role, _BESIDE.get(what, "")))
    if column is None or (what in (Check.NOT_ABOVE, Check.NEEDS, Check.NOT_ZERO_AT, Check.CHANGES) and other is None):
        return None
    looked_at = data[role] if what in (Check.NEEDS, Check.NOT_ABOVE) else data[_column_of(what, role)]
    lines = range(stack.start, stack.start + len(stack.rows))
    if what is Check.TYPE:
        filled = [cell is not None for cell in stack.read(column.index)]
    else:
        filled = [looked_at[line] is not None for line in lines]
    tested = tuple(row for row, is_filled in zip(stack.rows, filled, strict=True) if is_filled)
    if not tested:
        return None
    if isinstance(failing, Exception):
        return Held(what, role, stack.table, column, tested, (), fault=failing)
    wrong = tuple(row for row, line in zip(stack.rows, lines, strict=True) if line in failing)
    return Held(what, role, stack.table, column, tested, wrong, other, _limit(kind, what, role))


def _limit(kind: KindSpec, check: Check, role: str) -> str:
    bounds = kind.columns.get(role)
    if bounds is None:
        return ""
    value = {
        Check.LEAST: bounds.least,
        Check.MOST: bounds.most,
        Check.NOT_ZERO_AT: next(iter(bounds.not_zero_at.values()), None),
    }.get(check)
    return "" if value is None else f"{value:f}"
