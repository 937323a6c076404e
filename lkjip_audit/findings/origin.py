"""A sum that does not add up is told where the wrong figure stands, once: at the child, not at its parents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lkjip_audit.diagnosis.blanks import left_empty
from lkjip_audit.diagnosis.model import Correction, Diagnosis, EvidenceKind
from lkjip_audit.figures.rounding import format_like
from lkjip_audit.judging.blocks import Outcomes, blocks_of, told_of
from lkjip_audit.judging.model import Equation, Outcome, Status

_COPIED = frozenset({EvidenceKind.ROW_ABOVE, EvidenceKind.LAST_YEAR, EvidenceKind.OTHER_ROW})


def at_origin(outcomes: Sequence[Outcome], diagnoses: Sequence[Diagnosis]) -> Outcomes:
    """``outcomes`` with each roll-up that a figure below it explains moved to that figure.

    In a tie it is moved only where the parent itself is none of those that may be wrong, and the likeliest figure is
    told apart: it explains more, or it is the copy of another.  A sum that lacks what was left empty is told there.
    """
    moved: dict[int, Outcome] = {}
    for diagnosis in diagnoses:
        suspects = {diagnosis.node, *(item.node for item in diagnosis.alternatives)}
        telling = len(diagnosis.explains) > 1 or any(item.kind in _COPIED for item in diagnosis.evidence)
        for index in diagnosis.explains:
            outcome = outcomes[index]
            if index in moved or (diagnosis.alternatives and (not telling or outcome.cell in suspects)):
                continue
            below = _below(outcome, diagnosis)
            if below is not None:
                moved[index] = _moved(outcome, below)
    for index, blank in left_empty(told_of(outcomes)).items():
        if outcomes[index].traits.rolls_up:
            moved[index] = _filled(outcomes[index], outcomes[blank])
    told = (moved.get(index, outcome) for index, outcome in enumerate(told_of(outcomes)))
    return Outcomes(told, blocks_of(outcomes))


def _below(outcome: Outcome, diagnosis: Diagnosis) -> Correction | None:
    """The part of the sum that the diagnosis puts right, itself or as what follows from it.

    A head of 0 is told itself, not a part that would have to be nothing: amounts are left out sooner than made up.
    """
    relation = outcome.relation
    if outcome.status is not Status.FINDING or not outcome.traits.rolls_up:
        return None
    if not isinstance(relation, Equation):
        return None
    parts = {item.node for item in relation.operands}
    unfilled = relation.stated.figure.value == 0
    own = Correction(diagnosis.stated, diagnosis.proposed)
    below = (item for item in (own, *diagnosis.consequents) if item.node in parts)
    return next((item for item in below if item.proposed or not unfilled), None)


def _moved(outcome: Outcome, below: Correction) -> Outcome:
    stated = below.operand
    return replace(
        outcome,
        subject=stated.label or outcome.subject,
        cell=stated.node,
        stated=stated.figure.literal,
        expected=below.proposed,
        expected_text=format_like(below.proposed, stated.figure),
        difference=stated.figure.value - below.proposed,
        values=(*outcome.values, *_from(outcome)),
    )


def _filled(outcome: Outcome, blank: Outcome) -> Outcome:
    """The sum told at the cell that was left empty."""
    return replace(
        outcome,
        subject=blank.subject,
        cell=blank.cell,
        stated="",
        expected=blank.expected,
        expected_text=blank.expected_text,
        difference=None,
        values=(*outcome.values, *_from(outcome)),
    )


def _from(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    place = outcome.cell.address.place
    return ("moved_from", place), ("total", outcome.stated.strip())
