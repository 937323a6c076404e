"""Whether a sum or a mean follows from sums that are told: whether it lies in the span of their rows."""

from __future__ import annotations

from lkjip_audit.induction.evidence import Verdict
from lkjip_audit.induction.model import Operator

PRIME = (1 << 61) - 1
"""Rows are reduced modulo a prime far larger than any factor in them: whole numbers, and exact."""


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
    basis: list[tuple[int, dict[int, int]]] = []
    for told in told_rows:
        rest = _reduced(told, basis)
        if rest:
            basis.append((next(iter(rest)), rest))
    return not _reduced(row, basis)


def _vector(verdict: Verdict) -> dict[int, int]:
    row = dict.fromkeys(verdict.candidate.operands, 1)
    times = len(row) if verdict.candidate.operator is Operator.AVERAGE else 1
    row[verdict.candidate.stated] = PRIME - times
    return row


def _kept(row: dict[int, int], among: frozenset[int] | None) -> dict[int, int]:
    return row if among is None else {place: times for place, times in row.items() if place in among}


def _reduced(row: dict[int, int], basis: list[tuple[int, dict[int, int]]]) -> dict[int, int]:
    row = dict(row)
    for pivot, known in basis:
        if pivot in row:
            times = row[pivot] * pow(known[pivot], -1, PRIME) % PRIME
            for place, value in known.items():
                left = (row.get(place, 0) - times * value) % PRIME
                if left:
                    row[place] = left
                else:
                    row.pop(place, None)
    return row
