"""Figures of one subject and one measure that differ in year, stage or period: what a figure is mistaken for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lkjip_audit.relations.model import Operand
from lkjip_audit.relations.operands import operand
from lkjip_audit.relations.scene import Scene
from lkjip_audit.tables.model import RowKind

_NO_FIGURES = frozenset({"no", "kode", "tahun"})


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
    found: dict[tuple[str, ...], list[Kin]] = defaultdict(list)
    for key, places in scene.facts.items():
        if key.level != "total":
            for place in places:
                kin = Kin(place.operand, key.year, key.stage, key.period)
                found[key.level, key.subject, key.measure, key.entity].append(kin)
    return tuple(tuple(group) for group in found.values() if len({(kin.when, kin.stage) for kin in group}) > 1)


def single_figures(scene: Scene) -> tuple[tuple[Operand, ...], ...]:
    """Every figure of a column with a role, each by itself: what a wrong one may have been copied from."""
    return tuple(
        (item,)
        for table in scene.tables
        for row in table.rows
        if row.kind in (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.TOTAL)
        for column in table.columns
        if column.role is not None and column.role not in _NO_FIGURES
        if (item := operand(column.role, table, row, column)) is not None
    )
