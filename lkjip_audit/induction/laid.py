"""The figures of several candidates of one frame side by side, so that numpy goes through all of them in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.induction.arithmetic import Candidate
from lkjip_audit.induction.frame import Frame, Indices

_AT_ONCE = 400_000


class Laid(NamedTuple):
    """The positions of several candidates one after another, each one's stated first, and where each begins."""

    places: Indices
    begins: Indices
    which: Indices
    """For every position the candidate that it is of."""

    @classmethod
    def of(cls, candidates: Sequence[Candidate], most: int | None = None) -> Laid:
        """The figures of ``candidates``, no more than ``most`` operands of each."""
        return cls._of([(each.stated, *each.operands[:most]) for each in candidates])

    @classmethod
    def of_operands(cls, candidates: Sequence[Candidate]) -> Laid:
        """The operands of ``candidates`` alone, in the place of what is stated."""
        return cls._of([each.operands for each in candidates])

    @classmethod
    def _of(cls, several: Sequence[Sequence[int]]) -> Laid:
        sizes = [len(each) for each in several]
        begins = np.array([0, *accumulate(sizes[:-1])], dtype=np.intp)
        places = np.fromiter(chain.from_iterable(several), dtype=np.intp, count=sum(sizes))
        return cls(places, begins, np.repeat(np.arange(len(several)), sizes))

    def each(self, reduce: np.ufunc, array: NDArray[Any], kind: type | None = None) -> NDArray[Any]:
        """What ``reduce`` makes of each candidate's figures in every line: lines x candidates."""
        found: NDArray[Any] = reduce.reduceat(array.take(self.places, axis=1), self.begins, axis=1, dtype=kind)
        return found

    def stated(self, array: NDArray[Any]) -> NDArray[Any]:
        """What stands at the stated positions: lines x candidates."""
        return array.take(self.places[self.begins], axis=1)


def in_parts(frame: Frame, candidates: Sequence[Candidate]) -> Iterator[Sequence[Candidate]]:
    """``candidates`` in their order, as many at a time as can be laid side by side."""
    start, room = 0, max(1, _AT_ONCE // max(frame.size[0], 1))
    while start < len(candidates):
        end, figures = start, 0
        while end < len(candidates) and (end == start or figures + len(candidates[end].operands) < room):
            figures += 1 + len(candidates[end].operands)
            end += 1
        yield candidates[start:end]
        start = end
