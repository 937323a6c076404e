"""A rule that fails is an outcome: the one place where whatever a rule raises is taken for what it is.

A rule speaks wholly or not at all.  What it had said before it failed is dropped: how much that was depends on the
order of tables, and half a rule would read as if the rest had been found right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from traceback import walk_tb
from typing import TypeVar

from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.place import Node
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Address

_PACKAGE = __name__.partition(".")[0]
_NOWHERE = Node(Address("", 0, 0))
_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (RecursionError, "rule_too_deep"),
    (ArithmeticError, "rule_cannot_compute"),
    (LookupError, "rule_finds_nothing"),
    (AttributeError, "rule_unprepared"),
    (TypeError, "rule_unprepared"),
    (ValueError, "rule_unprepared"),
    (Exception, "rule_broken"),
)
"""What an exception says in plain words, as the reason of the outcome: the first that it is."""

T = TypeVar("T")


def attempt(rule: Rule, work: Callable[[], T], at: Node | None = None) -> T | Outcome:
    """What ``work`` gives for ``rule``; the outcome of a rule that failed, when it raises.

    ``at`` is the figure that is judged; without it the table in whose midst the rule failed is told, where one is
    known.  Running out of memory is no fault of a rule, and is raised.
    """
    try:
        return work()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault in one rule must not take what the others say with it
        return _failed(rule, error, at)


def _failed(rule: Rule, error: Exception, at: Node | None) -> Outcome:
    cell, place = _NOWHERE, ""
    if at is not None:
        cell, place = at, at.address.a1
    elif (table := _table_of(error)) is not None:
        cell, place = Node(Address(table.sheet, table.area.top, table.area.left)), table.area.a1
    reason = next(reason for kind, reason in _FAULTS if isinstance(error, kind))
    values = (("kind", type(error).__name__), ("at", _line_of(error)), ("place", place))
    return Outcome(rule=rule, status=Status.RULE_ERROR, subject="", cell=cell, reason=reason, values=values)


def _table_of(error: Exception) -> Table | None:
    """The table that the innermost function was at which speaks of exactly one."""
    found = None
    for frame, _ in walk_tb(error.__traceback__):
        tables = {value.id: value for value in frame.f_locals.values() if isinstance(value, Table)}
        if len(tables) == 1:
            (found,) = tables.values()
    return found


def _line_of(error: Exception) -> str:
    """The innermost line of our own that was reached: ``relations.share:40``."""
    lines = [
        f"{name.partition('.')[2]}:{line}"
        for frame, line in walk_tb(error.__traceback__)
        if (name := frame.f_globals.get("__name__", "")).startswith(f"{_PACKAGE}.")
    ]
    return lines[-1]


def without_failed(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """``outcomes`` without what rules that failed had said; that they failed is told once, as it came first."""
    known = tuple(outcomes)
    failed = {outcome.rule.id: outcome for outcome in reversed(known) if outcome.status is Status.RULE_ERROR}
    for outcome in known:
        if failed.get(outcome.rule.id, outcome) is outcome:
            yield outcome
