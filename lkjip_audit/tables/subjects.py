"""Columns that mix levels ("Program/Kegiatan", "Sasaran/Program"): which level each row's name is of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lkjip_audit.tables.known import SASARAN
from lkjip_audit.tables.model import Row, RowKind
from lkjip_audit.tables.nature import Roles

_MARK = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\s*[.)]|[-–—•·*▪➢>]|[a-zA-Z]\s*[.)]|[IVX]{1,5}\s*[.)])\s*(?=\S)")
_AIM = re.compile(r"(?:meningkat|terwujud|menurun|terpenuhi|tercapai)(?:nya|kan)\b", re.IGNORECASE)
"""How a sasaran begins that does not call itself one."""


def bare(text: str) -> str:
    """``text`` without the number, letter or dash before it."""
    return _MARK.sub("", text, count=1).strip() if _MARK.match(text) else text.strip()


def resolve_mixed(rows: Sequence[Row], roles: Roles) -> tuple[Row, ...]:
    """``rows`` with the mixed role in ``subjects`` replaced by its level and those above.

    The level is told by the first word, else by the code, else by the depth under rows whose level is known.
    A row whose level cannot be told keeps the mixed role.
    """
    resolved: list[Row] = []
    ladder, mixing = roles.levels, roles.ordered(roles.mixed)
    for row in rows:
        mixed = next((role for role in mixing if role in row.subjects), None)
        if mixed is None or row.kind not in (RowKind.DETAIL, RowKind.GROUP):
            resolved.append(row)
            continue
        parent = resolved[row.parent] if row.parent is not None and row.parent < len(resolved) else None
        text = bare(row.subjects[mixed])
        level = _level(text, row, parent, mixed, roles)
        if level is None:
            resolved.append(row)
            continue
        above = {role: parent.subjects[role] for role in ladder if parent and role in parent.subjects}
        above = {role: name for role, name in above.items() if ladder.index(role) < ladder.index(level)}
        rest = {role: name for role, name in row.subjects.items() if role not in (mixed, level)}
        resolved.append(row.about(_in_order({**above, **rest, level: text}, ladder)))
    return tuple(resolved)


def _level(text: str, row: Row, parent: Row | None, mixed: str, roles: Roles) -> str | None:
    if row.code:
        return roles.of_code.get(row.code.count(".") + 1)
    for level in (*roles.upwards, *roles.ordered(roles.goal)):
        if re.match(level.replace("_", r"\s*-?\s*") + r"\b", text, re.IGNORECASE):
            return level
    if _AIM.match(text):
        return SASARAN
    if parent is None:
        first = roles.mixes[mixed][0]
        return first if first in roles.goal and row.level == 0 else None
    ladder = roles.levels
    above = next((role for role in reversed(ladder) if role in parent.subjects), None)
    if above is None or above == ladder[-1] or row.level != parent.level + 1:
        return None
    return ladder[ladder.index(above) + 1] if above in roles.work else None


def _in_order(words: Mapping[str, str], ladder: Sequence[str]) -> dict[str, str]:
    order = {role: place for place, role in enumerate(ladder)}
    return dict(sorted(words.items(), key=lambda item: order.get(item[0], len(order))))
