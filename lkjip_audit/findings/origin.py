"""A sum that does not add up is told where the wrong figure stands, once: at the child, not at its parents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lkjip_audit.diagnosis.model import Diagnosis, EvidenceKind
from lkjip_audit.figures.rounding import format_like
from lkjip_audit.relations.model import Equation, Node, Outcome, Status

_COPIED = frozenset({EvidenceKind.ROW_ABOVE, EvidenceKind.LAST_YEAR, EvidenceKind.OTHER_ROW})
_ROLLING = frozenset({"code_rollup", "across"})


def at_origin(outcomes: Sequence[Outcome], diagnoses: Sequence[Diagnosis]) -> tuple[Outcome, ...]:
    """``outcomes`` with each roll-up that a figure below it explains moved to that figure.

    In a tie it is moved only where the parent itself is none of those that may be wrong, and the likeliest figure is
    told apart: it explains more, or it is the copy of another.
    """
    origin: dict[int, Diagnosis] = {}
    for diagnosis in diagnoses:
        suspects = {diagnosis.node, *(item.node for item in diagnosis.alternatives)}
        telling = len(diagnosis.explains) > 1 or any(item.kind in _COPIED for item in diagnosis.evidence)
        for index in diagnosis.explains:
            if not diagnosis.alternatives or (telling and outcomes[index].cell not in suspects):
                origin.setdefault(index, diagnosis)
    moved: Mapping[int, Diagnosis] = {
        index: diagnosis for index, diagnosis in origin.items() if _lies_below(outcomes[index], diagnosis.node)
    }
    return tuple(_moved(outcome, moved[index]) if index in moved else outcome for index, outcome in enumerate(outcomes))


def _lies_below(outcome: Outcome, node: Node) -> bool:
    return (
        outcome.status is Status.FINDING
        and outcome.rule.relation.kind in _ROLLING
        and isinstance(outcome.relation, Equation)
        and any(item.node == node for item in outcome.relation.operands)
    )


def _moved(outcome: Outcome, diagnosis: Diagnosis) -> Outcome:
    stated = diagnosis.stated
    place = f"{outcome.cell.address.sheet}!{outcome.cell.address.a1}"
    return replace(
        outcome,
        subject=stated.label or outcome.subject,
        cell=stated.node,
        stated=stated.figure.literal,
        expected=diagnosis.proposed,
        expected_text=format_like(diagnosis.proposed, stated.figure),
        difference=stated.figure.value - diagnosis.proposed,
        values=(*outcome.values, ("moved_from", place), ("total", outcome.stated.strip())),
    )
