"""The body of a Word document as blocks in reading order."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.document.model import BODY_TEXT, Block, Paragraph, Story, WordCell, WordTable
from lkjip_audit.workbook.document.numbering import Numbering
from lkjip_audit.workbook.document.styles import Styles, numbering_of
from lkjip_audit.workbook.document.text import GONE, read_paragraph
from lkjip_audit.workbook.document.xml import attribute, child, local, number, value
from lkjip_audit.workbook.places import LAST_COLUMN
from lkjip_audit.workbook.scan import MAX_CELLS

_SKIPPED: Final = frozenset({"sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "Fallback", *GONE})
_CENTRED: Final = "center"
Name = tuple[str, str]
"""The kind and the id of a note."""


def read_story(body: ET.Element, styles: Styles, numbering: Numbering, notes: Mapping[Name, ET.Element]) -> Story:
    """The paragraphs and tables of ``body``; ``notes`` are the notes by kind and id.

    Raises WorkbookError ``too_large`` where its tables hold more cells than a workbook may.
    """
    order = {item: number for number, item in enumerate(item for item in body.iter() if local(item) == "p")}
    reader = _Reader(styles, numbering, notes, order)
    blocks = tuple(reader.blocks(body))
    return Story(blocks, reader.changes)


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    notes: Mapping[Name, ET.Element]
    order: Mapping[ET.Element, int]
    changes: int = 0
    told: set[Name] = field(default_factory=set)
    waiting: deque[ET.Element] | None = None
    """Notes that a note refers to, while one is read: read behind it, however long the chain."""
    host: int | None = None
    """The paragraph on which the text box or note hangs that is being read: Word has no comments inside of them."""
    room: int = MAX_CELLS

    def blocks(self, parent: ET.Element) -> Iterator[Block]:
        """What stands in ``parent``, whatever wraps it."""
        for item in parent:
            match local(item):
                case "p":
                    yield from self._paragraph(item)
                case "tbl":
                    yield from self._table(item)
                case name if name in _SKIPPED:
                    self.changes += name in GONE
                case _:
                    yield from self.blocks(item)

    def _paragraph(self, element: ET.Element) -> Iterator[Block]:
        """The paragraph, then what its text boxes and footnotes hold."""
        properties = child(element, "pPr")
        style = self.styles.of(properties)
        reading = read_paragraph(element, bold=style.bold)
        self.changes += reading.changes
        source = self.order.get(element) if self.host is None else self.host
        label = self.numbering.label(numbering_of(properties) or style.numbering)
        text = f"{label} {reading.text}".strip()
        if text:
            told = value(properties, "outlineLvl")
            level = style.level if told is None else min(number(told, BODY_TEXT), BODY_TEXT)
            bold = reading.plain == 0
            centred = (value(properties, "jc") or style.alignment) == _CENTRED
            level = BODY_TEXT if level is None else level
            yield Paragraph(text, level, bold, bold or centred, source)
        outer, self.host = self.host, source
        for box in reading.boxes:
            yield from self.blocks(box)
        yield from self._notes(reading.notes)
        self.host = outer

    def _notes(self, names: Sequence[Name]) -> Iterator[Block]:
        found = [self.notes[name] for name in dict.fromkeys(names) if name in self.notes and name not in self.told]
        self.told.update(names)
        if self.waiting is not None:
            self.waiting.extend(found)
            return
        self.waiting = deque(found)
        while self.waiting:
            yield from self.blocks(self.waiting.popleft())
        self.waiting = None

    def _table(self, element: ET.Element) -> Iterator[Block]:
        """The table, then those inside its cells."""
        inside: list[Block] = []
        rows = tuple(self._row(item, inside) for item in _rows_of(element) if not self._is_gone(item))
        yield WordTable(tuple(_anchored(rows)))
        yield from inside

    def _is_gone(self, row: ET.Element) -> bool:
        gone = child(row, "trPr", "del") is not None
        self.changes += gone
        return gone

    def _row(self, row: ET.Element, inside: list[Block]) -> tuple[WordCell, ...]:
        column = 1 + max(number(value(row, "trPr", "gridBefore"), 0), 0)
        cells = []
        for item in _cells_of(row):
            span = max(number(value(item, "tcPr", "gridSpan"), 1), 1)
            self.room -= 1
            if self.room < 0 or column + span > LAST_COLUMN:
                raise WorkbookError("too_large", what="cells", limit=MAX_CELLS)
            cells.append(self._cell(item, column, span, inside))
            column += span
        return tuple(cells)

    def _cell(self, item: ET.Element, column: int, span: int, inside: list[Block]) -> WordCell:
        merge = child(item, "tcPr", "vMerge")
        goes_on = merge is not None and (attribute(merge, "val") or "continue") == "continue"
        lines: list[Paragraph] = []
        for block in self.blocks(item):
            if isinstance(block, Paragraph):
                lines.append(block)
            else:
                inside.append(block)
        text = "\n".join(line.text for line in lines)
        bold = bool(lines) and all(line.bold for line in lines)
        found = [line.source for line in lines if line.source is not None]
        return WordCell(column, span, text, bold, goes_on, (found[0], found[-1]) if found else None)


def _anchored(rows: Sequence[tuple[WordCell, ...]]) -> Iterator[tuple[WordCell, ...]]:
    """The rows; a cell that says it goes on from one above, where there is none, is one by itself."""
    above: frozenset[tuple[int, int]] = frozenset()
    for row in rows:
        yield tuple(
            replace(cell, continues=False) if cell.continues and (cell.column, cell.span) not in above else cell
            for cell in row
        )
        above = frozenset((cell.column, cell.span) for cell in row)


def _rows_of(parent: ET.Element) -> Iterator[ET.Element]:
    yield from _found(parent, "tr")


def _cells_of(parent: ET.Element) -> Iterator[ET.Element]:
    yield from _found(parent, "tc")


def _found(parent: ET.Element, wanted: str) -> Iterator[ET.Element]:
    """The elements of one name in ``parent``, whatever wraps them."""
    for item in parent:
        name = local(item)
        if name == wanted:
            yield item
        elif name not in _SKIPPED and name not in {"tr", "tc", "tbl", "p"}:
            yield from _found(item, wanted)
