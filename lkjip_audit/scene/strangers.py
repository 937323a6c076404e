"""Tables that call their rows alike and speak of something else: another agency's sheet, another month's.

Every agency of a region has the same programs and counts the same documents.  A book with a sheet for each of them
states as many facts as it has sheets; to hold one agency's figure to another's would accuse a right one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.crowds import crowd_of, is_telling, table_of
from lkjip_audit.scene.model import FactKey, Stated
from lkjip_audit.scene.sameness import same_value
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.dossier import own_name

Facts = Mapping[FactKey, tuple[Stated, ...]]
_AGENCY = WordPattern(r"(?:\d[\d.]*\s+)?(?:{agencies_on_tabs})(?:\s+[a-z]{3}|\s*$)", re.IGNORECASE)


def told_apart(facts: Facts, tables: Sequence[Table]) -> Facts:
    """``facts``, those of each agency under its own name; those of tables that agree in next to nothing apart."""
    named = agencies_of(tables)
    if not named and not any(len(places) > 1 for places in facts.values()):
        return facts
    owned: dict[FactKey, list[Stated]] = defaultdict(list)
    for key, places in facts.items():
        for place in places:
            whose = named.get(place.table.id, "") if place.table is not None and not key.entity else ""
            owned[key._replace(entity=whose) if whose else key].append(place)
    strange = frozenset(_strangers(owned.values()))
    crowd = crowd_of(owned.values())
    found: dict[FactKey, tuple[Stated, ...]] = {}
    for key, held in owned.items():
        for number, group in enumerate(crowd.groups(held) if crowd.holds(held) else _groups(held, strange)):
            own = key if number == 0 else key._replace(entity=f"{key.entity}#{table_of(group[0])}")
            found[own] = tuple(place if place.key == own else replace(place, key=own) for place in group)
    return found


def agencies_of(tables: Sequence[Table]) -> Mapping[str, str]:
    """The agency that each table is of, by its tab, else by its title; empty where fewer than two are named."""
    tabs = {table.id: own_name(table.sheet).strip() for table in tables}
    named = {table: " ".join(tab.lower().split()) for table, tab in tabs.items() if _AGENCY.match(tab)}
    return named if len(set(named.values())) > 1 else agencies_in_titles(tables)


def agencies_in_titles(tables: Sequence[Table]) -> Mapping[str, str]:
    """The agency in the title of each table that has the same title as others but for it.

    "Realisasi Anggaran Dinas Pangan Tahun 2025" beside "Realisasi Anggaran Dinas Perikanan Tahun 2025", over the same
    columns: what is the same before and after is no part of the name, and numbers tell no agencies apart.
    """
    alike: dict[tuple[object, ...], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for table in tables:
        words = table.title.lower().split()
        start = next((at for at in range(len(words)) if _AGENCY.match(" ".join(words[at:]))), None)
        if start is not None:
            roles = tuple(column.role for column in table.columns)
            alike[tuple(words[:start]), roles].append((table.id, tuple(words[start:])))
    found: dict[str, str] = {}
    for group in alike.values():
        ends = [tail for _, tail in group]
        shared = next(
            (at for at, words in enumerate(zip(*map(reversed, ends), strict=False)) if len(set(words)) > 1), 0
        )
        names = {table: _name(tail[: len(tail) - shared]) for table, tail in group}
        if len(set(names.values())) > 1:
            found |= names
    return found


def _name(words: Sequence[str]) -> str:
    return " ".join(word for word in words if not any(sign.isdigit() for sign in word))


def _strangers(facts: Iterable[Sequence[Stated]]) -> Iterator[frozenset[str]]:
    """The pairs of tables that state many of the same facts, and nearly all of them otherwise."""
    compared: Counter[frozenset[str]] = Counter()
    alike: Counter[frozenset[str]] = Counter()
    own = limits().facts
    for places in facts:
        if not 1 < len(places) <= own.strange_tables:
            continue
        for one, other in combinations(places, 2):
            if table_of(one) == table_of(other) or not (is_telling(one) and is_telling(other)):
                continue
            pair = frozenset((table_of(one), table_of(other)))
            compared[pair] += 1
            alike[pair] += same_value(one.operand, other.operand)
    for pair, times in compared.items():
        if times >= own.strange_facts and alike[pair] <= own.strange_share * times:
            yield pair


def _groups(places: Sequence[Stated], strange: frozenset[frozenset[str]]) -> Sequence[Sequence[Stated]]:
    """``places`` in groups without strangers: the largest first, the earliest of equals."""
    if len(places) < 2 or not strange:
        return (places,)
    groups: list[list[Stated]] = []
    for place in places:
        for group in groups:
            if not any(frozenset((table_of(place), table_of(other))) in strange for other in group):
                group.append(place)
                break
        else:
            groups.append([place])
    return sorted(groups, key=lambda group: -len(group))
