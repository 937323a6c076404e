"""The same sasaran, indikator or program under different names in different tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.rulepack.words import WordMap
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.known import PROGRAM
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.workbook.model import Address

_LEVEL_WORD = re.compile(r"^(?:program|kegiatan|sub ?kegiatan|sasaran|indikator|tujuan)[\s:]+")
_NUMBER = re.compile(r"^(?:(?:sasaran|tujuan|program|indikator)[a-z ]*-?\s*\d+\s*[:.)-]+|[\da-z]{1,2}[.)]+|[-•])\s*")
_NOTE = re.compile(r"\s*\([^()]{1,160}\)\s*$")
_ABBREVIATIONS = WordMap("abbreviations")
_SEVERAL = re.compile(r"[;\n]|\b(?:kegiatan|program)\s*:.*\b(?:sub )?kegiatan\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name where it stands."""

    table: Table
    row: Row
    address: Address
    text: str


def names(rule: Rule, scene: Scene, levels: Sequence[str]) -> Iterator[Laid]:
    """For each subject of several tables: the wording that most of them use, and the places that deviate."""
    shared = _in_several_tables(scene)
    for level in levels if shared else ():
        for places in _subjects(scene, level, shared).values():
            wordings: dict[str, list[_Named]] = defaultdict(list)
            for place in places:
                wordings[_plain(place.text)].append(place)
            if len({place.table.id for place in places}) > 1:
                yield from _compared(
                    rule, level, wordings, is_high=level in scene.roles.goal | scene.roles.whole | {PROGRAM}
                )


def _compared(rule: Rule, level: str, wordings: Mapping[str, list[_Named]], *, is_high: bool) -> Iterator[Laid]:
    """One outcome for each wording of a table, but for the one that all are held to."""
    weights = {text: _weight(level, places) for text, places in wordings.items()}
    leader = max(wordings, key=lambda text: weights[text])
    model = wordings[leader][0]
    is_core = any("core" in place.table.sort.groups for places in wordings.values() for place in places)
    severity = None if is_high and is_core else Severity.INFO
    for text, places in wordings.items():
        seen: set[str] = set()
        for place in places:
            told_each = severity is None and text != leader  # a weighty one is marked wherever it was typed
            if place is model or (place.table.id in seen and not told_each):
                continue
            seen.add(place.table.id)
            status = Status.PASS if text == leader else Status.FINDING
            if text != leader and weights[text] == weights[leader] and not weights[leader][0]:
                status = Status.NOT_VERIFIABLE  # without the agreement's word nobody knows which is meant
            yield outcome(
                rule,
                status,
                place.address,
                model.text,
                stated=place.text,
                expected_text=model.text if status is Status.FINDING else "",
                severity=severity,
                reason="either_of_two" if status is Status.NOT_VERIFIABLE else None,
                level=level,
                other=model.address.place,
            )


def _weight(level: str, places: Sequence[_Named]) -> tuple[bool, int, int]:
    """Whether the agreement uses a wording, how many tables do, and on how many rows."""
    tables = {place.table.id for place in places}
    return any(level in place.table.sort.names for place in places), len(tables), len(places)


def _in_several_tables(scene: Scene) -> Set[str]:
    """The keys of subjects that rows of more than one table speak of."""
    first: dict[str, str] = {}
    found: set[str] = set()
    for (table, _), slots in scene.subjects.items():
        found.update(key for key in slots.values() if first.setdefault(key, table) != table)
    return found


def _subjects(scene: Scene, level: str, shared: Set[str]) -> Mapping[str, list[_Named]]:
    """Where each of the subjects ``shared`` of ``level`` is named; a name filled down counts where it was typed."""
    found: dict[str, list[_Named]] = defaultdict(list)
    for table in scene.tables:
        for row in table.rows:
            key = scene.subject(table, row).get(level)
            if key not in shared:
                continue
            text = row.subjects.get(level)
            column = _column(table, row, text) if text and not _SEVERAL.search(text) else None
            if key and text and column is not None and row.kind in (RowKind.DETAIL, RowKind.SUBTOTAL):
                found[key].append(_Named(table, row, table.address(row, column), text))
    return found


def _column(table: Table, row: Row, text: str) -> Column | None:
    """The column in which ``row`` itself says ``text``."""
    wanted = " ".join(text.split())
    for column in table.columns:
        reading = table.reading(row, column)
        if reading is not None and wanted in " ".join(reading.text.split()):
            return column
    return None


def _plain(text: str) -> str:
    """A name in lower case, without numbering, the word for its level, marks, or a note in brackets.

    Abbreviations are written out: "ASN" is no other name for Aparatur Sipil Negara.
    """
    bare = _LEVEL_WORD.sub("", _NUMBER.sub("", _NOTE.sub("", text.lower()).strip()))
    for short, full in _ABBREVIATIONS.items():
        bare = re.sub(rf"\b{short}\b", full, bare)
    return " ".join(re.findall(r"\w+", bare))
