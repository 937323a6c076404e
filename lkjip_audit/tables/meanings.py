"""What a column may mean by how it computes from others: realisasi / target *is* the capaian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lkjip_audit.tables.arithmetic import Fit
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.headers import Head

Chosen = list[tuple[str | None, float]]
"""For each column the role that it has so far, and how sure that is."""

SURE = 0.5
"""A score from which a role is likely."""

_FIT = 0.45
_NOT_THIS_FIT = 0.8

# (relation, roles of its operands) -> what the column may be, the usual one first.
_MEANING: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]] = {
    ("ratio", ("target", "realisasi")): ("capaian",),
    ("inverse_ratio", ("target", "realisasi")): ("capaian",),
    ("ratio", ("realisasi", "target")): ("capaian",),
    ("ratio", ("target_akhir", "realisasi")): ("kemajuan",),
    ("ratio", ("target_pendapatan", "realisasi_pendapatan")): ("capaian",),
    ("ratio", ("pagu", "realisasi_anggaran")): ("serapan",),
    ("ratio", ("pagu_sesudah", "realisasi_anggaran")): ("serapan",),
    ("ratio", ("pagu_sebelum", "realisasi_anggaran")): ("serapan",),
    ("ratio", ("kebutuhan", "tersedia")): ("pemenuhan",),
    ("difference", ("pagu", "realisasi_anggaran")): ("sisa", "selisih"),
    ("difference", ("pagu_sesudah", "realisasi_anggaran")): ("sisa", "selisih"),
    ("difference", ("pagu_sesudah", "pagu_sebelum")): ("selisih",),
    ("difference", ("pagu_sebelum", "pagu_sesudah")): ("selisih",),
    ("difference", ("pagu", "pagu")): ("selisih",),
    ("difference", ("target", "target")): ("selisih",),
    ("difference", ("realisasi", "target")): ("selisih",),
    ("difference", ("target", "realisasi")): ("selisih",),
    ("difference", ("realisasi", "realisasi")): ("selisih", "pertumbuhan"),
    ("difference", ("nilai", "nilai")): ("selisih", "pertumbuhan"),
    ("difference", ("realisasi_anggaran", "realisasi_anggaran")): ("selisih", "pertumbuhan"),
    ("difference", ("capaian", "capaian")): ("pertumbuhan", "selisih"),
    ("difference", ("kebutuhan", "tersedia")): ("selisih",),
    ("difference", ("tersedia", "kebutuhan")): ("selisih",),
    ("growth", ("realisasi", "realisasi")): ("pertumbuhan",),
    ("ratio", ("realisasi", "realisasi")): ("pertumbuhan",),
    ("growth", ("realisasi_anggaran", "realisasi_anggaran")): ("pertumbuhan",),
    ("growth", ("pagu", "pagu")): ("pertumbuhan",),
    ("share", ("pagu",)): ("porsi",),
    ("share", ("pagu_sesudah",)): ("porsi",),
    ("share", ("jumlah",)): ("porsi",),
    ("share", ("",)): ("porsi",),
    ("sum", ("laki", "perempuan")): ("jumlah",),
    ("plain_ratio", ("serapan", "capaian")): ("efisiensi",),
    ("growth", ("serapan", "capaian")): ("efisiensi",),
    ("growth", ("pemenuhan", "capaian")): ("efisiensi",),
    ("difference", ("capaian", "serapan")): ("efisiensi",),
    ("complement", ("serapan",)): ("efisiensi",),
}
_OVER_YEARS = frozenset({"pertumbuhan", "selisih", "kemajuan", "efisiensi"})
_COMPUTED = frozenset(role for roles in _MEANING.values() for role in roles)


def best_role(scores: Mapping[str, float]) -> str | None:
    """The role that words alone speak for most, if any is likely."""
    role = max(scores, key=scores.__getitem__, default=None)
    return role if role is not None and scores[role] >= SURE else None


def worth_computing(
    heads: Sequence[Head], evidence: Mapping[int, Evidence], words: Sequence[Mapping[str, float]]
) -> list[int]:
    """The columns whose meaning arithmetic may settle: those of figures that may be a result."""
    return [
        head.column.index
        for head, found in zip(heads, words, strict=True)
        if evidence[head.column.index].numeric > 0.3
        and not evidence[head.column.index].share("order")
        and (any(found.get(role, 0) > 0 for role in _COMPUTED) or max(found.values(), default=0) < SURE)
    ]


def with_arithmetic(
    words: Sequence[Mapping[str, float]],
    fits: Sequence[Fit],
    chosen: Chosen,
    heads: Sequence[Head],
    definitions: Definitions,
) -> list[dict[str, float]]:
    """The words' scores, raised where the numbers say that a column computes as a role does."""
    roles = {head.column.index: role for head, (role, _) in zip(heads, chosen, strict=True)}
    places = {head.column.index: place for place, head in enumerate(heads)}
    raised = [dict(found) for found in words]
    _raise_measured(raised, words, fits, roles, heads)
    for fit in fits:
        operands = tuple(roles.get(operand) or "" for operand in fit.operands)
        meanings = _MEANING.get((fit.relation, operands), ())
        if not meanings or not _same_year(fit, heads, places, meanings[0]):
            continue
        place = places[fit.column]
        # Of several possible meanings the words choose; without words it is the usual one.
        meaning = max(meanings, key=lambda role: (words[place].get(role, 0.0), -meanings.index(role)))
        own = words[place].get(meaning, 0.0)
        raised[place][meaning] = max(raised[place].get(meaning, 0.0), max(own, 0.1) + _FIT * fit.share)
        for other in raised[place]:
            if other != meaning and definitions.roles[other].types[0] in (
                "percent",
                "money",
                "number",
                "count",
            ):
                raised[place][other] = min(raised[place][other], words[place].get(other, 0.0) * _NOT_THIS_FIT)
    return raised


def _raise_measured(
    raised: Sequence[dict[str, float]],
    words: Sequence[Mapping[str, float]],
    fits: Sequence[Fit],
    roles: Mapping[int, str | None],
    heads: Sequence[Head],
) -> None:
    """What is divided by the target to give a capaian is the realisasi, though it be called "Capaian" too.

    So are the columns of the same words for other years.
    """
    places = {head.column.index: place for place, head in enumerate(heads)}
    for fit in fits:
        first, second = (*fit.operands, 0)[:2]
        if fit.relation != "ratio" or roles.get(first) != "target" or second not in places:
            continue
        result, measured = places[fit.column], places[second]
        measured_head = heads[measured]
        if best_role(words[result]) == best_role(words[measured]) == "capaian":
            for place, head in enumerate(heads):
                if place != result and (head.rests, head.column.unit) == (
                    measured_head.rests,
                    measured_head.column.unit,
                ):
                    raised[place]["realisasi"] = max(raised[place].get("realisasi", 0.0), 0.9 + _FIT * fit.share)
                    raised[place]["capaian"] = words[place]["capaian"] * _NOT_THIS_FIT


def _same_year(fit: Fit, heads: Sequence[Head], places: Mapping[int, int], meaning: str) -> bool:
    """Whether operands and result speak of the same year; comparisons over years are meant to differ."""
    if meaning in _OVER_YEARS:
        return True
    years = {heads[places[index]].column.year for index in (fit.column, *fit.operands)} - {None}
    return len(years) <= 1
