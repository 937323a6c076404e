"""What is kept of an audit for later: the ledger that another is compared by, and all figures for a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lkjip_audit.workbook.model import Address

EVERYWHERE = "*"
"""In a ledger: wherever a rule found nothing, it holds; among what nobody could judge: the rule itself failed."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a later audit is compared by: the relations that ``held`` and those ``unjudged``, by rule; all places.

    A relation is the key of its place, as in a finding's ``relation``.
    """

    held: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unjudged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[str, ...]:
        """The rules that failed, and so judged nothing."""
        return tuple(rule for rule, relations in self.unjudged.items() if EVERYWHERE in relations)


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure with what it states.

    ``value`` is exact, in plain units (rupiah, not millions); ``subject`` is what it is about as written there, ``key``
    the same for all places that mean the same; ``level`` says what kind of subject that is.
    """

    address: Address
    part: int
    printed: str
    value: Decimal
    unit: str
    measure: str
    level: str
    subject: str
    key: str
    year: int | None
    stage: str
    entity: str
    period: str
    in_sentence: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one relation: where its stated figure stands, by which rule, and why where nothing was judged."""

    address: Address
    part: int
    rule: str
    status: str
    subject: str
    stated: str
    expected: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """Every stated figure and what became of every relation, in reading order."""

    figures: tuple[StatedFigure, ...]
    outcomes: tuple[Judged, ...]
