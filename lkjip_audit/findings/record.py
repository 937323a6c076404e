"""What a store keeps besides a result: every stated figure with what it states, and what became of every relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.judging.model import Outcome
from lkjip_audit.result import Judged, Record, StatedFigure
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.sameness import amount_of


def record_of(scene: Scene, outcomes: Sequence[Outcome]) -> Record:
    """The record of an audit, in reading order."""
    order = {sheet.name: sheet.index for sheet in scene.workbook.sheets}
    figures = sorted(_figures(scene), key=lambda item: (order[item.address.sheet], item.address, item.part))
    judged = [
        Judged(
            outcome.cell.address,
            outcome.cell.number,
            outcome.rule.id,
            outcome.status.value,
            outcome.subject,
            outcome.stated.strip(),
            outcome.expected_text,
            outcome.reason or "",
        )
        for outcome in outcomes
    ]
    judged.sort(key=lambda item: (order.get(item.address.sheet, -1), item.address, item.part, item.rule, item.subject))
    return Record(tuple(figures), tuple(judged))


def _figures(scene: Scene) -> Iterator[StatedFigure]:
    for key, places in scene.facts.items():
        for place in places:
            figure = place.operand.figure
            yield StatedFigure(
                address=place.operand.node.address,
                part=place.operand.node.number,
                printed=figure.literal,
                value=amount_of(place.operand),
                unit=figure.unit or "",
                measure=key.measure,
                level=key.level,
                subject=place.operand.label or key.subject,
                key=key.subject,
                year=key.year or None,
                stage=key.stage,
                entity=key.entity,
                period=key.period,
                in_sentence=place.claim is not None,
            )
