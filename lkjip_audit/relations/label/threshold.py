"""Labels by a limit: above it "efisien", below it "tidak efisien"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.relations.kind import Settings
from lkjip_audit.relations.label.outcomes import SaidLabel
from lkjip_audit.rulepack.model import Severity


class Threshold(Settings):
    """Above ``limit`` the number is called one of ``above``, below it one of ``below`` (the first is written)."""

    limit: Decimal
    above: tuple[str, ...]
    below: tuple[str, ...]


def by_threshold(label: SaidLabel, threshold: Threshold | None) -> Iterator[Outcome]:
    """The outcome of a label that ``threshold`` knows; none where no formula is in force."""
    side = None if threshold is None else _side(label.text, threshold)
    if threshold is None or side is None:
        return
    if label.value == threshold.limit:
        yield label.outcome(Status.NOT_VERIFIABLE, reason="on_the_limit")
        return
    right = "above" if label.value > threshold.limit else "below"
    if side == right:
        yield label.outcome(Status.PASS)
        return
    yield label.outcome(
        Status.FINDING,
        text=_found(label.text, threshold, side),
        expected=(threshold.above if right == "above" else threshold.below)[0],
        severity=Severity.MATERIAL,
        values=label.recomputed,
    )


def _side(text: str, threshold: Threshold) -> str | None:
    """Which side of the threshold ``text`` names; the longer of two labels that it holds wins."""
    found = [
        (len(label), side)
        for side, labels in (("above", threshold.above), ("below", threshold.below))
        for label in labels
        if re.search(rf"\b{re.escape(label)}\b", text, re.IGNORECASE)
    ]
    return max(found)[1] if found else None


def _found(text: str, threshold: Threshold, side: str) -> str:
    labels = threshold.above if side == "above" else threshold.below
    for label in sorted(labels, key=len, reverse=True):
        match = re.search(rf"\b{re.escape(label)}\b", text, re.IGNORECASE)
        if match:
            return match.group()
    return text
