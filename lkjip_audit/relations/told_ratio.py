"""A ratio that one sentence tells with its parts: "pagu Rp.. terealisasi Rp.. atau 84,53%"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lkjip_audit.formula import Expression, names, parse
from lkjip_audit.judging.model import Equation, Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.narrative.measures import SHARE, type_of
from lkjip_audit.narrative.model import Claim
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.row_formula.families import caps_in_force, fits
from lkjip_audit.relations.slipped_ratio import is_slip_in_ratio
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import is_exact
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.polarity import Polarity, polarity_named
from lkjip_audit.tables.known import INDIKATOR

_PAIR = 2
_SHOWN = 120
"""Letters of the sentence that are kept as a figure's label."""


class ToldRatio(Settings):
    """``stated`` = ``formula`` over the measures that the sentence names; ``negative`` are formulas for less-is-better.

    ``capped`` tells that a highest printed value may be in force.
    """

    stated: str
    formula: str
    negative: tuple[str, ...] = ()
    capped: bool = False


def relations(rule: Rule, settings: ToldRatio, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every sentence that names the ratio and all its parts of one subject."""
    formula = parse(settings.formula)
    negative = [parse(text) for text in settings.negative]
    for sentence in _sentences(scene):
        for claim in sentence:
            if claim.measure != settings.stated or not claim.plain:
                continue
            parts = [_nearest(sentence, claim, name) for name in names(formula)]
            shared = _is_shared(sentence, claim, parts)
            operands = tuple(
                _operand(scene, part)
                for part in parts
                if part is not None and _is_sure(part, sentence, scene.roles.money)
            )
            if len(operands) == len(names(formula)):
                laid = _settled(rule, settings, scene, claim, (formula, *negative), operands)
                yield laid if not shared or not isinstance(laid, Equation) or _is_so(laid) else _of_other(laid)


def _sentences(scene: Scene) -> Iterator[Sequence[Claim]]:
    """The claims of each sentence about each of its subjects, in reading order."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in scene.claims:
        groups.setdefault(claim.told_at, []).append(claim)
    yield from groups.values()


def _nearest(sentence: Sequence[Claim], claim: Claim, measure: str) -> Claim | None:
    """The part nearest before the ratio; the first after it where none stands before."""
    same = [item for item in sentence if item.measure == measure and item.year in (None, claim.year)]
    before = [item for item in same if item.part < claim.part]
    return before[-1] if before else next((item for item in same if item.part > claim.part), None)


def _is_shared(sentence: Sequence[Claim], claim: Claim, parts: Sequence[Claim | None]) -> bool:
    """Whether another such ratio stands between the parts: the first of them may be that one's alone.

    "Pendapatan Rp10 dari anggaran Rp20 atau 50%, sedangkan belanja Rp12 atau 80%" tells no anggaran of the belanja.
    """
    places = sorted(part.part for part in parts if part is not None)
    ratios = (item.part for item in sentence if item.measure == claim.measure and item.part != claim.part)
    return len(places) > 1 and any(places[0] < ratio < places[-1] for ratio in ratios)


def _is_so(line: Equation) -> bool:
    """Whether the figures say that they are of one ratio: it holds, or one slip of the hand keeps it from holding."""
    return fits(line, line.formula) or (len(line.operands) == _PAIR and is_slip_in_ratio(line))


def _of_other(line: Equation) -> Laid:
    return _unsettled(line.rule, line.stated, "share_of_other")


def _is_sure(part: Claim, sentence: Sequence[Claim], money: frozenset[str]) -> bool:
    """Whether the sentence leaves no doubt about what the part measures: of two amounts one was spent."""
    return part.plain or (part.measure in money and sum(item.measure in money for item in sentence) == 2)


def _operand(scene: Scene, claim: Claim) -> Operand:
    return Operand(
        name=claim.measure,
        node=Node(claim.address, claim.part),
        figure=claim.figure,
        role=claim.measure,
        exact=is_exact(claim.figure, claim.measure, scene.roles),
        label=claim.text[claim.sentence[0] : claim.sentence[1]][:_SHOWN],
    )


def _settled(
    rule: Rule,
    settings: ToldRatio,
    scene: Scene,
    claim: Claim,
    formulas: Sequence[Expression],
    operands: tuple[Operand, ...],
) -> Laid:
    """The relation under the formula that holds; where none does, under the plain one unless less may be better."""
    stated = _operand(scene, claim)
    if settings.stated in scene.roles.money and type_of(claim.figure) == SHARE:
        return _unsettled(rule, stated, "units_differ")
    equation = Equation(rule, stated.label, stated, operands, formulas[0])
    fitting = next((formula for formula in formulas if fits(equation, formula)), None)
    if fitting is not None:
        return replace(equation, formula=fitting)
    if settings.capped and stated.figure.amount in caps_in_force(scene):
        return _unsettled(rule, stated, "cap_undeclared")
    if len(formulas) == 1:
        return equation
    match _polarity(scene, claim):
        case Polarity.POSITIVE:
            return equation
        case Polarity.NEGATIVE:
            variants = tuple((str(number), formula) for number, formula in enumerate(formulas[2:]))
            return replace(equation, formula=formulas[1], variants=variants)
        case Polarity.UNKNOWN:
            return _unsettled(rule, stated, "polarity_missing")


def _unsettled(rule: Rule, stated: Operand, reason: str) -> Laid:
    return outcome(rule, Status.NOT_VERIFIABLE, stated.node, stated.label, stated=stated.figure.literal, reason=reason)


def _polarity(scene: Scene, claim: Claim) -> Polarity:
    """Which way is better in the indikator that the sentence names, itself or through its sasaran or program."""
    named = list(claim.subject.items())
    keys = [key for level, key in named if level == INDIKATOR]
    keys += [other[1] for item in named if (other := scene.indicators.get(item) or scene.links.get(item)) is not None]
    for key in keys:
        declared = scene.polarities.get(key)
        if declared:
            return Polarity(declared)
        polarity = polarity_named(key.partition(":")[2].replace("-", " "))
        if polarity is not Polarity.UNKNOWN:
            return polarity
    return Polarity.UNKNOWN


KIND = Kind("told_ratio", ToldRatio, relations, traits=Traits(of_one_sentence=True))
