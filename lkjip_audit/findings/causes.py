"""Diagnoses become causes: what a reviewer reads of the one cell that is wrong."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lkjip_audit.diagnosis.model import Correction, Diagnosis, EvidenceKind
from lkjip_audit.diagnosis.reliability import unreliable
from lkjip_audit.figures.rounding import format_like
from lkjip_audit.findings.budget import Budget
from lkjip_audit.findings.cause_wording import amount_of, changes_of, proposed_of, rounds_to, sentences_of, written
from lkjip_audit.findings.drafts import Draft, joined, worst
from lkjip_audit.findings.fingerprints import Identities
from lkjip_audit.findings.grouping import Findings, columns_of_mistakes, empty_cells, repeated
from lkjip_audit.findings.spoken import spoken
from lkjip_audit.judging.blocks import told_of
from lkjip_audit.judging.model import Outcome, Restatement, Status
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Alternative, Cause
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.place import Node
from lkjip_audit.workbook.model import Address

_TELLING = frozenset(EvidenceKind) - {EvidenceKind.SLIP, EvidenceKind.ROUNDING, EvidenceKind.BLOCK_COPIED}


def causes_of(
    diagnoses: Sequence[Diagnosis],
    outcomes: Sequence[Outcome],
    findings: Findings,
    identities: Identities,
    catalogue: Catalogue,
    order: Mapping[str, int],
    budget: Budget,
) -> list[Cause]:
    """The causes, heaviest first: by the worst finding explained, the number of them, and the amount changed.

    ``findings`` are by the index of their outcome; ``order`` is the position of each sheet; ``budget`` is what an
    amount is a share of.
    """
    drafts = list(_of_figures(diagnoses, outcomes, findings, identities, catalogue, budget))
    for more in (columns_of_mistakes, empty_cells, repeated):
        taken = {finding for draft in drafts for finding in draft.cause.explains}
        drafts.extend(more(outcomes, findings, taken, catalogue))
    drafts.sort(key=lambda draft: draft.rank(order))
    causes = [
        replace(draft.cause, id=f"C{number:02d}", fingerprint=print_)
        for number, (draft, print_) in enumerate(
            zip(drafts, _fingerprints(draft.said for draft in drafts), strict=True), 1
        )
    ]
    cause_of = {finding: cause.id for cause in reversed(causes) for finding in cause.explains}
    return [_with_what_stays(cause, cause_of, catalogue) for cause in causes]


def _with_what_stays(cause: Cause, cause_of: Mapping[str, str], catalogue: Catalogue) -> Cause:
    """The cause with the findings that touch it and stay, each with the cause that it waits for."""
    if not cause.remaining or cause.alternatives:
        return cause
    waiting: dict[str, list[str]] = {}
    for finding in cause.remaining:
        waiting.setdefault(cause_of.get(finding, ""), []).append(finding)
    told = [
        catalogue.text("cause.remains" if other else "cause.remains_open", findings=", ".join(stay), cause=other)
        for other, stay in waiting.items()
        if other != cause.id
    ]
    return replace(cause, changes=" ".join(filter(None, (cause.changes, joined(told)))))


def _of_figures(
    diagnoses: Sequence[Diagnosis],
    outcomes: Sequence[Outcome],
    findings: Findings,
    identities: Identities,
    catalogue: Catalogue,
    budget: Budget,
) -> Iterator[Draft]:
    """The causes that are one wrong figure each."""
    sidelined = unreliable(outcomes)
    told = [item for item in diagnoses if not sidelined.issuperset(item.explains) and _is_told(item, outcomes)]
    for diagnosis in _with_what_follows(told, outcomes):
        explained = [findings[index] for index in diagnosis.explains if index in findings]
        if not explained or (worst(explained) is Severity.INFO and _only_differs(diagnosis, outcomes)):
            continue
        labels = [findings[i] for i in diagnosis.explains if i in findings and outcomes[i].traits.labels]
        proposed = proposed_of(diagnosis, outcomes)
        stated = diagnosis.stated
        said = sentences_of(diagnosis, proposed, catalogue)
        evidence = tuple(spoken(sentence, catalogue.lang) for sentence in said)
        cause = Cause(
            id="",
            address=stated.node.address,
            stated=stated.figure.literal.strip(),
            proposed=proposed,
            why=joined(evidence) or joined((explained[0].title,)),
            explains=tuple(finding.id for finding in explained),
            alternatives=tuple(
                Alternative(
                    item.node.address,
                    item.operand.figure.literal.strip(),
                    format_like(item.proposed, item.operand.figure),
                )
                for item in diagnosis.alternatives
            ),
            also=tuple(dict.fromkeys(_addresses(diagnosis.also, stated.node.address))),
            copies=tuple(map(_told, diagnosis.copies)),
            follows=tuple(item for item in map(_told, diagnosis.consequents) if item.stated != item.proposed),
            decide=catalogue.text(f"cause.decide.{budget.source_of(stated)}") if diagnosis.alternatives else "",
            evidence=evidence,
            slip=None if diagnosis.slip is None else diagnosis.slip.kind.value,
            changes=spoken(changes_of(diagnosis, proposed, labels, catalogue, budget), catalogue.lang),
            severity=worst(explained),
            remaining=tuple(findings[index].id for index in diagnosis.remaining if index in findings),
        )
        yield Draft(cause, identities.of_cause(diagnosis), amount_of(diagnosis, budget.money), stated.node.number)


def _told(item: Correction) -> Alternative:
    figure = item.operand.figure
    return Alternative(item.node.address, figure.literal.strip(), written(item.proposed, figure))


def _fingerprints(all_said: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """What each cause says, not where: rows put in above, or a finding fewer that it explains, leave it as it is.

    Those that say the same have ``-2``, ``-3``... behind theirs.
    """
    seen: Counter[str] = Counter()
    for said in all_said:
        print_ = hashlib.sha256("\x1f".join(("cause", *said)).encode("utf-8", "replace")).hexdigest()[:16]
        seen[print_] += 1
        yield print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}"


def _with_what_follows(diagnoses: Sequence[Diagnosis], outcomes: Sequence[Outcome]) -> Sequence[Diagnosis]:
    """Findings with no arithmetic of their own go to the cause of their own figure, else of those they follow from.

    So a label goes to the cause of the ratio that it was read from.
    """
    cause_of: dict[Node, int] = {}
    for number, diagnosis in enumerate(diagnoses):
        touched = [outcomes[index].cell for index in diagnosis.explains]
        for node in (*touched, *diagnosis.also, diagnosis.node):
            cause_of.setdefault(node, number)
    for number, diagnosis in enumerate(diagnoses):
        for node in (*diagnosis.also, diagnosis.node):
            cause_of[node] = number
    explained = {index for diagnosis in diagnoses for index in diagnosis.explains}
    follows: dict[int, list[int]] = {}
    for index, outcome in enumerate(told_of(outcomes)):
        if outcome.status is Status.FINDING and outcome.relation is None and index not in explained:
            nodes = (outcome.cell, *(item.node for item in outcome.related))
            known = [cause_of[node] for node in nodes if node in cause_of]
            if known and (outcome.related or _is_near_miss(outcome, diagnoses[known[0]])):
                follows.setdefault(known[0], []).append(index)
    return [
        replace(diagnosis, explains=(*diagnosis.explains, *follows.get(number, ())))
        for number, diagnosis in enumerate(diagnoses)
    ]


def _is_near_miss(outcome: Outcome, diagnosis: Diagnosis) -> bool:
    """Whether a finding that rests on no other cell asks for what the diagnosis proposes."""
    return outcome.expected is not None and rounds_to(outcome, diagnosis)


def _is_told(diagnosis: Diagnosis, outcomes: Sequence[Outcome]) -> bool:
    """Whether something speaks for the proposed value: another figure, a relation, or the finding at the cell itself.

    A quick search may end with a value that only fits; nobody should sign that.
    """
    if any(item.kind in _TELLING for item in diagnosis.evidence):
        return True
    own = [outcomes[index] for index in diagnosis.explains if outcomes[index].cell == diagnosis.node]
    return any(rounds_to(outcome, diagnosis) for outcome in own)


def _only_differs(diagnosis: Diagnosis, outcomes: Sequence[Outcome]) -> bool:
    """Whether all that is known is that places differ which may do so: nothing says that one of them is wrong."""
    return all(isinstance(outcomes[index].relation, Restatement) for index in diagnosis.explains)


def _addresses(nodes: Sequence[Node], own: Address) -> Iterator[Address]:
    return (node.address for node in nodes if node.address != own)
