"""The single correction that mends most: for parts of the network that are too large to search through."""

from __future__ import annotations

from collections import Counter

from lkjip_audit.diagnosis.components import Component
from lkjip_audit.diagnosis.search import Search
from lkjip_audit.diagnosis.state import GROUP, NO_LIMIT, State

_MOST_FACTS = 400


def best_move(search: Search, part: Component, base: State) -> State | None:
    """The state after the correction that mends most at least cost; None when nothing helps."""
    start = base.having(part.equations, part.disputes)
    best: State | None = None
    best_gain: tuple[int, int] | None = None
    for fact in _likeliest(search, start):
        for child in search.with_fact(start, fact, NO_LIMIT):
            left = len(child.equations) + len(child.disputes)
            before = len(start.equations) + len(start.disputes)
            gain = ((before - left) * GROUP - (child.cost - start.cost), -fact)
            if best_gain is None or gain > best_gain:
                best, best_gain = child, gain
    return best


def _likeliest(search: Search, start: State) -> list[int]:
    """The undecided facts, those first that take part in most of what is broken."""
    counts: Counter[int] = Counter(start.disputes)
    for index in start.equations:
        counts.update(fact for fact in search.topology.facts(index) if fact not in start.values)
    return sorted(counts, key=lambda fact: (-counts[fact], fact))[:_MOST_FACTS]
