"""The target at the end of the plan, however it is told: "Target Akhir Renstra", "... (2026)", or the plan's last year.

A plan's last year tells it only where most of its targets are those told as the end of the plan: what counts up over
the years ends in their sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.sameness import same_value
from lkjip_audit.tables.known import TARGET, TARGET_AKHIR

Facts = Mapping[FactKey, tuple[Stated, ...]]
_Subject = tuple[str, str, str, str]


def with_one_end_of_plan(facts: Facts, scene: Scene) -> Facts:
    """``facts`` with the end of the plan of each subject under one key, of the report's own files."""
    ends: dict[_Subject, list[FactKey]] = defaultdict(list)
    for key, places in facts.items():
        if key.measure == TARGET_AKHIR and not any(scene.is_of_last_year(place.sheet) for place in places):
            ends[_subject(key)].append(key)
    if not ends:
        return facts
    meant: dict[FactKey, FactKey] = {}
    for keys in ends.values():
        told = [key for key in keys if _is_ahead(key, scene)]
        if len(told) == 1:
            meant |= dict.fromkeys(keys, told[0])
    meant |= _last_years(facts, ends, meant, scene)
    return _joined(facts, meant) if any(key != other for key, other in meant.items()) else facts


def _subject(key: FactKey) -> _Subject:
    return key.level, key.subject, key.stage, key.entity


def _is_ahead(key: FactKey, scene: Scene) -> bool:
    """Whether a header names the year in which the plan ends; without one it is that of the report."""
    return scene.year is not None and key.year > scene.year


def _last_years(
    facts: Facts, ends: Mapping[_Subject, Sequence[FactKey]], meant: Mapping[FactKey, FactKey], scene: Scene
) -> dict[FactKey, FactKey]:
    """The targets of the last year of a plan, each with the end of the plan that it is."""
    by_year: dict[int, list[tuple[FactKey, FactKey]]] = defaultdict(list)
    last = max((key.year for key in facts if key.measure == TARGET and key.stage), default=0)
    for key, places in facts.items():
        own = ends.get(_subject(key), ())
        whole = {meant.get(end, end) for end in own}
        if key.measure != TARGET or not key.stage or key.period or key.year != last or len(whole) != 1:
            continue
        end = whole.pop()
        if _is_ahead(key, scene) and (end.year == key.year or not _is_ahead(end, scene)):
            apart = {place.table.id for place in facts[end] if place.table} - {p.table.id for p in places if p.table}
            if apart:
                by_year[key.year].append((key, end))
    found: dict[FactKey, FactKey] = {}
    for pairs in by_year.values():
        alike = sum(same_value(facts[key][0].operand, facts[end][0].operand) for key, end in pairs)
        if alike >= limits().facts.ends_alike and alike * 2 > len(pairs):
            found.update(pairs)
    return found


def _joined(facts: Facts, meant: Mapping[FactKey, FactKey]) -> Facts:
    joined: dict[FactKey, tuple[Stated, ...]] = {}
    for key, places in facts.items():
        own = meant.get(key, key)
        joined[own] = (*joined.get(own, ()), *_under(places, own))
    return joined


def _under(places: Sequence[Stated], key: FactKey) -> Iterator[Stated]:
    return (Stated(key, None, place.table, place.row, place.column) for place in places)
