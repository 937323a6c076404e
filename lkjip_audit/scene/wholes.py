"""Totals of different things: what five contracts come to, or the money of villages, beside the agency's budget.

Tables call their last row the same, and words do not tell of what it is the total.  Amounts do, that are nowhere near
each other and no slip of the hand apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from lkjip_audit.figures.slips import slip
from lkjip_audit.narrative.model import Claim
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.crowds import is_telling, table_of
from lkjip_audit.scene.model import FactKey, Stated
from lkjip_audit.scene.owners import TOTAL
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, same_value
from lkjip_audit.tables.nature import Roles

Facts = Mapping[FactKey, tuple[Stated, ...]]
SentenceOf = tuple[object, tuple[int, int]]
_MARK = "#"


def wholes_apart(facts: Facts, roles: Roles) -> Facts:
    """``facts``, the totals of each table that adds up something else than the others under a name of their own.

    The largest amounts of those that most tables tell are the agency's, and keep their name.
    """
    apart = _apart(facts, roles)
    if not apart:
        return facts
    found: dict[FactKey, tuple[Stated, ...]] = {}
    for key, places in facts.items():
        for place in places:
            name = apart.get(table_of(place), "") if is_total(key) else ""
            own = key._replace(entity=name) if name and not key.entity else key
            found[own] = (*found.get(own, ()), place if own is key else replace(place, key=own))
    return found


def is_total(key: FactKey) -> bool:
    """Whether the fact is of no subject but the whole."""
    return (key.level, key.subject) == TOTAL


def wholes_told(named: Iterable[tuple[Claim, Stated | None]], facts: Facts) -> Mapping[SentenceOf, str]:
    """Of which whole each sentence speaks, as its amounts tell; empty where the tables know of one only.

    A sentence none of whose amounts is that of a whole is left out: nobody knows of which it speaks.
    """
    totals = {key: places for key, places in facts.items() if is_total(key)}
    if not any(_is_own(key.entity) for key in totals):
        return {}
    votes: dict[SentenceOf, Counter[str]] = defaultdict(Counter)
    for claim, stated in named:
        if stated is not None and is_telling(stated):
            fitting = {
                key.entity
                for key, places in totals.items()
                if any(_may_be(stated.operand, place.operand) for place in places)
            }
            votes[claim.address, claim.sentence].update(fitting)
    return {sentence: max(sorted(names), key=names.__getitem__) for sentence, names in votes.items() if names}


def _may_be(told: Operand, tabled: Operand) -> bool:
    return same_value(told, tabled) or (
        told.scale == tabled.scale and slip(told.figure, tabled.figure.value) is not None
    )


def of_its_whole(stated: Stated | None, told: Mapping[SentenceOf, str], facts: Facts) -> Stated | None:
    """What a sentence says of a total as said of the whole that it speaks of; None where nobody knows of which."""
    claim = None if stated is None else stated.claim
    if stated is None or claim is None or not is_total(stated.key):
        return stated
    if not any(_is_own(key.entity) for key in facts if is_total(key)):
        return stated
    name = told.get((claim.address, claim.sentence))
    if name is None:
        return None
    key = stated.key._replace(entity=name)
    return None if _is_own(name) and key not in facts else replace(stated, key=key)


def _apart(facts: Facts, roles: Roles) -> Mapping[str, str]:
    """The tables whose totals are not the agency's, each with the name of its whole."""
    far = _far(facts, roles)
    if not any(far.values()):
        return {}
    largest: dict[str, Decimal] = {}
    for key, places in facts.items():
        if is_total(key) and key.measure in roles.money:
            for place in places:
                own = table_of(place)
                largest[own] = max(largest.get(own, Decimal(0)), amount_of(place.operand))
    groups: list[list[str]] = []
    for table in largest:
        own_group = next(
            (group for group in groups if not any(far.get(frozenset((table, other))) for other in group)), None
        )
        if own_group is None:
            groups.append([table])
        else:
            own_group.append(table)
    groups.sort(key=lambda group: (len(group), max(largest[table] for table in group)), reverse=True)
    return {table: f"{_MARK}{group[0]}" for group in groups[1:] for table in group}


def _is_own(name: str) -> bool:
    """Whether an entity is a whole set apart."""
    return name.startswith(_MARK)


def _far(facts: Facts, roles: Roles) -> Mapping[frozenset[str], bool]:
    """The pairs of tables that tell the same totals of money, and whether each is far from the other's."""
    far: dict[frozenset[str], bool] = {}
    for key, places in facts.items():
        if len(places) < 2 or not is_total(key) or key.measure not in roles.money:
            continue
        telling = [place for place in places if place.table is not None and is_telling(place)]
        if len(telling) > limits().facts.strange_tables:
            continue
        for one, other in combinations(telling, 2):
            pair = frozenset((table_of(one), table_of(other)))
            far[pair] = far.get(pair, True) and _is_far(one.operand, other.operand)
    return far


def _is_far(one: Operand, other: Operand) -> bool:
    """Whether neither amount may be meant for the other: more than twice as much, and no slip away."""
    low, high = sorted((amount_of(one), amount_of(other)))
    if one.scale != other.scale or high <= limits().sums.outgrown * low:
        return False
    return slip(one.figure, other.figure.value) is None and slip(other.figure, one.figure.value) is None
