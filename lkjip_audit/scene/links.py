"""Subjects that stand for each other one to one: what is said of the one is said of the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lkjip_audit.narrative.subjects import normal
from lkjip_audit.scene.model import Scene, Slot
from lkjip_audit.tables.known import INDIKATOR, PROGRAM, SASARAN, URAIAN
from lkjip_audit.tables.model import Row, RowKind, Table

Subject = tuple[str, str]
_SEVERAL = re.compile(r"\n|;\s*\S")


def links_of(scene: Scene) -> Mapping[Subject, Subject]:
    """Each sasaran with its only indikator and the reverse, and each program with the sasaran that it alone serves."""
    links: dict[Subject, Subject] = {}
    for owner, indikator in _only_indicators(scene).items():
        if owner[0] == SASARAN:
            links[owner] = indikator
            links[indikator] = owner
    return {**links, **_programs(scene)}


def indicators_of(scene: Scene) -> Mapping[Subject, Subject]:
    """Each program, kegiatan and sub kegiatan with the only indikator that it is measured by."""
    return {owner: indikator for owner, indikator in _only_indicators(scene).items() if owner[0] in scene.roles.work}


def _only_indicators(scene: Scene) -> Mapping[Subject, Subject]:
    """Each owner with its only indikator, where that has no other owner of the same level.

    The tables that report results say which; older plans are asked only for what stands in none of those.
    """
    found: dict[Subject, Subject] = {}
    told: set[Subject] = set()
    taken: set[tuple[str, Subject]] = set()
    for tables in (_reporting(scene), scene.tables):
        pairs: dict[Subject, set[Subject]] = defaultdict(set)
        owners: dict[tuple[str, Subject], set[Subject]] = defaultdict(set)
        for owner, indikator in _pairs(scene, tables):
            pairs[owner].add(indikator)
            owners[owner[0], indikator].add(owner)
        for owner, indicators in pairs.items():
            role = owner[0], next(iter(indicators))
            if owner not in told and len(indicators) == len(owners[role]) == 1 and role not in taken:
                found[owner] = role[1]
        told.update(pairs)
        taken.update(owners)
    return found


def _pairs(scene: Scene, tables: Iterable[Table]) -> Iterator[tuple[Subject, Subject]]:
    for table in tables:
        for row in _details(table):
            pair = _owned(scene, table, row)
            if pair is not None:
                yield pair


def _reporting(scene: Scene) -> Iterable[Table]:
    return (table for table in scene.tables if any(table.columns_of(role) for role in scene.roles.result))


def _owned(scene: Scene, table: Table, row: Row) -> tuple[Subject, Subject] | None:
    """The row's indikator and whose it is: the deepest level that the row names left of it."""
    slots = scene.slots(table, row)
    if any(column.level for column in table.columns):
        return _named(slots, Slot(SASARAN, SASARAN), Slot(INDIKATOR, SASARAN))
    if Slot(INDIKATOR) not in slots:
        return None
    place = min((column.index for column in table.columns if column.role in scene.roles.indicator), default=0)
    left = {column.role for column in table.columns if column.index < place}
    mixing = scene.roles.mixed | {URAIAN}
    for level in (*scene.roles.upwards, SASARAN):
        if Slot(level) in slots and (level in left or left & mixing or level == SASARAN):
            return _named(slots, Slot(level), Slot(INDIKATOR))
    return None


def _named(slots: Mapping[Slot, str], owner: Slot, indikator: Slot) -> tuple[Subject, Subject] | None:
    if owner not in slots or indikator not in slots:
        return None
    return (owner.level, slots[owner]), (INDIKATOR, slots[indikator])


def _details(table: Table) -> Iterable[Row]:
    return (row for row in table.rows if row.kind is RowKind.DETAIL)


def _programs(scene: Scene) -> Mapping[Subject, Subject]:
    """Programs that serve one sasaran only, which no other program serves, as all tables that pair the two say."""
    if not any(slot.level == SASARAN for slots in scene.subjects.values() for slot in slots):
        return {}
    names = _program_names(scene)
    served: dict[str, set[str]] = defaultdict(set)
    serving: dict[str, set[str]] = defaultdict(set)
    for table in scene.tables:
        for row in _details(table):
            slots = scene.slots(table, row)
            sasaran = slots.get(Slot(SASARAN)) or slots.get(Slot(SASARAN, SASARAN))
            if sasaran is None:
                continue
            text = normal(_program_text(table, row))
            for key, labels in names.items():
                if any(label in text for label in labels):
                    served[key].add(sasaran)
                    serving[sasaran].add(key)
    return {
        (PROGRAM, program): (SASARAN, next(iter(sasaran)))
        for program, sasaran in served.items()
        if len(sasaran) == 1 and len(serving[next(iter(sasaran))]) == 1
    }


def _program_names(scene: Scene) -> Mapping[str, set[str]]:
    """What each program is called, in normal form; names of one cell that lists several are left out."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in scene.tables:
        for row in _details(table):
            slots = scene.slots(table, row)
            key = slots.get(Slot(PROGRAM)) or slots.get(Slot(PROGRAM, PROGRAM))
            text = row.subjects.get(PROGRAM) or _program_text(table, row)
            if key and text and not _SEVERAL.search(text.strip()):
                names[key].add(normal(text))
    return names


def _program_text(table: Table, row: Row) -> str:
    for column in table.columns:
        if table.roles.mixes.get(column.role or "", (column.role,))[0] == PROGRAM:
            reading = table.reading(row, column)
            if reading is not None:
                return reading.text
    return row.subjects.get(PROGRAM, "")
