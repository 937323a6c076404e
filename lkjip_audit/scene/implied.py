"""Sentences that name no subject and yet speak of the whole budget: one of their amounts is its total.

"Dari anggaran sebesar Rp3.571.290.450 telah direalisasikan Rp3.494.653.525 (97,85%)" says nothing of whose money it is.
Where one amount is the tables' total to the rupiah, the others of the sentence are that total's too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lkjip_audit.narrative.measures import MONEY as AMOUNT
from lkjip_audit.narrative.measures import type_of
from lkjip_audit.narrative.model import Claim
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.owners import TOTAL
from lkjip_audit.workbook.model import Address

_OF_A_PART = WordPattern(r"\b(?:{budget_parts}|{small_regions}|{nations}|provinsi|propinsi)\b", re.IGNORECASE)
_LINKING = WordPattern(r"{budget_linking}")
"""All that may stand between two figures of one budget."""
_WORD = re.compile(r"[^\W\d_]+")

Place = tuple[Address, int]


def totals_meant(scene: Scene, tabled: Mapping[FactKey, tuple[Stated, ...]]) -> Mapping[Place, FactKey]:
    """The claims that are of the whole budget, by address and part, each with the fact that it restates.

    Only claims of sentences that name no subject themselves.  A claim that is not itself the total is one only where
    its own words name no part and nothing but a measure.
    """
    found: dict[Place, FactKey] = {}
    groups: dict[tuple[Address, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in scene.claims:
        if claim.measure in scene.roles.of_budget and not claim.named:
            groups[claim.address, claim.sentence].append(claim)
    totals = _totals(tabled)
    for claims in groups.values():
        keys = [_key_that_fits(claim, totals) for claim in claims]
        sure = [key for key, claim in zip(keys, claims, strict=True) if key is not None and _is_large(claim)]
        if not sure:
            continue
        found.update(_of_sentence(claims, keys, totals, sure[0].year))
    return found


def _of_sentence(
    claims: Sequence[Claim],
    keys: Sequence[FactKey | None],
    totals: Mapping[str, Mapping[FactKey, tuple[Stated, ...]]],
    year: int,
) -> Iterator[tuple[Place, FactKey]]:
    """The claims of one sentence that speak of the whole; once it has turned to a part, only those that fit."""
    of_whole = True
    for claim, key in zip(claims, keys, strict=True):
        of_whole = of_whole and (key is not None or _is_bare(claim, claims))
        meant = key or next((item for item in totals.get(claim.measure, {}) if item.year == year), None)
        if meant is not None and (of_whole or key is not None):
            yield (claim.address, claim.part), meant


def _totals(tabled: Mapping[FactKey, tuple[Stated, ...]]) -> Mapping[str, Mapping[FactKey, tuple[Stated, ...]]]:
    """The stated totals of the plan as agreed last and of the results, by measure."""
    totals: dict[str, dict[FactKey, tuple[Stated, ...]]] = defaultdict(dict)
    for key, places in tabled.items():
        if (key.level, key.subject) == TOTAL and not (key.stage or key.entity or key.period):
            totals[key.measure][key] = places
    return totals


def _key_that_fits(claim: Claim, totals: Mapping[str, Mapping[FactKey, tuple[Stated, ...]]]) -> FactKey | None:
    for key, places in totals.get(claim.measure, {}).items():
        amounts = (place.operand.figure.amount * place.operand.scale for place in places)
        if claim.year in (None, key.year) and claim.figure.amount in amounts:
            return key
    return None


def _is_large(claim: Claim) -> bool:
    """Only an amount of money in full is so telling that it cannot be the total by chance."""
    return (
        type_of(claim.figure) == AMOUNT
        and claim.figure.multiplier == 1
        and abs(claim.figure.amount) >= limits().facts.telling_amount
    )


def _is_bare(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the words between the figure before and this one say what is measured and of nothing else."""
    words = claim.text[_start(claim, claims) : claim.figure.span[0]]
    if _OF_A_PART.search(words):
        return False
    first = _start(claim, claims) == claim.sentence[0]
    return first or all(_LINKING.fullmatch(word) for word in _words(words))


def _start(claim: Claim, claims: Sequence[Claim]) -> int:
    """Where the claim's own words begin: after the last figure before it, or with its sentence."""
    ends = [other.figure.span[1] for other in claims if other.figure.span[1] <= claim.figure.span[0]]
    return max(ends, default=claim.sentence[0])


def _words(text: str) -> Iterator[str]:
    return (match.group().lower() for match in _WORD.finditer(text))
