"""From tables and prose to the scene that rules are laid over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.narrative.claims import claims_of
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import paragraphs_of
from lkjip_audit.narrative.subjects import Labels
from lkjip_audit.relations.gathering import gather
from lkjip_audit.relations.kinship import single_figures
from lkjip_audit.relations.links import indicators_of, links_of
from lkjip_audit.relations.model import Equation, Node, Operand
from lkjip_audit.relations.naming import names_in, orders_of, subjects_of
from lkjip_audit.relations.polarity import Polarity, polarity_in_words
from lkjip_audit.relations.sameness import amount_of
from lkjip_audit.relations.scene import Choices, Scene
from lkjip_audit.relations.unnamed import name_tables
from lkjip_audit.rulepack.profile import Profile
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Workbook

_REGION = re.compile(r"\b(?:kota|kabupaten|kab\.|provinsi)\s+([A-Z][\w-]+)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_FEW = 4


def stage(workbook: Workbook, tables: tuple[Table, ...], profile: Profile | None) -> Scene:
    """The scene of ``workbook``: what each row is about, what the prose claims, and every stated fact."""
    paragraphs = paragraphs_of(workbook, tables)
    subjects, names = subjects_of(tuple(names_in(tables)))
    labels = Labels(names, orders_of(tables, subjects))
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
    scene = replace(scene, polarities=_polarities(scene), links=links_of(scene), indicators=indicators_of(scene))
    named = name_tables(scene, gather(scene), labels)
    scene = replace(scene, subjects={**named, **{key: value for key, value in subjects.items() if value}})
    return replace(scene, facts=gather(scene))


def fact_groups(scene: Scene, equations: Iterable[Equation] = ()) -> tuple[tuple[Operand, ...], ...]:
    """The figures of each fact that is stated more than once, then every other figure by itself.

    Figures that different places compute from one and the same operands state one fact too.
    """
    groups: list[list[Operand]] = []
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
    found.extend(places for places in single_figures(scene) if places[0].node not in seen)
    return tuple(found)


def _near_each_other(operands: list[Operand]) -> list[Operand]:
    """Totals within two percent of the most stated one: the others total something else."""
    if not operands:
        return operands
    common = Counter(amount_of(item) for item in operands).most_common(1)[0][0]
    return [item for item in operands if abs(amount_of(item) - common) <= abs(common) / 50]


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
    return Choices(
        variants=profile.chosen_variants(),
        cap=profile.cap if isinstance(profile.cap, Decimal) else None,
        uncapped=profile.cap == "none",
        scale=tuple((band.lowest, band.label) for band in profile.scale),
    )


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
