"""Tables that do not say in their rows what they are about: their title does, or the figures that they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from lkjip_audit.figures.model import Figure
from lkjip_audit.narrative.subjects import Labels
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.facts import measure_of, role_of
from lkjip_audit.scene.model import FactKey, Scene, Slot, Stated
from lkjip_audit.tables.model import RowKind, Table

Subject = tuple[str, str]


def name_tables(
    scene: Scene, facts: Mapping[FactKey, tuple[Stated, ...]], labels: Labels
) -> Mapping[tuple[str, int], Mapping[Slot, str]]:
    """The subjects of the rows of tables that name none: the one subject of the title, else of shared figures."""
    values = _values(facts, scene.roles.whole)
    found: dict[tuple[str, int], Mapping[Slot, str]] = {}
    levels = scene.roles.mixed | {*scene.roles.performers}
    for table in scene.tables:
        if any(row.subjects.get(level) for row in table.rows for level in levels):
            continue
        subject = _of_title(scene, table, labels) or _of_figures(scene, table, values)
        if subject is None:
            continue
        linked = scene.links.get(subject)
        keys = {Slot(level): key for level, key in filter(None, (subject, linked))}
        for row in table.rows:
            if row.kind is RowKind.DETAIL:
                found[table.id, row.number] = keys
    return found


def _of_title(scene: Scene, table: Table, labels: Labels) -> Subject | None:
    subjects = {(mention.level, mention.key) for mention in labels.mentions(table.title)}
    whole = {subject for subject in subjects if subject[0] in scene.roles.whole}
    roots = {min(subject, scene.links.get(subject, subject)) for subject in whole}
    return next(iter(roots)) if len(roots) == 1 else None


def _values(facts: Mapping[FactKey, tuple[Stated, ...]], wholes: frozenset[str]) -> Mapping[str, set[Subject]]:
    """Which subjects a telling figure stands for."""
    values: dict[str, set[Subject]] = defaultdict(set)
    for key, places in facts.items():
        if key.level in wholes and not key.entity:
            for place in places:
                if _is_telling(place.operand.figure):
                    values[_form(place.operand.figure)].add((key.level, key.subject))
    return values


def _of_figures(scene: Scene, table: Table, values: Mapping[str, set[Subject]]) -> Subject | None:
    """The subject whose figures the table repeats, where it repeats at least two and of no other as many."""
    votes: Counter[Subject] = Counter()
    for figure in _figures(table):
        subjects = {min(item, scene.links.get(item, item)) for item in values.get(_form(figure), ())}
        if len(subjects) == 1:
            votes.update(subjects)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < limits().facts.shared_figures:
        return None
    return None if len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1] else ranked[0][0]


def _figures(table: Table) -> Iterator[Figure]:
    columns = [column for column in table.columns if role_of(table, column) is not None]
    for row in table.rows if columns else ():
        for column in columns:
            if measure_of(table, row, column) in table.roles.fact:
                figure = table.figure(row, column)
                if figure is not None and _is_telling(figure):
                    yield figure


def _is_telling(figure: Figure) -> bool:
    """A figure of few digits stands for too much."""
    return len(figure.value.normalize().as_tuple().digits) >= limits().facts.shared_digits


def _form(figure: Figure) -> str:
    return f"{figure.amount.normalize():f}"
