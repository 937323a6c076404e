"""Wording: names, units, signs and ranks that differ from what the workbook itself says; words said twice.

``check`` selects which of these a rule is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from lkjip_audit.figures.model import PERCENT, Figure, ReadingKind
from lkjip_audit.figures.rounding import format_like
from lkjip_audit.judging.model import Status, Traits
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.wording.agency import agencies
from lkjip_audit.relations.wording.names import names
from lkjip_audit.relations.wording.quotes import numbers, verbs
from lkjip_audit.relations.wording.ranks import ranks
from lkjip_audit.relations.wording.repeats import repeats
from lkjip_audit.relations.wording.units import header_units, units
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node
from lkjip_audit.tables.known import URAIAN
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Address

Check = Literal[
    "names",
    "unit",
    "header_unit",
    "double_percent",
    "ratio_percent",
    "rank",
    "repeated_phrase",
    "document_number",
    "opening_verb",
    "agency",
]

_RATIO = re.compile(r"\brasio\b", re.IGNORECASE)


class Wording(Settings):
    """``check`` is what the rule looks at; ``levels`` are the subjects whose names it compares.

    Where none are given it is all whose performance is measured.
    """

    check: Check
    levels: tuple[str, ...] = ()


def relations(rule: Rule, settings: Wording, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every table and paragraph."""
    if settings.check == "names":
        yield from names(rule, scene, settings.levels or scene.roles.ordered(frozenset(scene.roles.performers)))
    else:
        yield from _CHECKS[settings.check](rule, scene)


def _figures(
    scene: Scene, wanted: Callable[[Figure], bool], measured: re.Pattern[str] | None = None, *, odd: bool = False
) -> Iterator[tuple[Node, Figure, str]]:
    """Every figure that is ``wanted``, with its place and what it is about; of tables those alone that look ``odd``.

    Those alone that ``measured`` finds in the words beside them, where it is given.
    """
    for table in scene.tables:
        rows = {row.number: row for row in table.rows}
        columns = {column.index: column for column in table.columns}
        measured_rows = {number for number, row in rows.items() if _says(measured, row.subjects.get(URAIAN, ""))}
        measured_columns = {index for index, column in columns.items() if _says(measured, " ".join(column.header))}
        if not measured_rows and not measured_columns:
            continue
        for (number, index), reading in table.readings.odd() if odd else table.readings.items():
            if number not in rows or index not in columns:
                continue
            if reading.figure is not None and (number in measured_rows or index in measured_columns):
                for part, figure in enumerate(reading.figures):
                    if not wanted(figure):
                        continue
                    yield Node(Address(table.sheet, number, index), part), figure, rows[number].label
    for paragraph in scene.paragraphs:
        for part, figure in enumerate(paragraph.figures):
            start = figure.span[0]
            if wanted(figure) and _says(measured, paragraph.text[max(0, start - limits().prose.unit_reach) : start]):
                yield Node(paragraph.address, part), figure, paragraph.text


def _says(pattern: re.Pattern[str] | None, words: str) -> bool:
    return pattern is None or pattern.search(words) is not None


def _double_percent(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Percent signs typed twice; a sheet with percentages and none of these passes once."""
    yield from _unclear(rule, scene)
    sheets = {table.sheet: True for table in scene.tables if _has_percent(table)}
    for node, figure, subject in _figures(scene, _is_percent, odd=True):
        odd = "double_percent" in figure.flaws
        sheets[node.address.sheet] = sheets.get(node.address.sheet, True) and not odd
        if odd:
            yield outcome(
                rule,
                Status.FINDING,
                node,
                subject,
                stated=figure.literal,
                expected=figure.value,
                expected_text=format_like(figure.value, figure),
            )
    for sheet, clean in sheets.items():
        if clean:
            yield outcome(rule, Status.PASS, Address(sheet, 1, 1), sheet)


def _has_percent(table: Table) -> bool:
    """Whether a figure of the table has a percent sign."""
    columns = (
        column for index, column in table.readings.columns() if ReadingKind.FIGURES in table.readings.kinds(index)
    )
    read = (reading for column in columns for reading in column if reading is not None)
    figured = (reading.figures for reading in read if reading.kind is ReadingKind.FIGURES)
    return any(figure.unit == PERCENT for figures in figured for figure in figures)


def _unclear(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Cells with two percent signs whose number itself cannot be read for certain."""
    for table in scene.tables:
        for (row, column), reading in table.readings.odd():
            if reading.kind is ReadingKind.AMBIGUOUS and "%%" in reading.text.replace(" ", ""):
                address = Address(table.sheet, row, column)
                yield outcome(rule, Status.NOT_VERIFIABLE, address, "", stated=reading.text, reason="ambiguous")


def _ratio_percent(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """A ratio with a percent sign, where the workbook's other ratios have none."""
    ratios = list(_figures(scene, _is_ratio, _RATIO))
    bare = [item for item in ratios if item[1].unit is None]
    for node, figure, subject in ratios:
        if figure.unit is None:
            yield outcome(rule, Status.PASS, node, subject, stated=figure.literal)
            continue
        sure = len(bare) > 0
        yield outcome(
            rule,
            Status.FINDING if sure else Status.NOT_VERIFIABLE,
            node,
            subject,
            stated=figure.literal,
            expected=figure.value if sure else None,
            expected_text=figure.literal.replace("%", "").strip() if sure else "",
            reason=None if sure else "ratio_form_unknown",
        )


def _is_percent(figure: Figure) -> bool:
    return figure.unit == PERCENT


def _is_ratio(figure: Figure) -> bool:
    return figure.unit in (None, PERCENT) and figure.decimals > 0 and abs(figure.value) < limits().prose.largest_ratio


_CHECKS: Mapping[str, Callable[[Rule, Scene], Iterator[Laid]]] = {
    "unit": units,
    "header_unit": header_units,
    "double_percent": _double_percent,
    "ratio_percent": _ratio_percent,
    "rank": ranks,
    "repeated_phrase": repeats,
    "document_number": numbers,
    "opening_verb": verbs,
    "agency": agencies,
}

KIND = Kind(
    "wording",
    Wording,
    relations,
    silent=frozenset({"double_percent", "repeated_phrase", "header_unit"}),
    traits=Traits(form_only=True),
    places=frozenset({"cells", "form", "golongan", "level", "other", "text", "unit"}),
)
