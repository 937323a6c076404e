"""The numbers of the column-number row: letters as numbers, and which column one means that several share (K, Rp.)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from lkjip_audit.tables.model import Column

_LETTER = re.compile(r"\(?\s*([a-w])\s*(?:\)?\.?|\)?\s*=[\sa-w()+\-–*/:x×÷%\d]+)", re.IGNORECASE)
_KEPT_NEGATIVE = re.compile(r"[-−](\d{1,3})")
_MOST_LEFT_OUT = 2


def as_typed(text: str) -> str:
    """The number of a column as it was typed: a spreadsheet that is given (3) keeps -3; any other text as it is."""
    match = _KEPT_NEGATIVE.fullmatch(text.strip())
    return text if match is None else match.group(1)


def lettered(cells: Iterable[tuple[int, str]]) -> dict[int, int]:
    """The columns that a row of letters (a, b, c or (a), (b), e=(c/d)x100) numbers, with the letters' places: a is 1.

    ``cells`` are columns with their texts, from the left; letters that do not count from "a" on number none.
    """
    read = [(column, _LETTER.fullmatch(text.strip())) for column, text in cells]
    found = {column: ord(match.group(1).lower()) - ord("a") + 1 for column, match in read if match is not None}
    places = [*found.values()]
    counted = all(before < after <= before + _MOST_LEFT_OUT for before, after in pairwise(places))
    return found if len(found) == len(read) > 1 and places[0] == 1 and counted else {}


def counts_on(number: str, following: str) -> bool:
    """Whether one number of the row comes right after another: 4 after 3, (d) after (c)."""
    if number.isdecimal() and following.isdecimal():
        return int(following) == int(number) + 1
    return len(number) == len(following) == 1 and ord(following) == ord(number) + 1


class Numbered:
    """The columns of a table by their number.

    A number over a pair of columns stands for both; a formula in it is meant for each half by itself: the rupiah of the
    result from the rupiah of the operands.
    """

    def __init__(self, columns: Iterable[Column]) -> None:
        self._by_number: dict[str, list[Column]] = {}
        for column in columns:
            if column.number:
                self._by_number.setdefault(column.number, []).append(column)

    def __contains__(self, number: object) -> bool:
        return number in self._by_number

    def meant(self, number: str, column: Column) -> Column | None:
        """The column called ``number`` in the formula of ``column``; None where that cannot be told."""
        held = self._by_number.get(number, [])
        own = self._by_number.get(column.number or "", [column])
        if len(held) < 2:
            return held[0] if held and len(own) < 2 else None
        if len(own) < 2:
            return None
        alike = [other for other in held if _name(other) == _name(column)] or [
            other for other in held if other.unit == column.unit
        ]
        if len(alike) == 1:
            return alike[0]
        return held[own.index(column)] if len(held) == len(own) and column in own else None


def _name(column: Column) -> str:
    """What the column is called within its pair, in small letters without marks: "rp" for "Rp."."""
    return "".join(letter for letter in (column.header or ("",))[-1].lower() if letter.isalnum())
