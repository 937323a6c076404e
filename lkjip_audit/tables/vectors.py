"""Where looking for arithmetic between columns is worth while: seen over many columns at once, with floats.

They may see a little more than there is, never less: ``arithmetic`` decides with exact numbers.  numpy is imported
here, and this module only where a table is wide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

import numpy as np
import numpy.typing as npt

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.operations import OPERATIONS

_Vector = npt.NDArray[np.float64]
_Mask = npt.NDArray[np.bool_]
_CHUNK = 1 << 14
"""Combinations that are looked at in one go: what fits in memory."""
_SLACK = 1e-6
"""What doubles may lose: a glance leaves out nothing that the exact comparison would keep."""


class Glance:
    """The figures of some columns in the rows of a sample."""

    def __init__(self, columns: Mapping[int, Mapping[int, Decimal]], sample: Sequence[int]) -> None:
        table = [[values.get(row, np.nan) for row in sample] for values in columns.values()]
        self._table = np.array(table, dtype=np.float64).reshape(len(columns), len(sample))
        self._place = {column: place for place, column in enumerate(columns)}

    def likely(self, relation: str, tried: Iterator[tuple[int, ...]], fitting: float) -> Iterator[tuple[int, ...]]:
        """Those of ``tried``, a column and its operands each, that may fit in the part ``fitting`` of their rows."""
        while chunk := list(islice(tried, _CHUNK)):
            places = np.array([[self._place[column] for column in columns] for columns in chunk])
            mine, *others = (self._table[places[:, number]] for number in range(places.shape[1]))
            with np.errstate(all="ignore"):
                seen = _of_two(relation, mine, *others, fitting=fitting) if len(others) == 2 else _share(mine, *others)
            yield from (chunk[place] for place in np.flatnonzero(seen).tolist())


def _of_two(relation: str, mine: _Vector, first: _Vector, second: _Vector, *, fitting: float) -> _Mask:
    there = ~np.isnan(mine) & ~np.isnan(first) & ~np.isnan(second) & (first != 0) & (second != 0)
    hits = (there & _near(mine, OPERATIONS[relation](first, second), relation)).sum(axis=1)
    return np.asarray((hits > 0) & (hits >= fitting * there.sum(axis=1) - _SLACK))


def _share(mine: _Vector, base: _Vector) -> _Mask:
    details = ~np.isnan(mine) & ~np.isnan(base) & (mine < 100)
    total = np.where(details, base, 0.0).sum(axis=1, keepdims=True)
    return np.asarray((details & _near(mine, 100 * base / total, "ratio")).sum(axis=1) >= 2)


def _near(stated: _Vector, computed: _Vector, relation: str) -> _Mask:
    """Whether two values agree about as well as a printed figure can."""
    own = limits().arithmetic
    share = float(own.sum_off_share)
    size = np.abs(computed)
    off = np.abs(stated - computed)
    if relation in ("difference", "sum", "product"):
        return np.asarray(off <= np.maximum(float(own.sum_off), 2 * share * size) + _SLACK)
    if relation == "plain_ratio":
        return np.asarray(off <= float(own.ratio_off) + _SLACK + share * size)
    tenth = float(own.percent_off)
    near = off <= np.maximum(tenth, 2 * float(own.percent_off_share) * size) + _SLACK
    return np.asarray(near | (np.abs(stated * 100 - computed) <= tenth + _SLACK + share * size))
