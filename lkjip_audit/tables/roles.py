"""What each column means: words, group, cell types and arithmetic weighed together.

Every column is scored against every role; the columns are then given roles together, surest first, no two of
them the same role for the same year, quarter, entity, stage and half of the table.  Columns whose roles are
settled let others be weighed anew: the column that equals realisasi / target *is* capaian.  Where the best
role leads the next by less than a margin the column stays without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lkjip_audit.figures.model import PERCENT, RUPIAH
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.arithmetic import FitSearch, declared_fits
from lkjip_audit.tables.candidates import Candidate, make_candidates
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.halves import named_beside_money
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.known import KODE
from lkjip_audit.tables.levels import segments
from lkjip_audit.tables.meanings import Chosen, best_role, with_arithmetic, worth_asking, worth_computing
from lkjip_audit.tables.model import Column
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.period_columns import named_by_later_year, named_by_periods
from lkjip_audit.tables.wording import score_words

_SIGNS = frozenset({"%", "rp"})
_OTHER_THAN_REVENUE = frozenset({"program", "kegiatan", "indikator", "sasaran", "tujuan", "capaian"})


def assign_roles(
    heads: Sequence[Head],
    evidence: Mapping[int, Evidence],
    rows: Sequence[int],
    definitions: Definitions,
    title: str = "",
) -> tuple[Column, ...]:
    """The columns of ``heads`` with their roles; ``rows`` are the sheet rows that hold data."""
    candidates = make_candidates(heads, evidence, _about(title, definitions))
    roles = definitions.nature
    words = _one_budget([score_words(candidate, definitions) for candidate in candidates], roles)
    words = _deepest_first(words, candidates, roles)
    declared = declared_fits(heads)
    search = FitSearch(evidence, rows, worth_computing(heads, evidence, words, roles))
    chosen: Chosen = [(None, 0.0)] * len(heads)
    for _ in range(limits().roles.rounds):
        fits = (*declared, *search.among(worth_asking(words, chosen, heads, roles)))
        scores = _alike_together(with_arithmetic(words, fits, chosen, heads, evidence, definitions), candidates)
        scores = _with_neighbours(scores, chosen, heads, roles)
        before, chosen = chosen, _choose(candidates, scores, roles)
        if before == chosen:
            break
    columns = tuple(
        replace(head.column, role=role, group=_group(head, role, definitions), confidence=round(sure, 3))
        for head, (role, sure) in zip(heads, chosen, strict=True)
    )
    named = named_by_periods(named_beside_money(columns, heads, evidence, roles), evidence, roles)
    return named_by_later_year(_beside_their_budget(named, heads, roles), roles)


def _beside_their_budget(columns: Sequence[Column], heads: Sequence[Head], roles: Roles) -> tuple[Column, ...]:
    """``columns`` without money that is made of other money where the table has none of that, and no word of it.

    "Sisa" beside "Masuk" and "Putus" is no remainder of a budget.
    """
    held = {column.role for column in columns}
    strange = {
        column.index
        for column, head in zip(columns, heads, strict=True)
        if column.role in roles.money
        and (made := roles.made_of(column.role or ""))
        and held.isdisjoint(made)
        and column.unit != RUPIAH
        and head.group is None
        and head.own_group is None
    }
    return tuple(replace(column, role=None) if column.index in strange else column for column in columns)


def _about(title: str, definitions: Definitions) -> str | None:
    """``pendapatan`` where the title speaks of revenue and of nothing else; None otherwise."""
    words = set(definitions.lexicon.words(title))
    others = set(definitions.groups["anggaran"]) | set(definitions.groups["kinerja"]) | _OTHER_THAN_REVENUE
    return "pendapatan" if words & set(definitions.groups["pendapatan"]) and not words & others else None


def _one_budget(words: list[dict[str, float]], roles: Roles) -> list[dict[str, float]]:
    """A budget before (or after) a change is one only beside the other; alone it is simply the pagu."""
    best = {best_role(found) for found in words}
    for half, whole in roles.half_of.items():
        if any(other in best for other, same in roles.half_of.items() if same == whole and other != half):
            continue
        for found in words:
            if half in found:
                found[whole] = max(found.get(whole, 0.0), found.pop(half))
    return words


def _deepest_first(
    words: list[dict[str, float]], candidates: Sequence[Candidate], roles: Roles
) -> list[dict[str, float]]:
    """Of several columns of codes that with most different ones says what a row is; the others what it belongs to."""
    for role, other in roles.besides.items():
        named = (place for place, found in enumerate(words) if best_role(found) == role)
        held = [place for place in named if not _is_worded(candidates[place].evidence)]
        most = max((candidates[place].evidence.different for place in held), default=0)
        if len(held) < 2 or any(candidates[place].twin is not None for place in held):
            continue
        for place in held:
            if candidates[place].evidence.different < most:
                words[place][other] = max(words[place].get(other, 0.0), words[place].pop(role))
    return words


def _is_worded(evidence: Evidence) -> bool:
    return evidence.share("text") > limits().roles.numeric_share


def _alike_together(scores: Sequence[Mapping[str, float]], candidates: Sequence[Candidate]) -> list[dict[str, float]]:
    """Columns that say the same but for the year, quarter or entity weighed as one: each gets their mean."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, candidate in enumerate(candidates):
        kin = (candidate.head.rests, candidate.head.group, candidate.soft_group)
        column = candidate.head.column
        told_apart = (column.year, column.year_offset, column.period, column.entity) != (
            None,
            None,
            None,
            None,
        )
        own = None if told_apart and any(candidate.head.rests) and candidate.twin is None else place
        alike.setdefault((*kin, own), []).append(place)
    together: list[dict[str, float]] = [{} for _ in scores]
    for places in alike.values():
        roles = {role for place in places for role in scores[place]}
        mean = {role: sum(scores[place].get(role, 0.0) for place in places) / len(places) for role in roles}
        for place in places:
            together[place] = dict(mean)
    return together


def _with_neighbours(
    scores: list[dict[str, float]], chosen: Chosen, heads: Sequence[Head], roles: Roles
) -> list[dict[str, float]]:
    """A little more for a role that usually follows the one to the left.

    Right of how many and of the price of one stands what they cost.  Under the words of an amount of rupiah at its
    left, a percentage tells that amount's share, and nothing else.
    """
    left: str | None = None
    for place, found in enumerate(scores):
        repeats = place > 0 and heads[place].rests == heads[place - 1].rests
        named = max(found.values(), default=0.0) >= limits().roles.plain_name
        for role in found:
            if left and (left, role) in roles.follows and not repeats and not named:
                found[role] += limits().roles.following
        share = roles.as_percent.get(left or "")
        if share is not None and place > 0 and _are_rupiah_and_percent(heads[place - 1], heads[place]):
            found[share] = max(found.get(share, 0.0), *found.values()) + limits().roles.following
        for role in _products(left, chosen, roles):
            if found.get(role, 0.0) > 0:
                found[role] = max(found.values()) + limits().roles.following
        left = chosen[place][0] or left
    return scores


def _products(left: str | None, chosen: Chosen, roles: Roles) -> Iterator[str]:
    """What the column right of a unit price may be where units are counted: "Jumlah" is what they cost."""
    held = {role for role, _ in chosen}
    for (relation, factors), products in roles.meanings.items():
        if relation == "product" and factors[-1] == left and held.issuperset(factors):
            yield from products


def _are_rupiah_and_percent(left: Head, right: Head) -> bool:
    """Whether two columns tell one thing in both: "Realisasi (Rp.)", "Realisasi %"."""
    words = [[word for rest in head.rests for word in rest if word not in _SIGNS] for head in (left, right)]
    return words[0] == words[1] and left.column.unit == RUPIAH and right.column.unit == PERCENT


def _choose(candidates: Sequence[Candidate], scores: Sequence[Mapping[str, float]], roles: Roles) -> Chosen:
    """Roles for all columns, the surest first; one taken for a year, quarter... is not given again."""
    heads = [candidate.head for candidate in candidates]
    runs = segments(heads, roles)
    taken: set[tuple[object, ...]] = set()
    chosen: Chosen = [(None, 0.0)] * len(heads)
    for place in sorted(range(len(heads)), key=lambda place: (-_lead(scores[place]), place)):
        ranked = sorted(scores[place].items(), key=lambda item: (-item[1], item[0]))
        twin = candidates[place].twin is not None
        keys = {role: _key(role, heads[place], runs[place], twin=twin, roles=roles) for role, _ in ranked}
        free = [(role, score) for role, score in ranked if keys[role] not in taken]
        if not free or free[0][1] < limits().roles.likely:
            continue
        role, score = free[0]
        second = free[1][1] if len(free) > 1 else 0.0
        # A column that lost its own best role to another must not make do with a poor second.
        own = limits().roles
        if score - second < own.margin or ranked[0][1] - score > own.poor_second:
            continue
        taken.add(keys[role])
        chosen[place] = (role, min(1.0, score) * min(1.0, own.certain_lead + (score - second)))
    return chosen


def _key(role: str, head: Head, run: int, *, twin: bool, roles: Roles) -> tuple[object, ...]:
    """What a role may be given to once: year, quarter, entity, stage, half of the table, run of columns."""
    column = head.column
    qualifiers = (column.year, column.year_offset, column.period, column.entity, column.stage)
    # Differences and remarks may be several, each under its own words; a cut code fills several columns.
    own = column.index if role == KODE and twin else head.parts[-1:] if role in roles.many else ()
    return (role, *qualifiers, head.until, head.group, head.parts[:-1], run, own)


def _lead(scores: Mapping[str, float]) -> float:
    """How sure a column is of its best role: the score and a part of its lead over the next."""
    best = sorted(scores.values(), reverse=True)[:2]
    return best[0] + (best[0] - best[1] if len(best) > 1 else best[0]) * limits().roles.lead_share if best else 0.0


def _group(head: Head, role: str | None, definitions: Definitions) -> str | None:
    spec = definitions.roles.get(role) if role else None
    return (spec.group if spec else None) or head.group or head.own_group
