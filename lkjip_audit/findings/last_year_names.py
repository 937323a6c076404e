"""Indicators of last year's report that this year's lacks, or tells under another name: worth a question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lkjip_audit.scene.model import FactKey, Scene
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.known import INDIKATOR
from lkjip_audit.workbook.model import Address, Notice


@dataclass(frozen=True, slots=True)
class _Named:
    """An indicator where a table of results first names it."""

    label: str
    address: Address


def indicators_since(scene: Scene) -> Iterator[Notice]:
    """What became of the indicators of last year's results: gone, or going on under another name.

    A name that goes on is told by a figure: what this year's report tells of the year before is what last year's told.
    Where most of them are gone, the plan is another one, and that is told once.
    """
    if not scene.workbook.last_year:
        return
    last, own = _reported(scene, last_year=True), _reported(scene, last_year=False)
    if not last or not own:
        return
    named_then, named_now = _named(scene, last_year=True), _named(scene, last_year=False)
    gone = [key for key in last if key not in named_now]
    new = [key for key in own if key not in named_then]
    if len(gone) > len(last) - len(gone):
        yield Notice("indicators_of_another_plan", details=(("gone", str(len(gone))), ("all", str(len(last)))))
        return
    told = _Told(scene)
    for key in gone:
        before = last[key]
        details = (("name", before.label), ("place", before.address.place))
        following = [(other, value) for other in new if (value := told.going_on(key, other)) is not None]
        if len(following) == 1:
            [(other, value)] = following
            now = own[other]
            more = (("now", now.label), ("value", value))
            yield Notice("indicator_renamed", now.address.sheet, now.address.a1, (*details, *more))
        else:
            first = next(iter(own.values())).address
            yield Notice("indicator_gone", first.sheet, None, details)


def _reported(scene: Scene, *, last_year: bool) -> Mapping[str, _Named]:
    """The indicators in tables of results, by key, in their order."""
    found: dict[str, _Named] = {}
    for table in scene.tables_in("report"):
        if scene.is_of_last_year(table.sheet) != last_year:
            continue
        for column in table.columns_of(INDIKATOR):
            for row in table.rows:
                key, label = scene.subject(table, row).get(INDIKATOR), row.subjects.get(INDIKATOR)
                if key and label and key not in found:
                    found[key] = _Named(label, table.address(row, column))
    return found


def _named(scene: Scene, *, last_year: bool) -> Collection[str]:
    """The keys of all indicators that any table names, of results or not."""
    return {
        key
        for table in scene.tables
        if scene.is_of_last_year(table.sheet) == last_year
        for row in table.rows
        if (key := scene.subject(table, row).get(INDIKATOR))
    }


class _Told:
    """What the two reports tell of years before this one, by indicator."""

    def __init__(self, scene: Scene) -> None:
        self._values: dict[tuple[bool, str], dict[FactKey, tuple[object, str]]] = {}
        for key, places in scene.facts.items():
            if key.level != INDIKATOR or not key.year or scene.year is None or key.year >= scene.year:
                continue
            for place in places:
                own = self._values.setdefault((scene.is_of_last_year(place.sheet), key.subject), {})
                item = place.operand
                own.setdefault(key._replace(subject=""), (amount_of(item), item.figure.literal))

    def going_on(self, before: str, now: str) -> str | None:
        """A figure that last year's report tells of ``before`` alone, and this year's of ``now``; None for none."""
        then, told = self._values.get((True, before), {}), self._values.get((False, now), {})
        for key, (amount, _) in told.items():
            if key in then and then[key][0] == amount and self._is_only(before, key, amount):
                return told[key][1]
        return None

    def _is_only(self, before: str, key: FactKey, amount: object) -> bool:
        others = (facts for (last, subject), facts in self._values.items() if last and subject != before)
        return all(key not in facts or facts[key][0] != amount for facts in others)
