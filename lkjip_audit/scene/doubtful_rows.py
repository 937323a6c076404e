"""Rows that were taken for one subject by likeness of words alone, and most of whose figures say otherwise.

To hold two such rows to each other would accuse a right figure: they are left out of each other's facts.  A name that
lies within the other is not enough where they count in other units, or where the table itself sets names apart by
such words: "Perda APBD" beside "Perda Perubahan APBD".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from lkjip_audit.scene.model import FactKey, Stated
from lkjip_audit.scene.sameness import same_value
from lkjip_audit.tables.similarity import tokens

Facts = Mapping[FactKey, tuple[Stated, ...]]
_Place = tuple[str, int]
_Words = tuple[str, ...]


def without_doubtful(facts: Facts) -> Facts:
    """``facts`` without the rows of another name than their subject's, of whose figures fewer than half agree."""
    doubtful = _doubtful(facts)
    if not doubtful:
        return facts
    return {
        key: kept
        for key, places in facts.items()
        if (kept := tuple(place for place in places if (key.level, key.subject, _row(place)) not in doubtful))
    }


def _row(place: Stated) -> _Place:
    return place.sheet, place.cell[0]


def _doubtful(facts: Facts) -> set[tuple[str, str, _Place]]:
    if len({key.stage for key in facts}) < 2 and all(len(places) == 1 for places in facts.values()):
        return set()
    grouped = _by_measure(facts)
    several = {measure[:2] for measure, places in grouped.items() if len(places) > 1}
    if not several:
        return set()
    names = _common_names({key: places for key, places in facts.items() if (key.level, key.subject) in several})
    agree: dict[tuple[str, str, _Place], list[bool]] = defaultdict(list)
    for key, places in facts.items():
        common = names.get((key.level, key.subject))
        others = grouped[_measure(key)]
        if common is None or len(others) < 2:
            continue
        for place in places:
            if _is_sure(place, common) and not _is_told_apart(place, others, common):
                continue
            rivals = [other for other in others if _row(other) != _row(place) and _is_sure(other, common)]
            if rivals:
                same = any(same_value(place.operand, other.operand) for other in rivals)
                agree[key.level, key.subject, _row(place)].append(same)
    return {subject for subject, found in agree.items() if 2 * sum(found) < len(found)}


_Measure = tuple[str, str, str, int, str, str]


def _measure(key: FactKey) -> _Measure:
    """A fact whatever its document stage."""
    return key.level, key.subject, key.measure, key.year, key.entity, key.period


def _by_measure(facts: Facts) -> Mapping[_Measure, Sequence[Stated]]:
    grouped: dict[_Measure, list[Stated]] = defaultdict(list)
    for key, places in facts.items():
        grouped[_measure(key)].extend(places)
    return grouped


def _common_names(facts: Facts) -> Mapping[tuple[str, str], _Words]:
    """The words of the name that most of a subject's figures go by."""
    votes: dict[tuple[str, str], Counter[_Words]] = defaultdict(Counter)
    for key, places in facts.items():
        for place in places:
            if place.row is not None:
                votes[key.level, key.subject][_words(place)] += 1
    return {
        subject: max(counts, key=lambda words: (counts[words], -len(words), words)) for subject, counts in votes.items()
    }


def _words(place: Stated) -> _Words:
    """The words by which the row names the subject; those of its label where it does not name it by itself."""
    row = place.row
    return () if row is None else tokens(row.subjects.get(place.key.level) or row.label)


def _is_sure(place: Stated, common: _Words) -> bool:
    """Whether one name lies within the other: "Nilai SAKIP" and "Nilai Evaluasi SAKIP Perangkat Daerah".

    Where they stand here and there among more other words than their own, a cell names several things.
    """
    own = _words(place)
    return not own or _lies_within(own, common) or _lies_within(common, own)


def _is_told_apart(place: Stated, others: Sequence[Stated], common: _Words) -> bool:
    """Whether a name that is not the common one, though one lies within the other, may be that of something else."""
    own = _words(place)
    if own == common or not own:
        return False
    unit, rivals = place.operand.figure.unit, [other for other in others if _row(other) != _row(place)]
    units = {other.operand.figure.unit for other in rivals}
    if unit is not None and None not in units and unit not in units:
        return True
    shorter = min(own, common, key=len)
    return any(_has_sibling(item, shorter) for item in (place, *rivals))


def _has_sibling(place: Stated, shorter: _Words) -> bool:
    """Whether another row of the table of ``place`` has the words of ``shorter`` and some besides."""
    table, row = place.table, place.row
    if table is None or row is None:
        return False
    others = (item for item in table.details() if item is not row)
    names = (tokens(item.subjects.get(place.key.level) or item.label) for item in others)
    return any(len(name) > len(shorter) and {*shorter} < {*name} for name in names)


def _lies_within(name: _Words, longer: _Words) -> bool:
    rest = iter(longer)
    return {*name} <= {*longer} and (2 * len(name) >= len(longer) or all(word in rest for word in name))
