"""What a kind of relation is: its settings, and a generator from the scene to relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.judging.blocks import Block
from lkjip_audit.judging.model import PLAIN, Equation, Outcome, Restatement, Status, Traits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node
from lkjip_audit.tables.model import Column, Row, Table
from lkjip_audit.tables.nature import Group

Laid = Equation | Restatement | Outcome | Block
"""What a kind yields: a relation to be judged, an outcome where there is no arithmetic, or a block of what is alike."""


class Settings(BaseModel):
    """The settings of a kind: strict, like every part of a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of relation under its name in rules.

    A ``late`` kind looks at the figures as they should be (``scene.truths``), and so runs when the arithmetic is done.
    ``silent`` are its checks (or its own name, where it has none to choose from) that have an outcome for each fault,
    and one for a sheet or a column without any: a place that they do not name is right.
    ``traits`` are what other rooms need to know of it; ``places`` what its rules' messages may hold in braces besides
    what every message may.
    """

    name: str
    settings: type[Settings]
    relations: Callable[[Rule, Any, Scene], Iterator[Laid]]
    late: bool = False
    silent: frozenset[str] = frozenset()
    traits: Traits = PLAIN
    places: frozenset[str] = frozenset()


def tables_meant(scene: Scene, rule: Rule, group: Group) -> tuple[Table, ...]:
    """The tables that ``rule`` names; those of ``group`` when it names none."""
    tables = scene.tables_of(rule.applies.kinds, rule.applies.not_kinds)
    return tables if rule.applies.kinds else tuple(table for table in tables if group in table.sort.groups)


def unverifiable(rule: Rule, table: Table, row: Row, column: Column, reason: str, **values: str) -> Outcome:
    """The outcome for a figure that cannot be judged, and why."""
    reading = table.reading(row, column)
    return Outcome(
        rule=rule,
        status=Status.NOT_VERIFIABLE,
        subject=row.label,
        cell=Node(table.address(row, column)),
        stated="" if reading is None else reading.text,
        reason=reason,
        values=tuple(values.items()),
    )


def unread(rule: Rule, table: Table, row: Row, column: Column) -> Outcome | None:
    """The outcome for a cell whose figure can be read in more than one way; None for one without a figure."""
    reading = table.reading(row, column)
    if reading is not None and reading.kind is ReadingKind.DISPLACED:
        return unverifiable(rule, table, row, column, "displaced")
    if reading is None or reading.kind is not ReadingKind.AMBIGUOUS:
        return None
    return unverifiable(rule, table, row, column, "ambiguous")
