"""All stated facts of a workbook: from its tables, and from the sentences that restate them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lkjip_audit.figures.model import PERCENT, RUPIAH
from lkjip_audit.figures.slips import slip
from lkjip_audit.figures.units import tidy_unit
from lkjip_audit.narrative.measures import MONEY, type_of
from lkjip_audit.narrative.model import Claim
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.doubtful_rows import without_doubtful
from lkjip_audit.scene.end_of_plan import with_one_end_of_plan
from lkjip_audit.scene.implied import totals_meant
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.operands import is_exact
from lkjip_audit.scene.owners import TOTAL
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import same_value
from lkjip_audit.scene.strangers import told_apart
from lkjip_audit.scene.wholes import of_its_whole, wholes_apart, wholes_told
from lkjip_audit.tables.known import INDIKATOR, SASARAN, SATUAN, TARGET_AKHIR
from lkjip_audit.tables.nature import Roles
from lkjip_audit.workbook.model import Address

Facts = Mapping[FactKey, tuple[Stated, ...]]


def gather(scene: Scene, stated: Mapping[str, Sequence[Stated]]) -> Facts:
    """All stated facts of the workbook, each with the places that state it, tables before sentences.

    ``stated`` is what each table states, by its id.
    """
    raw: dict[FactKey, tuple[Stated, ...]] = {}
    for table in scene.tables:
        for place in stated[table.id]:
            raw[place.key] = (*raw.get(place.key, ()), place)
    apart = wholes_apart(told_apart(with_one_end_of_plan(raw, scene), scene.tables), scene.roles)
    tabled = _under_one_name(scene, apart)
    if not scene.claims:
        return tabled
    meant = totals_meant(scene, tabled)
    by_subject: dict[tuple[str, str], list[FactKey]] = defaultdict(list)
    for key in tabled:
        by_subject[key.level, key.subject].append(key)
    told = frozenset((claim.address, claim.sentence, claim.measure) for claim in scene.claims if claim.plain)
    named = [(claim, of_claim(scene, claim)) for claim in scene.claims]
    wholes = wholes_told(named, tabled)
    named = [(claim, of_its_whole(stated, wholes, tabled)) for claim, stated in named]
    anchored = frozenset(_that_fit(named, tabled))
    told_besides: dict[FactKey, list[Stated]] = defaultdict(list)
    for claim, own in named:
        total = meant.get((claim.address, claim.part))
        bound = _bind(scene, claim, own, tabled, by_subject, told) if total is None else _of_total(scene, claim, total)
        sure = claim.close and not claim.plain and (claim.year is not None or claim.told_at in anchored)
        if bound is None and own is not None and sure:
            bound = _by_slip(scene, own, tabled)
        if bound is not None:
            told_besides[bound.key].append(bound)
    return {**tabled, **{key: (*tabled.get(key, ()), *places) for key, places in told_besides.items()}}


def _that_fit(named: Iterable[tuple[Claim, Stated | None]], tabled: Facts) -> Iterator[tuple[object, ...]]:
    """Where a sentence tells a figure as the tables do."""
    for claim, stated in named:
        if claim.subject and stated is not None and _fits(stated, tabled.get(stated.key, ())):
            yield claim.told_at


def _by_slip(scene: Scene, stated: Stated, tabled: Facts) -> Stated | None:
    """The fact that a sentence restates though it names no measure: one slip of the hand leads from the table's figure.

    Only for a figure right behind the subject's name, in a sentence that names its year or tells another of the
    subject's figures.
    """
    places = tabled.get(stated.key, ())
    if not places or not _counts_alike(stated, places, scene.roles):
        return None
    return stated if any(_is_slip(stated.operand, place.operand) for place in places) else None


def _is_slip(told: Operand, tabled: Operand) -> bool:
    """Whether ``told`` is ``tabled`` after one slip, both printed alike and in digits enough to tell."""
    one, other = told.figure, tabled.figure
    if one.decimals != other.decimals or told.scale != tabled.scale or one.multiplier != other.multiplier:
        return False
    digits = min(len(item.value.as_tuple().digits) for item in (one, other))
    return digits >= limits().sums.change_digits and slip(one, other.value) is not None


def _under_one_name(scene: Scene, apart: Facts) -> Facts:
    """The facts of rows that are surely of their subject, each subject under the one name that it goes by."""
    sure = without_doubtful(apart)
    if not scene.links and not scene.indicators:
        return sure
    found: dict[FactKey, tuple[Stated, ...]] = {}
    for key, places in sure.items():
        name = _one_name(scene, key)
        if name != key and _stands_beside(places, apart.get(name, ())):
            name = key
        own = places if name is key else tuple(replace(place, key=name) for place in places)
        found[name] = (*found.get(name, ()), *own)
    return found


def _stands_beside(places: Sequence[Stated], others: Sequence[Stated]) -> bool:
    """Whether a column tells the two in rows of their own: they are then no names of one subject.

    A program that serves two indicators has an amount of its own for each.
    """
    columns = {(item.table.id, item.column.index) for item in others if item.table and item.column}
    return any((item.table.id, item.column.index) in columns for item in places if item.table and item.column)


def unmatched(scene: Scene) -> Iterator[Stated]:
    """What sentences plainly say of facts that stand in no table."""
    for claim in scene.claims:
        stated = of_claim(scene, claim) if claim.plain else None
        if stated is not None and stated.key not in scene.facts:
            yield stated


def _one_name(scene: Scene, key: FactKey) -> FactKey:
    """The key under the one name that its subject goes by.

    Money is a sasaran's, under whose only indikator or program it may be told; performance is an indikator's.
    """
    home = INDIKATOR if key.measure in scene.roles.performance else SASARAN
    known = scene.indicators if home == INDIKATOR and (key.level, key.subject) in scene.indicators else scene.links
    other = known.get((key.level, key.subject))
    return key if other is None or other[0] != home else key._replace(level=other[0], subject=other[1])


def _bind(
    scene: Scene,
    claim: Claim,
    stated: Stated | None,
    tabled: Facts,
    by_subject: Mapping[tuple[str, str], Sequence[FactKey]],
    told: frozenset[tuple[Address, tuple[int, int], str]],
) -> Stated | None:
    """The fact that a sentence restates: the one it names (``stated``), unless another of the same subject fits better.

    A sentence that does not name the measure outright, or counts in another unit than the tables, is held to nothing
    that it does not fit.  What another figure of the sentence plainly states is not taken for this one's fact:
    "target 90,00 terealisasi 85,50" names both.
    """
    if stated is not None and claim.measure == TARGET_AKHIR:
        stated = _end_of_plan(stated, by_subject)
    if stated is None or _fits(stated, tabled.get(stated.key, ())):
        return stated
    for subject in dict.fromkeys([(stated.key.level, stated.key.subject), *_subjects(scene, claim), TOTAL]):
        for key in by_subject.get(subject, ()):
            if (
                not _may_mean(stated, key, scene.roles.planned)
                or key.stage
                or (claim.year is not None and key.year != claim.year)
            ):
                continue
            if claim.plain and key.measure != claim.measure and (claim.address, claim.sentence, key.measure) in told:
                continue
            if _fits(stated, tabled[key]):
                return replace(stated, key=key)
    named = tabled.get(stated.key, ())
    return stated if claim.plain and named and _counts_alike(stated, named, scene.roles) else None


def _end_of_plan(stated: Stated, by_subject: Mapping[tuple[str, str], Sequence[FactKey]]) -> Stated:
    """A target for the end of the plan is one for whatever year and in whatever document the tables state it."""
    like = [key for key in by_subject.get((stated.key.level, stated.key.subject), ()) if key.measure == TARGET_AKHIR]
    return replace(stated, key=like[0]) if len(like) == 1 else stated


def _of_total(scene: Scene, claim: Claim, key: FactKey) -> Stated:
    return Stated(key, _operand(scene, claim), claim=claim, sure=True)


def _may_mean(stated: Stated, key: FactKey, planned: frozenset[str]) -> bool:
    """Whether the sentence may mean the fact of ``key``: what it calls a result outright is no target.

    An amount of so many digits is what it equals, whatever it is called: "menggunakan anggaran" may be what was spent.
    """
    plain = stated.claim is not None and stated.claim.plain
    figure = stated.operand.figure
    exact = type_of(figure) == MONEY and len(figure.value.normalize().as_tuple().digits) >= limits().facts.own_digits
    return exact or not plain or (stated.key.measure in planned) == (key.measure in planned)


def _fits(stated: Stated, places: Sequence[Stated]) -> bool:
    return any(same_value(stated.operand, place.operand) for place in places)


def _is_percentage(place: Stated) -> bool:
    """Whether a row's own name says that it counts in percent, where the figure has no sign."""
    label = "" if place.row is None else place.row.label.lower()
    return any(word in label for word in ("persen", "prosen", "presentase"))


def _counts_alike(stated: Stated, places: Sequence[Stated], roles: Roles) -> bool:
    """Whether a sentence's figure counts what the tables' do: percent with percent, people with people."""
    unit = stated.operand.figure.unit
    units = {_unit(place) for place in places}
    if unit == PERCENT:
        return PERCENT in units or stated.key.measure in roles.percentage or any(map(_is_percentage, places))
    return unit in (None, RUPIAH, *units)


def _unit(place: Stated) -> str | None:
    """The unit of a figure: its own, or what its row has for one."""
    own = place.operand.figure.unit
    if own is not None or place.table is None or place.row is None:
        return own
    column = next(iter(place.table.columns_of(SATUAN)), None)
    reading = None if column is None else place.table.reading(place.row, column)
    return None if reading is None else tidy_unit(reading.text)


def of_claim(scene: Scene, claim: Claim) -> Stated | None:
    """The fact that a sentence names; None when it does not say of what."""
    subject: tuple[str, str] | None = TOTAL if claim.total else None
    if subject is None:
        performance = claim.measure in scene.roles.performance
        levels = scene.roles.told_of_performance if performance else scene.roles.told_of_money
        known = (claim.subject,) if performance else (dict(_subjects(scene, claim)),)
        subject = next(((level, keys[level]) for keys in known for level in levels if level in keys), None)
    if subject is None:
        return None
    key = FactKey(subject[0], subject[1], claim.measure, claim.year or scene.year_at(claim.address.sheet) or 0)
    return Stated(_one_name(scene, key), _operand(scene, claim), claim=claim)


def _operand(scene: Scene, claim: Claim) -> Operand:
    return Operand(
        name=claim.measure,
        node=Node(claim.address, claim.part),
        figure=claim.figure,
        role=claim.measure,
        exact=claim.figure.unit != PERCENT and is_exact(claim.figure, claim.measure, scene.roles),
        label=claim.text[claim.sentence[0] : claim.sentence[1]],
    )


def _subjects(scene: Scene, claim: Claim) -> Sequence[tuple[str, str]]:
    """What the sentence is about, and what that stands for one to one: a sasaran and its only indikator."""
    named = list(claim.subject.items())
    return [
        *named,
        *(other for item in named if (other := scene.links.get(item)) and other[0] not in claim.subject),
    ]
