"""Every kind of relation, by the name that rules call it.  A new kind is one line here."""

from __future__ import annotations

from collections.abc import Mapping

from lkjip_audit.relations import (
    across,
    chain,
    chain_works,
    code_rollup,
    codes,
    column_sum,
    completeness,
    copied,
    count,
    delta,
    headcount,
    header_formula,
    hygiene,
    identity,
    label,
    near_miss,
    parts,
    percent_of_count,
    prose_formula,
    restatement,
    row_formula,
    scale,
    share,
    told_direction,
    told_ratio,
    wording,
)
from lkjip_audit.relations.kind import Kind
from lkjip_audit.rulepack.model import Rule

KINDS: Mapping[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        across,
        chain,
        chain_works,
        code_rollup,
        codes,
        column_sum,
        completeness,
        copied,
        count,
        delta,
        header_formula,
        headcount,
        hygiene,
        identity,
        label,
        near_miss,
        parts,
        percent_of_count,
        prose_formula,
        restatement,
        row_formula,
        scale,
        share,
        told_direction,
        told_ratio,
        wording,
    )
}


def is_silent(rule: Rule) -> bool:
    """Whether a place that ``rule`` does not name is right (``Kind.silent``)."""
    kind = KINDS[rule.relation.kind]
    return str(rule.relation.settings().get("check", kind.name)) in kind.silent
