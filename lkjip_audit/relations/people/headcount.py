"""The same people in several tables: their total, and the groups that tables call by one name or by two.

``check`` selects whether a rule is about the totals or about the groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from lkjip_audit.formula import Name, Sum
from lkjip_audit.judging.model import Equation, Restatement, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.people.tables import (
    MEASURES,
    Headcount,
    counts_only_the_service,
    group_of,
    headcounts,
    is_senior,
    outside_the_service,
    same_people,
    tells_all,
)
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Row


class HeadcountSettings(Settings):
    """``totals`` compares what all tables (and sentences) count in all, ``groups`` the groups within them."""

    check: Literal["totals", "groups"]


def relations(rule: Rule, settings: HeadcountSettings, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on the tables of people, those of one year together."""
    by_year: dict[int | None, list[Headcount]] = defaultdict(list)
    for count in headcounts(scene, rule):
        by_year[count.year or scene.year].append(count)
    for counts in by_year.values():
        for measure in MEASURES:
            if settings.check == "totals":
                yield from _totals(rule, scene, tuple(counts), measure)
            else:
                yield from _groups(rule, tuple(counts), measure)


def _totals(rule: Rule, scene: Scene, counts: tuple[Headcount, ...], measure: str) -> Iterator[Laid]:
    held = [(count, item) for count in counts if (item := count.count(measure)) is not None]
    if not held:
        return
    amounts = Counter(item.figure.amount for _, item in held)
    base = max(amounts, key=lambda value: (amounts[value], value))
    others = outside_the_service(counts, measure)
    same: list[Operand] = []
    for count, item in held:
        value = item.figure.amount
        left_out = abs(value - base) in others or (value < base and counts_only_the_service(count))
        if value == base or (same_people(value, base) and not left_out):
            same.append(item)
        else:
            yield _apart(rule, item, in_service=left_out)
    told = [item for item in _told(scene, measure) if same_people(item.figure.amount, base)]
    told = [item for item in told if abs(item.figure.amount - base) not in others]
    places = (*same, *told)
    if len(places) > 1:
        yield _restatement(rule, measure, "jumlah pegawai", places, {item.node for item in same})
    elif places:
        yield outcome(
            rule,
            Status.NOT_APPLICABLE,
            places[0].node,
            places[0].label,
            stated=places[0].figure.literal,
            reason="nothing_to_compare",
        )


def _apart(rule: Rule, item: Operand, *, in_service: bool) -> Laid:
    """A total of other people: off by exactly the PTT that another table counts, or far away."""
    status = Status.NOT_VERIFIABLE if in_service else Status.NOT_APPLICABLE
    return outcome(rule, status, item.node, item.label, stated=item.figure.literal, reason="other_people")


def _told(scene: Scene, measure: str) -> Iterator[Operand]:
    """The number of all people, in sentences."""
    if measure != JUMLAH:
        return
    for paragraph in scene.paragraphs:
        for part, figure in enumerate(paragraph.figures):
            if figure.unit in ("orang", None) and figure.decimals == 0 and tells_all(paragraph, part):
                yield Operand(
                    name=JUMLAH,
                    node=Node(paragraph.address, part),
                    figure=figure,
                    role=JUMLAH,
                    exact=True,
                    label=paragraph.text,
                )


def _groups(rule: Rule, counts: tuple[Headcount, ...], measure: str) -> Iterator[Laid]:
    places: dict[str, list[Operand]] = defaultdict(list)
    doubtful: dict[str, list[Operand]] = defaultdict(list)
    for count in counts:
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in count.rows():
            rows[group_of(row.label)].append(row)
        for name, held in rows.items():
            items = [item for row in held if (item := count.figure(row, measure)) is not None]
            if len(items) == 1:
                places[name].append(items[0])
            elif items:
                doubtful[name].extend(items)
    for items in places.values():
        if len(items) > 1:
            yield _restatement(rule, measure, items[0].label, tuple(items), {item.node for item in items})
    for name, items in doubtful.items():
        for item in items if places.get(name) else ():
            yield outcome(
                rule,
                Status.NOT_VERIFIABLE,
                item.node,
                item.label,
                stated=item.figure.literal,
                reason="several_rows",
            )
    yield from _structural(rule, counts, measure, places.get("struktural", []))


def _structural(rule: Rule, counts: Sequence[Headcount], measure: str, stated: Sequence[Operand]) -> Iterator[Laid]:
    """The "Pejabat Struktural" of one table are another's JPT, Eselon III, Eselon IV... together."""
    for count in counts:
        rows = [row for row in count.rows() if is_senior(row.label)]
        parts = [item for row in rows if (item := count.figure(row, measure)) is not None]
        if len(rows) < 2 or not parts or len(rows) > limits().people.senior_rows:
            continue
        for item in stated:
            names = tuple(f"r{part.node.address.row}" for part in parts)
            yield Equation(
                rule=rule,
                subject=item.label,
                stated=item,
                operands=tuple(_named(part, name) for part, name in zip(parts, names, strict=True)),
                formula=Sum(tuple(Name(name) for name in names)),
                context=(("who", measure),),
            )


def _named(item: Operand, name: str) -> Operand:
    return Operand(name, item.node, item.figure, item.role, item.exact, item.scale, item.label)


def _restatement(
    rule: Rule, measure: str, subject: str, places: tuple[Operand, ...], trusted: set[Node]
) -> Restatement:
    return Restatement(
        rule=rule,
        subject=subject,
        operands=places,
        judged=frozenset(item.node for item in places),
        trusted=frozenset(trusted),
        context=(("who", measure),),
    )


KIND = Kind("headcount", HeadcountSettings, relations, places=frozenset({"tied", "who"}))
