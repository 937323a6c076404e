"""The tree of limits, as ``rules/limits.yaml`` holds them."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_audit.rulepack.induction_limits import InductionLimits
from lkjip_audit.rulepack.judging_limits import (
    AskedLimits,
    ChancesLimits,
    CluesLimits,
    CopiesLimits,
    CostsLimits,
    EvidenceLimits,
    FactsLimits,
    HabitsLimits,
    JudgingLimits,
    LabelsLimits,
    PeopleLimits,
    SaidLimits,
    SearchLimits,
    SumsLimits,
    TellingLimits,
)
from lkjip_audit.rulepack.reading_limits import (
    ArithmeticLimits,
    CellsLimits,
    DisplacedLimits,
    HeaderWordsLimits,
    KindsLimits,
    LayoutLimits,
    MatchingLimits,
    ProseLimits,
    RolesLimits,
    TableMapLimits,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit, group by group."""

    judging: JudgingLimits
    facts: FactsLimits
    costs: CostsLimits
    search: SearchLimits
    clues: CluesLimits
    chances: ChancesLimits
    copies: CopiesLimits
    layout: LayoutLimits
    cells: CellsLimits
    arithmetic: ArithmeticLimits
    displaced: DisplacedLimits
    header_words: HeaderWordsLimits
    roles: RolesLimits
    kinds: KindsLimits
    matching: MatchingLimits
    table_map: TableMapLimits
    prose: ProseLimits
    said: SaidLimits
    sums: SumsLimits
    asked: AskedLimits
    telling: TellingLimits
    habits: HabitsLimits
    labels: LabelsLimits
    people: PeopleLimits
    evidence: EvidenceLimits
    induction: InductionLimits
