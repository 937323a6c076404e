"""Relations judged a column at a time: in which rows a formula simply holds, exactly.

It says only that: what does not simply hold here is judged by ``precision``, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce

import numpy as np

from lkjip_audit.figures.scaled import Flags, Indices, Ints, Scaled, constant, without_zeros
from lkjip_audit.formula import Binary, Call, Expression, Name, Number, Sum
from lkjip_audit.formula.tree import Negative

Ratio = tuple[Scaled, Scaled]
"""A numerator and a denominator for each row; there is no value where the denominator is 0."""

_ONE = constant(Decimal(1))
_TWO = constant(Decimal(2))


def ratio_of(formula: Expression, columns: Mapping[str, Scaled]) -> Ratio | None:
    """The value of ``formula`` in every row; None for one that is more than sums, products and quotients."""
    match formula:
        case Number(value):
            return constant(value), _ONE
        case Name(name):
            return (columns[name], _ONE) if name in columns else None
        case Negative(operand):
            inner = ratio_of(operand, columns)
            return None if inner is None else (-inner[0], inner[1])
        case Sum(terms) | Call("sum", terms):
            parts = [ratio_of(term, columns) for term in terms]
            known = [part for part in parts if part is not None]
            return reduce(_added, known) if known and len(known) == len(parts) else None
        case Binary(op, left, right):
            one, other = ratio_of(left, columns), ratio_of(right, columns)
            return None if one is None or other is None else _combined(op, one, other)
        case _:
            return None


def _combined(op: str, one: Ratio, other: Ratio) -> Ratio:
    if op == "*":
        return one[0] * other[0], one[1] * other[1]
    if op == "/":
        if other[1] is _ONE:
            return one[0], one[1] * other[0]
        return one[0] * other[1] * other[1], one[1] * other[0] * other[1]
    return _added(one, other if op == "+" else (-other[0], other[1]))


def _added(one: Ratio, other: Ratio) -> Ratio:
    if one[1] is _ONE and other[1] is _ONE:
        return one[0] + other[0], _ONE
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def holds(stated: Scaled, steps: Scaled, value: Ratio) -> Flags:
    """Where ``stated`` is the value, rounded to its ``steps`` whichever way halves are rounded."""
    top, bottom = value
    off = abs(top - stated * bottom) * _TWO
    room = steps * abs(bottom)
    near = ~room.at_most(off)  # a value on the very edge is for ``precision`` to judge
    return near & is_whole(stated, steps)


def is_whole(stated: Scaled, steps: Scaled) -> Flags:
    """Where a number is a whole number of its ``steps``."""
    places = max(stated.places, steps.places)
    ints, one = stated.at(places).ints, steps.at(places).ints
    whole: Flags = np.asarray((one != 0) & (ints % np.where(one == 0, 1, one) == 0), dtype=np.bool_)
    return whole


def worth_of(stated: Scaled, operands: Sequence[Scaled]) -> Ints:
    """What it says of each row that its relation holds, in bits (``evidence.worth``)."""
    own = abs(stated)
    repeats = reduce(np.logical_or, [own.equals(abs(item)) for item in operands])
    return np.where(repeats, 0, bits_of(own))


def bits_of(amounts: Scaled) -> Ints:
    """The bits of the digits of each amount without the zeros behind (``added_rows.significant_bits``)."""
    return np.array([value.bit_length() for value in without_zeros(amounts.ints).tolist()], dtype=np.int64)


def starts_of(sizes: Indices) -> Indices:
    """Where each of so many parts begins, and where the last ends."""
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.intp)
