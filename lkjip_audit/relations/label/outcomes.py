"""The outcome of a label beside its number."""

from __future__ import annotations

from decimal import Decimal

from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.place import Node, Operand


def told(value: Decimal) -> str:
    """A recomputed number as people write it, four decimals at the most."""
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")


def labelled(
    rule: Rule,
    status: Status,
    node: Node,
    text: str,
    subject: str,
    number: Operand,
    *,
    expected: str = "",
    severity: Severity | None = None,
    reason: str | None = None,
    values: tuple[tuple[str, str], ...] = (),
) -> Outcome:
    """What became of the label ``text`` of ``number``."""
    return Outcome(
        rule=rule,
        status=status,
        subject=subject,
        cell=node,
        stated=text,
        expected_text=expected,
        severity=severity,
        related=(number,),
        reason=reason,
        values=(("number", number.figure.literal), *values),
    )
