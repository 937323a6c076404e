"""What a Word document is, in the order in which it is read: paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass

BODY_TEXT = 9
"""The outline level of a paragraph that is no heading; headings have 0 to 8."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it is shown, its automatic number included.

    ``source`` tells which paragraph of the body's part it is, from 0 in the order of the file; in a text box or a
    note the one on which that hangs.

    ``level`` is its place in the outline, 0 for a chapter and ``BODY_TEXT`` for what is no heading; ``stands_out`` is
    whether all of it is bold or centred, as headings are that nobody gave a style.
    """

    text: str
    level: int = BODY_TEXT
    bold: bool = False
    stands_out: bool = False
    source: int | None = None


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell of a table: its columns of the grid, from 1, and whether it goes on from the row above.

    ``sources`` tells its first and last paragraph, as ``source`` of a paragraph does.
    """

    column: int
    span: int
    text: str
    bold: bool = False
    continues: bool = False
    sources: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table by its rows; tables inside its cells follow it as tables of their own."""

    rows: tuple[tuple[WordCell, ...], ...]


Block = Paragraph | WordTable


@dataclass(frozen=True, slots=True)
class Story:
    """The body of a document.  ``changes`` counts the tracked changes, all of which were read as accepted."""

    blocks: tuple[Block, ...]
    changes: int = 0
