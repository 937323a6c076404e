"""The chain of documents: Renstra, RKT or Renja, PK, capaian.  One stage that stands apart from the others is wrong.

Two stages that merely differ may do so rightly (a change was agreed): that is told as information.  What a changed
plan changed is held to nothing that was planned before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lkjip_audit.figures.rounding import format_like
from lkjip_audit.judging.evaluate import in_print
from lkjip_audit.judging.model import Manner, Outcome, Restatement, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, group_by_value
from lkjip_audit.tables.known import TARGET


class Chain(Settings):
    """``measure`` that runs through the stages."""

    measure: str = TARGET


def relations(rule: Rule, settings: Chain, scene: Scene) -> Iterator[Laid]:
    """Compare what each stage says of one subject and year."""
    chains: dict[FactKey, dict[str, Stated]] = defaultdict(dict)
    for key, places in scene.facts.items():
        tabled = [place for place in places if place.claim is None]
        if key.measure == settings.measure and tabled and not key.entity and not key.period:
            chains[key._replace(stage="")].setdefault(key.stage, tabled[0])
    for stages in chains.values():
        for own in _apart(stages, _changed(scene, stages)):
            if len(own) > 1:
                yield from _of_chain(rule, own)
            else:
                yield from (_alone(rule, place.operand) for place in own.values())


def _changed(scene: Scene, stages: Mapping[str, Stated]) -> frozenset[str]:
    """Which of ``stages`` tell the plan after a change; that as agreed last is one where the files hold its change."""
    later = frozenset(scene.roles.agreed.values())
    plan = stages.get("")
    is_changed = plan is not None and not later.isdisjoint(scene.stages_at(plan.sheet))
    return frozenset(scene.roles.changed.values()) | ({""} if is_changed else set())


def _apart(stages: dict[str, Stated], changed: frozenset[str]) -> tuple[dict[str, Stated], ...]:
    """``stages`` as one chain, or as two where the change of the plan changed this target."""
    before = {stage: place for stage, place in stages.items() if stage not in changed}
    after = {stage: place for stage, place in stages.items() if stage in changed}
    if "" not in after or not before:
        return (stages,)
    plan = after[""].operand
    kept = any(len(group_by_value([plan, place.operand])) == 1 for place in before.values())
    return (stages,) if kept else (before, after)


def _alone(rule: Rule, item: Operand) -> Outcome:
    """A target that one document alone states."""
    return outcome(
        rule,
        Status.NOT_APPLICABLE,
        item.node,
        item.label,
        stated=item.figure.literal,
        reason="nothing_to_compare",
    )


def _of_chain(rule: Rule, stages: dict[str, Stated]) -> Iterator[Outcome]:
    operands = [place.operand for place in stages.values()]
    units = {item.figure.unit for item in operands if item.figure.unit}
    if len(units) > 1:
        return
    groups = group_by_value(operands)
    agreed = _agreed(groups, stages)
    for stage, place in stages.items():
        item = place.operand
        if item is agreed[0]:
            continue
        same = any(item.node == other.node for other in agreed)
        sure = len(agreed) >= 2
        status = Status.PASS if same else Status.FINDING
        relation = Restatement(rule, item.label, tuple(operands), frozenset({item.node}))
        yield replace(_outcome(rule, stage, place, agreed, status, sure=sure), relation=relation)


def _agreed(groups: list[tuple[Operand, ...]], stages: dict[str, Stated]) -> tuple[Operand, ...]:
    """The value of most stages; between equals, that of the agreed plan."""
    plan = stages.get("")
    return max(
        groups,
        key=lambda group: (len(group), plan is not None and any(x.node == plan.operand.node for x in group)),
    )


def _outcome(
    rule: Rule, stage: str, place: Stated, agreed: tuple[Operand, ...], status: Status, *, sure: bool
) -> Outcome:
    item = place.operand
    expected = in_print(amount_of(agreed[0]), item)
    finding = status is Status.FINDING
    return Outcome(
        rule=rule,
        status=status,
        subject=item.label,
        cell=item.node,
        stated=item.figure.literal,
        expected=expected,
        expected_text=format_like(expected, item.figure),
        difference=item.figure.value - expected,
        severity=(rule.severity if sure else Severity.INFO) if finding else None,
        manner=Manner.OUTSIDE if finding else Manner.PRINTED,
        related=tuple(other for other in agreed if other.node != item.node),
        values=(("stage", stage or "pk"), ("sure", "ya" if sure else "")),
    )


KIND = Kind("chain", Chain, relations, places=frozenset({"stage", "sure"}))
