"""The columns of a table as the choice of roles sees them: each with what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.known import REALISASI

_SUBJECT_WORDS = frozenset({"indikator", "sasaran", "program", "kegiatan", "tujuan", "satuan"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column before it has a role.

    ``soft_group`` is the half of the table that the columns before it speak of; ``twin`` what the column
    beside it holds that stands under the very same header; ``after_realisasi`` is True where the column on
    the left, under the same headers, is a realisasi.
    """

    head: Head
    evidence: Evidence
    soft_group: str | None
    twin: Evidence | None
    after_realisasi: bool


def make_candidates(
    heads: Sequence[Head], evidence: Mapping[int, Evidence], about: str | None = None
) -> list[Candidate]:
    """A candidate for each of ``heads``; ``evidence`` is by column, ``about`` the group that the title names."""
    return [
        Candidate(head, evidence[head.column.index], soft, _twin_of(place, heads, evidence), _after(place, heads))
        for place, (head, soft) in enumerate(zip(heads, _soft_groups(heads, about), strict=True))
    ]


def _soft_groups(heads: Sequence[Head], about: str | None) -> list[str | None]:
    """For a column without group words, the group of the last column before it that named one, else the title's."""
    current = about
    soft: list[str | None] = []
    for head in heads:
        own = head.group or head.own_group or head.half
        if own and not _SUBJECT_WORDS & set(head.leaf):
            current = own
        soft.append(current)
    return soft


def _twin_of(place: int, heads: Sequence[Head], evidence: Mapping[int, Evidence]) -> Evidence | None:
    """What the fuller of the neighbours holds that stand under the very same header as the column here."""
    beside = [at for at in (place - 1, place + 1) if 0 <= at < len(heads)]
    twins = [evidence[heads[at].column.index] for at in beside if heads[at].parts == heads[place].parts != ()]
    return max(twins, key=lambda found: found.numeric, default=None)


def _after(place: int, heads: Sequence[Head]) -> bool:
    """Whether the column before, under the same upper headers, calls itself a realisasi."""
    if place == 0:
        return False
    before, here = heads[place - 1], heads[place]
    return REALISASI in before.leaf and before.parts[:-1] == here.parts[:-1]
