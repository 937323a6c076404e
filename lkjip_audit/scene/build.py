"""From tables and prose to the scene that rules are laid over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.narrative.claims import claims_of
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import prose_of
from lkjip_audit.narrative.subjects import Labels
from lkjip_audit.rulepack.profile import Profile
from lkjip_audit.scene.facts import of_table
from lkjip_audit.scene.gathering import gather
from lkjip_audit.scene.links import indicators_of, links_of
from lkjip_audit.scene.model import Choices, Scene
from lkjip_audit.scene.naming import names_in, orders_of, subjects_of
from lkjip_audit.scene.plan_in_force import of_the_budget_before, of_the_plan_in_force
from lkjip_audit.scene.polarity import Polarity, polarity_in_words
from lkjip_audit.scene.shown import not_searched, shown_in
from lkjip_audit.scene.tables_without_subject import name_tables
from lkjip_audit.tables.gate.check import Held
from lkjip_audit.tables.known import FORMULASI, INDIKATOR, POLARITAS
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.whose import region_of
from lkjip_audit.workbook.model import Workbook

_SPACE = re.compile(r"\s+")


def stage(
    workbook: Workbook,
    tables: tuple[Table, ...],
    roles: Roles,
    profile: Profile | None = None,
    gate: tuple[Held, ...] = (),
) -> Scene:
    """The scene of ``workbook``: what each row is about, what the prose claims, and every stated fact.

    ``gate`` is what the declared bounds of columns say of ``tables``.
    """
    prose = prose_of(workbook, tables)
    named_in_rows = subjects_of(tuple(names_in(tables)), roles)
    subjects = named_in_rows.keys
    labels = Labels(named_in_rows.names, orders_of(tables, subjects))
    paragraphs = tuple(_with_names(paragraph, labels) for paragraph in prose.paragraphs)
    region = region_of([*(table.title for table in tables), *(paragraph.text for paragraph in paragraphs)])
    searched = shown_in(tables, roles)
    scene = Scene(
        workbook=workbook,
        tables=tables,
        roles=roles,
        paragraphs=paragraphs,
        claims=claims_of(paragraphs, labels, roles, region),
        subjects=subjects,
        texts=tuple(_texts(tables, paragraphs)),
        region=region,
        choices=_choices(profile),
        gate=gate,
        notices=(*prose.notices, *named_in_rows.notices(tables), *not_searched(tables, searched.left_out)),
        shown=searched.shown,
    )
    scene = replace(scene, polarities=_polarities(scene), links=links_of(scene), indicators=indicators_of(scene))
    stated = {table.id: tuple(of_table(scene, table)) for table in tables}
    if changed := (*of_the_plan_in_force(scene, stated), *of_the_budget_before(scene, stated)):
        known = {table.id: table for table in changed}
        scene = replace(scene, tables=tuple(known.get(table.id, table) for table in tables))
        stated |= {table.id: tuple(of_table(scene, table)) for table in changed}
    facts = gather(scene, stated)
    named = name_tables(scene, facts, labels)
    if not named:
        return replace(scene, facts=facts)
    scene = replace(scene, subjects={**named, **{key: value for key, value in subjects.items() if value}})
    anew = {table for table, _ in named}
    stated |= {table.id: tuple(of_table(scene, table)) for table in scene.tables if table.id in anew}
    return replace(scene, facts=gather(scene, stated))


def _with_names(paragraph: Paragraph, labels: Labels) -> Paragraph:
    if not paragraph.figures:
        return paragraph
    return replace(paragraph, names=tuple((item.start, item.end) for item in labels.mentions(paragraph.text)))


def _texts(tables: Iterable[Table], paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield _plain(paragraph.text)
    for table in tables:
        yield _plain(table.title)
        for column in table.columns:
            yield _plain(" ".join(column.header))
        for column in table.columns_of(FORMULASI):
            for row in table.rows:
                reading = table.reading(row, column)
                if reading is not None:
                    yield _plain(reading.text)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.lower()).strip()


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
        for column in table.columns_of(POLARITAS):
            for row in table.rows:
                key = scene.subject(table, row).get(INDIKATOR)
                reading = table.reading(row, column)
                if key and reading is not None:
                    polarity = polarity_in_words(reading.text)
                    if polarity is not Polarity.UNKNOWN:
                        found.setdefault(key, polarity.value)
    return found
