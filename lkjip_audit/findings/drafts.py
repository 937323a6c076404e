"""A cause before it has its number: what it says, and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.result import Cause, Finding
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address


@dataclass(frozen=True, slots=True)
class Draft:
    """A cause without an id, what it says wherever it stands, the amount that it changes, and the figure's part."""

    cause: Cause
    said: tuple[str, ...]
    amount: Decimal = Decimal(0)
    part: int = 0

    def rank(self, order: Mapping[str, int]) -> tuple[object, ...]:
        """Heaviest first: by the worst finding explained, how many it touches, the amount, and then the place."""
        address = self.cause.address
        return (
            self.cause.severity.rank,
            -len(self.cause.explains) - len(self.cause.remaining),
            -self.amount,
            order.get(address.sheet, 0),
            address,
            self.part,
        )


def worst(explained: Sequence[Finding]) -> Severity:
    """The heaviest severity of the findings."""
    return min((finding.severity for finding in explained), key=lambda item: item.rank, default=Severity.INFO)


def joined(sentences: Sequence[str]) -> str:
    """Sentences without their marks as one line of prose."""
    text = "; ".join(sentences)
    return text[:1].upper() + text[1:] + "." if text else ""


def told(address: Address) -> str:
    """A place as a reader finds it: ``Lampiran 3!C14``."""
    return address.place


def listed(addresses: Sequence[Address], most: int) -> str:
    """Places in one line; of many the first, and how many more.  The sheet is named once for cells in a row."""
    seen = list(dict.fromkeys(addresses))
    parts = []
    sheet = None
    for address in seen[:most]:
        parts.append(address.near(sheet) if sheet is not None else told(address))
        sheet = address.sheet
    more = "" if len(seen) <= most else f", +{len(seen) - most}"
    return ", ".join(parts) + more
