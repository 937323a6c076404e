"""Which answer of a tie is told first: all of them are told, the first is where a reader looks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_audit.diagnosis.chances import digits_told
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import printed, tenths
from lkjip_audit.diagnosis.ranking import Answer
from lkjip_audit.figures.slips import SlipKind
from lkjip_audit.formula import Binary
from lkjip_audit.formula.tree import walk
from lkjip_audit.rulepack.limits import limits

_OVER = "/"
_PLAIN = (SlipKind.ONE_DIGIT, SlipKind.ADJACENT_TRANSPOSITION)


def first_of(network: Network, best: Answer, ties: Sequence[Answer]) -> Answer:
    """The answer of a tie to tell first; ``best`` is the first by rank.

    What was typed goes before what was typed by the chance that it came about so.  A result stays first unless that
    is far likelier: it may not have been computed again after a figure that it rests on was changed.  Likelier is
    enough where the result is a ratio, right to its last digit for an operand of which one digit is wrong: any sum has
    such operands, few ratios do, and of the numbers as long that somebody may have changed it to few are so near.  An
    answer of more cells, or that doubts another relation, is never put before ``best``.
    """
    own = limits().chances
    rivals = [item for item in ties if item.state.doubted == best.state.doubted and item.cells <= best.cells]
    typed = min((item for item in rivals if not _is_result(network, item)), key=lambda item: item.chance, default=best)
    if not _is_result(network, best):
        return min(best, typed, key=lambda item: item.chance)
    changes = (digits_told(_change(item)) for item in rivals if len(item.repairs) == 1)
    outdated = best.state.cost + own.not_recomputed + own.digit * min(changes, default=0)
    if _is_plain_slip(typed) and _is_ratio(network, best):
        digits = len(typed.repairs[0].first.figure.value.as_tuple().digits)
        meant = best.state.cost + own.not_recomputed + own.digit * (digits - 1) - tenths(digits)
        return typed if typed.chance < min(best.chance, meant) else best
    return typed if typed.chance + own.doubt < min(best.chance, outdated) else best


def _is_result(network: Network, answer: Answer) -> bool:
    """Whether what is wrong is what a relation that fails is to come to."""
    return any(cell.node in network.failing_results for repair in answer.repairs for cell in repair.cells)


def _is_plain_slip(answer: Answer) -> bool:
    return len(answer.repairs) == 1 and (made := answer.repairs[0].slip) is not None and made.kind in _PLAIN


def _is_ratio(network: Network, answer: Answer) -> bool:
    """Whether what is wrong is what one figure over another is to come to."""
    nodes = {cell.node for repair in answer.repairs for cell in repair.cells}
    failing = {index for node in nodes for index in network.around(node)} & network.failing
    wrong = [equation for index in failing if (equation := network.equations[index]).stated.node in nodes]
    return any(isinstance(part, Binary) and part.op == _OVER for each in wrong for part in walk(each.formula))


def _change(answer: Answer) -> Decimal:
    """By how much the only wrong figure of ``answer`` is off."""
    (repair,) = answer.repairs
    return repair.first.figure.value - printed(repair.first, repair.value)
