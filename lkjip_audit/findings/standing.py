"""How the cell of a finding stands to the causes: wrong by itself, following from a wrong one, or right.

Two words are kept apart everywhere: what the relation gives from the cells as they stand (*hitung ulang*), and what
should stand in the cell in the end, once every cause is put right (*usulan*).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.findings.cause_wording import written
from lkjip_audit.findings.spoken import spoken
from lkjip_audit.judging.model import Outcome
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Cause, Finding, Standing
from lkjip_audit.scene.place import Node


def finals_of(diagnoses: Iterable[Diagnosis]) -> Mapping[Node, tuple[Standing, str]]:
    """What should stand in the end in each cell that some diagnosis puts right; ties put nothing right."""
    found: dict[Node, tuple[Standing, str]] = {}
    for diagnosis in diagnoses:
        if diagnosis.alternatives:
            continue
        for item in diagnosis.consequents:
            found.setdefault(item.node, (Standing.FOLLOWS, written(item.proposed, item.operand.figure)))
    for diagnosis in diagnoses:
        if not diagnosis.alternatives:
            found[diagnosis.node] = (Standing.WRONG, written(diagnosis.proposed, diagnosis.stated.figure))
            for item in diagnosis.copies:
                found[item.node] = (Standing.WRONG, written(item.proposed, item.operand.figure))
    return found


def with_standing(
    findings: Sequence[Finding],
    outcomes: Sequence[Outcome],
    causes: Mapping[str, Cause],
    finals: Mapping[Node, tuple[Standing, str]],
    catalogue: Catalogue,
) -> list[Finding]:
    """``findings``, each of the outcome beside it, with how its cell stands and what should stand there in the end."""
    return [
        _told(finding, outcome, causes.get(finding.cause or ""), finals, catalogue)
        for finding, outcome in zip(findings, outcomes, strict=True)
    ]


def _told(
    finding: Finding,
    outcome: Outcome,
    cause: Cause | None,
    finals: Mapping[Node, tuple[Standing, str]],
    catalogue: Catalogue,
) -> Finding:
    standing, proposed = _standing(finding, outcome, cause, finals)
    said = _besides(standing, proposed, finding, outcome, cause, catalogue)
    message = " ".join(filter(None, (finding.message, said)))
    return replace(finding, standing=standing, proposed=proposed, message=message)


def _besides(
    standing: Standing, proposed: str, finding: Finding, outcome: Outcome, cause: Cause | None, catalogue: Catalogue
) -> str:
    """What the message says besides of how the cell stands; nothing where it is told already."""
    if cause is None or standing is Standing.OPEN:
        return catalogue.text("restatement.tied") if dict(outcome.values).get("tied") else ""
    if standing is Standing.RIGHT:
        key = "standing.right_here" if cause.address == finding.address else "standing.right"
        return spoken(
            catalogue.text(key, place=cause.address.place, stated=cause.stated, cause=cause.id), catalogue.lang
        )
    if proposed and outcome.expected is not None and proposed != finding.expected:
        return spoken(catalogue.text("standing.final", proposed=proposed), catalogue.lang)
    return ""


def _standing(
    finding: Finding, outcome: Outcome, cause: Cause | None, finals: Mapping[Node, tuple[Standing, str]]
) -> tuple[Standing, str]:
    if outcome.expected is None:  # words: what is asked for is what should stand there
        tied = cause is not None and cause.is_tie
        return (Standing.OPEN, "") if tied or not finding.expected else (Standing.WRONG, finding.expected)
    known = finals.get(outcome.cell)
    if known is not None:
        return known
    if cause is None or cause.is_tie:
        return Standing.OPEN, ""
    if cause.kind != "figure" or (cause.address, cause.stated) == (finding.address, finding.stated):
        return Standing.WRONG, finding.expected
    return Standing.RIGHT, ""
