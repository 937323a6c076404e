"""From relations to outcomes: each relation gets exactly one, and nothing passes in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from lkjip_audit.figures.rounding import format_like
from lkjip_audit.formula import Binary, Call, Expression, Name, Sum, names, render
from lkjip_audit.judging.model import Equation, Manner, Outcome, Status
from lkjip_audit.judging.precision import Verdict, judge
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.place import Node, Operand

_MINOR = frozenset({Manner.CUT, Manner.PADDED, Manner.POSSIBLE, Manner.LAST_DIGIT, Manner.TRIFLE, Manner.NEGLIGIBLE})


def definitions_of(equations: Iterable[Equation]) -> Mapping[Node, Equation]:
    """For each figure that another formula yields: that formula, so that its raw operands can be used."""
    found: dict[Node, Equation] = {}
    for equation in equations:
        if equation.defines and not isinstance(equation.formula, Name):
            found.setdefault(equation.stated.node, equation)
    return found


def evaluate_equation(equation: Equation, definitions: Mapping[Node, Equation]) -> Outcome:
    """The outcome of one equation, under its own formula and, where it has them, its variants."""
    definitions = definitions if equation.defines else {}  # a sum solved for its part holds by its own definition
    verdict = judge(equation, equation.formula, definitions)
    if verdict is None:
        return _outcome(equation, Status.NOT_VERIFIABLE, reason="zero_divisor")
    if not verdict.holds:
        for variant, formula in equation.variants:
            other = judge(equation, formula, definitions)
            if other is not None and other.holds:
                return _outcome(equation, Status.PASS, other, values=(("variant", variant),))
    if verdict.holds:
        return _outcome(equation, Status.PASS, verdict)
    reason = _doubtful(equation) if verdict.manner is Manner.OUTSIDE else None
    if reason is not None:
        return _outcome(equation, Status.NOT_VERIFIABLE, reason=reason)
    return _outcome(equation, Status.FINDING, verdict)


def _doubtful(equation: Equation) -> str | None:
    """Why a relation that does not hold cannot have been meant of these figures; None where it can."""
    figures = (equation.stated, *equation.operands)
    if not all(item.alone for item in figures):
        return "several_figures"
    units = {item.counts for item in figures if item.counts}
    return "units_not_added" if _adds(equation.formula) and len(units) > 1 else None


def _adds(formula: Expression) -> bool:
    """Whether ``formula`` only adds and subtracts, so that what it yields counts what its operands count."""
    match formula:
        case Name():
            return True
        case Sum(terms) | Call("sum" | "mean", terms):
            return all(map(_adds, terms))
        case Binary("+" | "-", left, right):
            return _adds(left) and _adds(right)
        case _:
            return False


def severity_of(equation: Equation, manner: Manner) -> Severity:
    """The rule's own severity, or minor where only rounding is wrong."""
    own = equation.rule.severity
    return Severity.MINOR if manner in _MINOR and own.rank < Severity.MINOR.rank else own


def _outcome(
    equation: Equation,
    status: Status,
    verdict: Verdict | None = None,
    *,
    reason: str | None = None,
    values: tuple[tuple[str, str], ...] = (),
) -> Outcome:
    stated = equation.stated
    finding = status is Status.FINDING
    expected = None if verdict is None else in_print(verdict.expected, stated)
    return Outcome(
        rule=equation.rule,
        status=status,
        subject=equation.subject,
        cell=stated.node,
        stated=stated.figure.literal,
        expected=expected,
        expected_text="" if expected is None else format_like(expected, stated.figure),
        difference=None if expected is None else stated.figure.value - expected,
        severity=severity_of(equation, verdict.manner) if finding and verdict else None,
        manner=None if verdict is None else verdict.manner,
        related=equation.operands,
        reason=reason,
        values=(*values, *_variant(equation), *equation.context, ("formula", written(equation))),
        relation=equation,
    )


def _variant(equation: Equation) -> tuple[tuple[str, str], ...]:
    return () if equation.variant is None else (("variant", equation.variant),)


def in_print(value: Decimal, like: Operand) -> Decimal:
    """``value`` (in a formula's unit) as the number that the cell of ``like`` would print."""
    return value / like.scale / like.figure.multiplier


def written(equation: Equation) -> str:
    """The formula with every operand filled in as it is printed."""
    shown = {item.name: item.figure.literal for item in equation.operands}
    return render(equation.formula, {name: shown.get(name, name) for name in names(equation.formula)})
