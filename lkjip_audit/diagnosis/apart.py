"""Figures that agree or differ without having to: no correction is carried from one to the other."""

from __future__ import annotations

from collections.abc import Iterable

from lkjip_audit.formula import Name
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Source, Status
from lkjip_audit.rulepack.model import Severity


def is_likeness(outcome: Outcome) -> bool:
    """Whether it only says that two figures, alike in most rows, are alike here too: they need not stay so.

    A target that equals the year before's is not computed from it, and does not change with it.
    """
    relation = outcome.relation
    shown = isinstance(relation, Equation) and relation.source is Source.SHOWN and isinstance(relation.formula, Name)
    return shown and outcome.status is Status.PASS


def may_differ(outcomes: Iterable[Outcome]) -> frozenset[int]:
    """The restatements whose places differ where they may (two documents, two stages): they state no one fact."""
    return frozenset(
        id(outcome.relation)
        for outcome in outcomes
        if outcome.status is Status.FINDING
        and outcome.severity is Severity.INFO
        and isinstance(outcome.relation, Restatement)
    )
