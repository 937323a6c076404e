"""Changes that a workbook tells, in sentences or in remarks, and the figures that each may lie between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from lkjip_audit.figures.model import PERCENT, Figure
from lkjip_audit.figures.parse import find_figures
from lkjip_audit.narrative.measures import MONEY, type_of
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.delta.changes_of_facts import pairs_of_facts
from lkjip_audit.relations.delta.gaps import is_gap
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import is_exact, is_exact_alone
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.known import NILAI, NO, TAHUN
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.workbook.model import Address

Pair = tuple[Operand, Operand]

_GAP = r"\b(?:(?!\b(?:{ends_a_change}|dibanding\w*)\b)[^.;0-9]){0,80}$"
_CHANGE = WordPattern(rf"\b(?:{{rises}}|{{falls}}|selisih|lebih (?:{{higher}}|{{lower}})){_GAP}", re.IGNORECASE)
_SAVING = WordPattern(rf"\b(?:efisien(?:si)?|hemat|penghematan){_GAP}", re.IGNORECASE)
_FROM_TO = re.compile(r"\bdari\b", re.IGNORECASE)
_RIGHT_FROM = re.compile(r"\bdari\W*(?:rp\W*)?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:dari|menjadi)\b", re.IGNORECASE)
_THAN = re.compile(r"\b(?:dari|daripada|dibanding\w*|terhadap)\b", re.IGNORECASE)
_OR = WordPattern(
    r"\s*+(?:poin|point|{percent_words})?\s*+(?:\(?\s*+{or_words}|\()\s*+(?:{amount_verbs}|sekitar)?\s*+", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:dibanding\w*|daripada|dari|terhadap)\b(?P<than>(?:(?!\bdibanding)[^;]){0,120})", re.IGNORECASE
)
_SHOWN = 60
"""Letters before a change that are kept of its sentence, for what it is about."""
_SEVERAL = 2
"""Rows in which a column of changes must follow from another one to be taken for that one's."""
_FIGURES_AFTER = 2
"""How many figures after a change are looked at for the one that it is told against."""


class Formula(StrEnum):
    """How a change follows from its two figures: by its size, or below 0 where it falls."""

    DIFFERENCE = "difference"
    GROWTH = "growth"
    RISE = "rise"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Change:
    """A stated change, and the pairs of figures (the old one first) that it may lie between.

    ``named`` are those of ``pairs`` that its own sentence sets side by side, in one unit or as "dari ... menjadi ...".
    ``formula`` is how it follows from the only pair, where the other rows of its column tell that.
    """

    stated: Operand
    subject: str
    pairs: tuple[Pair, ...]
    named: tuple[Pair, ...] = ()
    formula: Formula | None = None


def changes_in_tables(scene: Scene) -> Iterator[Change]:
    """Changes told in the remarks of tables whose rows are years."""
    roles = scene.roles
    for table in scene.tables:
        years = list(_successive_years(table))
        for column in table.columns if years else ():
            if column.role in roles.change:
                yield from _of_column(table, column, years)
            elif column.role is None or column.role in roles.remark:
                for new, pairs in years:
                    yield from _of_remark(table, column, new, pairs)


def _of_remark(table: Table, column: Column, new: Row, pairs: Sequence[Pair]) -> Iterator[Change]:
    reading = table.reading(new, column)
    for part, figure in enumerate(find_figures(reading.text)) if reading is not None else ():
        if reading is not None and _tells_change(reading.text, figure):
            stated = _stated(figure, table.address(new, column), part)
            yield Change(stated, reading.text, tuple(_alike(stated, pairs)))


def _of_column(table: Table, column: Column, years: Sequence[tuple[Row, Sequence[Pair]]]) -> Iterator[Change]:
    """The changes that a column states: in percent where its header says so, and all of one other column's figures.

    Which one that is, and how, several of its rows tell; all others are held to that.
    """
    told: list[tuple[str, Operand, list[Pair]]] = []
    for new, pairs in years:
        reading = table.reading(new, column)
        if reading is None:
            continue
        figures = find_figures(reading.text) if reading.figure is None else [reading.figure]
        for part, figure in enumerate(figures):
            marked = replace(figure, unit=PERCENT) if column.unit == PERCENT and figure.unit is None else figure
            stated = _stated(marked, table.address(new, column), part)
            told.append((reading.text, stated, list(_alike(stated, pairs))))
    signed = any(stated.figure.amount < 0 for _, stated, _ in told)
    gives = Counter(way for _, stated, pairs in told for pair in pairs for way in _ways(stated, pair, signed=signed))
    likeliest = next((way for way, times in gives.most_common(1) if times >= _SEVERAL), None)
    if likeliest is None and is_gap(told):
        return
    for text, stated, pairs in told:
        own = tuple(pair for pair in pairs if likeliest is not None and _column_of(pair) == likeliest[0])
        if likeliest is not None and own:
            yield Change(stated, text, own, formula=likeliest[1])
        else:
            yield Change(stated, text, tuple(pairs))


def _column_of(pair: Pair) -> int:
    return pair[0].node.address.column


def _ways(stated: Operand, pair: Pair, *, signed: bool) -> Iterator[tuple[int, Formula]]:
    """How the stated change follows from its two figures, within the unit of its last digit, and in which column."""
    old, new = (item.figure.amount for item in pair)
    by, change = new - old, stated.figure.amount
    made = {Formula.RISE if signed else Formula.DIFFERENCE: by}
    if old:
        made[Formula.RATE if signed else Formula.GROWTH] = by / old * 100
    unit = Decimal(1).scaleb(-stated.figure.decimals)
    for formula, each in made.items():
        if abs((each if signed else abs(each)) - change) <= unit:
            yield _column_of(pair), formula


def changes_in_prose(scene: Scene) -> Iterator[Change]:
    """Changes told in sentences, between the sentence's other figures or those of a table of years beside it."""
    for paragraph in scene.paragraphs:
        address, said = paragraph.address, paragraph.said
        beside: list[Pair] | None = None
        for part, figure in enumerate(paragraph.figures):
            if not _tells_change(said, figure) and not _goes_on(said, paragraph.figures, part):
                continue
            if beside is None:
                beside = [
                    pair for table in _beside(scene, address) for _, years in _successive_years(table) for pair in years
                ]
            stated = _stated(figure, address, part)
            own = tuple(_own_pairs(paragraph.figures, part, address, paragraph.text))
            named = tuple(
                _alike(stated, (pair for pair in own if _in_one_unit(pair) or _from_to(paragraph.text, pair)))
            )
            told = pairs_of_facts(scene, paragraph, figure, _compared_with(paragraph.text, figure))
            words = paragraph.text[max(0, figure.span[0] - _SHOWN) : figure.span[1]]
            yield Change(stated, words, tuple(_alike(stated, (*own, *told, *beside))), named)


def _beside(scene: Scene, address: Address) -> Iterator[Table]:
    """The table that ends last above ``address``, and the one that begins first below it.

    Whatever else shares the sheet is about something else.
    """
    here = [table for table in scene.tables if table.sheet == address.sheet]
    above = [table for table in here if table.area.bottom < address.row]
    below = [table for table in here if table.area.top > address.row]
    if above:
        yield max(above, key=lambda table: table.area.bottom)
    if below:
        yield min(below, key=lambda table: table.area.top)


def _tells_change(text: str, figure: Figure) -> bool:
    """Whether the words before ``figure`` say that something changed by it; what is saved is money."""
    before = text[max(0, figure.span[0] - limits().prose.change_reach) : figure.span[0]]
    return bool(_CHANGE.search(before) or (type_of(figure) == MONEY and _SAVING.search(before)))


def _goes_on(text: str, figures: Sequence[Figure], part: int) -> bool:
    """Whether the figure tells the change before it in another unit: "meningkat 16,5 poin atau 5,58%"."""
    if part == 0 or figures[part].unit != PERCENT:
        return False
    before = figures[part - 1]
    return bool(_OR.fullmatch(text, before.span[1], figures[part].span[0])) and _tells_change(text, before)


def _compared_with(text: str, figure: Figure) -> str:
    """What the sentence compares the figure with: the words after "dibanding", up to the next comparison."""
    stop = next((end for start, end in sentences(text) if start < figure.span[1] <= end), len(text))
    match = _COMPARED.search(text, figure.span[1], stop)
    return match.group("than") if match else ""


def _successive_years(table: Table) -> Iterator[tuple[Row, tuple[Pair, ...]]]:
    """Each year's row but the first, with the figures of the year before and its own.

    Years that do not stand as far apart as most neighbours do are none: one of them is mistyped, or others lie between.
    """
    dated = [
        (int(row.subjects[TAHUN][:4]), row)
        for row in table.rows
        if row.kind is RowKind.DETAIL and row.subjects.get(TAHUN, "")[:4].isdigit()
    ]
    steps = [later - earlier for (earlier, _), (later, _) in pairwise(dated)]
    usual = Counter(steps).most_common(1)
    for ((_, first), (_, second)), step in zip(pairwise(dated), steps, strict=True):
        if step and step == usual[0][0]:
            old, new = (first, second) if step > 0 else (second, first)
            yield new, tuple(_pairs(table, old.number, new.number))


def _pairs(table: Table, old: int, new: int) -> Iterator[Pair]:
    for column in table.columns:
        if column.role in table.roles.remark | table.roles.change | {TAHUN, NO}:
            continue
        before, now = table.readings.get((old, column.index)), table.readings.get((new, column.index))
        if before is None or now is None or before.figure is None or now.figure is None:
            continue
        yield _in_column(table, column, old, before.figure), _in_column(table, column, new, now.figure)


def _in_column(table: Table, column: Column, row: int, figure: Figure) -> Operand:
    return Operand(
        name=NILAI,
        node=Node(Address(table.sheet, row, column.index)),
        figure=figure,
        role=column.role or NILAI,
        exact=is_exact(figure, column.role, table.roles),
        scale=column.multiplier,
    )


def _alike(stated: Operand, pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs of the stated change's own type: money with money, the rest with the rest."""
    money = type_of(stated.figure) == MONEY
    for old, new in pairs:
        if (type_of(old.figure) == MONEY) == money:
            yield old, new


def _from_to(text: str, pair: Pair) -> bool:
    """Whether the sentence says "dari" the old figure "menjadi" the new one."""
    old, new = (item.figure.span for item in pair)
    near = max(0, old[0] - limits().prose.from_to_reach)
    return _RIGHT_FROM.search(text, near, old[0]) is not None and "menjadi" in text[old[1] : new[0]].lower()


def _in_one_unit(pair: Pair) -> bool:
    """Whether both figures say what they count, and count the same: tons and tons."""
    old, new = (item.figure.unit for item in pair)
    return old is not None and old == new


def _own_pairs(figures: Sequence[Figure], part: int, address: Address, text: str) -> Iterator[Pair]:
    """The pairs that the sentence itself names: "dari .. menjadi ..", or "sebesar .., naik .. dari .."."""
    for first, second in ((part + 1, part + 2), (part - 2, part - 1)):
        if first < 0 or second >= len(figures):
            continue
        start = max(0, min(figures[first].span[0], figures[part].span[1]) - limits().prose.from_to_reach)
        between = text[start : figures[second].span[1]]
        if (_FROM_TO if first > part else _TO).search(between):
            yield (
                _stated(figures[first], address, first),
                _stated(figures[second], address, second),
            )
    end = figures[part].span[1]
    start, stop = next((span for span in sentences(text) if span[0] < end <= span[1]), (0, len(text)))
    old = next(
        (
            later
            for later in range(part + 1, min(part + 1 + _FIGURES_AFTER, len(figures)))
            if figures[later].span[1] <= stop and _THAN.search(text[end : figures[later].span[0]])
        ),
        None,
    )
    if old is None:
        return
    for new in range(part - 1, -1, -1):
        if figures[new].span[0] < start:
            return
        yield _stated(figures[old], address, old), _stated(figures[new], address, new)


def _stated(figure: Figure, address: Address, part: int) -> Operand:
    return Operand(
        name="perubahan",
        node=Node(address, part),
        figure=figure,
        role="perubahan",
        exact=is_exact_alone(figure),
    )
