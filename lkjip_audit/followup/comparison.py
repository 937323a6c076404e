"""Two audits of one submission: which findings were fixed, are still there, are new, can be tested no more.

A finding is fixed only if the later audit tested the same relation (the rule at the place) and it held.  A finding that
did not come again because its sentence was deleted, its row left out, or its figure made unreadable is not fixed.
What the earlier audit asked to be changed and was not is still there, though a finding tells of it for the first time:
half of a cause put right makes nothing new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lkjip_audit.followup.carry import without_number
from lkjip_audit.followup.earlier import Audited, Seen
from lkjip_audit.result import EVERYWHERE, Ledger
from lkjip_audit.rulepack.model import Severity

_TELLING: Final = 50
"""Places of which a report must have so many to tell whether it is a version of another."""
_SHARED: Final = 5
"""Versions of one report have at least one place in so many in common: the samples, three agencies' reports, share 3 to
9 of a hundred (tables of fixed words: the scale of labels, education, rank), a report and its correction nearly all."""


class State(StrEnum):
    """What became of a finding, worst first."""

    NEW = "new"
    STILL = "still"
    UNTESTABLE = "untestable"
    FIXED = "fixed"


class Reason(StrEnum):
    """Why a finding can be tested no more."""

    UNJUDGED = "unjudged"  # the relation is there, and cannot be judged
    UNRELATED = "unrelated"  # the figure is there, and nothing tests it
    GONE = "gone"  # the figure, its row or its sentence is not there any more
    NO_RULE = "no_rule"  # the rule was not applied at all
    RULE_ERROR = "rule_error"  # the rule failed


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of one finding: as it was before, as it is now.

    Of a new one only the latter is there, and of one at a cell that a cause had asked for before.
    """

    state: State
    before: Seen | None = None
    now: Seen | None = None
    reason: Reason | None = None

    @property
    def latest(self) -> Seen:
        """The finding as it was told last."""
        found = self.now or self.before
        assert found is not None
        return found

    @property
    def changed(self) -> bool:
        """Whether it is still there with another value stated."""
        both = self.before is not None and self.now is not None
        return both and self.before.fingerprint != self.now.fingerprint  # type: ignore[union-attr]

    @property
    def counts(self) -> bool:
        """Whether nobody answers for it."""
        return not self.latest.suppressed


@dataclass(frozen=True, slots=True)
class Comparison:
    """The findings of two audits, worst state and severity first, each in the order of its audit."""

    before: Audited
    now: Audited
    findings: tuple[Compared, ...]

    def of(self, state: State) -> tuple[Compared, ...]:
        """The findings in ``state``."""
        return tuple(item for item in self.findings if item.state is state)

    def worst(self) -> Severity | None:
        """The heaviest severity of what is not fixed and counts; None when all is well."""
        left = (item.latest.severity for item in self.findings if item.state is not State.FIXED and item.counts)
        return min(left, key=lambda severity: severity.rank, default=None)

    @property
    def failed(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Of the two audits those in which rules failed: the workbook's name, and the rules."""
        kept = ((audit.name, audit.ledger) for audit in (self.before, self.now) if audit.ledger is not None)
        return tuple((name, ledger.failed) for name, ledger in kept if ledger.failed)

    @property
    def unrelated(self) -> bool:
        """Whether the two hardly share a place (a row and column as worded): they are no versions of one report."""
        if self.before.ledger is None or self.now.ledger is None:
            return False
        then, later = set(self.before.ledger.places), set(self.now.ledger.places)
        smaller = min(len(then), len(later))
        return smaller >= _TELLING and len(then & later) * _SHARED < smaller

    @property
    def other_rules(self) -> bool:
        """Whether the two audits did not use the same rules."""
        return self.before.rules_sha256 != self.now.rules_sha256


def compare(before: Audited, now: Audited, ledger: Ledger) -> Comparison:
    """What became of the findings of ``before`` in ``now``, whose ledger is ``ledger``."""
    pairs = _pairs(before, now, ledger)
    matched = {item.id for item in pairs.values()}
    old = [
        Compared(State.STILL, item, pairs[item.id]) if item.id in pairs else _left(item, before, now, ledger)
        for item in before.findings
    ]
    new = [
        Compared(State.STILL if (item.sheet, item.cell, item.stated) in before.asked else State.NEW, None, item)
        for item in now.findings
        if item.id not in matched
    ]
    order = {state: rank for rank, state in enumerate(State)}
    found = sorted((*new, *old), key=lambda item: (order[item.state], item.latest.severity.rank))
    return Comparison(before, now, tuple(found))


def _pairs(before: Audited, now: Audited, ledger: Ledger) -> Mapping[str, Seen]:
    """Each finding of ``before`` (by id) with that of ``now`` which is the same; the surest likeness first."""
    pairs: dict[str, Seen] = {}
    for key_of in (_fingerprint, _relation, _wording, _place):
        left = [item for item in before.findings if item.id not in pairs]
        taken = {item.id for item in pairs.values()}
        free = [item for item in now.findings if item.id not in taken]
        if key_of is _place:
            left = [item for item in left if _renumbered(item, before, now, ledger)]
        pairs.update(_alike(left, free, key_of, in_order=key_of is _place))
    return pairs


def _alike(
    left: Iterable[Seen], free: Iterable[Seen], key_of: Callable[[Seen], tuple[str, ...] | None], *, in_order: bool
) -> Iterator[tuple[str, Seen]]:
    """Pairs with the same key: those that are alone with it on both sides, or ``in_order`` one after the other."""
    here, there = _by_key(left, key_of), _by_key(free, key_of)
    for key, items in here.items():
        others = there.get(key, [])
        if in_order or len(items) == len(others) == 1:
            yield from ((item.id, other) for item, other in zip(items, others, strict=False))


def _by_key(
    items: Iterable[Seen], key_of: Callable[[Seen], tuple[str, ...] | None]
) -> Mapping[tuple[str, ...], list[Seen]]:
    found: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for item in items:
        key = key_of(item)
        if key is not None:
            found[key].append(item)
    return found


def _fingerprint(item: Seen) -> tuple[str, ...]:
    return (item.fingerprint,)


def _relation(item: Seen) -> tuple[str, ...] | None:
    """The same rule at the same place: another wrong value stands there now."""
    return (item.rule, item.relation) if item.relation else None


def _wording(item: Seen) -> tuple[str, ...]:
    """The same value at a place that reads alike, whatever its number."""
    return (without_number(item.fingerprint),)


def _place(item: Seen) -> tuple[str, ...] | None:
    """The same rule at a place that reads alike."""
    return (item.rule, without_number(item.relation)) if item.relation else None


def _renumbered(item: Seen, before: Audited, now: Audited, ledger: Ledger) -> bool:
    """Whether places that read like the finding's were put in or taken out: their numbers say nothing then."""
    if before.ledger is None:
        return False
    then, later = (_numbers(item, audit, kept) for audit, kept in ((before, before.ledger), (now, ledger)))
    return then != later


def _numbers(item: Seen, audit: Audited, ledger: Ledger) -> frozenset[str]:
    base = without_number(item.relation)
    kept = (*ledger.held.get(item.rule, ()), *ledger.unjudged.get(item.rule, ()))
    told = (finding.relation for finding in audit.findings if finding.rule == item.rule)
    return frozenset(key for key in (*kept, *told) if key != EVERYWHERE and without_number(key) == base)


def _left(item: Seen, before: Audited, now: Audited, ledger: Ledger) -> Compared:
    """What became of a finding that did not come again."""
    held, unjudged = ledger.held.get(item.rule, ()), ledger.unjudged.get(item.rule, ())
    renumbered = _renumbered(item, before, now, ledger)
    is_there = not set(item.anchors[1 if renumbered and len(item.anchors) > 1 else 0 :]).isdisjoint(ledger.places)
    if _holds(item, before, now, ledger) or (EVERYWHERE in held and is_there):
        return Compared(State.FIXED, item)
    if EVERYWHERE in unjudged:
        reason = Reason.RULE_ERROR
    elif item.relation and item.relation in unjudged:
        reason = Reason.UNJUDGED
    elif is_there:
        reason = Reason.UNRELATED
    elif not held and not unjudged and all(other.rule != item.rule for other in now.findings):
        reason = Reason.NO_RULE
    else:
        reason = Reason.GONE
    return Compared(State.UNTESTABLE, item, reason=reason)


def _holds(item: Seen, before: Audited, now: Audited, ledger: Ledger) -> bool:
    """Whether the finding's relation was tested again and held.

    Where places that read alike were added, all of them must hold; where some are gone, the finding's may be among
    them, and another bear its number.
    """
    held = ledger.held.get(item.rule, ())
    if not item.relation or item.relation not in held:
        return False
    if not _renumbered(item, before, now, ledger) or before.ledger is None:
        return True
    then, later = _numbers(item, before, before.ledger), _numbers(item, now, ledger)
    return then < later <= set(held)


def counted(findings: Sequence[Compared]) -> Mapping[State, int]:
    """How many findings are in each state."""
    found = Counter(item.state for item in findings)
    return {state: found[state] for state in State}
