"""What changed from one year to the next, in prose or in remarks: "naik 9,5", "turun Rp. 2.150.769.223".

The two figures that it lies between are the ones that the sentence itself names ("dari ... menjadi ..."), else
those of the sheet's tables of years.  A change is held to the pair of figures that gives it, else to the one that
it comes nearest to, or to one that its sentence sets side by side and that a slip of the hand leads from; one that
comes near to none has nothing to be compared with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, Figure
from lkjip_audit.figures.slips import slip
from lkjip_audit.formula import Expression, parse
from lkjip_audit.judging.model import Equation, Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.judging.precision import judge
from lkjip_audit.relations.delta.changes import Change, Formula, Pair, changes_in_prose, changes_in_tables
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Operand

_FORMULAS = {
    Formula.DIFFERENCE: parse("abs(baru - lama)"),
    Formula.GROWTH: parse("abs(baru - lama) / lama * 100"),
    Formula.RISE: parse("baru - lama"),
    Formula.RATE: parse("(baru - lama) / lama * 100"),
}


class Delta(Settings):
    """No settings."""


def relations(rule: Rule, settings: Delta, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every stated change, of those in sentences until ``prose.change_pairs`` are tried."""
    del settings
    for change in changes_in_tables(scene):
        yield _settle(rule, change)
    room = limits().prose.change_pairs
    for change in changes_in_prose(scene):
        room -= len(change.pairs)
        yield _settle(rule, change) if room >= 0 else _untested(rule, change, "too_many_changes")


def _settle(rule: Rule, change: Change) -> Laid:
    """The relation of a change: with the pair and formula that hold, else with those that it is nearest to.

    With its own formula where the other rows of its column tell which one that is.
    """
    if change.formula is not None:
        return _equation(rule, change, change.pairs[0], _FORMULAS[change.formula])
    trials = [
        _equation(rule, change, pair, formula) for pair in change.pairs for formula in _formulas(change.stated.figure)
    ]
    for trial in trials:
        verdict = judge(trial, trial.formula, {})
        if verdict is not None and verdict.holds:
            return trial
    near = [trial for trial in trials if _is_near(trial)]
    if near:
        return min(near, key=_distance)
    named = (
        _equation(rule, change, pair, formula) for pair in change.named for formula in _formulas(change.stated.figure)
    )
    slipped = next((trial for trial in named if _is_slip(trial)), None)
    if slipped is not None:
        return slipped
    return _untested(rule, change, "nothing_to_compare")


def _untested(rule: Rule, change: Change, reason: str) -> Laid:
    stated = change.stated
    return outcome(
        rule, Status.NOT_VERIFIABLE, stated.node, change.subject, stated=stated.figure.literal, reason=reason
    )


def _formulas(figure: Figure) -> tuple[Expression, ...]:
    if figure.unit == PERCENT:
        return (_FORMULAS[Formula.DIFFERENCE], _FORMULAS[Formula.GROWTH])
    return (_FORMULAS[Formula.DIFFERENCE],)


def _equation(rule: Rule, change: Change, pair: Pair, formula: Expression) -> Equation:
    old, new = pair
    return Equation(
        rule=rule,
        subject=change.subject,
        stated=change.stated,
        operands=(replace(new, name="baru"), replace(old, name="lama")),
        formula=formula,
    )


def _is_near(trial: Equation) -> bool:
    """Whether the stated change is so near to the computed one that no other can be meant."""
    return _distance(trial) <= limits().sums.change_share


def _is_slip(trial: Equation) -> bool:
    """Whether one slip of the hand, in the stated change or in one of its two figures, makes the difference."""
    verdict = judge(trial, trial.formula, {})
    if verdict is None:
        return False
    new, old = trial.operands
    change, before, now = (item.figure.value for item in (trial.stated, old, new))
    if _slips(trial.stated, abs(verdict.raw)):
        return True
    if trial.formula != _FORMULAS[Formula.DIFFERENCE]:
        return False
    return any(_slips(new, before + sign * change) or _slips(old, now + sign * change) for sign in (1, -1))


def _slips(item: Operand, meant: Decimal) -> bool:
    """Whether ``item`` is ``meant`` after one slip, in digits enough to tell."""
    printed = item.figure.decimals + max(1, item.figure.value.adjusted() + 1)
    return printed >= limits().sums.change_digits and slip(item.figure, meant) is not None


def _distance(trial: Equation) -> Decimal:
    """How far the stated change lies from the computed one, as a part of the larger of the two."""
    verdict = judge(trial, trial.formula, {})
    stated = abs(trial.stated.figure.amount)
    if verdict is None or max(abs(verdict.raw), stated) == 0:
        return Decimal("Infinity")
    return abs(abs(verdict.raw) - stated) / max(abs(verdict.raw), stated)


KIND = Kind("delta", Delta, relations, traits=Traits(guessed=True))
