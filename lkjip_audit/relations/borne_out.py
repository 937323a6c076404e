"""A sum that nearly all lines obey and one does not, each figure of which is part of another sum that holds there.

A region's budget that does not balance: its revenue, its spending and its financing each are what their parts make.  No
single slip makes such a line, so that no figure of it is accused; that it does not balance is true all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_audit.figures.rounding import format_like
from lkjip_audit.induction import Miss, Operator
from lkjip_audit.judging.model import Equation, Outcome, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.shown_by_figures import equation_in, in_words, unread_lines
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.shown import ShownRelation
from lkjip_audit.tables.model import Table


class BorneOut(Settings):
    """``operators`` are the shapes of relation that the rule speaks of."""

    operators: tuple[Operator, ...]


def relations(rule: Rule, settings: BorneOut, scene: Scene) -> Iterator[Laid]:
    """A finding that accuses no figure for each line that departs from a sum with figures that all are borne out."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for relation in scene.shown.get(table.id, ()):
            if relation.shown.operator in settings.operators:
                yield from unread_lines(rule, table, relation)
                yield from _of_relation(rule, table, relation)


def _of_relation(rule: Rule, table: Table, relation: ShownRelation) -> Iterator[Outcome]:
    """A finding for each such line; a sum without any passes once."""
    shown = relation.shown
    departing = [(miss, equation_in(rule, table, relation, miss.line)) for miss in shown.borne_out]
    yield from (_difference(rule, relation, equation, miss) for miss, equation in departing if equation is not None)
    held = [equation for line in shown.holds[:1] if (equation := equation_in(rule, table, relation, line)) is not None]
    if not departing:
        yield from (outcome(rule, Status.PASS, equation.stated.node, equation.subject) for equation in held)


def _difference(rule: Rule, relation: ShownRelation, equation: Equation, miss: Miss) -> Outcome:
    """What is stated, what the others come to, and by how much the two differ; nothing is proposed."""
    figure = equation.stated.figure
    total = (miss.low + miss.high) / 2
    return outcome(
        rule,
        Status.FINDING,
        equation.stated.node,
        equation.subject,
        stated=format_like(figure.value, figure),
        difference=miss.stated - total,
        related=equation.operands,
        relation=in_words(relation),
        total=format_like(total, figure),
        gap=format_like(abs(miss.stated - total), figure),
        holds=str(relation.held),
        lines=str(relation.told + len(relation.shown.borne_out)),
    )


KIND = Kind(
    "borne_out",
    BorneOut,
    relations,
    silent=frozenset({"borne_out"}),
    places=frozenset({"relation", "total", "gap", "holds", "lines"}),
)
