"""Rules laid over a scene: from rules to outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TypeVar

from pydantic import BaseModel

from lkjip_audit.judging.agreement import evaluate_restatement
from lkjip_audit.judging.consensus import Network, accept, refuted_by
from lkjip_audit.judging.evaluate import definitions_of, distinct, evaluate_equation
from lkjip_audit.judging.evidence import Doubt, weighed
from lkjip_audit.judging.failure import attempt, without_failed
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.relations.kind import Laid
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node

_Told = TypeVar("_Told", Equation, Outcome)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The outcomes of a run, the equations that they rest on, and the relations that the figures deny."""

    outcomes: tuple[Outcome, ...]
    equations: tuple[Equation, ...]
    doubts: tuple[Doubt, ...] = ()


def run(rules: Sequence[Rule], settings: Mapping[str, BaseModel], scene: Scene) -> Verdicts:
    """Every outcome of ``rules`` over ``scene``; ``settings`` are those of their relations by rule id, as loaded.

    First the arithmetic, then the places that restate a fact, and last what follows from figures as they should be.
    """
    early = [rule for rule in rules if not KINDS[rule.relation.kind].late]
    late = [rule for rule in rules if KINDS[rule.relation.kind].late]
    laid, restatements, outcomes = _lay(early, settings, scene)
    equations, judged = _judged(laid)
    weighed_ones, doubts = weighed(judged, scene.workbook)
    computed = list(_once(weighed_ones))
    network = Network(equations, refuted_by(computed))
    outcomes.extend(computed)
    outcomes.extend(_restated(restatements, network, computed))
    _, _, more = _lay(late, settings, _as_it_should_be(scene, network, computed))
    told = tuple(_with_traits(outcome) for outcome in without_failed((*outcomes, *more)))
    failed = {outcome.rule.id for outcome in told if outcome.status is Status.RULE_ERROR}
    return Verdicts(told, tuple(equation for equation in equations if equation.rule.id not in failed), doubts)


def _judged(laid: Sequence[Equation]) -> tuple[list[Equation], list[Outcome]]:
    """The equations that count with the outcome of each, and that of each rule of which an equation cannot be judged.

    An equation of a rule that failed takes no figures from another rule, and defines none.
    """
    failures: dict[str, Outcome] = {}
    while True:
        equations = list(distinct(equation for equation in laid if equation.rule.id not in failures))
        definitions = definitions_of(equations)
        computed = [_attempted(equation, definitions) for equation in equations]
        failing = [item for item, outcome in zip(equations, computed, strict=True) if _is_failure(outcome)]
        if not failing:
            return equations, [*failures.values(), *computed]
        by_itself = [outcome for equation in failing if _is_failure(outcome := _attempted(equation, {}))]
        for outcome in by_itself or filter(_is_failure, computed):  # others may fail by what they are computed from
            failures.setdefault(outcome.rule.id, outcome)


def _attempted(equation: Equation, definitions: Mapping[Node, Equation]) -> Outcome:
    return attempt(equation.rule, partial(evaluate_equation, equation, definitions), equation.stated.node)


def _is_failure(outcome: Outcome) -> bool:
    return outcome.status is Status.RULE_ERROR


def _once(computed: Sequence[Outcome]) -> Iterator[Outcome]:
    """``computed`` without the sums whose wrong part another rule tells: a defect is told where it originates."""
    parts = {
        _figures(outcome.relation)
        for outcome in computed
        if outcome.status is Status.FINDING and isinstance(outcome.relation, Equation) and not outcome.relation.defines
    }
    for outcome in computed:
        relation = outcome.relation
        if (
            outcome.status is Status.FINDING
            and isinstance(relation, Equation)
            and relation.defines
            and _figures(relation) in parts
        ):
            yield replace(outcome, status=Status.NOT_APPLICABLE, severity=None, reason="told_at_part")
        else:
            yield outcome


def _figures(equation: Equation) -> frozenset[Node]:
    """All figures that take part in ``equation``."""
    return frozenset((equation.stated.node, *(item.node for item in equation.operands)))


def _lay(
    rules: Iterable[Rule], settings: Mapping[str, BaseModel], scene: Scene
) -> tuple[list[Equation], list[Restatement], list[Outcome]]:
    equations: list[Equation] = []
    restatements: list[Restatement] = []
    outcomes: list[Outcome] = []
    for rule in rules:
        of_rule = attempt(rule, partial(_laid, rule, settings, scene))
        for laid in (of_rule,) if isinstance(of_rule, Outcome) else of_rule:
            match laid:
                case Equation():
                    equations.append(_with_traits(laid))
                case Restatement():
                    restatements.append(laid)
                case Outcome():
                    outcomes.append(laid)
    return equations, restatements, outcomes


def _with_traits(told: _Told) -> _Told:
    """``told`` with what other rooms need to know of its kind."""
    traits = KINDS[told.rule.relation.kind].traits
    return told if told.traits == traits else replace(told, traits=traits)


def _laid(rule: Rule, settings: Mapping[str, BaseModel], scene: Scene) -> tuple[Laid, ...]:
    """Everything that ``rule`` says of ``scene``; raises whatever its kind raises."""
    return tuple(KINDS[rule.relation.kind].relations(rule, settings[rule.id], scene))


def _restated(restatements: Iterable[Restatement], network: Network, computed: Sequence[Outcome]) -> Iterator[Outcome]:
    contradicted: Mapping[Node, Decimal | None] = {
        outcome.cell: outcome.expected for outcome in computed if outcome.status is Status.FINDING
    }
    for restatement in restatements:
        judged = attempt(restatement.rule, partial(_outcomes_of, restatement, network, contradicted))
        yield from (judged,) if isinstance(judged, Outcome) else judged


def _outcomes_of(
    restatement: Restatement, network: Network, contradicted: Mapping[Node, Decimal | None]
) -> tuple[Outcome, ...]:
    return tuple(evaluate_restatement(restatement, network, contradicted))


def _as_it_should_be(scene: Scene, network: Network, computed: Sequence[Outcome]) -> Scene:
    """The scene with what facts and refuted figures should be, and the formulas in force."""
    corrected = {
        outcome.cell: outcome.expected * outcome.relation.stated.scale * outcome.relation.stated.figure.multiplier
        for outcome in computed
        if outcome.status is Status.FINDING and outcome.expected is not None and isinstance(outcome.relation, Equation)
    }
    truths = {}
    for key, places in scene.facts.items():
        accepted = accept([place.operand for place in places], network)
        node = accepted.group[0].node if accepted.group else None
        truths[key] = corrected.get(node, accepted.value) if node is not None else accepted.value
    in_force: dict[str, str] = {}
    for outcome in computed:
        if isinstance(outcome.relation, Equation):
            family = outcome.rule.relation.settings().get("family")
            if family and outcome.relation.variant:
                in_force.setdefault(str(family), outcome.relation.variant)
    return replace(scene, corrected=corrected, truths=truths, in_force=in_force)
