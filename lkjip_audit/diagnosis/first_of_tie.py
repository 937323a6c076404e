"""Which answer of a tie is told first: all of them are told, the first is where a reader looks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_audit.diagnosis.chances import digits_told
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import printed
from lkjip_audit.diagnosis.ranking import Answer
from lkjip_audit.rulepack.limits import limits


def first_of(network: Network, best: Answer, ties: Sequence[Answer]) -> Answer:
    """The answer of a tie to tell first; ``best`` is the first by rank.

    What was typed goes before what was typed by the chance that it came about so.  A result stays first unless that
    is far likelier: it may not have been computed again after a figure that it rests on was changed.  An answer of
    more cells, or that doubts another relation, is never put before ``best``.
    """
    own = limits().chances
    rivals = [item for item in ties if item.state.doubted == best.state.doubted and item.cells <= best.cells]
    typed = min((item for item in rivals if not _is_result(network, item)), key=lambda item: item.chance, default=best)
    if not _is_result(network, best):
        return min(best, typed, key=lambda item: item.chance)
    changes = (digits_told(_change(item)) for item in rivals if len(item.repairs) == 1)
    outdated = best.state.cost + own.not_recomputed + own.digit * min(changes, default=0)
    return typed if typed.chance + own.doubt < min(best.chance, outdated) else best


def _is_result(network: Network, answer: Answer) -> bool:
    """Whether what is wrong is what a relation that fails is to come to."""
    nodes = {cell.node for repair in answer.repairs for cell in repair.cells}
    return any(network.equations[index].stated.node in nodes for index in network.failing)


def _change(answer: Answer) -> Decimal:
    """By how much the only wrong figure of ``answer`` is off."""
    (repair,) = answer.repairs
    return repair.first.figure.value - printed(repair.first, repair.value)
