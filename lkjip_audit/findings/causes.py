"""Diagnoses become causes: what a reviewer reads of the one cell that is wrong."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.diagnosis.model import Diagnosis, Evidence, EvidenceKind
from lkjip_audit.figures.model import RUPIAH
from lkjip_audit.figures.rounding import format_indonesian, format_like, round_half_up
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.relations.model import Node, Operand, Outcome, Status
from lkjip_audit.relations.operands import MONEY
from lkjip_audit.result import Alternative, Cause, Finding
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address

_TELLING = frozenset(EvidenceKind) - {EvidenceKind.SLIP, EvidenceKind.ROUNDING, EvidenceKind.BLOCK_COPIED}


def causes_of(
    diagnoses: Sequence[Diagnosis],
    outcomes: Sequence[Outcome],
    findings: Mapping[int, Finding],
    catalogue: Catalogue,
    order: Mapping[str, int],
) -> list[Cause]:
    """The causes, heaviest first: by the worst finding explained, the number of them, and the amount changed.

    ``findings`` are by the index of their outcome; ``order`` is the position of each sheet.
    """
    diagnoses = _with_what_follows([item for item in diagnoses if _is_told(item, outcomes)], outcomes)
    ranked = sorted(diagnoses, key=lambda item: _rank(item, findings, order))
    told = [item for item in ranked if any(index in findings for index in item.explains)]
    return [
        replace(_cause(f"C{number:02d}", item, _proposed(item, outcomes), findings, catalogue), fingerprint=print_)
        for number, (item, print_) in enumerate(zip(told, _fingerprints(told), strict=True), 1)
    ]


def _fingerprints(diagnoses: Iterable[Diagnosis]) -> Iterator[str]:
    """What each diagnosis says, not where: rows put in above, or a finding fewer that it explains, leave it as it is.

    Those that say the same have ``-2``, ``-3``... behind theirs.
    """
    seen: Counter[str] = Counter()
    for diagnosis in diagnoses:
        stated = diagnosis.stated
        values = (f"{value.normalize():f}" for value in (stated.figure.value, diagnosis.proposed))
        said = ("cause", stated.role, " ".join(stated.label.lower().split()), *values)
        print_ = hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:16]
        seen[print_] += 1
        yield print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}"


def _with_what_follows(diagnoses: Sequence[Diagnosis], outcomes: Sequence[Outcome]) -> Sequence[Diagnosis]:
    """Findings with no arithmetic of their own (a label) go to the cause of the figure that they follow from."""
    cause_of: dict[Node, int] = {}
    for number, diagnosis in enumerate(diagnoses):
        touched = [outcomes[index].cell for index in diagnosis.explains]
        for node in (*touched, *diagnosis.also, diagnosis.node):
            cause_of.setdefault(node, number)
    for number, diagnosis in enumerate(diagnoses):
        cause_of[diagnosis.node] = number
    follows: dict[int, list[int]] = {}
    for index, outcome in enumerate(outcomes):
        if outcome.status is Status.FINDING and outcome.relation is None:
            known = [cause_of[item.node] for item in outcome.related if item.node in cause_of]
            if known:
                follows.setdefault(known[0], []).append(index)
    return [
        replace(diagnosis, explains=(*diagnosis.explains, *follows.get(number, ())))
        for number, diagnosis in enumerate(diagnoses)
    ]


def _explained(diagnosis: Diagnosis, findings: Mapping[int, Finding]) -> list[Finding]:
    return [findings[index] for index in diagnosis.explains if index in findings]


def _worst(explained: Sequence[Finding]) -> Severity:
    return min((finding.severity for finding in explained), key=lambda item: item.rank, default=Severity.INFO)


def _rank(diagnosis: Diagnosis, findings: Mapping[int, Finding], order: Mapping[str, int]) -> tuple[object, ...]:
    explained = _explained(diagnosis, findings)
    address = diagnosis.node.address
    return (
        _worst(explained).rank,
        -len(explained),
        -_amount(diagnosis),
        order.get(address.sheet, 0),
        address,
        diagnosis.node.part,
    )


def _amount(diagnosis: Diagnosis) -> Decimal:
    """How much money the correction changes, in rupiah; 0 for what is no money."""
    stated = diagnosis.stated
    if stated.role not in MONEY and stated.figure.unit != RUPIAH:
        return Decimal(0)
    return abs(stated.figure.value - diagnosis.proposed) * stated.figure.multiplier * stated.scale


def _is_told(diagnosis: Diagnosis, outcomes: Sequence[Outcome]) -> bool:
    """Whether something speaks for the proposed value: another figure, a relation, or the finding at the cell itself.

    A quick search may end with a value that only fits; nobody should sign that.
    """
    if any(item.kind in _TELLING for item in diagnosis.evidence):
        return True
    own = [outcomes[index] for index in diagnosis.explains if outcomes[index].cell == diagnosis.node]
    return any(_rounds_to(outcome, diagnosis) for outcome in own)


def _rounds_to(outcome: Outcome, diagnosis: Diagnosis) -> bool:
    if outcome.expected is None:
        return False
    return round_half_up(outcome.expected, diagnosis.stated.figure.decimals) == diagnosis.proposed


def _proposed(diagnosis: Diagnosis, outcomes: Sequence[Outcome]) -> str:
    """The proposed value as the cell would print it, or as fine as the finding at the cell tells it (52,5 for 52)."""
    for index in diagnosis.explains:
        outcome = outcomes[index]
        at_home = outcome.cell.address == diagnosis.node.address
        if at_home and outcome.expected_text and _rounds_to(outcome, diagnosis):
            return outcome.expected_text
    decimals = diagnosis.stated.figure.decimals
    for item in diagnosis.evidence:
        finer = item.operand.figure if item.kind is EvidenceKind.STANDS_AT and item.operand else None
        if finer and finer.decimals > decimals and round_half_up(finer.value, decimals) == diagnosis.proposed:
            return finer.literal.strip()
    return format_like(diagnosis.proposed, diagnosis.stated.figure)


def _cause(
    number: str, diagnosis: Diagnosis, proposed: str, findings: Mapping[int, Finding], catalogue: Catalogue
) -> Cause:
    stated = diagnosis.stated
    explained = _explained(diagnosis, findings)
    evidence = tuple(_sentences(diagnosis, proposed, catalogue))
    return Cause(
        id=number,
        address=stated.node.address,
        stated=stated.figure.literal.strip(),
        proposed=proposed,
        why=_joined(evidence) or catalogue.text("cause.only", count=str(len(explained))),
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
        evidence=evidence,
        slip=None if diagnosis.slip is None else diagnosis.slip.kind.value,
        changes=_changes(diagnosis, explained, catalogue),
        severity=_worst(explained),
    )


def _addresses(nodes: Sequence[Node], own: Address) -> Iterator[Address]:
    return (node.address for node in nodes if node.address != own)


def _joined(sentences: Sequence[str]) -> str:
    text = "; ".join(sentences)
    return text[:1].upper() + text[1:] + "." if text else ""


def _sentences(diagnosis: Diagnosis, proposed: str, catalogue: Catalogue) -> Iterator[str]:
    for item in diagnosis.evidence:
        yield _sentence(item, diagnosis, proposed, catalogue)
    if diagnosis.also:
        places = ", ".join(dict.fromkeys(_told(node.address) for node in diagnosis.also))
        yield catalogue.text("cause.also", places=places)
    if diagnosis.greedy:
        yield catalogue.text("cause.greedy")


def _sentence(item: Evidence, diagnosis: Diagnosis, proposed: str, catalogue: Catalogue) -> str:
    if item.kind is EvidenceKind.SLIP and diagnosis.slip is not None:
        return catalogue.text(f"slip.{diagnosis.slip.kind.value}")
    place = "" if item.node is None else _told(item.node.address)
    value = _literal(item.operand)
    return catalogue.text(
        f"cause.{item.kind.value}", count=str(abs(item.count)), place=place, value=value, proposed=proposed
    )


def _told(address: Address) -> str:
    return f"{address.sheet}!{address.a1}"


def _literal(operand: Operand | None) -> str:
    return "" if operand is None else operand.figure.literal.strip()


def _changes(diagnosis: Diagnosis, explained: Sequence[Finding], catalogue: Catalogue) -> str:
    """What putting it right changes: labels that flip, and money."""
    told = []
    labels = [finding for finding in explained if finding.kind == "label"]
    if labels:
        places = ", ".join(dict.fromkeys(_told(finding.address) for finding in labels))
        told.append(catalogue.text("cause.flips", place=places))
    amount = _amount(diagnosis)
    if amount:
        told.append(catalogue.text("cause.amount", amount=format_indonesian(amount, 0)))
    return _joined(told)
