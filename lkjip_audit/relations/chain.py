"""The chain of documents: Renstra, RKT or Renja, PK, capaian.  One stage that stands apart from the others is wrong.

Two stages that merely differ may do so rightly (a change was agreed): that is told as information, and weighs a little
where it is the only one of many targets in which the two documents differ.  What a changed
plan changed is held to nothing that was planned before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from lkjip_audit.figures.rounding import format_like
from lkjip_audit.judging.evaluate import in_print
from lkjip_audit.judging.model import Manner, Outcome, Restatement, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import amount_of, group_by_value, same_value
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
    apart = [own for stages in chains.values() for own in _apart(stages, _changed(scene, stages))]
    alone = _alone_in_differing(apart)
    for stages in apart:
        if len(stages) > 1:
            yield from _of_chain(rule, stages, alone)
        else:
            yield from (_nowhere_else(rule, place.operand) for place in stages.values())


def _alone_in_differing(chains: Sequence[Mapping[str, Stated]]) -> frozenset[Node]:
    """The targets that are the only one in which two documents differ that have many in common."""
    alike: Counter[tuple[str, str]] = Counter()
    differing: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for stages in chains:
        for (one, here), (other, there) in combinations(sorted(stages.items()), 2):
            if same_value(here.operand, there.operand):
                alike[one, other] += 1
            else:
                differing[one, other] += (here.operand.node, there.operand.node)
    least = limits().facts.alike_but_one
    return frozenset(
        node for pair, nodes in differing.items() if len(nodes) == 2 and alike[pair] >= least for node in nodes
    )


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


def _nowhere_else(rule: Rule, item: Operand) -> Outcome:
    """A target that one document alone states."""
    return outcome(
        rule,
        Status.NOT_APPLICABLE,
        item.node,
        item.label,
        stated=item.figure.literal,
        reason="nothing_to_compare",
    )


def _of_chain(rule: Rule, stages: dict[str, Stated], alone: frozenset[Node]) -> Iterator[Outcome]:
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
        severity = rule.severity if len(agreed) >= 2 else Severity.MINOR if item.node in alone else Severity.INFO
        status = Status.PASS if same else Status.FINDING
        relation = Restatement(rule, item.label, tuple(operands), frozenset({item.node}))
        yield replace(_outcome(rule, stage, place, agreed, status, severity), relation=relation)


def _agreed(groups: list[tuple[Operand, ...]], stages: dict[str, Stated]) -> tuple[Operand, ...]:
    """The value of most stages; between equals, that of the agreed plan."""
    plan = stages.get("")
    return max(
        groups,
        key=lambda group: (len(group), plan is not None and any(x.node == plan.operand.node for x in group)),
    )


def _outcome(
    rule: Rule, stage: str, place: Stated, agreed: tuple[Operand, ...], status: Status, severity: Severity
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
        severity=severity if finding else None,
        manner=Manner.OUTSIDE if finding else Manner.PRINTED,
        related=tuple(other for other in agreed if other.node != item.node),
        values=(("stage", stage or "pk"), ("sure", "ya" if len(agreed) >= 2 else "")),
    )


KIND = Kind("chain", Chain, relations, places=frozenset({"stage", "sure"}))
