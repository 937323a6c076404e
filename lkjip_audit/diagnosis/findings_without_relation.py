"""Findings without a relation between figures (a chain of documents, say) that name the right value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.diagnosis.model import Diagnosis, Evidence, EvidenceKind
from lkjip_audit.diagnosis.neighbours import Neighbours
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value
from lkjip_audit.figures.slips import slip
from lkjip_audit.judging.model import Status


def loose_ends(network: Network, found: Sequence[Diagnosis]) -> Iterator[Diagnosis]:
    """A diagnosis for each such finding; none where one of ``found`` already puts its cell right."""
    known = {node for item in found for node in (item.node, *item.also)}
    neighbours: Neighbours | None = None
    for index, outcome in enumerate(network.outcomes):
        cell = network.cell(outcome.cell)
        if outcome.status is not Status.FINDING or outcome.relation is not None or outcome.expected is None:
            continue
        if cell is None or outcome.cell in known or outcome.expected_text == outcome.stated.strip():
            continue
        neighbours = neighbours or Neighbours(network)
        value = Value(outcome.expected * cell.unit)
        fact = network.fact(cell.node)
        slipped = slip(cell.figure, outcome.expected)
        places = [Evidence(EvidenceKind.STANDS_AT, item.node, item) for item in outcome.related[:3]]
        evidence = (
            *places,
            *((Evidence(EvidenceKind.SLIP),) if slipped else ()),
            *neighbours.copied([cell], fact, value),
        )
        yield Diagnosis(cell, outcome.expected, (index,), evidence=evidence, slip=slipped)
