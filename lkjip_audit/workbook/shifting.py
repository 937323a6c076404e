"""Shared formulas: the formula of one cell, written as it reads in another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lkjip_audit.workbook.model import column_letter
from lkjip_audit.workbook.places import LAST_COLUMN, LAST_ROW, column_number

# Left as they are: text, quoted sheet names, errors, words before ( ! or [ (functions, sheets, tables).
_TOKEN: Final = re.compile(
    r"""
      "(?:[^"]|"")*"?
    | '(?:[^']|'')*'?!?
    | \#[A-Z/0]+[!?]?
    | (?P<columns> (?<![\w.$]) \$?[A-Za-z]{1,3} : \$?[A-Za-z]{1,3} (?![\w.$!(\[]) )
    | (?P<rows>    (?<![\w.$]) \$?[0-9]{1,7} : \$?[0-9]{1,7} (?![\w.$!(\[]) )
    | (?P<cell>    (?<![\w.$\\?]) \$?[A-Za-z]{1,3}\$?[0-9]{1,7} (?![\w.\\?!(\[]) )
    | [\w.\\?]+(?::[\w.\\?]+!)?
    | \[
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_PART: Final = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")


@dataclass(frozen=True, slots=True)
class _Reference:
    """One end of a reference: a column, a row or both; ``None`` for what it does not name."""

    column: int | None
    row: int | None
    fixed_column: bool
    fixed_row: bool

    def moved(self, rows: int, columns: int) -> str | None:
        """The reference ``rows`` down and ``columns`` to the right; None when it falls off the sheet."""
        text = ""
        if self.column is not None:
            column = self.column + (0 if self.fixed_column else columns)
            if not 1 <= column <= LAST_COLUMN:
                return None
            text += ("$" if self.fixed_column else "") + column_letter(column)
        if self.row is not None:
            row = self.row + (0 if self.fixed_row else rows)
            if not 1 <= row <= LAST_ROW:
                return None
            text += ("$" if self.fixed_row else "") + str(row)
        return text


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """The formula at ``row`` and ``column``, cut at its references so that it can be written elsewhere."""

    row: int
    column: int
    pieces: tuple[str | tuple[_Reference, ...], ...]

    @classmethod
    def of(cls, text: str, row: int, column: int) -> SharedFormula:
        """The formula ``text`` as it stands at ``row`` and ``column``."""
        return cls(row, column, tuple(_pieces(text)))

    @property
    def words(self) -> tuple[str, ...]:
        """What stands between the references: the same for formulas that differ only in the cells that they name."""
        return tuple("".join(piece.split()) if isinstance(piece, str) else f"{len(piece)}" for piece in self.pieces)

    def at(self, row: int, column: int) -> str:
        """The formula as it reads there; a reference that falls off the sheet is ``#REF!``."""
        rows, columns = row - self.row, column - self.column
        out: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                out.append(piece)
                continue
            ends = [end.moved(rows, columns) for end in piece]
            out.append("#REF!" if None in ends else ":".join(end for end in ends if end))
        return "".join(out)


def _pieces(text: str) -> list[str | tuple[_Reference, ...]]:
    pieces: list[str | tuple[_Reference, ...]] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None  # the last alternative takes any character
        position = match.end()
        token = match[0]
        if token == "[":
            position = _after_brackets(text, match.start())
            token = text[match.start() : position]
        reference = _reference(token) if match.lastgroup else None
        if reference:
            pieces.append(reference)
        elif pieces and isinstance(pieces[-1], str):
            pieces[-1] += token
        else:
            pieces.append(token)
    return pieces


def _after_brackets(text: str, start: int) -> int:
    """The end of the ``[...]`` at ``start``: a workbook's number or a table's column, where ``'`` escapes."""
    depth, position = 0, start
    while position < len(text):
        character = text[position]
        if character == "'":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if not depth:
                return position + 1
        position += 1
    return len(text)


def _reference(token: str) -> tuple[_Reference, ...] | None:
    """The ends of ``A1``, ``A:C`` or ``1:3``; None when the sheet has no such row or column."""
    ends: list[_Reference] = []
    for text in token.split(":"):
        match = _PART.fullmatch(text)
        if match is None:
            return None
        first, letters, second, digits = match.groups()
        column = column_number(letters) if letters else None
        row = int(digits) if digits else None
        if (column is not None and column > LAST_COLUMN) or (row is not None and not 1 <= row <= LAST_ROW):
            return None
        ends.append(_Reference(column, row, bool(letters and first), bool(second if letters else first)))
    return tuple(ends)
