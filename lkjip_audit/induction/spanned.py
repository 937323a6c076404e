"""Whether a sum or a mean follows from sums that are told: whether it lies in the span of their rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeAlias, TypeVar

from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.model import Operator

PRIME = (1 << 61) - 1
"""Rows are reduced modulo a prime far larger than any factor in them: whole numbers, and exact."""


Place = TypeVar("Place", bound=Hashable)
Basis: TypeAlias = list[tuple[Place, dict[Place, int]]]
"""Rows of which none follows from the others, each with a place of its own."""


def spanned(
    new: Verdict, olds: list[Verdict], copy: dict[int, int] | None = None, among: frozenset[int] | None = None
) -> bool:
    """Whether the sum, or the mean, follows from sums that are told, and from a ``copy`` that is not.

    ``among`` are the figures to look at, where it is not all of them.
    """
    row = _kept(_vector(new), among)
    told_rows = [*([copy] if copy else ()), *(_kept(_vector(old), among) for old in olds)]
    if not set(row) <= {place for told in told_rows for place in told}:
        return False
    return not reduced(row, basis_of(told_rows))


def _vector(verdict: Verdict) -> dict[int, int]:
    row = dict.fromkeys(verdict.candidate.operands, 1)
    times = len(row) if verdict.candidate.operator is Operator.AVERAGE else 1
    row[verdict.candidate.stated] = PRIME - times
    return row


def _kept(row: dict[int, int], among: frozenset[int] | None) -> dict[int, int]:
    return row if among is None else {place: times for place, times in row.items() if place in among}


def basis_of(rows: Iterable[Mapping[Place, int]]) -> Basis[Place]:
    """What spans ``rows``, each with the place that it is the first to have; those that follow from others are left."""
    basis: Basis[Place] = []
    for row in rows:
        rest = reduced(row, basis)
        if rest:
            basis.append((next(iter(rest)), rest))
    return basis


def reduced(row: Mapping[Place, int], basis: Basis[Place]) -> dict[Place, int]:
    """What is left of ``row`` without what ``basis`` spans: nothing where it follows."""
    rest = dict(row)
    for pivot, known in basis:
        if pivot in rest:
            times = rest[pivot] * pow(known[pivot], -1, PRIME) % PRIME
            for place, value in known.items():
                left = (rest.get(place, 0) - times * value) % PRIME
                if left:
                    rest[place] = left
                else:
                    rest.pop(place, None)
    return rest
