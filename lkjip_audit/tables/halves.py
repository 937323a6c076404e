"""What the half of a pair means that is marked with a mere letter ("K" beside "Rp"): as the money at its right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.model import Column
from lkjip_audit.tables.nature import Roles


def named_beside_money(
    columns: Sequence[Column], heads: Sequence[Head], evidence: Mapping[int, Evidence], roles: Roles
) -> tuple[Column, ...]:
    """``columns`` with a role for each lone "K" whose head says no more than a year: beside a pagu it is the target.

    Left alone where the head over both says more than that, and where its cells are of money.
    """
    halves = {money: role for role, money in roles.in_money.items()}
    named = list(columns)
    for place, (column, right) in enumerate(pairwise(columns)):
        head, role = heads[place], halves.get(right.role or "")
        if column.role is not None or head.half is None or role is None or any(head.rests[:-1]):
            continue
        of_one = head.parts[:-1] == heads[place + 1].parts[:-1]
        if of_one and evidence[column.index].share("money") < limits().roles.numeric_share:
            named[place] = replace(column, role=role, group=head.half, confidence=right.confidence)
    return tuple(named)
