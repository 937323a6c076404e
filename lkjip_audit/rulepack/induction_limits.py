"""The limits by which relations that figures show are found and believed; ``rules/limits.yaml`` explains each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InductionLimits:
    """What a relation must be worth in bits, what it costs to name it, and how far the search for it goes."""

    threshold: float
    forms: float
    said: float
    rarer_quotient: float
    rarer_mean: float
    rarer_change: float
    rarer_other: float
    constant: float
    mean_weights: float
    savings: float
    seen_side: float
    seen_offsets: float
    row_miss: float
    column_miss: float
    tolerance: float
    least_share_of_rows: float
    least_share_of_columns: float
    least_lines: int
    shown: float
    accusing: float
    settling: float
    witnesses: int
    proof: float
    jointly: float
    edge_slip: float
    twin_slip: float
    twin: float
    computed_twin: float
    near_slip: float
    near: float
    alone: int
    least_gain: float
    work: int
    spans: int
    single_places: int
    scattered: int
    spanning: int
    window: int
    key_lines: int
    kept: int
    strides: int
    rounds: int
    tested: int
