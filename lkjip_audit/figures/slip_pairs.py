"""Which of many whole numbers are one slip of the fingers apart: by what they share, never all with all.

Two numbers that differ by such a slip are the same once its digits are covered up, or put in one order; numbers that
are the same then stand side by side when sorted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.figures.slipped import variants
from lkjip_audit.figures.slips import SlipKind

Ints = NDArray[np.int64]

SAME_LENGTH = (
    SlipKind.ONE_DIGIT,
    SlipKind.ADJACENT_TRANSPOSITION,
    SlipKind.BLOCK,
    SlipKind.SWAPPED_GROUPS,
)
"""The slips that keep a number as long as it was."""

_MOST_DIGITS = 15
"""Numbers of so many digits, with a group's set of digits beside them, fit into 64 bits."""
_GROUP = 1000
_SETS = 1024


def slip_pairs(numbers: Iterable[int]) -> Mapping[int, tuple[int, ...]]:
    """For each of ``numbers`` (all above 0) that has any: the others one slip of ``SAME_LENGTH`` away, ascending."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for number in set(numbers):
        by_length[len(str(number))].append(number)
    found: dict[int, set[int]] = defaultdict(set)
    for length, members in by_length.items():
        pairs = _by_index(members, length) if length <= _MOST_DIGITS else _one_by_one(members)
        for one, other in pairs:
            found[one].add(other)
            found[other].add(one)
    return {number: tuple(sorted(others)) for number, others in found.items()}


def _one_by_one(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs among numbers too long for an index; no amount of money is."""
    texts = frozenset(map(str, members))
    for text in texts:
        yield from ((int(text), int(other)) for other in variants(text, SAME_LENGTH) if other in texts - {text})


def _by_index(members: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    numbers = np.array(members, dtype=np.int64)
    for covered in _covered(numbers, length):
        ordered = np.sort(covered)
        again = ordered[1:][ordered[1:] == ordered[:-1]]  # sorting is cheap, and few are the same as any other
        if not again.size:
            continue
        several = np.flatnonzero(np.isin(covered, again))
        order = several[np.argsort(covered[several], kind="stable")]
        ordered, own = covered[order], numbers[order]
        lag = 1
        while (same := np.flatnonzero(ordered[lag:] == ordered[:-lag])).size:
            yield from zip(own[same].tolist(), own[same + lag].tolist(), strict=True)
            lag += 1


def _covered(numbers: Ints, length: int) -> Iterator[Ints]:
    """``numbers`` as they are the same for two that are one slip apart: for each slip at each of its places."""
    for place in range(length):
        one = 10**place
        digit = numbers // one % 10
        yield numbers - digit * one
        if place + 1 < length:
            left = numbers // (10 * one) % 10
            ahead, behind = np.maximum(left, digit), np.minimum(left, digit)
            yield numbers + (ahead - left) * 10 * one + (behind - digit) * one
    for place in range(0, length - 2, 3):
        one = 10**place
        group = numbers // one % _GROUP
        digits = (1 << group % 10) | (1 << group // 10 % 10) | (1 << group // 100)
        yield (numbers - group * one) * _SETS + digits
        if place + 6 <= length:
            left = numbers // (one * _GROUP) % _GROUP
            ahead, behind = np.maximum(left, group), np.minimum(left, group)
            yield numbers + (ahead - left) * _GROUP * one + (behind - group) * one
