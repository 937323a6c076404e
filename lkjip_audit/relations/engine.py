"""Rules laid over a scene: from rules to outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import TypeVar

from pydantic import BaseModel

from lkjip_audit.judging.agreement import evaluate_restatement
from lkjip_audit.judging.blocks import Block, Outcomes
from lkjip_audit.judging.consensus import Network, accept, refuted_by
from lkjip_audit.judging.evaluate import evaluate_equation
from lkjip_audit.judging.evidence import Doubt, pool_of, weighed
from lkjip_audit.judging.failure import attempt, without_failed
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.laid import Definitions, distinct, flattened
from lkjip_audit.judging.laid import Laid as LaidEquation
from lkjip_audit.judging.model import RECOMPUTED, Equation, Outcome, Restatement, Source, Status
from lkjip_audit.judging.unseen import REASON, as_question, sheets_without_formats
from lkjip_audit.records import changed
from lkjip_audit.relations.displaced_rows import judged_elsewhere
from lkjip_audit.relations.kind import Laid
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import FactKey, Scene
from lkjip_audit.scene.place import Node

_Told = TypeVar("_Told", Equation, Outcome, Block)
_SAYS = frozenset({Status.PASS, Status.FINDING})


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The outcomes of a run, the equations ``laid`` that they rest on, and the relations that the figures deny."""

    outcomes: Outcomes
    laid: tuple[LaidEquation, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def equations(self) -> tuple[Equation, ...]:
        """Every equation as an object."""
        return tuple(flattened(self.laid))


def run(rules: Sequence[Rule], settings: Mapping[str, BaseModel], scene: Scene) -> Verdicts:
    """Every outcome of ``rules`` over ``scene``; ``settings`` are those of their relations by rule id, as loaded.

    First the arithmetic, then the places that restate a fact, and last what follows from figures as they should be.
    """
    early = [rule for rule in rules if not KINDS[rule.relation.kind].late]
    late = [rule for rule in rules if KINDS[rule.relation.kind].late]
    everything = _lay(early, settings, scene)
    laid, weighed_ones, doubts = _weighed(everything.equations, scene)
    computed = list(_once(weighed_ones.told))
    network = Network(laid, refuted_by(computed))
    restated = _restated(everything.restatements, network, computed)
    more = _lay(late, settings, _as_it_should_be(scene, network, computed, laid))
    outcomes = without_failed((*everything.outcomes, *computed, *restated, *more.outcomes))
    told = tuple(map(_with_traits, outcomes))
    if hiding := sheets_without_formats(scene.workbook):
        told = tuple(as_question(outcome, hiding) for outcome in told)
        asked = {id(outcome.relation) for outcome in told if outcome.reason == REASON}
        laid = [item for item in laid if id(item) not in asked]
    failed = {outcome.rule.id for outcome in told if outcome.status is Status.RULE_ERROR}
    blocks = (*everything.blocks, *weighed_ones.blocks, *more.blocks)
    return Verdicts(
        Outcomes(told, (block for block in blocks if block.rule.id not in failed)),
        tuple(item for item in laid if item.rule.id not in failed),
        doubts,
    )


def _weighed(equations: Sequence[LaidEquation], scene: Scene) -> tuple[list[LaidEquation], Outcomes, tuple[Doubt, ...]]:
    """The equations that count, their outcomes, and those that the figures deny.

    What figures show of a cell gives way to what words say of it; where the figures deny the words, it counts after
    all: the cell is computed otherwise than its header made believe.
    """
    laid, judged = _judged(equations)
    shown = [item for item in equations if isinstance(item, Equation) and item.source is Source.SHOWN]
    told, doubts = weighed(judged, [item for item in laid if isinstance(item, Held)], scene.workbook, shown)
    denied = {doubt.pool for doubt in doubts}
    places = {(place.sheet, place.column) for place in (doubt.cell for doubt in doubts)}
    if not any((item.stated.node.address.sheet, item.stated.node.address.column) in places for item in shown):
        return laid, told, doubts
    laid, judged = _judged([item for item in equations if (pool := pool_of(item)) is None or pool not in denied])
    again, more = weighed(judged, [item for item in laid if isinstance(item, Held)], scene.workbook)
    silenced = [item for item in told.told if isinstance(item.relation, Equation) and pool_of(item.relation) in denied]
    return laid, Outcomes((*silenced, *again.told), again.blocks), (*doubts, *more)


def _judged(laid: Sequence[LaidEquation]) -> tuple[list[LaidEquation], list[Outcome]]:
    """The equations that count, the outcome of each that is no block, and that of each rule that cannot be judged.

    An equation of a rule that failed takes no figures from another rule, and defines none.
    """
    failures: dict[str, Outcome] = {}
    while True:
        counting = list(distinct(item for item in laid if item.rule.id not in failures))
        equations = [item for item in counting if isinstance(item, Equation)]
        definitions = Definitions(counting)
        computed = [_attempted(equation, definitions) for equation in equations]
        failing = [item for item, outcome in zip(equations, computed, strict=True) if _is_failure(outcome)]
        if not failing:
            return counting, [*failures.values(), *computed]
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


@dataclass(slots=True)
class _Everything:
    """What some rules lay: equations and blocks of them, restatements, and outcomes without arithmetic."""

    equations: list[LaidEquation] = field(default_factory=list)
    restatements: list[Restatement] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def _lay(rules: Iterable[Rule], settings: Mapping[str, BaseModel], scene: Scene) -> _Everything:
    found = _Everything()
    told_elsewhere = judged_elsewhere(scene)
    for rule in rules:
        of_rule = attempt(rule, partial(_laid, rule, settings, scene))
        for laid in (of_rule,) if isinstance(of_rule, Outcome) else of_rule:
            match laid:
                case Outcome() if told_elsewhere(laid) and laid.status in _SAYS:
                    silenced = replace(laid, status=Status.NOT_VERIFIABLE, severity=None, reason="displaced")
                    found.outcomes.append(silenced)
                case Equation():
                    found.equations.append(_with_traits(laid))
                case Restatement():
                    found.restatements.append(laid)
                case Outcome():
                    found.outcomes.append(laid)
                case Held() if len(laid):
                    found.equations.append(changed(laid, traits=KINDS[rule.relation.kind].traits))
                case Block() if not isinstance(laid, Held):
                    found.blocks.append(_with_traits(laid))
    return found


def _with_traits(told: _Told) -> _Told:
    """``told`` with what other rooms need to know of its kind, unless it says so of itself."""
    traits = KINDS[told.rule.relation.kind].traits
    return told if told.traits in (traits, RECOMPUTED) else changed(told, traits=traits)


def _laid(rule: Rule, settings: Mapping[str, BaseModel], scene: Scene) -> tuple[Laid, ...]:
    """Everything that ``rule`` says of ``scene``; raises whatever its kind raises."""
    return tuple(KINDS[rule.relation.kind].relations(rule, settings[rule.id], scene))


def _restated(restatements: Iterable[Restatement], network: Network, computed: Sequence[Outcome]) -> Iterator[Outcome]:
    contradicted: Mapping[Node, Decimal | None] = {
        outcome.cell: outcome.expected for outcome in computed if outcome.status is Status.FINDING
    }
    doubted = {
        node
        for outcome in computed
        if outcome.status is Status.FINDING and isinstance(outcome.relation, Equation)
        for node in _figures(outcome.relation)
    }
    for restatement in restatements:
        held = replace(restatement, setting=restatement.setting.without(doubted))
        judged = attempt(restatement.rule, partial(_outcomes_of, held, network, contradicted))
        yield from (judged,) if isinstance(judged, Outcome) else judged


def _outcomes_of(
    restatement: Restatement, network: Network, contradicted: Mapping[Node, Decimal | None]
) -> tuple[Outcome, ...]:
    return tuple(evaluate_restatement(restatement, network, contradicted))


def _as_it_should_be(
    scene: Scene, network: Network, computed: Sequence[Outcome], laid: Iterable[LaidEquation]
) -> Scene:
    """The scene with what facts and refuted figures should be, and the formulas in force."""
    corrected = {
        outcome.cell: outcome.expected * outcome.relation.stated.scale * outcome.relation.stated.figure.multiplier
        for outcome in computed
        if outcome.status is Status.FINDING and outcome.expected is not None and isinstance(outcome.relation, Equation)
    }
    in_force: dict[str, str] = {}
    for item in laid:
        family = item.rule.relation.settings().get("family") if item.variant else None
        if family and item.variant:
            in_force.setdefault(str(family), item.variant)
    return replace(scene, corrected=corrected, truths=_Truths(scene, network, corrected), in_force=in_force)


class _Truths(Mapping[FactKey, Decimal]):
    """What every fact should be, worked out for those that somebody asks for."""

    def __init__(self, scene: Scene, network: Network, corrected: Mapping[Node, Decimal]) -> None:
        self._facts = scene.facts
        self._network = network
        self._corrected = corrected
        self._known: dict[FactKey, Decimal] = {}

    def __getitem__(self, key: FactKey) -> Decimal:
        if key not in self._known:
            accepted = accept([place.operand for place in self._facts[key]], self._network)
            node = accepted.group[0].node if accepted.group else None
            self._known[key] = accepted.value if node is None else self._corrected.get(node, accepted.value)
        return self._known[key]

    def __iter__(self) -> Iterator[FactKey]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)
