"""The pandera schema of a kind of table, made from its definition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.bounds import Check
from lkjip_audit.tables.definitions import KindSpec, RoleSpec
from lkjip_audit.tables.gate.frame import BEFORE, CEILING, DONE, KEY, NEEDED, SET, TEXT, WHOLE, is_figure_column, name
from lkjip_audit.tables.lexicon import plain

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa


Holds = Callable[["pd.DataFrame"], "pd.Series[bool]"]


def said(check: Check, role: str) -> str:
    """What a failing check is known by."""
    return f"{check.value} {role}"


def schema_of(kind: KindSpec, roles: Mapping[str, RoleSpec]) -> pa.DataFrameSchema:
    """The schema of the frames of ``kind``: types, closed sets, keys, ranges, and what columns say of each other."""
    import pandera.pandas as pa  # noqa: PLC0415 - half a second; only where a table is checked

    columns: dict[str, list[pa.Check]] = defaultdict(list)
    for column, check in _column_checks(kind, roles):
        columns[column].append(check)
    return pa.DataFrameSchema(
        {column: pa.Column(object, checks=checks, nullable=True, required=False) for column, checks in columns.items()},
        checks=[
            pa.Check(holds, name=label, error=label, ignore_na=False, n_failure_cases=1)
            for label, holds in _frame_checks(kind)
        ],
        strict=False,
    )


def _column_checks(kind: KindSpec, roles: Mapping[str, RoleSpec]) -> Iterator[tuple[str, pa.Check]]:
    """What each column of figures, words and keys must be by itself."""
    import pandera.pandas as pa  # noqa: PLC0415 - see above

    for role in roles.values():
        if is_figure_column(role, kind):
            yield name(role.id, TEXT), pa.Check.isin((), error=said(Check.TYPE, role.id), n_failure_cases=1)
    for role_id, allowed in kind.closed.items():
        values = [plain(value) for value in allowed]
        yield name(role_id, KEY), pa.Check.isin(values, error=said(Check.CLOSED, role_id), n_failure_cases=1)
    for role_id, bounds in kind.columns.items():
        if bounds.least is not None:
            yield role_id, pa.Check.ge(bounds.least, error=said(Check.LEAST, role_id), n_failure_cases=1)
        if bounds.most is not None:
            yield role_id, pa.Check.le(bounds.most, error=said(Check.MOST, role_id), n_failure_cases=1)
        if bounds.counts_whole:
            label = said(Check.WHOLE, role_id)
            yield name(role_id, WHOLE), pa.Check(_is_whole, error=label, n_failure_cases=1)


def _is_whole(values: pd.Series[Any]) -> pd.Series[bool]:
    return values % 1 == 0


def _frame_checks(kind: KindSpec) -> Iterator[tuple[str, Holds]]:
    """What the columns of a row, or of a table, say of each other."""
    if kind.unique:
        yield said(Check.UNIQUE, kind.unique[0]), _unique([name(role, KEY) for role in kind.unique])
    for role, bounds in kind.columns.items():
        if bounds.not_above:
            yield said(Check.NOT_ABOVE, role), _not_above(role, name(role, CEILING))
        if bounds.needs:
            yield said(Check.NEEDS, role), _stands_beside(role, name(role, NEEDED))
        for limit in tuple(bounds.not_zero_at.values())[:1]:
            yield said(Check.NOT_ZERO_AT, role), _not_zero_at(role, name(role, DONE), limit)
        if bounds.changes:
            yield said(Check.CHANGES, role), _changes(role, name(role, BEFORE))


def _where(frame: pd.DataFrame, *columns: str) -> pd.Series[bool]:
    """The lines in which all of ``columns`` are filled; a table may lack some of them."""
    filled = frame[SET].notna()
    for column in columns:
        filled &= frame[column].notna() if column in frame else False
    return filled


def _unique(keys: list[str]) -> Holds:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        filled = _where(frame, *keys)
        if not filled.any():
            return ~filled
        return ~(filled & frame[filled].duplicated([SET, *keys], keep=False).reindex(frame.index, fill_value=False))

    return holds


def _not_above(role: str, ceiling: str) -> Holds:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        both = _where(frame, role, ceiling)
        lines = frame[both]
        return (lines[role] <= lines[ceiling]).reindex(frame.index, fill_value=True) if both.any() else ~both

    return holds


def _stands_beside(role: str, needed: str) -> Holds:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        if needed not in frame or role not in frame:
            return frame[SET].notna()
        known = frame[needed].notna().groupby(frame[SET]).transform("any")
        given = _where(frame, role)
        given &= given & (frame[role] != 0)
        return ~(given & known & frame[needed].isna())

    return holds


def _not_zero_at(role: str, done: str, limit: Decimal) -> Holds:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        both = _where(frame, role, done)
        lines = frame[both]
        fails = (lines[role] == 0) & (lines[done] >= limit) if both.any() else both
        return ~fails.reindex(frame.index, fill_value=False)

    return holds


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _changes(role: str, before: str) -> Holds:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        both = _where(frame, role, before)
        lines = frame[both]
        if lines.empty:
            return ~both
        telling = lines[role].map(_digits) >= limits().copies.kin_digits
        sets = lines[SET]
        same = (lines[role] == lines[before]).groupby(sets).transform("all")
        many = lines[role].where(telling).groupby(sets).transform("nunique") >= limits().copies.column_figures
        return ~(same & many).reindex(frame.index, fill_value=False)

    return holds
