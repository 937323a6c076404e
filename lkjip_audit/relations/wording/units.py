"""Units of targets against the unit that their indicator names: "Jumlah Paket Mebel" with "12 Unit"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.figures.units import COUNTED
from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordMap, WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node
from lkjip_audit.tables.known import INDIKATOR, PEMBILANG, PENYEBUT, SATUAN
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.workbook.model import Address

_ALIKE = WordMap("units_alike")
_UNITS = r"(?!unit\s+kerja){units_in_names}"
_NAMED = WordPattern(
    rf"\s*jumlah\s+(?P<unit>{_UNITS})\b(?!\s*(?:dan|atau|/|,|serta)\b|\s+(?:{_UNITS})\b)", re.IGNORECASE
)
_SHARE = WordPattern(r"\s*{percent_nouns}\b", re.IGNORECASE)
_NO_SHARE = re.compile(r"\s*(?:indeks|nilai|jumlah|rata-rata)\b", re.IGNORECASE)
_UNKNOWN = ""
_INDEX = "indeks"


def units(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Every target with a unit, and every cell of a unit column, by the indicator to its left."""
    for table in scene.tables:
        if table.columns_of(PEMBILANG) or table.columns_of(PENYEBUT):
            continue  # its units are those of what is divided, not of the indicator
        indicators = [column for column in table.columns if column.role in table.roles.indicator]
        cells = [column for column in table.columns if column.role in _targets(table) | {SATUAN}]
        for row in table.rows:
            if row.kind is not RowKind.DETAIL:
                continue
            for column in cells:
                left = [item for item in indicators if item.index < column.index]
                unit = _unit(table, row, column)
                if left and unit is not None and not _is_of_the_past(table, column):
                    yield from _against(rule, table, row, (left[-1], column), unit)


def _targets(table: Table) -> frozenset[str]:
    return table.roles.performance & table.roles.decided


def _unit(table: Table, row: Row, column: Column) -> str | None:
    """The unit in the cell, by its one name; None when it has none, _UNKNOWN for words that are none."""
    reading = table.reading(row, column)
    if reading is None:
        return None
    if column.role == SATUAN:
        return _plain(reading.text)
    return _plain(reading.figure.unit) if reading.figure is not None and reading.figure.unit else None


def _plain(unit: str) -> str:
    word = " ".join(unit.lower().strip(" .()").split())
    if word == PERCENT:
        return PERCENT
    head = word.split("/")[0].strip()
    name = _ALIKE.get(head) or head
    return name if name in COUNTED or name in _ALIKE.meanings() else _UNKNOWN


def _is_of_the_past(table: Table, column: Column) -> bool:
    """A unit beside a past result may belong to an older indicator."""
    if column.role != SATUAN:
        return False
    beside = next((item for item in table.columns if item.index == column.index - 1), None)
    return beside is not None and beside.role in table.roles.performance - table.roles.ratio - table.roles.decided


def _against(rule: Rule, table: Table, row: Row, pair: tuple[Column, Column], unit: str) -> Iterator[Laid]:
    """The unit in a column against what the indicator before it names, or against the row's other units."""
    indicator, column = pair
    reading = table.reading(row, indicator)
    if reading is None:
        return
    named = _NAMED.match(reading.text)
    wanted = _plain(named.group("unit")) if named else PERCENT if _SHARE.match(reading.text) else None
    if wanted is None and column.role == SATUAN:
        wanted = _usual(table, row) or (_INDEX if _is_lone_percent(table, row, reading.text, unit) else None)
    if wanted is None or (unit == _UNKNOWN and not named):
        return
    cell = table.reading(row, column)
    status = Status.PASS if unit == wanted else Status.FINDING
    yield outcome(
        rule,
        status if unit != _UNKNOWN else Status.NOT_VERIFIABLE,
        table.address(row, column),
        reading.text,
        stated="" if cell is None else cell.text,
        expected_text=wanted if status is Status.FINDING and unit != _UNKNOWN else "",
        reason="unit_unknown" if unit == _UNKNOWN else None,
        unit=wanted,
    )


def _is_lone_percent(table: Table, row: Row, indicator: str, unit: str) -> bool:
    """Whether of several unit cells in an index's row this one alone is filled, with a percent sign."""
    columns = table.columns_of(SATUAN)
    filled = sum(table.reading(row, column) is not None for column in columns)
    return (
        unit == PERCENT
        and filled == 1
        and len(columns) >= limits().habits.units
        and indicator.lower().startswith(_INDEX)
    )


def _usual(table: Table, row: Row) -> str | None:
    """The unit that nearly all unit cells of the row give; None where they do not agree."""
    columns = [column for column in table.columns_of(SATUAN) if not _is_of_the_past(table, column)]
    found = Counter(unit for column in columns if (unit := _unit(table, row, column)))
    if not found:
        return None
    unit, count = found.most_common(1)[0]
    return unit if count >= limits().habits.units and count >= sum(found.values()) - 1 else None


def header_units(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """A column headed "(%)" whose cells themselves say that not all of them are percentages."""
    for table in (table for table in scene.tables if table.header_rows):
        for column in table.columns:
            if column.unit != PERCENT or column.role not in _targets(table):
                continue
            rows = [row for row in table.rows if row.kind is RowKind.DETAIL]
            others = [table.address(row, column).a1 for row in rows if _is_no_percentage(table, row, column)]
            doubtful = any(_NO_SHARE.match(row.subjects.get(INDIKATOR, "")) for row in rows)
            status, reason = (Status.FINDING, None) if others else (Status.PASS, None)
            if not others and doubtful:
                status, reason = Status.NOT_VERIFIABLE, "unit_unknown"
            yield outcome(
                rule,
                status,
                Node(_header_cell(scene, table, column)),
                column.header[-1],
                stated=column.header[-1],
                expected_text=re.sub(r"\s*\(?\s*%\s*\)?", "", column.header[-1]) if others else "",
                reason=reason,
                cells=", ".join(others),
            )


def _is_no_percentage(table: Table, row: Row, column: Column) -> bool:
    """Whether the cell has a grade or a unit of its own that is no percent sign."""
    figure = table.figure(row, column)
    if figure is None:
        return False
    return figure.grade is not None or (figure.unit is not None and figure.unit != PERCENT)


def _header_cell(scene: Scene, table: Table, column: Column) -> Address:
    """The header cell with the percent sign; the lowest one over the column where none shows it."""
    sheet = next(sheet for sheet in scene.workbook.sheets if sheet.name == table.sheet)
    for number in reversed(table.header_rows):
        cell = sheet.cells.get((number, column.index))
        if cell is not None and isinstance(cell.value, str) and "%" in cell.value:
            return Address(table.sheet, number, column.index)
    return Address(table.sheet, max(table.header_rows, default=table.area.top), column.index)
