"""Numbered lists in prose: items under each other that count up from 1, and the lines around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from lkjip_audit.figures.model import PERCENT, Figure
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import is_exact_alone
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.typed import Contents, TypedText, contents_of
from lkjip_audit.tables.known import NILAI
from lkjip_audit.workbook.model import Address

_ITEM = re.compile(r"\s*(\d{1,2})[.)]\s*(?=[^\W\d])")
_REACH = 2
"""Lines before a list that may tell its number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A cell of text."""

    address: Address
    text: str


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items numbered from 1 under each other, with the lines before them (nearest first) and after."""

    items: tuple[Line, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]


def numbered_lists(scene: Scene) -> tuple[NumberedList, ...]:
    """Every list of the workbook outside of its tables, in reading order; worked out once."""
    return scene.once.of(_lists, scene)


def _lists(scene: Scene) -> tuple[NumberedList, ...]:
    return tuple(_found(scene))


def _found(scene: Scene) -> Iterator[NumberedList]:
    bodies: dict[str, set[int]] = defaultdict(set)
    for table in scene.tables:
        bodies[table.sheet].update(range(table.area.top, table.area.bottom + 1))
    for contents in contents_of(scene):
        for lines in _columns(_outside(contents, bodies[contents.sheet.name])):
            at = 0
            while at < len(lines):
                end = at
                while end < len(lines) and _number(lines[end]) == end - at + 1:
                    end += 1
                if end - at >= limits().sums.fewest_parts:
                    yield NumberedList(
                        tuple(lines[at:end]),
                        tuple(lines[max(0, at - _REACH) : at][::-1]),
                        tuple(lines[end : end + 1]),
                    )
                at = max(end, at + 1)


def _outside(contents: Contents, bodies: Set[int]) -> Iterator[TypedText]:
    return contents.typed(lambda cell: cell.row not in bodies)


def _columns(texts: Iterable[TypedText]) -> Iterator[list[Line]]:
    """The texts of one sheet outside of tables by column, from top to bottom; a table or a gap of rows parts it."""
    columns: dict[int, list[Line]] = {}
    for item in texts:
        lines = columns.setdefault(item.cell.column, [])
        if lines and item.cell.row - lines[-1].address.row > _REACH:
            yield lines
            lines = columns[item.cell.column] = []
        lines.append(Line(item.address, item.text))
    yield from columns.values()


def _number(line: Line) -> int | None:
    match = _ITEM.match(line.text)
    return int(match.group(1)) if match else None


def value_of_item(paragraph: Paragraph | None) -> Operand | None:
    """The one figure of a list item; None when it has another number of them, or a percentage."""
    if paragraph is None or len(paragraph.figures) != 1 or paragraph.figures[0].unit == PERCENT:
        return None
    return value_in_prose(paragraph, 0)


def value_in_prose(paragraph: Paragraph, part: int) -> Operand:
    """The ``part``-th figure of a paragraph as an operand."""
    figure: Figure = paragraph.figures[part]
    return Operand(
        name=NILAI,
        node=Node(paragraph.address, part),
        figure=figure,
        role=NILAI,
        exact=is_exact_alone(figure),
        label=paragraph.text,
    )
