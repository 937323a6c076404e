"""The gate: whether each table holds what the definition of its kind says it should.

From a kind's definition and the columns found a pandera schema is built: columns present, the type of every
cell, unique keys, closed sets.  All failures are gathered, each mapped back to its cell as a notice.  Whether
the figures agree is no matter of this gate.

pandas and pandera take seconds to import, so they are imported only when tables are checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.tables.definitions import Definitions, KindSpec, RoleSpec
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.model import Column, RowKind, Table
from lkjip_audit.workbook.model import Address, Notice

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

_FIGURE_TYPES = frozenset({"money", "percent", "number", "ratio", "count", "figure"})
_MISSING, _WRONG_TYPE, _REPEATED, _UNEXPECTED = (
    "table_column_missing",
    "table_cell_type",
    "table_key_repeated",
    "table_value_unexpected",
)


def check_tables(tables: Sequence[Table], definitions: Definitions) -> tuple[Notice, ...]:
    """Where tables of a known kind depart from its definition."""
    known = [table for table in tables if table.kind in definitions.kinds and table.rows]
    return tuple(notice for table in known for notice in _check(table, definitions))


def _check(table: Table, definitions: Definitions) -> Iterator[Notice]:
    import pandera.errors  # noqa: PLC0415 - see the module's head

    kind = definitions.kinds[table.kind]
    frame = _frame(table, kind)
    try:
        _schema(table, kind, definitions).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as failures:
        yield from _notices(table, kind, failures.failure_cases)


def _frame(table: Table, kind: KindSpec) -> pd.DataFrame:
    """One row for each detail row: what every cell is, or says where a set is closed or a key unique."""
    import pandas as pd  # noqa: PLC0415

    rows = [row for row in table.rows if row.kind is RowKind.DETAIL]
    said = {*kind.closed, *kind.unique}
    data = {
        _name(column): [_cell(table, row.number, column, column.role in said) for row in rows]
        for column in table.columns
        if column.role
    }
    return pd.DataFrame(data, index=[row.number for row in rows], dtype=object)


def _cell(table: Table, row: int, column: Column, said: bool) -> str | None:
    reading = table.readings.get((row, column.index))
    if reading is None or reading.kind is ReadingKind.NIL:
        return None
    return plain(reading.text) if said else str(reading.kind)


def _schema(table: Table, kind: KindSpec, definitions: Definitions) -> pa.DataFrameSchema:
    """The schema of ``kind`` for the columns that this table has."""
    import pandera.pandas as pa  # noqa: PLC0415

    columns: dict[str, Any] = {}
    for choice in kind.required:
        if not any(column.role in choice for column in table.columns):
            columns[choice[0]] = pa.Column(object, required=True)
    for column in table.columns:
        if column.role:
            checks = list(_checks(column, definitions.roles[column.role], kind))
            columns[_name(column)] = pa.Column(object, checks=checks, nullable=True, required=False)
    keys = [_name(column) for role in kind.unique for column in table.columns_of(role)[:1]]
    unique: list[str] | None = keys if keys and len(keys) == len(kind.unique) else None
    return pa.DataFrameSchema(columns, unique=unique, strict=False)


def _checks(column: Column, role: RoleSpec, kind: KindSpec) -> Iterator[pa.Check]:
    import pandera.pandas as pa  # noqa: PLC0415

    if role.id in kind.closed:
        yield pa.Check.isin([plain(value) for value in kind.closed[role.id]])
    elif role.types[0] in _FIGURE_TYPES and role.id not in kind.unique:
        allowed = [str(ReadingKind.FIGURES)]
        if {"text", "label"} & set(role.types):
            allowed.append(str(ReadingKind.TEXT))
        yield pa.Check.isin(allowed)


def _notices(table: Table, kind: KindSpec, failures: pd.DataFrame) -> Iterator[Notice]:
    """Each failure once, at its cell; a missing column at the table's header."""
    by_name = {_name(column): column for column in table.columns if column.role}
    seen: set[tuple[str, str | None, str]] = set()
    for failure in failures.to_dict("records"):
        name, index = str(failure["column"]), failure["index"]
        column = by_name.get(name)
        details: tuple[tuple[str, str], ...]
        if failure["check"] == "column_in_dataframe":
            name = str(failure["failure_case"])
            code, cell = _MISSING, table.area.a1
            details = (("table", table.id), ("kind", table.kind), ("role", name))
        elif column is None or index is None:
            continue
        else:
            code = _code(str(failure["check"]), column, kind)
            cell = Address(table.sheet, int(index), column.index).a1
            details = (
                ("table", table.id),
                ("role", column.role or ""),
                ("value", _shown(table, int(index), column)),
            )
        if (code, cell, name) not in seen:
            seen.add((code, cell, name))
            yield Notice(code, table.sheet, cell, details)


def _code(check: str, column: Column, kind: KindSpec) -> str:
    if not check.startswith("isin"):
        return _REPEATED
    return _UNEXPECTED if column.role in kind.closed else _WRONG_TYPE


def _shown(table: Table, row: int, column: Column) -> str:
    reading = table.readings.get((row, column.index))
    return reading.text if reading is not None else ""


def _name(column: Column) -> str:
    return f"{column.role} {column.index}"
