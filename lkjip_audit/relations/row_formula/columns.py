"""A column that one formula yields, seen at once: in which of its rows the figures are there, and the formula holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from lkjip_audit.figures.scaled import Flags, Indices, Scaled, constant, scaled
from lkjip_audit.formula import Expression, names
from lkjip_audit.judging.columns import Ratio, holds, ratio_of, starts_of, worth_of
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.frame import Figures
from lkjip_audit.tables.model import Column, RowKind, Table

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Glance:
    """``simply`` says in which rows the formula holds as the figures are printed.

    ``hundredfold`` that the column prints bare fractions of what the formula yields in percent.
    """

    simply: Flags
    hundredfold: bool
    stated: Scaled
    operands: Mapping[str, Scaled]

    def held(
        self,
        rule: Rule,
        table: Table,
        places: tuple[Column, Mapping[str, tuple[Column, Operand | None]]],
        variant: str,
        make: Callable[[int], Equation],
    ) -> Held:
        """Those rows as a block; ``places`` are the stated column, and by name the others with a total for all rows."""
        column, others = places
        which = np.flatnonzero(self.simply)
        rows = np.array([row.number for row in table.rows], dtype=np.int32)[which]
        sides = [others[name] for name in self.operands]
        operand_rows = [rows if fixed is None else np.full_like(rows, fixed.node.address.row) for _, fixed in sides]
        operand_columns = [np.full_like(rows, source.index) for source, _ in sides]
        return Held(
            rule,
            table.sheet,
            rows,
            np.full_like(rows, column.index),
            table=table.id,
            starts=starts_of(np.full(len(rows), len(sides))),
            operand_rows=np.stack(operand_rows, axis=1).ravel(),
            operand_columns=np.stack(operand_columns, axis=1).ravel(),
            which=which,
            make=make,
            worth=lambda: worth_of(self.stated.take(which), [_taken(item, which) for item in self.operands.values()]),
            variant=variant,
        )


def _taken(item: Scaled, which: Indices) -> Scaled:
    return item if item.ints.size == 1 else item.take(which)


def glance(
    scene: Scene,
    table: Table,
    column: Column,
    sources: Mapping[str, tuple[Column, Operand | None]],
    formula: Expression,
    rows: tuple[str, ...],
    *,
    percent: bool,
) -> Glance | None:
    """What a look at ``column`` tells of ``formula``; None where rows must be looked at one by one.

    ``sources`` give for each name its column, and the figure that all rows share where the name means a total.
    """
    needed = names(formula)
    if column.multiplier != 1 or not needed or not set(needed) <= sources.keys():
        return None
    frame = scene.frames.of(table)
    own = frame.figures(column)
    able = frame.of_kind(*(kind for kind in RowKind if kind.value in rows)) & own.known
    operands: dict[str, Scaled] = {}
    for name, (source, fixed) in sources.items():
        if fixed is not None:
            operands[name] = constant(fixed.figure.amount * fixed.scale)
            continue
        figures = frame.figures(source)
        operands[name] = figures.amounts
        able = able & (_there(table, source, figures) if name in needed else True)
    value = ratio_of(formula, operands)
    if value is None:
        return None
    hundredfold = percent and _are_fractions(own, able, value)
    factor = scaled([Decimal(1) if is_percent else _HUNDRED for is_percent in own.percent.tolist()])
    stated, steps = (own.amounts * factor, own.steps * factor) if hundredfold else (own.amounts, own.steps)
    used = {name: item for name, item in operands.items() if name in needed}
    return Glance(able & own.single & holds(stated, steps, value), hundredfold, stated, used)


def _there(table: Table, column: Column, figures: Figures) -> Flags:
    """Where an operand stands: a nil mark among people or money counts as the zero that it says."""
    counts = column.role in table.roles.headcount | table.roles.money
    return figures.known | figures.nil if counts else figures.known


def _are_fractions(own: Figures, able: Flags, value: Ratio) -> bool:
    """Whether more rows hold when what is printed is read times a hundred (``kind._scaled``)."""
    top, bottom = value
    telling = able & ~own.percent & (top.ints != 0) & (bottom.ints != 0)
    room = abs(top) * constant(limits().sums.fraction_share)
    printed = own.amounts * bottom
    as_fraction = ~room.at_most(abs(printed * constant(_HUNDRED) - top))
    as_it_is = ~room.at_most(abs(printed - top))
    return int((as_fraction & telling).sum()) > int((as_it_is & telling).sum())
