"""Which names of different tables are compared: those that share a telling word, a code or a telling figure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate, combinations, product

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.similarity import tokens


@dataclass(slots=True)
class Name:
    """One wording of one class, with everything known of the rows that have it; ``words`` are its in normal form."""

    role_class: str
    text: str
    words: str
    is_goal: bool
    members: list[int] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)
    figures: set[Decimal] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Compared:
    """The ``pairs`` of names to compare, and the names that are ``not_all`` compared: so many are like them."""

    pairs: frozenset[tuple[int, int]]
    not_all: frozenset[int] = frozenset()


_Tables = frozenset[str]
_Held = Mapping[_Tables, Sequence[int]]
"""The names that share something, by the tables that they stand in."""


def worth_comparing(names: Sequence[Name], places: Sequence[int]) -> Compared:
    """Pairs of the ``places`` that share a telling word or a code; words in very many names lead nowhere.

    Where all pairs are more than ``compared`` allows for, each name is compared with as few others as it takes, by the
    rarest that it shares with them.
    """
    first = names[places[0]].tables if places else set()
    if all(names[place].tables == first for place in places) and len(first) < 2:
        return Compared(frozenset())
    shared = _shared(names, places)
    others = _others(shared)
    reach = _reach(others.values(), limits().matching.compared)
    if reach is None:
        return Compared(frozenset(_pairs(shared.values())))
    cut = {place for place, each in others.items() if sum(count for count, _ in each) > reach}
    pairs = (
        _in_order(place, other)
        for place, each in others.items()
        for word in _within(each, reach)
        for tables, same in shared[word].items()
        if tables.isdisjoint(names[place].tables)
        for other in same
    )
    return Compared(frozenset(pairs), frozenset(cut))


def _shared(names: Sequence[Name], places: Sequence[int]) -> Mapping[str, _Held]:
    """By what names have in common, those of different tables that do; a name that lists several things has nothing."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for place in places:
        for word in {*tokens(names[place].text), *names[place].codes, *map(str, names[place].figures)}:
            by_word[word].append(place)
    compound = _compounds(names, places)
    lying = {place: frozenset(names[place].tables) for place in places}
    shared: dict[str, _Held] = {}
    for word, held in by_word.items():
        if 1 < len(held) <= limits().matching.common_word:
            by_tables: dict[_Tables, list[int]] = defaultdict(list)
            for place in held:
                if place not in compound:
                    by_tables[lying[place]].append(place)
            if len(by_tables) > 1:
                shared[word] = by_tables
    return shared


def _others(shared: Mapping[str, _Held]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """For every name how many others share something with it, and what, the rarest first."""
    others: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for word, held in shared.items():
        everyone = sum(map(len, held.values()))
        for same in held.values():
            for place in same:
                others[place].append((everyone - len(same), word))
    for each in others.values():
        each.sort()
    return others


def _reach(others: Iterable[Sequence[tuple[int, str]]], most: int) -> int | None:
    """With how many others each name may be compared, so that no more than ``most`` pairs are; None where all may be.

    Each pair counts for both of its names; where one of them is compared with fewer, it is still a pair of the other.
    """
    sums = [list(accumulate(count for count, _ in each)) for each in others]
    if sum(each[-1] for each in sums) <= 2 * most:
        return None
    low, high = 0, max(each[-1] for each in sums)
    while low + 1 < high:  # what all names need is within ``most`` for ``low``, and never for ``high``
        middle = (low + high) // 2
        needed = sum(each[at - 1] for each in sums if (at := bisect_right(each, middle)))
        low, high = (middle, high) if needed <= most else (low, middle)
    return low


def _within(others: Sequence[tuple[int, str]], reach: int) -> Iterator[str]:
    """What a name shares with no more than ``reach`` others in all, the rarest first."""
    for count, word in others:
        reach -= count
        if reach < 0:
            return
        yield word


def _pairs(shared: Iterable[_Held]) -> Iterator[tuple[int, int]]:
    for held in shared:
        for (some, first), (more, second) in combinations(held.items(), 2):
            if some.isdisjoint(more):
                yield from (_in_order(a, b) for a, b in product(first, second))


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _compounds(names: Sequence[Name], places: Sequence[int]) -> set[int]:
    """The names that hold two other names of the class: a cell that lists several things is none of them."""
    said = {place: tuple(names[place].words.split()) for place in places}
    wordings = {words for words in said.values() if len(words) >= limits().matching.inside_words}
    lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for words in wordings:
        lengths[words[: limits().matching.inside_words]].add(len(words))
    compound = set()
    for place, words in said.items():
        inside = {
            " ".join(words[start : start + length])
            for start in range(len(words) - limits().matching.inside_words + 1)
            for length in lengths.get(words[start : start + limits().matching.inside_words], ())
            if length < len(words) and words[start : start + length] in wordings
        }
        if sum(not any(one != other and one in other for other in inside) for one in inside) > 1:
            compound.add(place)
    return compound
