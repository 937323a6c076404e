"""What a column may mean by how it computes from others: realisasi / target *is* the capaian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.arithmetic import Ask, Fit
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.known import CAPAIAN, REALISASI, TARGET
from lkjip_audit.tables.nature import Roles

_COMPUTED_TYPES = frozenset({"percent", "money", "number", "count"})
"""What cells of a column that computes from others may hold."""

Chosen = list[tuple[str | None, float]]
"""For each column the role that it has so far, and how sure that is."""


def best_role(scores: Mapping[str, float]) -> str | None:
    """The role that words alone speak for most, if any is likely."""
    role = max(scores, key=scores.__getitem__, default=None)
    return role if role is not None and scores[role] >= limits().roles.likely else None


def worth_computing(
    heads: Sequence[Head], evidence: Mapping[int, Evidence], words: Sequence[Mapping[str, float]], roles: Roles
) -> list[int]:
    """The columns whose meaning arithmetic may settle: those of figures that may be a result."""
    computed = frozenset(role for made in roles.meanings.values() for role in made)
    return [
        head.column.index
        for head, found in zip(heads, words, strict=True)
        if evidence[head.column.index].numeric > limits().roles.numeric_share
        and not evidence[head.column.index].share("order")
        and (
            any(found.get(role, 0) > 0 for role in computed)
            or max(found.values(), default=0) < limits().roles.likely
            or evidence[head.column.index].has_negative
        )
    ]


def worth_asking(
    words: Sequence[Mapping[str, float]], chosen: Chosen, heads: Sequence[Head], roles: Roles
) -> Iterator[Ask]:
    """What arithmetic between the columns would mean something, by the roles that they have so far."""
    by_role: dict[str, list[int]] = {}
    for head, (role, _) in zip(heads, chosen, strict=True):
        by_role.setdefault(role or "", []).append(head.column.index)
    for relation, asked in roles.meanings:
        operands = tuple(tuple(by_role.get(role, ())) for role in asked)
        if all(operands):
            yield Ask(relation, operands)
    measured = [head.column.index for head, found in zip(heads, words, strict=True) if best_role(found) == CAPAIAN]
    if measured and TARGET in by_role:
        yield Ask("ratio", (tuple(by_role[TARGET]), tuple(measured)))


def with_arithmetic(
    words: Sequence[Mapping[str, float]],
    fits: Sequence[Fit],
    chosen: Chosen,
    heads: Sequence[Head],
    evidence: Mapping[int, Evidence],
    definitions: Definitions,
) -> list[dict[str, float]]:
    """The words' scores, raised where the numbers say that a column computes as a role does."""
    roles = {head.column.index: role for head, (role, _) in zip(heads, chosen, strict=True)}
    places = {head.column.index: place for place, head in enumerate(heads)}
    raised = [dict(found) for found in words]
    _raise_measured(raised, words, fits, roles, heads)
    worth = limits().roles
    told = tuple(_told(fits, words, heads, roles, evidence, definitions.nature))
    for one in _believed(told, words, heads):
        place, meaning = places[one.fit.column], one.meaning
        own = words[place].get(meaning, 0.0)
        gain = worth.fit * (1 if one.proved else one.fit.share)
        raised[place][meaning] = max(raised[place].get(meaning, 0.0), max(own, worth.unnamed) + gain)
        for other in raised[place]:
            if other != meaning and definitions.roles[other].types[0] in _COMPUTED_TYPES:
                raised[place][other] = min(raised[place][other], words[place].get(other, 0.0) * worth.other_fit)
                if one.proved:  # what the figures prove no word outweighs
                    raised[place][other] = min(raised[place][other], raised[place][meaning] - worth.proved)
    return raised


@dataclass(frozen=True, slots=True)
class _Told:
    """What one fit says its column means; ``proved`` where its figures leave no doubt."""

    fit: Fit
    meaning: str
    proved: bool


def _told(
    fits: Sequence[Fit],
    words: Sequence[Mapping[str, float]],
    heads: Sequence[Head],
    roles: Mapping[int, str | None],
    evidence: Mapping[int, Evidence],
    nature: Roles,
) -> Iterator[_Told]:
    """What ``fits`` say; of several possible meanings the words choose, without words it is the usual one."""
    places = {head.column.index: place for place, head in enumerate(heads)}
    for fit in fits:
        operands = tuple(roles.get(operand) or "" for operand in fit.operands)
        meanings = nature.meanings.get((fit.relation, operands), ())
        if not meanings or not _same_year(fit, heads, places, over_years=meanings[0] in nature.over_years):
            continue
        own = words[places[fit.column]]
        meaning = max(meanings, key=lambda role: (own.get(role, 0.0), -meanings.index(role)))
        # Of several amounts of one kind each is the difference of others: only a sign tells which is meant.
        proved = fit.proved and (len(set(operands)) == len(operands) or evidence[fit.column].has_negative)
        yield _Told(fit, meaning, proved)


def _believed(told: Sequence[_Told], words: Sequence[Mapping[str, float]], heads: Sequence[Head]) -> Iterator[_Told]:
    """``told`` without what words outweigh.

    Of several fits of a column that are as sure, the words choose: in a plan's last year both targets are one.  Few
    figures fit by chance: what is not proved takes no column from the role that its words plainly name while those of
    another column claim that meaning.
    """
    named = {head.column.index: best_role(found) for head, found in zip(heads, words, strict=True)}
    weights = {head.column.index: found for head, found in zip(heads, words, strict=True)}
    for one in told:
        column, own = one.fit.column, weights[one.fit.column]
        rivals = (other.meaning for other in told if other.fit.column == column and other.proved >= one.proved)
        if any(own.get(role, 0.0) > own.get(one.meaning, 0.0) for role in rivals):
            continue
        is_plain = named[column] != one.meaning and max(own.values(), default=0.0) >= limits().roles.plain_name
        elsewhere = {role for other, role in named.items() if other != column}
        if one.proved or not is_plain or one.meaning not in elsewhere:
            yield one


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
    worth = limits().roles
    for fit in fits:
        first, second = (*fit.operands, 0)[:2]
        if fit.relation != "ratio" or roles.get(first) != TARGET or second not in places:
            continue
        result, measured = places[fit.column], places[second]
        measured_head = heads[measured]
        if best_role(words[result]) == best_role(words[measured]) == CAPAIAN:
            for place, head in enumerate(heads):
                if place != result and (head.rests, head.column.unit) == (
                    measured_head.rests,
                    measured_head.column.unit,
                ):
                    raised[place][REALISASI] = max(
                        raised[place].get(REALISASI, 0.0), worth.measured + worth.fit * fit.share
                    )
                    raised[place][CAPAIAN] = words[place][CAPAIAN] * worth.other_fit


def _same_year(fit: Fit, heads: Sequence[Head], places: Mapping[int, int], *, over_years: bool) -> bool:
    """Whether operands and result speak of the same year; comparisons over years are meant to differ."""
    if over_years:
        return True
    years = {heads[places[index]].column.year for index in (fit.column, *fit.operands)} - {None}
    return len(years) <= 1
