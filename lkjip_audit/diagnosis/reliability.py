"""Relations that tell nothing of their operands: the column that they yield is wrong nearly throughout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lkjip_audit.judging.blocks import blocks_of, told_of
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation, Manner, Outcome, Status
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node


def unreliable(outcomes: Sequence[Outcome]) -> frozenset[int]:
    """The equations, by index, of columns in which one rule finds most rows wrong, each for itself.

    A difference that fails in forty rows of fifty accuses its own column, not the hundred figures that it was
    taken between.  A figure that all failing rows share (the total of a column of shares) is a better suspect
    than the column, so that such a column stays in.  Where several results are cut instead of rounded, that is the
    column's habit, and none of them tells anything of what it was computed from.
    """
    columns: dict[tuple[object, ...], list[int]] = defaultdict(list)
    told = told_of(outcomes)
    for index, outcome in enumerate(told):
        relation = outcome.relation
        if isinstance(relation, Equation) and relation.table and outcome.status in (Status.PASS, Status.FINDING):
            place = relation.stated.node.address
            columns[outcome.rule.id, relation.table, place.sheet, place.column].append(index)
    held: dict[tuple[object, ...], list[range]] = defaultdict(list)
    start = len(told)
    for block in blocks_of(outcomes):
        if isinstance(block, Held):
            held[block.rule.id, block.table, block.sheet, block.column].append(range(start, start + len(block)))
        start += len(block)
    own = limits().facts
    found: set[int] = set()
    for column, members in columns.items():
        failing = [index for index in members if told[index].status is Status.FINDING]
        all_of_it = len(members) + sum(map(len, held[column]))
        if (
            len(failing) >= own.fewest_failing
            and len(failing) > own.failing_share * all_of_it
            and not _shared(told, failing)
        ):
            found.update(members, *held[column])
        cut = [index for index in failing if told[index].manner is Manner.CUT]
        if len(cut) >= limits().evidence.telling_rows:
            found.update(cut)
    return frozenset(found)


def _shared(outcomes: Sequence[Outcome], failing: Sequence[int]) -> frozenset[Node]:
    """The operands that all failing relations have in common."""
    operands = [
        frozenset(item.node for item in relation.operands)
        for index in failing
        if isinstance(relation := outcomes[index].relation, Equation)
    ]
    return frozenset.intersection(*operands)
