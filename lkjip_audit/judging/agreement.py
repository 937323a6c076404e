"""From a restatement to outcomes: each place that states a fact, held to the value that the fact has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from lkjip_audit.figures.rounding import format_like
from lkjip_audit.judging.consensus import Accepted, Network, accept
from lkjip_audit.judging.evaluate import in_print, written
from lkjip_audit.judging.model import Manner, Outcome, Restatement, Status
from lkjip_audit.judging.precision import departure_from
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import same_value


def evaluate_restatement(
    restatement: Restatement, network: Network, contradicted: Mapping[Node, Decimal | None]
) -> Iterator[Outcome]:
    """The outcome of every judged place but the one that is the measure of the others.

    ``contradicted`` holds the figures that their own row's arithmetic already refutes, with what it asks for: where
    that is what the fact has, the cell is not accused a second time.
    """
    accepted = accept(restatement.operands, network, restatement.trusted, restatement.setting)
    leader = accepted.group[0].node if accepted.group else None
    for place in restatement.operands:
        if place.node not in restatement.judged or place.node == leader:
            continue
        if _agrees(place, accepted):
            yield _outcome(restatement, place, accepted, Status.PASS)
        elif contradicted.get(place.node) != in_print(accepted.value, place) or place.node not in contradicted:
            yield _outcome(restatement, place, accepted, Status.FINDING)


def _agrees(place: Operand, accepted: Accepted) -> bool:
    if any(place.node == item.node for item in accepted.group):
        return True
    return accepted.like is not None and same_value(accepted.like, place)


def _outcome(restatement: Restatement, place: Operand, accepted: Accepted, status: Status) -> Outcome:
    expected = in_print(accepted.value, place)
    manner = departure_from(place, accepted.value) if status is Status.FINDING else Manner.PRINTED
    return Outcome(
        rule=restatement.rule,
        status=status,
        subject=restatement.subject,
        cell=place.node,
        stated=place.figure.literal,
        expected=expected,
        expected_text=format_like(expected, place.figure),
        difference=place.figure.value - expected,
        severity=_severity(restatement, manner) if status is Status.FINDING else None,
        manner=manner,
        related=tuple(item for item in accepted.group if item.node != place.node),
        values=(
            *restatement.context,
            ("tied", "ya" if accepted.tied else ""),
            ("held", "ya" if accepted.held else ""),
            ("sets", "ya" if place.node in restatement.setting.nodes else ""),
            *restatement.hints.get(place.node, ()),
            *_computed(accepted),
        ),
        relation=restatement,
        computed_from=() if accepted.by is None else accepted.by.operands,
    )


def _computed(accepted: Accepted) -> tuple[tuple[str, str], ...]:
    """How a value that stands nowhere was computed, and in which row."""
    if accepted.by is None:
        return ()
    return ("computed_as", written(accepted.by)), ("computed_at", accepted.by.stated.node.address.place)


def _severity(restatement: Restatement, manner: Manner) -> Severity:
    own = restatement.rule.severity
    return own if manner is Manner.OUTSIDE or own.rank > Severity.MINOR.rank else Severity.MINOR
