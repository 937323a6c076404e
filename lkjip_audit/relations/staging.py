"""From tables and prose to the scene that rules are laid over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lkjip_audit.narrative.claims import claims_of
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import paragraphs_of
from lkjip_audit.narrative.subjects import Labels
from lkjip_audit.relations.facts import slot
from lkjip_audit.relations.gathering import gather
from lkjip_audit.relations.links import links_of
from lkjip_audit.relations.model import Equation, Node, Operand
from lkjip_audit.relations.polarity import Polarity, polarity_in_words
from lkjip_audit.relations.sameness import amount_of
from lkjip_audit.relations.scene import Choices, Scene
from lkjip_audit.relations.unnamed import name_tables
from lkjip_audit.rulepack.profile import Profile
from lkjip_audit.tables.match import Labelled, labels_of, match_subjects
from lkjip_audit.tables.model import Column, RowKind, Table
from lkjip_audit.workbook.model import Workbook

_REGION = re.compile(r"\b(?:kota|kabupaten|kab\.|provinsi)\s+([A-Z][\w-]+)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_FEW = 4
_CLOSING = re.compile(
    r"\s*(?:rata-rata capaian|(?:jumlah|total)(?: keseluruhan| anggaran| seluruhnya)?\s*$)", re.IGNORECASE
)


def stage(workbook: Workbook, tables: tuple[Table, ...], profile: Profile | None) -> Scene:
    """The scene of ``workbook``: what each row is about, what the prose claims, and every stated fact."""
    paragraphs = paragraphs_of(workbook, tables)
    subjects, names = _subjects(tuple(_names(tables)))
    labels = Labels(names, _orders(tables, subjects))
    scene = Scene(
        workbook=workbook,
        tables=tables,
        paragraphs=paragraphs,
        claims=claims_of(paragraphs, labels),
        subjects=subjects,
        texts=tuple(_texts(tables, paragraphs)),
        agency=_region(tables, paragraphs),
        choices=_choices(profile),
    )
    scene = replace(scene, polarities=_polarities(scene), links=links_of(scene))
    named = name_tables(scene, gather(scene), labels)
    scene = replace(scene, subjects={**named, **{key: value for key, value in subjects.items() if value}})
    return replace(scene, facts=gather(scene))


def fact_groups(scene: Scene, equations: Iterable[Equation] = ()) -> tuple[tuple[Operand, ...], ...]:
    """The figures of each fact that is stated more than once: what the diagnosis holds together.

    Figures that different places compute from one and the same operands state one fact too.
    """
    groups = []
    for key, places in scene.facts.items():
        operands = [place.operand for place in places]
        groups.append(_near_each_other(operands) if key.level == "total" else operands)
    same: dict[tuple[str, frozenset[Node]], list[Operand]] = defaultdict(list)
    for equation in equations:
        if len(equation.operands) <= _FEW:
            nodes = frozenset(item.node for item in equation.operands)
            same[equation.rule.id, nodes].append(equation.stated)
    groups.extend(same.values())
    seen: set[Node] = set()
    found = []
    for operands in groups:
        fresh = list({item.node: item for item in operands if item.node not in seen}.values())
        if len(fresh) > 1:
            seen.update(item.node for item in fresh)
            found.append(tuple(fresh))
    return tuple(found)


def _near_each_other(operands: list[Operand]) -> list[Operand]:
    """Totals within two percent of the most stated one: the others total something else."""
    if not operands:
        return operands
    common = Counter(amount_of(item) for item in operands).most_common(1)[0][0]
    return [item for item in operands if abs(amount_of(item) - common) <= abs(common) / 50]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a row, and the slot under which the row keeps its key."""

    slot: str
    labelled: Labelled


def _names(tables: Iterable[Table]) -> Iterator[_Name]:
    """Every row's names, level by level, with what helps to tell which rows mean the same."""
    for table in tables:
        sided = [column for column in table.columns if column.level is not None]
        if sided:
            yield from _side_by_side(table, sided)
            continue
        for label in labels_of((table,)):
            if not _CLOSING.match(label.text):
                yield _Name(_slot_of(label.role), label)


def _slot_of(role: str) -> str:
    return "indikator" if role.startswith("indikator") else role


def _side_by_side(table: Table, columns: Sequence[Column]) -> Iterator[_Name]:
    """A table that sets several levels in one row names each in a column of its own, on the level's first row."""
    for row in table.rows:
        named = {
            column: reading.text
            for column in columns
            if row.kind is RowKind.DETAIL
            and (_slot_of(column.role or "") == "indikator" or column.role == column.level)
            and (reading := table.reading(row, column)) is not None
        }
        for column, text in named.items():
            level = _slot_of(column.role or "")
            beside = frozenset(other for item, other in named.items() if item.level == column.level and item != column)
            label = Labelled(table.id, row.number, level, text, order=row.order, beside=beside)
            yield _Name(slot(level, column.level), label)


def _subjects(
    named: Sequence[_Name],
) -> tuple[Mapping[tuple[str, int], Mapping[str, str]], Mapping[str, Mapping[str, set[str]]]]:
    """The keys of each row, and the names of each key.

    A row of a table that calls its names just "uraian" is about an indikator where other tables say that it is one.
    """
    subjects: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject in match_subjects([item.labelled for item in named]):
        members = [named[index] for index in subject.members]
        is_indicator = any(item.slot.startswith("indikator") for item in members)
        for item in members:
            place = "indikator" if item.slot == "uraian" and is_indicator else item.slot
            if place != "uraian":
                subjects[item.labelled.table, item.labelled.row][place] = subject.key
                names[place.partition("@")[0]][subject.key].add(item.labelled.text)
    return subjects, names


def _orders(
    tables: Iterable[Table], subjects: Mapping[tuple[str, int], Mapping[str, str]]
) -> Mapping[int, Mapping[str, str]]:
    """What "sasaran ke-n" is: the n-th sasaran of most tables."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for table in tables:
        seen: list[str] = []
        for row in table.rows:
            key = subjects.get((table.id, row.number), {}).get("sasaran")
            if key and key not in seen:
                seen.append(key)
        if len(seen) > 1:
            for number, key in enumerate(seen, 1):
                votes[number][key] += 1
    return {number: {"sasaran": counts.most_common(1)[0][0]} for number, counts in votes.items()}


def _texts(tables: Iterable[Table], paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield _plain(paragraph.text)
    for table in tables:
        yield _plain(table.title)
        for column in table.columns:
            yield _plain(" ".join(column.header))
        for column in table.columns_of("formulasi"):
            for row in table.rows:
                reading = table.reading(row, column)
                if reading is not None:
                    yield _plain(reading.text)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.lower()).strip()


def _region(tables: Iterable[Table], paragraphs: Iterable[Paragraph]) -> str:
    """The region that the workbook names most: what tells the agency's own columns from others'."""
    texts = [table.title for table in tables] + [paragraph.text for paragraph in paragraphs]
    names = Counter(match.group(1).lower() for text in texts for match in _REGION.finditer(text))
    return names.most_common(1)[0][0] if names else ""


def _choices(profile: Profile | None) -> Choices:
    if profile is None:
        return Choices()
    variants = dict(profile.variants)
    if profile.efficiency:
        variants["efisiensi"] = profile.efficiency
    cap = None if profile.cap in (None, "none") else profile.cap
    scale = tuple((band.lowest, band.label) for band in profile.scale)
    return Choices(variants=variants, cap=cap, scale=scale)  # type: ignore[arg-type]


def _polarities(scene: Scene) -> Mapping[str, str]:
    """The polarity that some table states for an indicator, for all the tables that do not."""
    found: dict[str, str] = {}
    for table in scene.tables:
        for column in table.columns_of("polaritas"):
            for row in table.rows:
                key = scene.subject(table, row).get("indikator")
                reading = table.reading(row, column)
                if key and reading is not None:
                    polarity = polarity_in_words(reading.text)
                    if polarity is not Polarity.UNKNOWN:
                        found.setdefault(key, polarity.value)
    return found
