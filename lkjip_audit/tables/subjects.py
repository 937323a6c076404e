"""Columns that mix levels ("Program/Kegiatan", "Sasaran/Program"): which level each row's name is of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from lkjip_audit.tables.known import SASARAN
from lkjip_audit.tables.model import RowKind
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.nestable import Nesting

_MARK = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\s*[.)]|[-–—•·*▪➢>]|[a-zA-Z]\s*[.)]|[IVX]{1,5}\s*[.)])\s*(?=\S)")
_AIM = re.compile(r"(?:meningkat|terwujud|menurun|terpenuhi|tercapai)(?:nya|kan)\b", re.IGNORECASE)
"""How a sasaran begins that does not call itself one."""


def bare(text: str) -> str:
    """``text`` without the number, letter or dash before it."""
    return _MARK.sub("", text, count=1).strip() if _MARK.match(text) else text.strip()


class Named(Protocol):
    """A row as it is before the level of its name is known."""

    @property
    def kind(self) -> RowKind:
        """What it is."""

    @property
    def code(self) -> str | None:
        """Its nomenclature code."""

    @property
    def subjects(self) -> Mapping[str, str]:
        """The words that say what it is about, by role."""


def resolve_mixed(rows: Sequence[Named], places: Sequence[Nesting], roles: Roles) -> Sequence[Mapping[str, str]]:
    """What ``rows`` are about, the mixed role replaced by its level and those above; ``places`` say how they nest.

    The level is told by the first word, else by the code, else by the depth under rows whose level is known.
    A row whose level cannot be told keeps the mixed role.
    """
    resolved: list[Mapping[str, str]] = []
    ladder, mixing = roles.levels, roles.ordered(roles.mixed)
    order = {role: place for place, role in enumerate(ladder)}
    mixes = {role for row in rows for role in row.subjects}.intersection(mixing)
    if not mixes:
        return [row.subjects for row in rows]
    for row, (above, depth) in zip(rows, places, strict=True):
        mixed = next((role for role in mixing if role in row.subjects), None)
        if mixed is None or row.kind not in (RowKind.DETAIL, RowKind.GROUP):
            resolved.append(row.subjects)
            continue
        over = resolved[above] if above is not None and above < len(resolved) else None
        text = bare(row.subjects[mixed])
        levels_up = 0 if above is None else depth - places[above][1]
        level = _level(text, row.code, (over, depth, levels_up), mixed, roles)
        if level is None:
            resolved.append(row.subjects)
            continue
        taken = {} if over is None else {role: over[role] for role in ladder[: order.get(level, 0)] if role in over}
        rest = {role: name for role, name in row.subjects.items() if role not in (mixed, level)}
        resolved.append(_in_order({**taken, **rest, level: text}, order))
    return resolved


def _level(
    text: str, code: str | None, place: tuple[Mapping[str, str] | None, int, int], mixed: str, roles: Roles
) -> str | None:
    """The level of a name; ``place`` has what the row above is about, how deep this one is, and how far under it."""
    if code:
        return roles.of_code.get(code.count(".") + 1)
    for level in (*roles.upwards, *roles.ordered(roles.goal)):
        if re.match(level.replace("_", r"\s*-?\s*") + r"\b", text, re.IGNORECASE):
            return level
    if _AIM.match(text):
        return SASARAN
    over, depth, below = place
    if over is None:
        first = roles.mixes[mixed][0]
        return first if first in roles.goal and depth == 0 else None
    ladder = roles.levels
    above = next((role for role in reversed(ladder) if role in over), None)
    if above is None or above == ladder[-1] or below != 1:
        return None
    return ladder[ladder.index(above) + 1] if above in roles.work else None


def _in_order(words: Mapping[str, str], order: Mapping[str, int]) -> dict[str, str]:
    return dict(sorted(words.items(), key=lambda item: order.get(item[0], len(order))))
