"""The relations that were in force, gathered: rows of one column's relation are one line, a sum has all its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lkjip_audit.formula import names, render
from lkjip_audit.judging.blocks import blocks_of, told_of
from lkjip_audit.judging.evidence import evidence_of
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status, Weight
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import RelationTold
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Address, PartOfDocument

_Key = tuple[object, ...]
_MOST_APART = 5_000
"""Sums of one column that are written out one by one; of more the first is, with the cells of all."""
_Place = tuple[str, int, int]
"""Sheet, column and row: cells of one column come one after the other."""


@dataclass(slots=True)
class _Group:
    """The places of one relation: ``equation`` is that of the first, None where places restate ``subject``."""

    rule: Rule
    equation: Equation | None
    subject: str = ""
    stated: list[_Place] = field(default_factory=list)
    operands: list[_Place] = field(default_factory=list)
    failing: list[_Place] = field(default_factory=list)
    members: list[Outcome] = field(default_factory=list)
    blocks: list[Held] = field(default_factory=list)


def relations_told(
    outcomes: Sequence[Outcome], tables: Sequence[Table], sheets: Sequence[str], catalogue: Catalogue
) -> tuple[RelationTold, ...]:
    """A line for each relation that held or failed, in the order of ``sheets``; ``tables`` tell what columns are.

    Equations of one rule between the same columns of rows, or the same rows of columns, are one relation.
    """
    groups: dict[_Key, _Group] = {}
    for outcome in told_of(outcomes):
        if outcome.status in (Status.PASS, Status.FINDING) and outcome.relation is not None:
            _add(groups, outcome)
    for block in blocks_of(outcomes):
        if isinstance(block, Held):
            _add_block(groups, block)
    order = {sheet: number for number, sheet in enumerate(sheets)}
    headers = _Headers(tables)
    lines = [_line(group, headers, catalogue) for group in groups.values()]
    return tuple(
        sorted(
            lines,
            key=lambda line: (order.get(line.first.sheet, len(order)), line.first.column, line.first.row, line.rule),
        )
    )


def _add(groups: dict[_Key, _Group], outcome: Outcome) -> None:
    match outcome.relation:
        case Equation() as equation:
            group = _group(groups, outcome.rule, equation)
            place = _place(equation.stated.node.address)
            group.operands.extend(_place(item.node.address) for item in equation.operands)
        case Restatement() as restatement:
            place = _place(outcome.cell.address)
            there = [_place(item.node.address) for item in restatement.operands]
            key = (outcome.rule.id, *sorted(there))
            group = groups.setdefault(key, _Group(outcome.rule, None, outcome.subject))
            group.operands = there
        case _:
            return
    group.members.append(outcome)
    group.stated.append(place)
    if outcome.status is Status.FINDING:
        group.failing.append(place)


def _add_block(groups: dict[_Key, _Group], block: Held) -> None:
    """Take in equations that hold: at once where all stand alike, else each by itself unless they are very many."""
    if not _stand_alike(block) and len(block) <= _MOST_APART:
        for outcome in block:
            _add(groups, outcome)
        return
    group = _group(groups, block.rule, block.equation(0))
    group.blocks.append(block)
    group.stated.extend((block.sheet, column, row) for row, column in _pairs(block.rows, block.columns))
    cells = _pairs(block.operand_rows, block.operand_columns)
    group.operands.extend((block.sheet, column, row) for row, column in cells)


def _stand_alike(block: Held) -> bool:
    """Whether each operand stands in one column throughout, and in the row of what is stated or in one row."""
    from numpy import diff  # noqa: PLC0415 - it is there wherever a block is

    sizes = set(diff(block.starts).tolist())
    if len(sizes) != 1:
        return False
    width = sizes.pop()
    rows, columns = block.operand_rows.reshape(-1, width), block.operand_columns.reshape(-1, width)
    own = block.rows.reshape(-1, 1)
    in_row, in_one = (rows == own).all(axis=0), (rows == rows[:1]).all(axis=0)
    return bool((in_row | in_one).all() and (columns == columns[:1]).all())


def _group(groups: dict[_Key, _Group], rule: Rule, equation: Equation) -> _Group:
    """The group of ``equation``; of all of them the uppermost is the one that is written out."""
    group = groups.setdefault(_key(equation), _Group(rule, equation))
    if group.equation is not None and equation.stated.node < group.equation.stated.node:
        group.equation = equation
    return group


def _pairs(rows: Iterable[int], columns: Iterable[int]) -> Iterator[tuple[int, int]]:
    return zip(map(int, rows), map(int, columns), strict=True)


def _key(equation: Equation) -> _Key:
    """What the equations of one relation have in common: rule, formula, and where its figures stand to one another."""
    stated = equation.stated.node.address
    there = [item.node.address for item in equation.operands]
    own = (equation.rule.id, equation.table, stated.sheet, equation.variant)
    if all(place.sheet == stated.sheet and place.row == stated.row for place in there):
        return (*own, "row", stated.column, *(place.column for place in there))
    if all(place.sheet == stated.sheet and place.column == stated.column for place in there):
        return (*own, "column", stated.row, *(place.row for place in there))
    beside = ((place.column, 0 if place.row == stated.row else place.row, place.sheet) for place in there)
    return (*own, "cells", stated.column, *beside)


def _place(address: Address) -> _Place:
    return address.sheet, address.column, address.row


class _Headers:
    """What the columns of the tables are called."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._columns: dict[str, list[tuple[Table, Mapping[int, str]]]] = {}
        for table in tables:
            named = {column.index: column.header[-1] for column in table.columns if column.header}
            self._columns.setdefault(table.sheet, []).append((table, named))

    def of(self, address: Address) -> str | None:
        """The header over ``address``; None where it stands in no table or under no words."""
        for table, named in self._columns.get(address.sheet, ()):
            if (address.row, address.column) in table.area:
                return named.get(address.column)
        return None


def _line(group: _Group, headers: _Headers, catalogue: Catalogue) -> RelationTold:
    weight = _weight(group)
    sheet, column, row = min(group.stated, key=lambda place: (place[2], place[1]))
    first = Address(sheet, row, column)
    words, cells = _formulas(group, headers)
    return RelationTold(
        rule=group.rule.id,
        title=group.rule.title.get(catalogue.lang),
        source=catalogue.text(f"relations.source_{weight.source.value}"),
        bits=weight.bits,
        holds=len(group.stated) - len(group.failing),
        departs=len(group.failing),
        first=first,
        stated=_areas(group.stated, sheet),
        formula=words,
        cells=cells,
        operands=_areas(group.operands, sheet),
        failing=tuple(Address(there, line, at) for there, at, line in sorted(set(group.failing))),
    )


def _weight(group: _Group) -> Weight:
    """What was found when the relation was shown; else what the figures of all its places say."""
    told = None if group.equation is None else group.equation.weight
    return told or evidence_of(group.members, group.blocks)


def _formulas(group: _Group, headers: _Headers) -> tuple[str, str]:
    """The relation of the first place, in the sheet's own words and in cells."""
    equation = group.equation
    if equation is None:
        return group.subject, ""
    stated, operands = equation.stated, equation.operands
    called = {item.name: _called(item, equation, headers) for item in operands}
    nodes = {item.node for item in (stated, *operands)}
    several = {place for place, times in Counter(node.address for node in nodes).items() if times > 1}
    sheet = stated.node.address.sheet
    cells = {item.name: _cell(item, sheet, several) for item in operands}
    return (
        f"{_called(stated, equation, headers)} = {_filled(equation, called)}",
        f"{_cell(stated, sheet, several)} = {_filled(equation, cells)}",
    )


def _filled(equation: Equation, written: Mapping[str, str]) -> str:
    return render(equation.formula, {name: written.get(name, name) for name in names(equation.formula)})


def _cell(item: Operand, sheet: str, several: Collection[Address]) -> str:
    """The cell of the figure; with the figure where the cell, a sentence, holds more than one of the relation."""
    told = item.node.address.near(sheet)
    return f'{told} "{item.figure.literal.strip()}"' if item.node.address in several else told


def _called(item: Operand, equation: Equation, headers: _Headers) -> str:
    """The figure in the sheet's own words: its row's where all stand in one column, else its column's."""
    places = {other.node.address for other in (equation.stated, *equation.operands)}
    if len({(place.sheet, place.column) for place in places}) == 1 < len(places) and item.label:
        return item.label
    return headers.of(item.node.address) or item.role.replace("_", " ")


def _areas(places: Iterable[_Place], own: str) -> str:
    """All ``places`` as ranges down their columns: those of the sheet ``own``, then of others with its name."""
    told: list[str] = []
    ordered = sorted(set(places), key=lambda place: (place[0] != own, place))
    for (sheet, column), rows in groupby(ordered, key=lambda place: place[:2]):
        for first, last in _runs(row for _, _, row in rows):
            area = Address(sheet, first, column).to(Address(sheet, last, column))
            there = sheet == own or isinstance(sheet, PartOfDocument)
            told.append(area if there else f"{sheet}!{area}")
    return ", ".join(told)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for row in rows:
        if first is not None and last is not None and row == last + 1:
            last = row
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = row
    if first is not None and last is not None:
        yield first, last
