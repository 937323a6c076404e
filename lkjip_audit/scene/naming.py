"""What the rows of tables are about: the same key in two tables means the same sasaran, indikator, program."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Slot
from lkjip_audit.tables.known import INDIKATOR, SASARAN, URAIAN
from lkjip_audit.tables.labels import Labelled, labels_of
from lkjip_audit.tables.match import match_subjects
from lkjip_audit.tables.model import Column, RowKind, Table
from lkjip_audit.tables.nature import Roles
from lkjip_audit.workbook.model import Notice

_CLOSING = WordPattern(
    r"\s*(?:{mean_words} capaian|{total_words}\.?(?: keseluruhan| anggaran| seluruhnya)?\s*$)", re.IGNORECASE
)


@quickly_made
@dataclass(frozen=True, slots=True)
class Named:
    """A name in a row, and the slot under which the row keeps its key."""

    slot: Slot
    labelled: Labelled


def names_in(tables: Sequence[Table]) -> Iterator[Named]:
    """Every row's names, level by level, with what helps to tell which rows mean the same."""
    for table in tables:
        sided = [column for column in table.columns if column.level is not None]
        if sided:
            yield from _side_by_side(table, sided)
            continue
        slots: dict[str, Slot] = {}
        for label in labels_of(table, alone=len(tables) == 1):
            if not _CLOSING.match(label.text):
                slot = slots.get(label.role)
                if slot is None:
                    slot = slots[label.role] = Slot(_level_of(label.role, table.roles))
                yield Named(slot, label)


def _level_of(role: str, roles: Roles) -> str:
    return INDIKATOR if role in roles.indicator else role


def _side_by_side(table: Table, columns: Sequence[Column]) -> Iterator[Named]:
    """A table that sets several levels in one row names each in a column of its own, on the level's first row."""
    for row in table.rows:
        named = {
            column: reading.text
            for column in columns
            if row.kind is RowKind.DETAIL
            and (column.role in table.roles.indicator or column.role == column.level)
            and (reading := table.reading(row, column)) is not None
        }
        for column, text in named.items():
            level = _level_of(column.role or "", table.roles)
            beside = frozenset(other for item, other in named.items() if item.level == column.level and item != column)
            label = Labelled(table.id, row.number, level, text, order=row.order, beside=beside)
            yield Named(Slot(level, column.level), label)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The ``keys`` of each row, the ``names`` of each key, and those ``not_compared`` with all names like them."""

    keys: Mapping[tuple[str, int], Mapping[Slot, str]]
    names: Mapping[str, Mapping[str, Sequence[str]]]
    not_compared: tuple[Labelled, ...] = ()

    def notices(self, tables: Iterable[Table]) -> Iterator[Notice]:
        """That names were not compared with all that are like them, at the first of these."""
        if not self.not_compared:
            return
        first = self.not_compared[0]
        sheet = next(table.sheet for table in tables if table.id == first.table)
        names = {(label.role, label.text) for label in self.not_compared}
        details = (("count", str(len(names))), ("limit", str(limits().matching.compared)))
        yield Notice("names_not_compared", sheet, f"A{first.row}", details)


def subjects_of(named: Sequence[Named], roles: Roles) -> Subjects:
    """What the rows are about, by the names that they and the rows of other tables have.

    A row of a table that calls its names just "uraian" is about an indikator where other tables say that it is one.
    """
    subjects: dict[tuple[str, int], dict[Slot, str]] = defaultdict(dict)
    names: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    unsaid = Slot(URAIAN)
    not_compared: list[Labelled] = []
    for subject in match_subjects([item.labelled for item in named], roles):
        members = [named[index] for index in subject.members]
        if not subject.compared:
            not_compared.extend(item.labelled for item in members)
        is_indicator = any(item.slot.level == INDIKATOR for item in members)
        for item in members:
            slot = Slot(INDIKATOR) if item.slot == unsaid and is_indicator else item.slot
            if slot != unsaid:
                subjects[item.labelled.table, item.labelled.row][slot] = subject.key
                known = names[slot.level].get(subject.key, ())
                if item.labelled.text not in known:
                    names[slot.level][subject.key] = (*known, item.labelled.text)
    return Subjects(subjects, names, tuple(not_compared))


def orders_of(
    tables: Iterable[Table], subjects: Mapping[tuple[str, int], Mapping[Slot, str]]
) -> Mapping[int, Mapping[str, str]]:
    """What "sasaran ke-n" is: the n-th sasaran of most tables."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for table in tables:
        seen: list[str] = []
        for row in table.rows:
            key = subjects.get((table.id, row.number), {}).get(Slot(SASARAN))
            if key and key not in seen:
                seen.append(key)
        if len(seen) > 1:
            for number, key in enumerate(seen, 1):
                votes[number][key] += 1
    return {number: {SASARAN: counts.most_common(1)[0][0]} for number, counts in votes.items()}
