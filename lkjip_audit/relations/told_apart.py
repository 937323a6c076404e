"""Whether a sentence says that its figure is of another year, part of the year, stage or body than a table's column."""

from __future__ import annotations

import re
from decimal import Decimal

from lkjip_audit.narrative.claims import is_about_others, is_of_part_of_year, year_told
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.rulepack.words import WordPattern, WordSet
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.model import Column, Table

_ANOTHER_STAGE = WordPattern(r"\b{of_another_stage}(?!\w)", re.IGNORECASE)
_LAST_YEAR = WordPattern(r"\b{year_words}\.?\s+{last_year_words}\b", re.IGNORECASE)
_LAST_YEAR_BEHIND = WordPattern(r"\W{0,2}(?:pada|di)?\s*{year_words}\.?\s+{last_year_words}\b", re.IGNORECASE)
_PAUSE = re.compile(r"[,;:()]\s")
_WORD = re.compile(r"[a-z][a-z-]*")
_LEADING, _LINKING, _DATING = WordSet("leading_words"), WordSet("empty_words"), WordSet("may_say_year")


def is_told_apart(
    scene: Scene, paragraph: Paragraph, sentence: tuple[int, int], span: tuple[int, int], table: Table, column: Column
) -> bool:
    """Whether the figure at ``span`` is said to be of something else than what ``column`` tells."""
    text, own = paragraph.text, own_words(table, column)
    said, clause = text[slice(*sentence)], text[_clause(paragraph, sentence, span[0]) : span[0]]
    year = year_told(text, sentence, span)
    years = {column.year} - {None} or {table.year, *map(int, re.findall(r"\b(?:19|20)\d\d\b", own))} - {None}
    if year is not None and year not in (years or {scene.year}):
        return True
    last = _LAST_YEAR.search(clause) or _LAST_YEAR_BEHIND.match(text, span[1])
    if last and not _LAST_YEAR.search(own) and not column.year_offset:
        return True
    if is_of_part_of_year(said) and not is_of_part_of_year(own):
        return True
    stages = {match.group().lower() for match in _ANOTHER_STAGE.finditer(clause)}
    return any(stage not in own for stage in stages) or is_about_others(said, scene.region)


def own_words(table: Table, column: Column) -> str:
    """What title and headers say of the column's figures."""
    return " ".join((table.title, *column.header, table.sheet)).lower()


def is_known_to(table: Table, text: str, places: tuple[int, int]) -> bool:
    """Whether the words of the clause beside those at ``places``, the column's, are the table's own or link them.

    "cerai gugat yang masuk" and "putus banding" count something else than "Masuk" and "Putus".
    """
    rows = " ".join(row.label for row in table.rows)
    headers = " ".join(text for column in table.columns for text in column.header)
    known = set(_WORD.findall(f"{table.title} {headers} {rows}".lower()))
    before, behind = text[: places[0]], text[places[1] :]
    clause = _WORD.findall(re.split(r"[,;:()]", before)[-1]) + _WORD.findall(behind)
    return all(word in known or word in _LEADING or word in _LINKING or word in _DATING for word in clause)


def is_rounded(said: Operand, cell: Operand) -> bool:
    """Whether the sentence tells the cell's amount cut or rounded at the zeros that it ends in."""
    told = amount_of(said).normalize()
    zeros = int(told.as_tuple().exponent)
    return zeros > 0 and abs(told - amount_of(cell)) < Decimal(1).scaleb(zeros)


def _clause(paragraph: Paragraph, sentence: tuple[int, int], start: int) -> int:
    """Where the clause begins that leads to the figure at ``start``: behind the figure before it, or a pause."""
    ends = [figure.span[1] for figure in paragraph.figures if sentence[0] <= figure.span[0] and figure.span[1] <= start]
    since = max((sentence[0], *ends))
    return max((since, *(since + pause.end() for pause in _PAUSE.finditer(paragraph.text[since:start]))))
