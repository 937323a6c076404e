"""Subjects that stand for each other one to one: what is said of the one is said of the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from lkjip_audit.narrative.subjects import normal
from lkjip_audit.relations.facts import slot
from lkjip_audit.relations.scene import Scene
from lkjip_audit.tables.model import Row, RowKind, Table

Subject = tuple[str, str]
_SEVERAL = re.compile(r"\n|;\s*\S")


def links_of(scene: Scene) -> Mapping[Subject, Subject]:
    """Each sasaran with its only indikator and the reverse, and each program with the sasaran that it alone serves."""
    links: dict[Subject, Subject] = {}
    pairs: dict[str, set[str]] = defaultdict(set)
    owners: dict[str, set[str]] = defaultdict(set)
    for table in scene.tables:
        for row in _details(table):
            sasaran, indikator = _pair(scene, table, row)
            if sasaran and indikator:
                pairs[sasaran].add(indikator)
                owners[indikator].add(sasaran)
    for sasaran, indicators in pairs.items():
        if len(indicators) == 1 and len(owners[next(iter(indicators))]) == 1:
            (indikator,) = indicators
            links["sasaran", sasaran] = ("indikator", indikator)
            links["indikator", indikator] = ("sasaran", sasaran)
    return {**links, **_programs(scene)}


def _details(table: Table) -> Iterable[Row]:
    return (row for row in table.rows if row.kind is RowKind.DETAIL)


def _pair(scene: Scene, table: Table, row: Row) -> tuple[str | None, str | None]:
    subjects = scene.subject(table, row)
    return (
        subjects.get("sasaran") or subjects.get(slot("sasaran", "sasaran")),
        subjects.get("indikator") or subjects.get(slot("indikator", "sasaran")),
    )


def _programs(scene: Scene) -> Mapping[Subject, Subject]:
    """Programs that serve one sasaran only, which no other program serves, as all tables that pair the two say."""
    names = _program_names(scene)
    served: dict[str, set[str]] = defaultdict(set)
    serving: dict[str, set[str]] = defaultdict(set)
    for table in scene.tables:
        for row in _details(table):
            sasaran = _pair(scene, table, row)[0]
            if sasaran is None:
                continue
            text = normal(_program_text(table, row))
            for key, labels in names.items():
                if any(label in text for label in labels):
                    served[key].add(sasaran)
                    serving[sasaran].add(key)
    return {
        ("program", program): ("sasaran", next(iter(sasaran)))
        for program, sasaran in served.items()
        if len(sasaran) == 1 and len(serving[next(iter(sasaran))]) == 1
    }


def _program_names(scene: Scene) -> Mapping[str, set[str]]:
    """What each program is called, in normal form; names of one cell that lists several are left out."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in scene.tables:
        for row in _details(table):
            subjects = scene.subject(table, row)
            key = subjects.get("program") or subjects.get(slot("program", "program"))
            text = row.subjects.get("program") or _program_text(table, row)
            if key and text and not _SEVERAL.search(text.strip()):
                names[key].add(normal(text))
    return names


def _program_text(table: Table, row: Row) -> str:
    for column in table.columns:
        if column.role in ("program", "program_kegiatan"):
            reading = table.reading(row, column)
            if reading is not None:
                return reading.text
    return row.subjects.get("program", "")
