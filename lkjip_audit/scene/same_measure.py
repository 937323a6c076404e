"""Figures of one subject and one measure that differ in year, stage or period: what a figure is mistaken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_audit.scene.model import FactKey, Scene
from lkjip_audit.scene.operands import is_exact_alone, operand
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.model import RowKind

SENTENCE = "kalimat"
"""The role of a figure of which nothing is known but that a sentence states it."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A figure, with what sets it apart from the others of its subject and measure.

    ``year`` is 0 where none is known; ``period`` names the year of a plan ("tahun4") or the part of a year ("tw2").
    """

    operand: Operand
    year: int = 0
    stage: str = ""
    period: str = ""

    @property
    def when(self) -> tuple[int, str]:
        """What year it is of, and which part."""
        return self.year, self.period


def kin_of(scene: Scene) -> tuple[tuple[Kin, ...], ...]:
    """The figures of ``scene`` by subject and measure, where there are several that state different facts."""
    found: dict[tuple[str, ...], list[FactKey]] = defaultdict(list)
    for key in scene.facts:
        if key.level != "total":
            found[key.level, key.subject, key.measure, key.entity].append(key)
    # What keys leave besides are year, stage and period: several of them differ in one of these.
    return tuple(
        tuple(Kin(place.operand, key.year, key.stage, key.period) for key in keys for place in scene.facts[key])
        for keys in found.values()
        if len(keys) > 1
    )


def single_figures(scene: Scene) -> tuple[tuple[Operand, ...], ...]:
    """Every figure of a column with a role and of the prose, by itself: what a wrong one may have been copied from."""
    return tuple((item,) for item in (*_in_tables(scene), *_in_prose(scene)))


def _in_tables(scene: Scene) -> Iterator[Operand]:
    for table in scene.tables:
        columns = [(column, column.role) for column in table.columns if column.role not in table.roles.numbering]
        for row in table.rows:
            if row.kind in (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.TOTAL):
                for column, role in columns:
                    item = None if role is None else operand(role, table, row, column)
                    if item is not None:
                        yield item


def _in_prose(scene: Scene) -> Iterator[Operand]:
    for paragraph in scene.paragraphs:
        for part, figure in enumerate(paragraph.figures):
            node = Node(paragraph.address, part)
            yield Operand(SENTENCE, node, figure, SENTENCE, exact=is_exact_alone(figure), label=paragraph.text)
