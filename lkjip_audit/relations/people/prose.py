"""Counts of people in sentences: those beside a percentage, and the totals that they are a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.people.tables import Headcount
from lkjip_audit.rulepack.words import WordSet
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.tables.known import JUMLAH

PEOPLE = WordSet("units_of_people")
_JOINT = re.compile(r"\s*(?:\(|,?\s*atau\s)\s*(?:sebesar|sejumlah|sebanyak|mencapai)?\s*", re.IGNORECASE)
_OF = re.compile(r"\s*(?:[a-z]+\s+){0,2}dari\s+(?:total\s+|jumlah\s+|seluruh\s+|sebanyak\s+)?", re.IGNORECASE)
_FROM = re.compile(r"\bdari\s+(?:total\s+|jumlah\s+|seluruh\s+|sebanyak\s+)*\Z", re.IGNORECASE)


def paired(paragraph: Paragraph, part: int) -> tuple[Operand, Operand | None] | None:
    """The count that the percentage restates, and the total that it is "dari", where the text gives one."""
    text, figures = paragraph.text, paragraph.figures
    if part > 0 and _JOINT.fullmatch(text, figures[part - 1].span[1], figures[part].span[0]):
        before = part - 1
        if before > 0 and _is_whole(figures[before]) and _is_whole(figures[before - 1]):
            between = _OF.fullmatch(text, figures[before - 1].span[1], figures[before].span[0])
            if between and figures[before - 1].value <= figures[before].value:
                return _operand(paragraph, before - 1), _operand(paragraph, before)
        if is_people(figures[before]):
            return _operand(paragraph, before), None
    after = part + 1
    if after < len(figures) and is_people(figures[after]):
        between = _JOINT.fullmatch(text, figures[part].span[1], figures[after].span[0])
        if between and not (after + 1 < len(figures) and _JOINT.match(text, figures[after].span[1])):
            return _operand(paragraph, after), None
    return None


def _is_whole(figure: Figure) -> bool:
    return figure.decimals == 0 and figure.multiplier == 1 and figure.unit not in (PERCENT, RUPIAH)


def is_people(figure: Figure) -> bool:
    """Whether the figure counts people in whole numbers."""
    return _is_whole(figure) and figure.unit in PEOPLE


def _operand(paragraph: Paragraph, part: int) -> Operand:
    figure = paragraph.figures[part]
    return Operand("bagian", Node(paragraph.address, part), figure, JUMLAH, exact=True, label=paragraph.text)


def possible_totals(
    scene: Scene, tables: Sequence[Headcount], paragraph: Paragraph, count: Operand
) -> Iterator[Operand]:
    """Whole numbers that the count may be a part of: here, where else it is told, and in tables of people."""
    value = count.figure.value
    told = [other for other in scene.paragraphs if any(item.value == value for item in other.figures)]
    for other in (paragraph, *(item for item in told if item.address != paragraph.address)):
        for part, figure in enumerate(other.figures):
            if _is_whole(figure) and figure.value > value and (figure.unit is None or figure.unit in PEOPLE):
                yield _operand(other, part)
    for table in tables:
        total = table.count(JUMLAH)
        if total is not None and total.figure.value >= value:
            yield total


def sure_total(tables: Sequence[Headcount], paragraph: Paragraph, count: Operand) -> Operand | None:
    """The total that the sentence gives first ("dari 35 orang"), or that of a table here with the count."""
    start = next((a for a, b in sentences(paragraph.text) if a <= count.figure.span[0] < b), 0)
    for part, figure in enumerate(paragraph.figures):
        is_before = start <= figure.span[0] < count.figure.span[0]
        if is_before and is_people(figure) and _FROM.search(paragraph.text, start, figure.span[0]):
            return _operand(paragraph, part)
    for table in tables:
        total = table.count(JUMLAH)
        rows = [item for row in table.rows() if (item := table.figure(row, JUMLAH)) is not None]
        has_count = any(item.figure.value == count.figure.value for item in rows)
        if table.table.sheet == paragraph.address.sheet and total is not None and has_count:
            return total
    return None


def sentence_of(paragraph: Paragraph, figure: Figure) -> str:
    """The sentence in which ``figure`` stands."""
    for start, end in sentences(paragraph.text):
        if start <= figure.span[0] < end:
            return " ".join(paragraph.text[start:end].split())
    return paragraph.text
