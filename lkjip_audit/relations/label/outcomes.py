"""The outcome of a label beside its number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.place import Node, Operand


def told(value: Decimal) -> str:
    """A recomputed number as people write it, four decimals at the most."""
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")


@dataclass(frozen=True, slots=True)
class SaidLabel:
    """A label ``text`` at ``node``, and the ``number`` that it speaks of.

    ``value`` is what the number should be, ``changed`` whether that is another than what stands there.  ``named`` is
    what tables call the subject of a sentence; the sentence stays its ``subject``, by which it is known again.
    """

    rule: Rule
    node: Node
    text: str
    subject: str
    number: Operand
    value: Decimal
    changed: bool
    named: str = ""

    def outcome(
        self,
        status: Status,
        *,
        text: str | None = None,
        expected: str = "",
        severity: Severity | None = None,
        reason: str | None = None,
        values: tuple[tuple[str, str], ...] = (),
    ) -> Outcome:
        """What became of the label; ``text`` where only some of its words are meant."""
        return Outcome(
            rule=self.rule,
            status=status,
            subject=self.subject,
            cell=self.node,
            stated=self.text if text is None else text,
            expected_text=expected,
            severity=severity,
            related=(self.number,),
            reason=reason,
            values=(("number", self.number.figure.literal), *((("named", self.named),) if self.named else ()), *values),
        )

    @property
    def recomputed(self) -> tuple[tuple[str, str], ...]:
        """What a sentence says of the number: what it should be, and whether it stands otherwise."""
        return (("recomputed", told(self.value)), ("changed", "ya" if self.changed else ""))
