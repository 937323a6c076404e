"""Tables that set several levels side by side in one row: sasaran with target, program with target..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.model import Column

_STEPS = ("tujuan", "sasaran", "program", "kegiatan", "subkegiatan")
_NAMING = frozenset({"program", "kegiatan", "subkegiatan", "sasaran", "uraian", "tujuan"})
_LEVEL_OF_ROLE = {
    "sasaran_program": "program",
    "indikator_program": "program",
    "indikator_kegiatan": "kegiatan",
    "indikator_sub_kegiatan": "sub_kegiatan",
}
_INDICATORS = ("indikator_program", "indikator_kegiatan", "indikator_sub_kegiatan")


def segments(heads: Sequence[Head]) -> list[int]:
    """For each column the number of the run that it is in; a run starts where a subject follows a measure."""
    numbers: list[int] = []
    current, measured = 0, False
    seen: set[tuple[object, ...]] = set()
    for head in heads:
        step = step_of(head)
        name = (head.parts, head.column.year, head.column.period, head.column.entity)
        again = name in seen and bool(_NAMING & set(head.leaf))
        seen.add(name)
        if (step or again) and measured:
            current, measured, seen = current + 1, False, {name}
        elif not step and "indikator" not in head.leaf and current + len(numbers) > 0:
            measured = measured or "target" in head.leaf or "realisasi" in head.leaf
        numbers.append(current)
    return numbers


def step_of(head: Head) -> str | None:
    """The step of the ladder that a header names by itself: "Program", "Uraian" under "Sasaran"."""
    words = {word for rest in head.rests for word in rest} - {"uraian", "strategis", "nama", "pd", "daerah"}
    return next((step for step in _STEPS if words == {step}), None)


def name_levels(columns: Sequence[Column], heads: Sequence[Head]) -> tuple[Column, ...]:
    """``columns`` with ``level`` set in tables with more than one run of subject and measure.

    A table with one column of indicators only calls it ``indikator``, whatever level the header names.
    """
    indicators = [column for column in columns if column.role == "indikator" or column.role in _INDICATORS]
    if len(indicators) == 1 and indicators[0].role in _INDICATORS:
        columns = [replace(c, role="indikator") if c is indicators[0] else c for c in columns]
    runs = segments(heads)
    if len(set(runs)) < 2:
        return tuple(columns)
    level: dict[int, str] = {}
    named = []
    for column, head, run in zip(columns, heads, runs, strict=True):
        own = step_of(head)
        own = "sub_kegiatan" if own == "subkegiatan" else own
        if own:
            level[run] = own
        step = _LEVEL_OF_ROLE.get(column.role or "") or level.get(run)
        named.append(replace(column, level=step) if column.role not in (None, "no", "keterangan") else column)
    return tuple(named)
