"""Files that do not tell how their numbers are shown: what depends on that is a question, and accuses nobody.

An .xlsb, an .xls or .ods whose formats cannot be read, and a .csv that a program wrote hold 0.959617234 where people
read 95,96%: neither the hundred nor the decimals that they see are known.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from typing import Final

from lkjip_audit.formula import Expression, evaluate_interval
from lkjip_audit.formula.interval import Interval
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status
from lkjip_audit.judging.precision import interval_of
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.workbook.model import FileKind, Workbook

REASON: Final = "format_unseen"
_HUNDRED: Final = Decimal(100)
_PERCENT_PLACES: Final = 2


def sheets_without_formats(workbook: Workbook) -> frozenset[str]:
    """The sheets whose file may show its numbers otherwise than it stores them, and does not say how."""
    return frozenset(sheet.name for sheet in workbook.sheets if _hides_formats(workbook.file_at(sheet.name)))


def _hides_formats(file: Workbook) -> bool:
    return not file.knows_formats or file.kind is FileKind.CSV


def as_question(outcome: Outcome, hiding: Collection[str]) -> Outcome:
    """``outcome``, not verifiable where it is a finding that the formats of the sheets ``hiding`` theirs may make."""
    if outcome.status is not Status.FINDING or not _is_open(outcome, hiding):
        return outcome
    return replace(outcome, status=Status.NOT_VERIFIABLE, severity=None, reason=REASON)


def _is_open(outcome: Outcome, hiding: Collection[str]) -> bool:
    relation = outcome.relation
    if relation is None:
        return False
    figures = (relation.stated, *relation.operands) if isinstance(relation, Equation) else relation.operands
    hidden = frozenset(item.node for item in figures if item.node.address.sheet in hiding)
    if any(item.figure.decimals > 0 and item.node in hidden for item in figures) and _is_hundredfold(outcome):
        return True
    if not any(item.node in hidden and _is_raw(item) for item in figures):
        return False
    if isinstance(relation, Equation):
        formulas = (relation.formula, *(formula for _, formula in relation.variants))
        return any(_reaches(relation, formula, hidden) for formula in formulas)
    return _may_be_same(outcome, relation, hidden)


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


def _reaches(equation: Equation, formula: Expression, hidden: Collection[Node]) -> bool:
    """Whether the formula may give what is stated, with ``hidden`` figures shown with as few decimals as may be."""
    reach = evaluate_interval(formula, {item.name: _as_shown(item, hidden) for item in equation.operands})
    return reach is not None and reach.intersects(_as_shown(equation.stated, hidden))


def _may_be_same(outcome: Outcome, restatement: Restatement, hidden: Collection[Node]) -> bool:
    place = next((item for item in restatement.operands if item.node == outcome.cell), None)
    if place is None:
        return False
    shown = _as_shown(place, hidden)
    return any(_as_shown(item, hidden).intersects(shown) for item in outcome.related)


def _as_shown(item: Operand, hidden: Collection[Node]) -> Interval:
    """Where a figure lies if it is shown as roughly as people show such figures; others are known."""
    held = interval_of(item, as_printed=True)
    if item.node not in hidden or not _is_raw(item):
        return held
    own = limits().judging
    decimals = own.shown_decimals + (0 if abs(item.figure.value) >= own.shares_below else _PERCENT_PLACES)
    half = Decimal(1).scaleb(-decimals) * item.unit / 2
    value = (held.low + held.high) / 2
    return Interval(value - half, value + half)
