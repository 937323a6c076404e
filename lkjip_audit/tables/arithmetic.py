"""Which columns of a table compute from which: read from the header's formulas and found in the numbers.

Fits are evidence for what a column means; they judge no figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.headers import Head

_SAMPLE = 40
_GLANCE = 6
_DECLARED = (
    (re.compile(r"100%?-(\d+)"), "complement", (1,)),
    (re.compile(r"(\d+)-(\d+)"), "difference", (1, 2)),
    (re.compile(r"(\d+)\+(\d+)"), "sum", (1, 2)),
    (re.compile(r"(\d+)[/:](\d+)-1(?:[x*]100%?)?"), "growth", (2, 1)),
    (re.compile(r"(\d+)[/:](\d+)(?:[x*]100%?)?"), "ratio", (2, 1)),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """``column`` equals ``relation`` of ``operands`` in the part ``share`` of the rows that have them all."""

    column: int
    relation: str
    operands: tuple[int, ...]
    share: float
    rows: int


def declared_fits(heads: Sequence[Head]) -> tuple[Fit, ...]:
    """What simple formulas of the header say: "5/4x100" is a ratio of the columns numbered 5 and 4."""
    by_number = {head.column.number: head.column.index for head in heads if head.column.number}
    fits = []
    for head in heads:
        formula = re.sub(r"[()]", "", head.column.formula or "")
        for pattern, relation, groups in _DECLARED:
            if match := pattern.fullmatch(formula):
                operands = tuple(by_number.get(match.group(group), 0) for group in groups)
                if all(operands):
                    fits.append(Fit(head.column.index, relation, operands, 1.0, 1))
                break
    return tuple(fits)


_BINARY: Mapping[str, Callable[[float, float], float]] = {
    "ratio": lambda a, b: 100 * b / a,
    "inverse_ratio": lambda a, b: (2 - b / a) * 100,
    "difference": lambda a, b: a - b,
    "sum": lambda a, b: a + b,
    "growth": lambda a, b: (b / a - 1) * 100,
    "plain_ratio": lambda a, b: b / a,
}


def find_fits(evidence: Mapping[int, Evidence], rows: Sequence[int], wanted: Sequence[int]) -> tuple[Fit, ...]:
    """Which of the columns ``wanted`` compute from two others, and how; shares of a total are found as well.

    At most ``_SAMPLE`` rows are looked at, spread over the table.
    """
    sample = rows[:: max(1, -(-len(rows) // _SAMPLE))]
    numeric = [column for column, found in evidence.items() if len(found.values) >= 1 and not found.share("order")]
    fits = []
    for column in wanted:
        for first in numeric:
            if first != column and (fit := _share_of_total(evidence, sample, column, first)):
                fits.append(fit)
            for second in numeric:
                if len({column, first, second}) == 3:
                    fits.extend(_binary_fits(evidence, sample, column, first, second))
    return tuple(fits)


def _binary_fits(
    evidence: Mapping[int, Evidence], rows: Sequence[int], column: int, first: int, second: int
) -> Iterable[Fit]:
    mine, a_values, b_values = evidence[column].values, evidence[first].values, evidence[second].values
    triples = [
        (mine[row], a_values[row], b_values[row])
        for row in rows
        if row in mine and a_values.get(row) and b_values.get(row)
    ]
    for relation, compute in _BINARY.items():
        if relation == "sum" and first > second:
            continue
        # Most pairs fit nowhere: a few rows tell.
        if not any(_close(stated, compute(a, b), relation) for stated, a, b in triples[:_GLANCE]):
            continue
        hits = [stated for stated, a, b in triples if _close(stated, compute(a, b), relation)]
        # A round 100 (or 1, or 0) fits too much to say anything.
        telling = [stated for stated in hits if stated not in (0.0, 1.0, 100.0)]
        if telling and len(hits) >= 0.6 * len(triples):
            yield Fit(column, relation, (first, second), len(hits) / len(triples), len(telling))


def _share_of_total(evidence: Mapping[int, Evidence], rows: Sequence[int], column: int, base: int) -> Fit | None:
    pairs = [
        (evidence[column].values[row], evidence[base].values[row])
        for row in rows
        if row in evidence[column].values and row in evidence[base].values
    ]
    if len(pairs) < 2 or len(rows) != len(set(rows)):
        return None
    details = [pair for pair in pairs if pair[0] < 99.995]
    total = sum(value for _, value in details)
    if total <= 0 or len(details) < 2:
        return None
    hits = [stated for stated, value in details if _close(stated, 100 * value / total, "ratio")]
    if len(hits) >= max(2, 0.6 * len(details)):
        return Fit(column, "share", (base,), len(hits) / len(details), len(hits))
    return None


def _close(stated: float, computed: float, relation: str) -> bool:
    """Whether two values agree about as well as a printed figure can."""
    if relation in ("difference", "sum"):
        return abs(stated - computed) <= max(0.011, 1e-9 * abs(computed))
    if relation == "plain_ratio":
        return abs(stated - computed) <= 0.006
    return abs(stated - computed) <= max(0.051, 1e-5 * abs(computed)) or abs(stated * 100 - computed) <= 0.051
