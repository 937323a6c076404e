"""Which column a number of the column-number row means where several columns share it: the K and the Rp. of a pair."""

from __future__ import annotations

from collections.abc import Iterable

from lkjip_audit.tables.model import Column


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
