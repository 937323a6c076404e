"""Tables that set several levels side by side in one row: sasaran with target, program with target..."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.known import INDIKATOR, KETERANGAN, NO, REALISASI, TARGET, URAIAN
from lkjip_audit.tables.model import Column
from lkjip_audit.tables.nature import Roles


def segments(heads: Sequence[Head], roles: Roles) -> list[int]:
    """For each column the number of the run that it is in; a run starts where a subject follows a measure."""
    numbers: list[int] = []
    naming = {URAIAN, *_steps(roles)}
    current, measured = 0, False
    seen: set[tuple[object, ...]] = set()
    for head in heads:
        step = step_of(head, roles)
        name = (head.parts, head.column.year, head.column.period, head.column.entity)
        again = name in seen and bool(naming & set(head.leaf))
        seen.add(name)
        if (step or again) and measured:
            current, measured, seen = current + 1, False, {name}
        elif not step and INDIKATOR not in head.leaf and current + len(numbers) > 0:
            measured = measured or TARGET in head.leaf or REALISASI in head.leaf
        numbers.append(current)
    return numbers


def _steps(roles: Roles) -> Mapping[str, str]:
    """The steps of the ladder by the word that names each in a header."""
    return {role.replace("_", ""): role for role in roles.ladder if role in roles.goal | roles.work}


def step_of(head: Head, roles: Roles) -> str | None:
    """The step of the ladder that a header names by itself: "Program", "Uraian" under "Sasaran"."""
    words = {word for rest in head.rests for word in rest} - {URAIAN, "strategis", "nama", "pd", "daerah"}
    return next((step for word, step in _steps(roles).items() if words == {word}), None)


def name_levels(columns: Sequence[Column], heads: Sequence[Head], roles: Roles) -> tuple[Column, ...]:
    """``columns`` with ``level`` set in tables with more than one run of subject and measure.

    A table with one column of indicators only calls it ``indikator``, whatever level the header names.
    """
    indicators = [column for column in columns if column.role in roles.indicator]
    if len(indicators) == 1:
        columns = [replace(c, role=INDIKATOR) if c is indicators[0] else c for c in columns]
    runs = segments(heads, roles)
    if len(set(runs)) < 2:
        return tuple(columns)
    level: dict[int, str] = {}
    named = []
    for column, head, run in zip(columns, heads, runs, strict=True):
        own = step_of(head, roles)
        if own:
            level[run] = own
        step = roles.level.get(column.role or "") or level.get(run)
        named.append(replace(column, level=step) if column.role not in (None, NO, KETERANGAN) else column)
    return tuple(named)
