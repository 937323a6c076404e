"""The tables that count an agency's people, and the words by which they call the same group of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.relations.kind import tables_meant
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordMap, WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.known import JUMLAH, LAKI, PEREMPUAN
from lkjip_audit.tables.model import Column, Row, RowKind, Table

MEASURES = (LAKI, PEREMPUAN, JUMLAH)

_CONTRACT = WordPattern(r"\b{contract_staff}\b", re.IGNORECASE)
_BEFORE = WordPattern(
    r"(?:\b{staffed_verbs}(?:\s+oleh)?(?:\s+(?:sebanyak|sejumlah|total|seluruh))?"
    r"|\b{people}\b(?:(?!\b{part_of_people}\b)[^.;]){0,120}\b{counted_verbs})\s*\Z",
    re.IGNORECASE,
)
_AFTER = WordPattern(r"\s*+(?:orang)?\s*+{people}\b(?!\s+{part_of_people}\b)", re.IGNORECASE)
_IS_OWN_CLAUSE = WordPattern(r"{counted_verbs}\s*\Z", re.IGNORECASE)

_SENIOR = WordPattern(r"\b{senior_posts}\b", re.IGNORECASE)
_GROUPS = WordMap("staff_groups")


@dataclass(frozen=True, slots=True)
class Headcount:
    """One table of people: its total row, and a column for each of ``MEASURES`` that it has just one of."""

    table: Table
    total: Row
    columns: dict[str, Column]

    @property
    def year(self) -> int | None:
        """The year that it counts, where the table says so."""
        return self.table.year

    def figure(self, row: Row, measure: str) -> Operand | None:
        """The number of people of ``measure`` in ``row``."""
        column = self.columns.get(measure)
        return None if column is None else operand(measure, self.table, row, column)

    def count(self, measure: str) -> Operand | None:
        """The number of people of ``measure`` in all."""
        return self.figure(self.total, measure)

    def rows(self) -> Iterator[Row]:
        """The groups of people that the table counts one by one."""
        return (row for row in self.table.rows if row.kind is RowKind.DETAIL and row.label)


def headcounts(scene: Scene, rule: Rule) -> tuple[Headcount, ...]:
    """The tables of people that ``rule`` applies to (all when it names none)."""
    found = []
    for table in tables_meant(scene, rule, "people"):
        totals = [row for row in table.rows if row.kind is RowKind.TOTAL]
        columns = {name: table.columns_of(name) for name in MEASURES}
        single = {name: held[0] for name, held in columns.items() if len(held) == 1}
        if len(totals) == 1 and single:
            found.append(Headcount(table, totals[0], single))
    return tuple(found)


def is_contract(label: str) -> bool:
    """Whether ``label`` names people whom one table counts and another leaves out: PTT, honorer, kontrak."""
    return bool(_CONTRACT.search(label))


def same_people(value: Decimal, base: Decimal) -> bool:
    """Whether two totals are near enough to count the same people."""
    return abs(value - base) <= max(limits().people.near_count, abs(base) * limits().people.near_share)


def outside_the_service(counts: tuple[Headcount, ...], measure: str) -> frozenset[Decimal]:
    """How many PTT, honorer and the like each table counts, and all of them together."""
    found: set[Decimal] = set()
    for count in counts:
        values = [
            item.figure.amount
            for row in count.rows()
            if is_contract(row.label) and (item := count.figure(row, measure)) is not None
        ]
        found.update({*values, sum(values, Decimal(0))} if values else ())
    return frozenset(found)


def group_of(label: str) -> str:
    """The group that ``label`` names, under one name for all its names; the label itself for any other."""
    plain = " ".join(label.lower().split())
    return _GROUPS.get(plain.lower()) or plain


def is_senior(label: str) -> bool:
    """Whether ``label`` is a part of the "Pejabat Struktural": JPT, Eselon III, Administrator..."""
    return bool(_SENIOR.search(label))


def tells_all(paragraph: Paragraph, part: int) -> bool:
    """Whether the figure is how many there are in all: "didukung oleh 35 orang personil"."""
    start, end = paragraph.figures[part].span
    before = _BEFORE.search(paragraph.text, 0, start)
    if before is None:
        return False
    return bool(_IS_OWN_CLAUSE.search(before.group())) or bool(_AFTER.match(paragraph.text, end))


def counts_only_the_service(count: Headcount) -> bool:
    """Whether the table counts by class of rank and names nobody without one: PTT and honorer have none."""
    return "ranks" in count.table.sort.groups and not any(is_contract(row.label) for row in count.rows())
