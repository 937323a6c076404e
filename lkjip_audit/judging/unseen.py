"""Files that do not tell how their numbers are shown: what depends on that is a question, and accuses nobody.

An .xlsb, an .xls or .ods whose formats cannot be read, and a .csv that a program wrote hold 0.959617234 where people
read 95,96%: neither the hundred nor the decimals that they see are known.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from lkjip_audit.formula import Expression, evaluate_interval
from lkjip_audit.formula.interval import Interval
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.judging.precision import interval_of
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Operand
from lkjip_audit.workbook.model import FileKind, Workbook

REASON: Final = "format_unseen"
_HUNDRED: Final = Decimal(100)
_PERCENT_PLACES: Final = 2


def hides_formats(workbook: Workbook) -> bool:
    """Whether the file may show its numbers otherwise than it stores them, and does not say how."""
    return not workbook.knows_formats or workbook.kind is FileKind.CSV


def as_question(outcome: Outcome) -> Outcome:
    """``outcome``, of such a file: a finding that the format alone may make is not verifiable instead."""
    if outcome.status is not Status.FINDING or not _is_open(outcome):
        return outcome
    return replace(outcome, status=Status.NOT_VERIFIABLE, severity=None, reason=REASON)


def _is_open(outcome: Outcome) -> bool:
    relation = outcome.relation
    if relation is None:
        return False
    figures = (relation.stated, *relation.operands) if isinstance(relation, Equation) else relation.operands
    if any(item.figure.decimals > 0 for item in figures) and _is_hundredfold(outcome):
        return True
    if not any(map(_is_raw, figures)):
        return False
    if isinstance(relation, Equation):
        formulas = (relation.formula, *(formula for _, formula in relation.variants))
        return any(_reaches(relation, formula) for formula in formulas)
    return _may_be_same(outcome, relation)


def _is_raw(item: Operand) -> bool:
    """Whether a figure has more decimals than people type."""
    return item.figure.decimals >= limits().judging.raw_decimals


def _is_hundredfold(outcome: Outcome) -> bool:
    """Whether what is stated is about a hundred times what is expected, or a hundredth of it."""
    if not outcome.expected or outcome.difference is None:
        return False
    share = abs((outcome.expected + outcome.difference) / outcome.expected)
    near = limits().judging.hundredfold_share
    return any(abs(share * factor - 1) <= near for factor in (_HUNDRED, 1 / _HUNDRED))


def _reaches(equation: Equation, formula: Expression) -> bool:
    """Whether the formula may give what is stated, with every figure shown with as few decimals as it may be."""
    reach = evaluate_interval(formula, {item.name: _as_shown(item) for item in equation.operands})
    return reach is not None and reach.intersects(_as_shown(equation.stated))


def _may_be_same(outcome: Outcome, restatement: Restatement) -> bool:
    place = next((item for item in restatement.operands if item.node == outcome.cell), None)
    if place is None:
        return False
    return any(_as_shown(item).intersects(_as_shown(place)) for item in outcome.related)


def _as_shown(item: Operand) -> Interval:
    """Where a figure lies if it is shown as roughly as people show such figures."""
    held = interval_of(item, as_printed=True)
    if not _is_raw(item):
        return held
    own = limits().judging
    decimals = own.shown_decimals + (0 if abs(item.figure.value) >= own.shares_below else _PERCENT_PLACES)
    half = Decimal(1).scaleb(-decimals) * item.unit / 2
    value = (held.low + held.high) / 2
    return Interval(value - half, value + half)
