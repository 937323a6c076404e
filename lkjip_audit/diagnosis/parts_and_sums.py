"""Rows that are broken each for itself, held together by long sums: which of each row's answers make the sums add up.

A row whose percentage fails may have a wrong percentage, budget or result.  Alone, nothing tells which; but the total
of a column tells for all rows at once, to the last rupiah: of the combinations of answers, the cheapest that leaves no
sum open is looked for, exactly (meet in the middle, Horowitz & Sahni 1974).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import log10, prod

from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.state import State
from lkjip_audit.diagnosis.what_if import Changes, Trial
from lkjip_audit.diagnosis.widesum import WideSum
from lkjip_audit.judging.precision import EXACT
from lkjip_audit.rulepack.limits import limits

Residuals = tuple[Decimal, ...]
Choice = tuple[int, ...]
"""Which answer is taken of each part."""


@dataclass(frozen=True, slots=True)
class Combinations:
    """How the answers of several parts go together.

    ``closing`` are the choices that leave no long sum open, the cheapest and what costs about as much.  ``searched`` is
    False where there are too many choices to go through.  ``convincing`` tells that wrong totals instead would cost
    more, or that sums closed to the last digit are too much of a chance.
    """

    closing: tuple[Choice, ...]
    searched: bool
    convincing: bool = False


class LongSums:
    """The long sums of a network, and what answers to parts of it do to them."""

    def __init__(self, network: Network, trial: Trial) -> None:
        self._network = network
        self._trial = trial
        self._costs = limits().costs
        self._limits = limits().search

    def touched(self, parts: Sequence[Sequence[State]], failing: Sequence[int]) -> tuple[WideSum, ...]:
        """The exact long sums that fail, or that some answer changes."""
        nodes = {node for states in parts for state in states for node in state.changes}
        around = {index for node in nodes for index in self._network.around(node)}
        wide = (self._trial.wide(index) for index in sorted(around.union(failing)))
        return tuple(one for one in wide if one is not None and not one.rounded)

    def combined(
        self, parts: Sequence[Sequence[State]], costs: Sequence[Sequence[int]], failing: Sequence[int]
    ) -> Combinations:
        """The choices of one answer for each of ``parts``, which cost ``costs``, that leave no long sum open."""
        counts = [len(states) for states in parts]
        middle = len(parts) // 2
        if max(prod(counts[:middle]), prod(counts[middle:])) > self._limits.most_choices:
            return Combinations((), searched=False)
        sums = self.touched(parts, failing)
        start = _residuals(sums, {})
        moves = [[_minus(_residuals(sums, state.changes), start) for state in states] for states in parts]
        found = sorted(_closing(start, moves, costs, middle))
        if not found:
            return Combinations((), searched=True)
        cheapest = found[0][0]
        near = tuple(choice for cost, choice in found if cost <= cheapest + self._limits.tie)
        otherwise = sum(map(min, costs)) + self._costs.wrong_figure * sum(map(bool, start))
        return Combinations(near, True, cheapest + self._limits.tie < otherwise + self._by_chance(start, counts))

    def _by_chance(self, start: Residuals, counts: Sequence[int]) -> int:
        """What it is worth that one of so many choices closes the sums to the last digit."""
        digits = max((len(f"{abs(value):f}".replace(".", "").strip("0")) for value in start), default=0)
        return max(0, min(self._costs.wrong_figure, int((digits - log10(prod(counts))) * self._limits.digit_worth)))


def _residuals(sums: Sequence[WideSum], changes: Changes) -> Residuals:
    return tuple(one.residual(one.touched(changes)) for one in sums)


def _minus(one: Residuals, other: Residuals) -> Residuals:
    return tuple(EXACT.subtract(a, b) for a, b in zip(one, other, strict=True))


def _closing(
    start: Residuals, moves: Sequence[Sequence[Residuals]], costs: Sequence[Sequence[int]], middle: int
) -> Iterator[tuple[int, Choice]]:
    """Every choice after which nothing is left of ``start``, with its cost."""
    left: dict[Residuals, list[tuple[int, Choice]]] = defaultdict(list)
    for after, cost, choice in _all(start, moves[:middle], costs[:middle]):
        left[after].append((cost, choice))
    nothing = tuple(Decimal(0) for _ in start)
    for after, cost, choice in _all(nothing, moves[middle:], costs[middle:]):
        for other, before in left.get(_minus(nothing, after), ()):
            yield cost + other, (*before, *choice)


def _all(
    start: Residuals, moves: Sequence[Sequence[Residuals]], costs: Sequence[Sequence[int]]
) -> Iterator[tuple[Residuals, int, Choice]]:
    """Every choice, with what it leaves of ``start`` and what it costs."""
    for choice in product(*(range(len(part)) for part in moves)):
        after = start
        for number, taken in enumerate(choice):
            step = moves[number][taken]
            if any(step):
                after = tuple(EXACT.add(a, b) for a, b in zip(after, step, strict=True))
        yield after, sum(costs[number][taken] for number, taken in enumerate(choice)), choice
