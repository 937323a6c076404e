"""A label that follows from a number: the predicate of a capaian, "efisien" or "tidak efisien" of a ratio.

The number is the one that should stand there: where it is itself wrong, the label is held to the recomputed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from lkjip_audit.judging.model import Outcome, Traits
from lkjip_audit.narrative.model import Claim
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.label.bands import Scale
from lkjip_audit.relations.label.outcomes import SaidLabel
from lkjip_audit.relations.label.scale import by_scale, scales_in_force
from lkjip_audit.relations.label.threshold import Threshold, by_threshold
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.columns import column_sets
from lkjip_audit.scene.facts import of_table, subject_of
from lkjip_audit.scene.gathering import of_claim
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Node, Stands
from lkjip_audit.tables.model import Column, Row, RowKind, Table


class Label(Settings):
    """``number`` is the measure, ``labels`` the roles of the columns where its label may stand.

    ``by`` is the workbook's own scale, or a threshold for each formula of ``family``.
    """

    number: str
    labels: tuple[str, ...]
    by: Literal["scale", "threshold"]
    family: str = ""
    thresholds: Mapping[str, Threshold] = {}


def relations(rule: Rule, settings: Label, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every label beside its number, in tables and in sentences."""
    scales = scales_in_force(scene) if settings.by == "scale" else ()
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        if not any(table.columns_of(role) for role in settings.labels):
            continue
        facts = {
            (item.row.number, item.column.index): item for item in of_table(scene, table) if item.row and item.column
        }
        for row, column, number in _labelled(table, settings, facts):
            yield from _judge(rule, settings, scene, scales, row, column, number, table)
    if settings.by == "threshold":
        for claim in scene.claims:
            if claim.measure == settings.number:
                yield from _in_sentence(rule, settings, scene, claim)


def _labelled(
    table: Table, settings: Label, facts: Mapping[tuple[int, int], Stated]
) -> Iterator[tuple[Row, Column, Stated]]:
    """The label cells of ``table`` with the number that each belongs to."""
    for role in settings.labels:
        done: set[int] = set()
        for column, companions in column_sets(table, role, (settings.number,)):
            done.add(column.index)
            for row in table.rows:
                fact = facts.get((row.number, companions[settings.number].index))
                if fact is None:
                    fact = _unbound(table, row, companions[settings.number], settings.number)
                if row.kind is RowKind.DETAIL and fact is not None and fact.key.measure == settings.number:
                    yield row, column, fact
        for column in table.columns_of(role):
            if column.index in done:
                continue
            for (number, _), fact in facts.items():
                if fact.key.measure == settings.number and fact.row is not None and fact.row.number == number:
                    yield fact.row, column, fact


def _unbound(table: Table, row: Row, column: Column, measure: str) -> Stated | None:
    """A number of a row whose subject is not known elsewhere: a fact of its own."""
    item = operand(measure, table, row, column)
    return (
        None
        if item is None
        else Stated(FactKey("baris", f"{table.id}:{row.number}", measure), item, table, row, column)
    )


def _judge(
    rule: Rule,
    settings: Label,
    scene: Scene,
    scales: Sequence[Scale],
    row: Row,
    column: Column,
    number: Stated,
    table: Table,
) -> Iterator[Outcome]:
    reading = table.reading(row, column)
    if reading is None or not reading.text.strip():
        return
    node = Node(table.address(row, column), kind=Stands.LABEL)
    label = SaidLabel(rule, node, reading.text.strip(), row.label, number.operand, *_value(scene, number))
    if settings.by == "threshold":
        yield from by_threshold(label, _threshold(settings, scene))
    else:
        yield from by_scale(label, scales)


def _value(scene: Scene, number: Stated) -> tuple[Decimal, bool]:
    """What the number should be, and whether that is another than what stands there."""
    printed = number.operand.figure.amount * number.operand.scale
    value = scene.truths.get(number.key, scene.corrected.get(number.operand.node, printed))
    return value, value != printed


def _in_sentence(rule: Rule, settings: Label, scene: Scene, claim: Claim) -> Iterator[Outcome]:
    """The label that a sentence gives to its number: the first one after it, before the next such number."""
    threshold = _threshold(settings, scene)
    number = of_claim(scene, claim)
    if threshold is None or number is None:
        return
    start = claim.figure.span[1]
    text = claim.text[start : min(_next_claim(scene, claim), start + limits().labels.reach)]
    words = sorted((*threshold.above, *threshold.below), key=len, reverse=True)
    match = re.search("|".join(rf"\b{re.escape(word)}\b" for word in words), text, re.IGNORECASE)
    if match is None:
        return
    node = Node(claim.address, claim.part, kind=Stands.LABEL)
    of, value = number.operand, _value(scene, number)
    label = SaidLabel(rule, node, match.group(), of.label, of, *value, named=_named(scene, number))
    yield from by_threshold(label, threshold)


def _named(scene: Scene, number: Stated) -> str:
    """What tables call that of which a sentence states ``number``; nothing where none states it."""
    places = scene.facts.get(number.key, ())
    return subject_of(number.key, places) if any(place.row is not None for place in places) else ""


def _threshold(settings: Label, scene: Scene) -> Threshold | None:
    """The limit of the formula in force."""
    return settings.thresholds.get(scene.in_force.get(settings.family, ""))


def _next_claim(scene: Scene, claim: Claim) -> int:
    later = [
        other.figure.span[0]
        for other in scene.claims_at(claim.address)
        if other.measure == claim.measure and other.part > claim.part
    ]
    return min(later, default=len(claim.text))


KIND = Kind(
    "label",
    Label,
    relations,
    late=True,
    traits=Traits(labels=True),
    places=frozenset({"band", "beyond", "changed", "number", "recomputed"}),
)
