"""The families of a column whose children simply make their parent, seen at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from lkjip_audit.figures.model import RUPIAH
from lkjip_audit.figures.scaled import Indices, Scaled
from lkjip_audit.judging.columns import bits_of, is_whole, starts_of
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Column, RowKind, Table


def simple_families(
    rule: Rule,
    scene: Scene,
    table: Table,
    column: Column,
    families: Mapping[int, Sequence[int]],
    kinds: Sequence[RowKind],
    make: Callable[[int], Equation],
) -> Held:
    """The roll-ups of ``column`` that add up from plain amounts; ``which`` numbers the families in their order.

    ``families`` are the children by their parent, as places in the table's rows; a parent is of one of ``kinds``.
    ``make`` gives the equation of the family of that number.
    """
    frame = scene.frames.of(table)
    figures = frame.figures(column)
    money = figures.single & (figures.has_unit(None) | figures.has_unit(RUPIAH))
    parents = np.fromiter(families, dtype=np.intp, count=len(families))
    sizes = np.array([len(own) for own in families.values()], dtype=np.intp)
    children = np.array([child for own in families.values() for child in own], dtype=np.intp)
    of_family = np.repeat(np.arange(len(families)), sizes)
    odd = np.zeros(len(families), dtype=np.intp)
    np.add.at(odd, of_family, ~money[children])
    heads = frame.of_kind(*kinds) & money & is_whole(figures.amounts, figures.steps)
    sums = figures.amounts.take(children).summed_by(of_family, len(families))
    adds_up = (odd == 0) & heads[parents] & sums.equals(figures.amounts.take(parents))
    which = np.flatnonzero(adds_up)
    members = np.isin(of_family, which)
    rows = frame.numbers
    stated, below = parents[which], children[members]
    return Held(
        rule,
        table.sheet,
        rows[stated],
        np.full(len(which), column.index, dtype=rows.dtype),
        table=table.id,
        starts=starts_of(sizes[which]),
        operand_rows=rows[below],
        operand_columns=np.full(len(below), column.index, dtype=rows.dtype),
        which=which,
        make=make,
        worth=lambda: _worth(figures.amounts, stated, below, sizes[which]),
    )


def _worth(amounts: Scaled, stated: Indices, below: Indices, sizes: Indices) -> Indices:
    """The bits of each parent that is not one of its own children (``evidence.worth``)."""
    own, of_family = abs(amounts), np.repeat(np.arange(len(stated)), sizes)
    repeats = np.zeros(len(stated), dtype=np.bool_)
    repeats[of_family[own.take(below).equals(own.take(stated).take(of_family))]] = True
    return np.where(repeats, 0, bits_of(own.take(stated)))
