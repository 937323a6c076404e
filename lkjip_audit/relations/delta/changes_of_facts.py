"""The figures of two years that a told change lies between, where the tables know them: "dibanding tahun 2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkjip_audit.figures.model import Figure
from lkjip_audit.narrative.model import Claim, Paragraph
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.gathering import of_claim
from lkjip_audit.scene.model import FactKey, Scene
from lkjip_audit.scene.place import Operand

Pair = tuple[Operand, Operand]
_OF_MONEY = re.compile(r"\b(?:anggaran|pagu|belanja|alokasi|dana)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_LAST_YEAR = re.compile(r"\btahun\s+(?:lalu|sebelumnya|yang lalu)\b", re.IGNORECASE)


def pairs_of_facts(scene: Scene, paragraph: Paragraph, figure: Figure, than: str) -> Iterator[Pair]:
    """The pairs that ``than`` (the words after "dibanding") asks for, of the subjects that the paragraph speaks of.

    The old figure is the one of the year named there, the new one the report's.
    """
    own = scene.once.of(_own_year, scene)
    year = _old_year(own, than)
    if year is None or own is None or year >= own:
        return
    for key in _subjects(scene, paragraph, figure):
        old, new = _stated(scene, key._replace(year=year)), _stated(scene, key._replace(year=own))
        if old is not None and new is not None:
            yield old, new


def _own_year(scene: Scene) -> int | None:
    """The report's year, which is counted over all tables and paragraphs."""
    return scene.year


def _old_year(own: int | None, than: str) -> int | None:
    match = _YEAR.search(than)
    if match is not None:
        return int(match.group())
    return own - 1 if own is not None and _LAST_YEAR.search(than) else None


def _subjects(scene: Scene, paragraph: Paragraph, figure: Figure) -> Sequence[FactKey]:
    """What the last claims before the figure, in its sentence or the one before, are about."""
    before = [claim for claim in scene.claims_at(paragraph.address) if claim.figure.span[0] < figure.span[0]]
    if not before:
        return ()
    last = before[-1]
    keys = [_key(scene, claim) for claim in before if claim.subject == last.subject and not claim.total]
    found = [key for key in keys if key is not None]
    start = figure.span[0]
    roles = scene.roles
    of_money = _OF_MONEY.search(paragraph.text[max(0, start - limits().prose.words_reach) : start])
    measures = roles.ordered(roles.money & roles.total if of_money else roles.result)
    return tuple(dict.fromkeys(key._replace(measure=measure) for key in found for measure in measures))


def _key(scene: Scene, claim: Claim) -> FactKey | None:
    stated = of_claim(scene, claim)
    return None if stated is None else stated.key


def _stated(scene: Scene, key: FactKey) -> Operand | None:
    """The figure of ``key`` as a table states it."""
    places = [place for place in scene.facts.get(key, ()) if place.claim is None]
    return places[0].operand if places else None
