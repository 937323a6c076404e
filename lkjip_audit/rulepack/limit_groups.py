"""The groups of limits, as ``rules/limits.yaml`` holds them; what each decides is told there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class JudgingLimits:
    """How a stated figure is judged against what is recomputed, and which value of a fact is believed."""

    trifle_rupiah: Decimal
    large_amount: Decimal
    stored_share: Decimal
    own_formula_share: Decimal
    own_formula_least: Decimal
    few_operands: int
    most_combinations: int
    exact_weight: int
    definition_weight: int
    most_operands: int


@dataclass(frozen=True, slots=True)
class EvidenceLimits:
    """What speaks for a relation, in bits, and when it is believed."""

    named_bits: int
    declared_bits: int
    departure_bits: int
    telling_rows: int
    reading_bits: int
    reading_rows: int
    reading_effort: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit, group by group."""

    judging: JudgingLimits
    evidence: EvidenceLimits
