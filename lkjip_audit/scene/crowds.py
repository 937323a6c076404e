"""Facts that so many tables state, each otherwise, that they are as many facts: a sheet for each of 200 agencies.

What every two of so many tables have in common would take time by the square of them.  Those that do agree are found by
the values that they share; all others of the crowd are strangers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import Stated
from lkjip_audit.scene.sameness import amount_of, group_by_value

_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Crowd:
    """The ``tables`` of facts that are no one fact, and by table those that agree with it (``kin``)."""

    tables: frozenset[str]
    kin: Mapping[str, frozenset[str]]

    def holds(self, places: Sequence[Stated]) -> bool:
        """Whether a fact of these ``places`` is taken apart here: too many tables of the crowd state it."""
        most = limits().facts.strange_tables
        return len(places) > most and sum(table_of(place) in self.tables for place in places) > most

    def groups(self, places: Sequence[Stated]) -> Sequence[Sequence[Stated]]:
        """``places`` in groups without strangers: the largest first, the earliest of equals."""
        groups: list[list[Stated]] = []
        lying: dict[str, list[int]] = defaultdict(list)
        for place in places:
            own = table_of(place)
            friends = self.kin.get(own, _NOBODY) | {own}
            near = sorted({number for table in friends for number in lying.get(table, ())})
            number = next((at for at in near if all(table_of(other) in friends for other in groups[at])), len(groups))
            if number == len(groups):
                groups.append([])
            groups[number].append(place)
            lying[own].append(number)
        return sorted(groups, key=lambda group: -len(group))


def crowd_of(facts: Iterable[Sequence[Stated]]) -> Crowd:
    """The tables that state facts which more than ``strange_tables`` places state, hardly any two of them alike."""
    own = limits().facts
    stated: dict[str, set[int]] = defaultdict(set)
    alike: Counter[tuple[str, str]] = Counter()
    for number, places in enumerate(facts):
        telling = {place.operand.node: place for place in places if is_telling(place)}
        if len(places) <= own.strange_tables or len(telling) <= own.strange_tables:
            continue
        groups = group_by_value([place.operand for place in telling.values()])
        if max(map(len, groups)) > own.strange_share * len(telling):
            continue
        for place in telling.values():
            stated[table_of(place)].add(number)
        for group in groups:
            alike.update(combinations(sorted({table_of(telling[item.node]) for item in group}), 2))
    kin: dict[str, set[str]] = defaultdict(set)
    for (one, other), times in alike.items():
        if times > own.strange_share * len(stated[one] & stated[other]):
            kin[one].add(other)
            kin[other].add(one)
    return Crowd(frozenset(stated), {table: frozenset(others) for table, others in kin.items()})


def table_of(place: Stated) -> str:
    """The table that states ``place``; empty for a sentence."""
    return "" if place.table is None else place.table.id


def is_telling(place: Stated) -> bool:
    """Whether the figure has digits enough not to be another's by chance: every agency plans 2 documents."""
    return len(amount_of(place.operand).normalize().as_tuple().digits) >= limits().facts.shared_digits
