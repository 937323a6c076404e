"""What a person says of a workbook's tables: the part ``sheets`` of a profile, as ``map`` writes it.

A table is known again by the words of its header, so that a map made of one year's workbook holds for the
next; what is given here (range, kind, roles, units) comes before what recognition makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from lkjip_audit.nearest import closest
from lkjip_audit.rulepack.model import CellRange, ColumnLetters, Strict, Text
from lkjip_audit.rulepack.units import RUPIAH
from lkjip_audit.rulepack.words import WordMap
from lkjip_audit.workbook.places import area_of, column_number

CHECK = "periksa"
"""In the place of a kind or a role: nobody has said; recognition decides, if it can."""

IGNORE = "abaikan"
"""In the place of a kind: this is no table; of a role: the column means nothing that is checked."""

BETWEEN = " > "
"""What stands between the texts of a header path."""

FRACTION = "pecahan"
"""Before a unit: cells hold 0,9963 for 99,63%."""

_HUNDRED = Decimal(100)
_SCALES = WordMap("scales")


class MappedColumn(Strict):
    """One column: its ``role``, the words of its ``header`` from top to bottom ("Kinerja > Target"), its ``unit``."""

    role: Text = CHECK
    header: str = ""
    unit: Text | None = None


class MappedTable(Strict):
    """One table.

    ``found`` is the range that recognition found by itself when the map was made: as long as ``range`` is the
    same, nobody has corrected it, and the table may grow with next year's rows.
    """

    title: str = ""
    range: CellRange
    found: CellRange | None = None
    kind: Text = CHECK
    header: Annotated[tuple[int, ...], Field(min_length=1)]
    columns: Annotated[dict[ColumnLetters, MappedColumn], Field(min_length=1)]


class MappedSheet(Strict):
    """One sheet with its tables; its name as it is, blanks at the ends too."""

    sheet: Annotated[str, Field(min_length=1)]
    tables: tuple[MappedTable, ...] = ()


TableMap = Sequence[MappedSheet]


@dataclass(frozen=True, slots=True)
class Given:
    """What a map says of one table that was found: its kind, and by column its role and its unit."""

    kind: str = CHECK
    columns: Mapping[int, MappedColumn] = field(default_factory=dict)

    def role(self, column: int, found: str | None) -> str | None:
        """The role of ``column``, which recognition takes for ``found``."""
        given = self.columns[column].role if column in self.columns else CHECK
        return found if given == CHECK else None if given == IGNORE else given

    def unit(self, column: int, found: tuple[str | None, Decimal]) -> tuple[str | None, Decimal]:
        """The unit and scale of ``column``, which recognition takes for ``found``."""
        given = self.columns[column].unit if column in self.columns else None
        return found if given is None else read_unit(given)


def unit_text(unit: str | None, multiplier: Decimal) -> str | None:
    """A column's unit as a person writes it: "Rp", "juta Rp", "%", "orang"; None when it has none."""
    word = next((word for word, scale in _scales() if scale == multiplier), None)
    if word is None:
        return unit
    return word if unit is None else f"{word} {unit}"


def read_unit(text: str) -> tuple[str | None, Decimal]:
    """``unit_text`` backwards."""
    first, _, rest = " ".join(text.split()).partition(" ")
    scale = next((scale for word, scale in _scales() if word == first.lower()), None)
    unit = text.strip() if scale is None else rest
    return ((RUPIAH if unit.lower().rstrip(".") == "rp" else unit) or None), scale or Decimal(1)


def _scales() -> Iterator[tuple[str, Decimal]]:
    """What may stand before a unit, with what it multiplies by; of words for one scale first the one to write."""
    yield FRACTION, _HUNDRED
    yield from ((word, Decimal(key)) for word, key in _SCALES.items())


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be right in a map: the code of its sentence, its place in the map, and what fills the sentence."""

    code: str
    location: tuple[str | int, ...]
    details: Mapping[str, str | int]


def faults(mapped: TableMap, roles: Sequence[str], kinds: Sequence[str]) -> Iterator[Fault]:
    """Roles and kinds that ``roles.yaml`` and ``rules/tables/`` do not know; headers and columns out of range."""
    for at, sheet in enumerate(mapped):
        for number, table in enumerate(sheet.tables):
            place: tuple[str | int, ...] = ("sheets", at, "tables", number)
            if table.kind not in (*kinds, CHECK, IGNORE):
                details = {"kind": table.kind, "nearest": _near(table.kind, kinds)}
                yield Fault("map_unknown_kind", (*place, "kind"), details)
            yield from _misplaced(table, place)
            for letter, column in table.columns.items():
                if column.role not in (*roles, CHECK, IGNORE):
                    details = {"role": column.role, "nearest": _near(column.role, roles)}
                    yield Fault("map_unknown_role", (*place, "columns", letter, "role"), details)


def _misplaced(table: MappedTable, place: tuple[str | int, ...]) -> Iterator[Fault]:
    for key, reference in (("range", table.range), ("found", table.found)):
        if reference is not None and area_of(reference) is None:
            yield Fault("map_no_range", (*place, key), {"range": reference})
    area = area_of(table.range)
    if area is None:
        return
    for index, row in enumerate(table.header):
        if not area.top <= row <= area.bottom:
            yield Fault("map_header_outside", (*place, "header", index), {"row": row, "range": table.range})
    for letter in table.columns:
        if not area.left <= column_number(letter) <= area.right:
            details = {"letter": letter, "range": table.range}
            yield Fault("map_column_outside", (*place, "columns", letter), details)


def _near(word: str, known: Sequence[str]) -> str:
    return closest(word, (*known, CHECK, IGNORE), least=50) or CHECK
