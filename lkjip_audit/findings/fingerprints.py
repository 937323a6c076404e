"""Fingerprints of findings and causes, and the ledger of what held: how one audit is set beside a later one.

A fingerprint is made of the rule, the place in words and the stated value.  It is the same after rows and columns were
put in, sheets renamed or moved, tables laid out on other sheets, or numbers typed as text; it changes when another
value is stated, for that is another finding.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.parse import read_text
from lkjip_audit.findings.places import Place, Places, digest
from lkjip_audit.judging.blocks import Block, blocks_of, told_of
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.relations.registry import is_silent
from lkjip_audit.result import EVERYWHERE, Ledger
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node

_LENGTH = 16
_UNJUDGED = (Status.NOT_VERIFIABLE, Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Identity:
    """What one outcome is known by: ``relation`` is the same whatever is stated, ``fingerprint`` is not."""

    relation: str
    fingerprint: str
    anchors: tuple[str, ...]


class Identities:
    """The identity of every outcome of a run; worked out when the first is asked for."""

    def __init__(self, scene: Scene, outcomes: Sequence[Outcome], diagnoses: Iterable[Diagnosis] = ()) -> None:
        self._scene = scene
        self._outcomes = outcomes
        self._spoken_of = tuple(diagnosis.node for diagnosis in diagnoses)

    @cached_property
    def _places(self) -> Places:
        placed = [outcome for outcome in told_of(self._outcomes) if outcome.status is not Status.RULE_ERROR]
        others = (*self._spoken_of, *_related(placed))
        return Places(self._scene, placed, others, blocks_of(self._outcomes))

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        return tuple(self._numbered())

    def of(self, index: int) -> Identity:
        """The identity of the outcome at ``index``."""
        outcome, number = self._outcomes[index], self._numbers[index]
        place = self._places.of(outcome.cell)
        behind = _suffix(place, number)
        said = digest(outcome.rule.id, place.base, stated_value(outcome), length=_LENGTH)
        return Identity(place.base + behind, said + behind, place.anchors)

    def of_cause(self, diagnosis: Diagnosis) -> tuple[str, str, str]:
        """What a cause is known by: its place, what is stated there and what is proposed."""
        figure = diagnosis.stated.figure
        place = self._places.of(diagnosis.node)
        return place.key, plain_number(figure.amount), plain_number(diagnosis.proposed * figure.multiplier)

    def ledger(self) -> Ledger:
        """Which relations held, which nobody could judge, and which places there are."""
        held: dict[str, set[str]] = defaultdict(set)
        unjudged: dict[str, set[str]] = defaultdict(set)
        for index, outcome in enumerate(told_of(self._outcomes)):
            rule = outcome.rule.id
            if outcome.status is Status.RULE_ERROR:
                unjudged[rule].add(EVERYWHERE)
                continue
            if is_silent(outcome.rule):
                held[rule].add(EVERYWHERE)
            if outcome.status is Status.PASS:
                held[rule].add(self._relation(index))
            elif outcome.status in _UNJUDGED:
                unjudged[rule].add(self._relation(index))
        for rule, place in self._models():
            held[rule].add(place.key)
        for block in blocks_of(self._outcomes):
            found = held if block.status is Status.PASS else unjudged
            if is_silent(block.rule):
                held[block.rule.id].add(EVERYWHERE)
            found[block.rule.id].update(self._relations_of(block))
        return Ledger(_sorted(held), _sorted(unjudged), self._places.keys())

    def _relation(self, index: int) -> str:
        place = self._places.of(self._outcomes[index].cell)
        return place.base + _suffix(place, self._numbers[index])

    def _relations_of(self, block: Block) -> Iterator[str]:
        """What is known by each outcome of ``block``: there is no other of its rule at its place."""
        for at in range(len(block)):
            yield self._places.of(block.node(at)).key

    def _numbered(self) -> Iterator[int]:
        """For each outcome that is no block's its number among those of its rule at its place."""
        seen: Counter[tuple[str, Node]] = Counter()
        for outcome in told_of(self._outcomes):
            key = (outcome.rule.id, outcome.cell)
            seen[key] += 1
            yield seen[key]

    def _models(self) -> Iterator[tuple[str, Place]]:
        """Of each restatement that holds, the place that the others are held to: it has no outcome of its own."""
        own = {(outcome.rule.id, outcome.cell) for outcome in told_of(self._outcomes)}
        for outcome in told_of(self._outcomes):
            if outcome.status is Status.PASS and isinstance(outcome.relation, Restatement):
                for item in outcome.related:
                    if item.node in outcome.relation.judged and (outcome.rule.id, item.node) not in own:
                        yield outcome.rule.id, self._places.of(item.node)


def _related(outcomes: Iterable[Outcome]) -> Iterator[Node]:
    return (item.node for outcome in outcomes for item in outcome.related)


def _suffix(place: Place, number: int) -> str:
    return ("" if place.number == 1 else f"-{place.number}") + ("" if number == 1 else f".{number}")


def _sorted(found: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {rule: tuple(sorted(found[rule])) for rule in sorted(found)}


def stated_value(outcome: Outcome) -> str:
    """What the outcome's cell states, however it is written: ``99,63%`` in text, and 0.9963 shown as 99.63%."""
    match outcome.relation:
        case Equation(stated=stated):
            return plain_number(stated.figure.amount)
        case Restatement(operands=operands):
            return next(plain_number(item.figure.amount) for item in operands if item.node == outcome.cell)
    reading = read_text(outcome.stated)
    if reading.kind is ReadingKind.FIGURES and len(reading.figures) == 1:
        return plain_number(reading.figures[0].amount)
    return " ".join(re.findall(r"\w+|[<>=]", outcome.stated.lower()))


def plain_number(value: Decimal) -> str:
    """``value`` without zeros at its end: the one way to write it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
