"""One fact stated in several places: tables, annexes and sentences must say the same of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from lkjip_audit.judging.blocks import Alike, alike
from lkjip_audit.judging.model import Outcome, Restatement, Setting, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.facts import subject_of
from lkjip_audit.scene.gathering import unmatched
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.owners import TOTAL
from lkjip_audit.scene.sameness import amount_of, same_value
from lkjip_audit.scene.setting import set_in_documents, told_last_year

_ALONE = "nothing_to_compare"


class RestatementSettings(Settings):
    """``measures`` of the facts that are compared, and what is judged: figures in tables, or in sentences."""

    measures: tuple[str, ...]
    between: Literal["tables", "prose"] = "tables"


def relations(rule: Rule, settings: RestatementSettings, scene: Scene) -> Iterator[Laid]:
    """Yield one restatement for each fact that stands in more than one place; one that stands alone is told as such."""
    alone: dict[str, list[Stated]] = defaultdict(list)
    for key, stated in scene.facts.items():
        if key.measure not in settings.measures:
            continue
        if len(stated) == 1 and stated[0].claim is None:
            if settings.between == "tables" and key.level != TOTAL[0]:
                alone[stated[0].sheet].append(stated[0])
            continue
        places = tuple(_of_one_scope(stated)) if key.level == "total" else stated
        judged = frozenset(
            place.operand.node for place in places if (place.claim is not None) == (settings.between == "prose")
        )
        if len(places) > 1 and judged:
            yield Restatement(
                rule=rule,
                subject=subject_of(key, places),
                operands=tuple(place.operand for place in places),
                judged=judged,
                trusted=frozenset(place.operand.node for place in places if place.claim is None),
                setting=_setting(scene, key, places),
                hints={place.operand.node: hint for place in places if (hint := _other_year(scene, place))},
                context=(("measure", key.measure), ("year", str(key.year or ""))),
            )
        elif judged and len(stated) == 1:
            yield _alone(rule, subject_of(key, places), stated[0])
    for sheet, single in alone.items():
        yield _all_alone(rule, sheet, single)
    if settings.between == "prose":
        for place in unmatched(scene):
            if place.key.measure in settings.measures:
                yield _alone(rule, place.operand.label, place)


def _setting(scene: Scene, key: FactKey, places: Sequence[Stated]) -> Setting:
    """Where the fact is set, and whether other documents may outvote that: copies of last year's figure may not."""
    told = told_last_year(scene, key, places)
    own = told or set_in_documents(scene, key, places)
    return Setting(frozenset(place.operand.node for place in own), outvotable=not told)


def _other_year(scene: Scene, place: Stated) -> tuple[tuple[str, str], ...]:
    """The year whose figure a sentence gives, where that is not the one that it names."""
    if place.claim is None or place.claim.year is None:
        return ()
    for key in scene.once.of(_of_every_year, scene).get(_but_for_the_year(place.key), ()):
        if key.year != place.key.year:
            tabled = [other for other in scene.facts[key] if other.claim is None]
            if tabled and all(same_value(place.operand, other.operand) for other in tabled):
                return (("other_year", str(key.year)),)
    return ()


def _of_every_year(scene: Scene) -> Mapping[tuple[object, ...], Sequence[FactKey]]:
    """The facts of each subject and measure, whatever their year."""
    found: dict[tuple[object, ...], list[FactKey]] = defaultdict(list)
    for key in scene.facts:
        found[_but_for_the_year(key)].append(key)
    return found


def _but_for_the_year(key: FactKey) -> tuple[object, ...]:
    return key.level, key.subject, key.measure, key.stage, key.entity, key.period


def _all_alone(rule: Rule, sheet: str, places: Sequence[Stated]) -> Alike:
    """The figures of tables that nothing else states, sheet by sheet."""

    def made(at: int) -> Outcome:
        return _alone(rule, subject_of(places[at].key, (places[at],)), places[at])

    return alike(rule, sheet, (place.cell for place in places), made, Status.NOT_APPLICABLE, _ALONE)


def _alone(rule: Rule, subject: str, place: Stated) -> Outcome:
    """A figure that nothing else states: in a sentence that is something to look into, in a table it is not."""
    status = Status.NOT_APPLICABLE if place.claim is None else Status.NOT_VERIFIABLE
    item = place.operand
    return outcome(rule, status, item.node, subject, stated=item.figure.literal, reason=_ALONE)


def _of_one_scope(places: Sequence[Stated]) -> Iterator[Stated]:
    """Totals of one scope only: a table may total a part of the budget, which is another fact.

    A sentence whose other figures are totals speaks of the same scope, however far off its figure is, where the
    tables have one.  Percentages are near each other by chance: those of tables whose amounts total something else
    are of another scope.
    """
    amounts = [place.operand.figure.amount * place.operand.scale for place in places]
    tabled = {amount for amount, place in zip(amounts, places, strict=True) if place.claim is None}
    one_scope = len(tabled) == 1 and any(place.sure for place in places)
    for index, place in enumerate(places):
        value = amounts[index]
        near = any(
            _is_near(value, other) and not _total_something_else(place, places[i])
            for i, other in enumerate(amounts)
            if i != index
        )
        if near or (one_scope and (place.sure or place.claim is None)):
            yield place


def _is_near(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) <= abs(other) * limits().facts.same_total_share


def _total_something_else(one: Stated, other: Stated) -> bool:
    """Whether the rows of two figures that are no amounts state amounts of the same kind that differ."""
    ours, theirs = _amounts(one), _amounts(other)
    return any(not _is_near(ours[role], theirs[role]) for role in ours.keys() & theirs.keys())


def _amounts(place: Stated) -> Mapping[str, Decimal]:
    """What else the figure's row states in money, by role; nothing for an amount itself and for a sentence."""
    table, row = place.table, place.row
    if table is None or row is None or place.key.measure in table.roles.money:
        return {}
    found = {column.role: operand(column.role, table, row, column) for column in table.columns if column.role}
    return {role: amount_of(item) for role, item in found.items() if item is not None and role in table.roles.money}


KIND = Kind("restatement", RestatementSettings, relations, places=frozenset({"measure", "tied", "year"}))
