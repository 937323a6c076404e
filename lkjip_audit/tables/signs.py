"""What the cells of a table look like, as signs, and what it costs to say that a sign stands in a place.

Each column is a sequence of signs of unknown frequencies (Dirichlet-multinomial code; Krichevsky, Trofimov 1981).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, lgamma, log, log2

from lkjip_audit.rulepack.limits import limits

EMPTY = "."
"""The sign of a cell that holds nothing."""
NIL = "-"
"""The sign of a nil mark, which stands wherever a figure may."""
SMALL, LARGE = "s", "m"
"""The signs of plain numbers; an amount of money may be small as well."""
PERCENT, CODE, WORDS = "p", "c", "t"
"""The signs of percentages, of codes, and of all that is no figure."""
FIGURES = frozenset({SMALL, LARGE, PERCENT})
"""The signs of cells that hold a figure."""
SIGNS = (EMPTY, NIL, SMALL, LARGE, PERCENT, CODE, WORDS)
"""All that there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number on the sheet, and the sign of each of its cells from left to right."""

    row: int
    signs: str


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of the columns before a row is looked at (``displaced.displaced_rows``)."""

    margins: tuple[int, int]
    expected: Mapping[int, str]

    def counts(self, width: int) -> list[Counter[str]]:
        """How often each sign counts as seen at each place."""
        left, right = self.margins
        counts = [Counter[str](self.expected.get(place, "")) for place in range(width)]
        for place in (*range(left), *range(width - right, width)):
            counts[place][EMPTY] += 2
        return counts


def rising(start: float, times: int) -> float:
    """log2 of ``start`` (``start`` + 1) ... of so many factors."""
    return (lgamma(start + times) - lgamma(start)) / log(2)


class Frequencies:
    """How often each sign stands in each place of the rows that are taken to be right, and what a sign costs."""

    def __init__(self, lines: Sequence[Line], prior: Prior) -> None:
        self._counts = prior.counts(len(lines[0].signs))
        patterns = Counter(line.signs for line in lines)
        for place, counts in enumerate(self._counts):
            for signs, times in patterns.items():
                counts[signs[place]] += times
        self._costs = [self._costs_at(counts) for counts in self._counts]
        self._usual = [self._usual_at(counts) for counts in self._counts]
        self._put = [
            {sign: cost if sign == EMPTY or self.can_hold(place, sign) else inf for sign, cost in costs.items()}
            for place, costs in enumerate(self._costs)
        ]

    @staticmethod
    def _costs_at(counts: Counter[str]) -> Mapping[str, float]:
        own = limits().displaced.unseen
        return {sign: log2((counts.total() + own * len(SIGNS)) / (counts[sign] + own)) for sign in SIGNS}

    @staticmethod
    def _usual_at(counts: Counter[str]) -> frozenset[str]:
        least = max(1.0, limits().displaced.seen_share * counts.total())
        return frozenset({NIL, *(sign for sign in SIGNS if counts[sign] >= least)})

    def costs(self, signs: str) -> list[float]:
        """What it costs to say that each of ``signs``, from the first place on, stands at its place, in bits."""
        return [costs[sign] for costs, sign in zip(self._costs, signs, strict=True)]

    def costs_put(self, signs: str) -> list[float]:
        """As ``costs`` where each is put there anew: without bound where it cannot have been meant to stand there."""
        return [costs[sign] for costs, sign in zip(self._put, signs, strict=True)]

    def is_usual(self, place: int, sign: str) -> bool:
        """Whether ``sign`` stands at ``place`` in more than a few of the rows."""
        return sign in self._usual[place]

    def can_hold(self, place: int, sign: str) -> bool:
        """Whether ``sign`` may have been meant to stand at ``place``."""
        return self.is_usual(place, sign) or (sign == SMALL and self.is_usual(place, LARGE))

    def is_odd(self, signs: str) -> bool:
        """Whether two cells of a row, or more, look as hardly any other of their columns."""
        return sum(not self.is_usual(place, sign) for place, sign in enumerate(signs)) > 1
