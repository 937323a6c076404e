"""The tree of limits, as ``rules/limits.yaml`` holds them."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_audit.rulepack.judging_limits import (
    CluesLimits,
    CopiesLimits,
    CostsLimits,
    EvidenceLimits,
    FactsLimits,
    JudgingLimits,
    SearchLimits,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit, group by group."""

    judging: JudgingLimits
    facts: FactsLimits
    costs: CostsLimits
    search: SearchLimits
    clues: CluesLimits
    copies: CopiesLimits
    evidence: EvidenceLimits
