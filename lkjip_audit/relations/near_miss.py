"""Near misses: a long figure that stands once, one typing slip away from one that stands several times.

Nothing but the digits speaks against such a figure, so this is never more than a hint: it is left alone where
a sum around it holds, where both stand in one row or column, and where its digits are round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_audit.figures.model import PERCENT, Figure
from lkjip_audit.figures.rounding import format_like
from lkjip_audit.induction import Operator
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation, Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.judging.precision import judge
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.relations.code_rollup import CodeRollup
from lkjip_audit.relations.code_rollup import relations as roll_ups
from lkjip_audit.relations.column_sum import ColumnSum
from lkjip_audit.relations.column_sum import relations as column_sums
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.shown_by_figures import ShownSettings
from lkjip_audit.relations.shown_by_figures import relations as shown_relations
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.model import Column, Row, Table
from lkjip_audit.workbook.model import Address

_EXACT = (Operator.SUM, Operator.DIFFERENCE, Operator.BALANCE, Operator.RUNNING)


class NearMiss(Settings):
    """``digits`` is how many digits a figure must have, not counting zeros at its end; the limit's when none."""

    digits: int | None = None


class _Place(NamedTuple):
    """Where a long figure stands: in the ``cell`` of that sheet, row and column, and in which table."""

    figure: Figure
    label: str
    cell: tuple[str, int, int]
    table: str | None
    part: int = 0

    @property
    def node(self) -> Node:
        """As rules name it."""
        return Node(Address(*self.cell), self.part)

    def is_in_line_with(self, other: _Place) -> bool:
        """Whether both stand in one row or one column of one table."""
        same = self.table is not None and self.table == other.table
        return same and (self.cell[1] == other.cell[1] or self.cell[2] == other.cell[2])


def relations(rule: Rule, settings: NearMiss, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every long figure of tables and prose; a workbook without a near miss passes once."""
    from lkjip_audit.relations.long_figures import LongFigures  # noqa: PLC0415 - it imports numpy

    digits = settings.digits or limits().copies.near_miss_digits
    tabled = LongFigures(scene, digits)
    told = [(number, place) for paragraph in scene.paragraphs for number, place in _told(paragraph, digits)]
    pairs = tabled.near(number for number, _ in told)
    numbers: dict[int, list[_Place]] = defaultdict(list)
    for number, table, row, column in tabled.among(pairs):
        numbers[number] += _of_cell(table, row, column)
    for number, place in told:
        if number in pairs:
            numbers[number].append(place)
    confirmed = _Confirmed(rule, scene)
    misses = 0
    for value, place in _standing_once(numbers, scene):
        others = [_of_its_year(place, numbers[other], scene) for other in pairs[value]]
        near = [common for common in others if common and not _in_line(place, common)]
        if near and not confirmed.holds(place.node):
            misses += 1
            yield _outcome(rule, place, max(near, key=len))
    if not misses:
        sheets = [tabled.at(0).table.sheet] if len(tabled) else [place.cell[0] for _, place in told]
        yield from (outcome(rule, Status.PASS, Address(sheet, 1, 1), "") for sheet in sheets[:1])


def _standing_once(numbers: Mapping[int, Sequence[_Place]], scene: Scene) -> Iterator[tuple[int, _Place]]:
    """The numbers that stand once, with their places; a report of another year vouches for no figure of this one."""
    for value, held in numbers.items():
        for place in held:
            if len(held) == 1 or len(_of_its_year(place, held, scene)) == 1:
                yield value, place


def _of_its_year(place: _Place, places: Sequence[_Place], scene: Scene) -> Sequence[_Place]:
    """Those of ``places`` in files of the year that the file of ``place`` is about."""
    year = scene.year_at(place.cell[0])
    return [other for other in places if scene.year_at(other.cell[0]) == year]


def _outcome(rule: Rule, place: _Place, common: Sequence[_Place]) -> Laid:
    """The finding; of two figures that each stand once nobody can say which is meant."""
    like = common[0]
    sure = len(common) > 1
    return outcome(
        rule,
        Status.FINDING if sure else Status.NOT_VERIFIABLE,
        place.node,
        place.label,
        stated=place.figure.literal,
        expected=like.figure.value if sure else None,
        expected_text=format_like(like.figure.value, place.figure) if sure else "",
        difference=place.figure.value - like.figure.value if sure else None,
        related=[Operand("serupa", item.node, item.figure, "serupa", exact=True) for item in common],
        reason=None if sure else "either_of_two",
        count=str(len(common)),
    )


def _of_cell(table: Table, row: Row, column: Column) -> Iterator[_Place]:
    figure = table.figure(row, column)
    if figure is not None:
        yield _Place(figure, row.label, (table.sheet, row.number, column.index), table.id)


def _told(paragraph: Paragraph, digits: int) -> Iterator[tuple[int, _Place]]:
    """The long figures of ``paragraph`` as numbers, each with its place."""
    at = paragraph.address
    for part, figure in enumerate(paragraph.figures):
        if (number := _long(figure, digits)) is not None:
            yield number, _Place(figure, paragraph.text, (at.sheet, at.row, at.column), None, part)


def _long(figure: Figure, digits: int) -> int | None:
    """The figure as a number, if it is an exact whole one with that many digits that say something."""
    value = figure.value
    if value < 1 or figure.unit == PERCENT or figure.multiplier != 1:
        return None
    number = int(value)
    return number if number == value and len(str(number).rstrip("0")) >= digits else None


def _in_line(place: _Place, others: Sequence[_Place]) -> bool:
    """Whether it shares a row or a column of a table with one of ``others``: a series, alike by design."""
    return any(place.is_in_line_with(other) for other in others)


class _Confirmed:
    """The figures that a sum or a roll-up around them bears out; the sums are laid where roll-ups do not say it.

    So are the sums, differences and balances that figures show.
    """

    def __init__(self, rule: Rule, scene: Scene) -> None:
        self._ways: Iterator[Iterable[Laid]] = iter(
            (
                roll_ups(rule, CodeRollup(), scene),
                column_sums(rule, ColumnSum(are=("money", "headcount")), scene),
                column_sums(rule, ColumnSum(), scene),
                shown_relations(rule, ShownSettings(operators=_EXACT), scene),
            )
        )
        self._blocks: list[Held] = []
        self._nodes: set[Node] = set()

    def holds(self, node: Node) -> bool:
        """Whether the figure at ``node`` is one of them."""
        return self._is_held(node) or any(self._is_held(node) for _ in map(self._take, self._ways))

    def _is_held(self, node: Node) -> bool:
        return node in self._nodes or any(block.around(node) for block in self._blocks)

    def _take(self, laid: Iterable[Laid]) -> None:
        for item in laid:
            if isinstance(item, Held):
                self._blocks.append(item)
            elif isinstance(item, Equation):
                verdict = judge(item, item.formula, {})
                if verdict is not None and verdict.holds:
                    self._nodes.update((item.stated.node, *(operand.node for operand in item.operands)))


KIND = Kind(
    "near_miss",
    NearMiss,
    relations,
    silent=frozenset({"near_miss"}),
    traits=Traits(form_only=True),
    places=frozenset({"count"}),
)
