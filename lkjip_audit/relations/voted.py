"""A column that other columns of its row make, in one of several ways: which of them, most of its rows say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH
from lkjip_audit.formula import Binary, Expression, Name, Number, Sum, evaluate
from lkjip_audit.judging.model import Equation
from lkjip_audit.judging.precision import judge
from lkjip_audit.relations.kind import Laid, unverifiable
from lkjip_audit.relations.written_otherwise import computed_as_parts
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.model import Column, Row, RowKind, Table


@dataclass(frozen=True, slots=True)
class Made:
    """What may make ``column``: the ``parts``, in one of the ``ways`` "sum", "last" and "mean".

    Where it is ``named`` the words say that it is their sum, so that one row which says so too is enough.
    """

    column: Column
    parts: tuple[Column, ...]
    ways: tuple[str, ...] = ("sum",)
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    row: Row
    column: Column
    stated: Operand
    parts: tuple[Operand, ...]
    unit: str | None

    def formula(self, way: str) -> Expression:
        if way == "last":
            return Name(self.parts[-1].name)
        total = Sum(tuple(Name(item.name) for item in self.parts))
        return total if way == "sum" else Binary("/", total, Number(Decimal(len(self.parts))))

    def equation(self, rule: Rule, table: Table, way: str) -> Equation:
        """The figure made in this ``way``."""
        parts = self.parts[-1:] if way == "last" else self.parts
        return Equation(rule, self.row.label, self.stated, parts, self.formula(way), table.id)

    def holding(self, rule: Rule, table: Table, ways: Sequence[str]) -> tuple[str, ...]:
        """The ways in which the figure follows from its parts."""
        verdicts = {way: judge(made := self.equation(rule, table, way), made.formula, {}) for way in ways}
        return tuple(way for way, verdict in verdicts.items() if verdict is not None and verdict.holds)


@dataclass(frozen=True, slots=True)
class _Settled:
    """One thing that may make a column, with its rows, the way that most of them agree on, and how many do."""

    made: Made
    rows: tuple[_Row, ...]
    holding: tuple[tuple[str, ...], ...]
    way: str
    count: int

    @property
    def shown(self) -> frozenset[int]:
        """The numbers of the rows that are made in this way and in no other."""
        return frozenset(
            item.row.number for item, ways in zip(self.rows, self.holding, strict=True) if ways == (self.way,)
        )


def voted(rule: Rule, scene: Scene, table: Table, *several: Iterable[Made]) -> Iterator[Laid]:
    """The relations of the choice that most rows of ``table`` follow, of each of ``several`` sets of choices.

    None where too few rows follow any.  A row that is made otherwise, in one of the choice's ways, is right too.
    Nothing is known of a row that is made in none of them where it is a percentage, counts in a unit that none of the
    agreeing rows counts in, or is of another size than its parts would make; but where another of the sets shows in
    this very row how it is made, as the target's quarters do for those of the result, that is no question.
    """
    best = []
    for choices in several:
        settled = [found for made in choices if (found := _settled(rule, scene, table, made)) is not None]
        if settled:
            best.append(max(settled, key=lambda item: item.count))
    for each in best:
        yield from _laid(rule, scene, table, each, [other for other in best if other is not each])


def _settled(rule: Rule, scene: Scene, table: Table, made: Made) -> _Settled | None:
    rows = tuple(item for row in table.rows if (item := _row(scene, table, row, made)) is not None)
    holding = tuple(item.holding(rule, table, made.ways) for item in rows)
    telling = [ways for ways in holding if len(made.ways) == 1 or len(ways) < len(made.ways)]
    votes = Counter(ways[0] for ways in telling if ways)
    way, count = max(votes.items(), key=lambda vote: vote[1], default=("", 0))
    habits = limits().habits
    enough = sum(votes.values()) >= habits.most * len(telling) and count >= habits.part_rows
    if not enough and made.named and way == "sum" and len(votes) == 1 and 2 * count >= len(telling):
        enough = any(_tells(item.stated) for item, ways in zip(rows, holding, strict=True) if way in ways)
    return _Settled(made, rows, holding, way, count) if enough else None


def _tells(stated: Operand) -> bool:
    """Whether a sum of parts is no accident: its figure has digits enough."""
    return len(stated.figure.value.as_tuple().digits) >= limits().search.shortest_slip


def _laid(rule: Rule, scene: Scene, table: Table, settled: _Settled, beside: Sequence[_Settled]) -> Iterator[Laid]:
    sure = {item.unit for item, ways in zip(settled.rows, settled.holding, strict=True) if settled.way in ways}
    shown = {row for other in beside if other.way == settled.way for row in other.shown}
    weighted = _weighted(settled)
    for item, ways in zip(settled.rows, settled.holding, strict=True):
        likely = item.row.number in shown or (item.unit in sure and _is_likely(item, settled.way))
        own = settled.way == "mean" and not ways and computed_as_parts(scene, item.equation(rule, table, settled.way))
        if not ways and (not likely or own or item.row.number in weighted):
            yield unverifiable(rule, table, item.row, item.column, "accumulation_unknown")
            continue
        chosen = settled.way if settled.way in ways or not ways else ways[0]
        context = (("accumulation", chosen), ("fits", str(settled.count)), ("of", str(len(settled.rows))))
        yield replace(item.equation(rule, table, chosen), context=context)


def _weighted(settled: _Settled) -> frozenset[int]:
    """The rows that come near the mean of their parts where several do and are none: they are weighted otherwise."""
    if settled.way != "mean":
        return frozenset()
    apart = (item for item, ways in zip(settled.rows, settled.holding, strict=True) if not ways)
    near = frozenset(item.row.number for item in apart if _is_near(item, settled.way))
    return near if len(near) > 1 else frozenset()


def _is_near(item: _Row, way: str) -> bool:
    made, stated = _made(item, way), item.stated.figure.amount * item.stated.scale
    return made is not None and abs(made - stated) <= limits().sums.likely_share * abs(stated)


def _made(item: _Row, way: str) -> Decimal | None:
    return evaluate(item.formula(way), {part.name: part.figure.amount * part.scale for part in item.parts})


def _is_likely(item: _Row, way: str) -> bool:
    """Whether what is stated may be meant to be made in this ``way``: money, or a count of about that size."""
    if item.unit in (RUPIAH, PERCENT):
        return item.unit == RUPIAH
    made, stated = _made(item, way), item.stated.figure.amount * item.stated.scale
    times = limits().sums.outgrown
    return made is not None and made <= times * stated and stated <= times * made


def _row(scene: Scene, table: Table, row: Row, made: Made) -> _Row | None:
    """The figures of one row; None where the result or all but one of its parts are missing."""
    if row.kind not in (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.TOTAL):
        return None
    stated = operand("hasil", table, row, made.column)
    found = [operand(f"b{number}", table, row, part) for number, part in enumerate(made.parts, 1)]
    items = tuple(item for item in found if item is not None)
    if stated is None or len(items) < 2:  # what is left of a sum may be one part
        return None
    units = {item.figure.unit for item in (stated, *items)} - {None}
    if len(units) > 1:
        return None
    told = next(iter(units), None) or _told_unit(table, row)
    return _Row(row, made.column, stated, items, RUPIAH if made.column.role in scene.roles.money else told)


def _told_unit(table: Table, row: Row) -> str | None:
    """The unit that the row's own column of units tells."""
    for role in table.roles.units:
        for column in table.columns_of(role):
            reading = table.reading(row, column)
            if reading is not None and reading.text.strip():
                return PERCENT if reading.text.strip().startswith(PERCENT) else reading.text.strip().lower()
    return None
