"""Counts in sentences: digits against words, against rows of tables, against lists, against their parts.

``check`` selects which of these a rule is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from lkjip_audit.figures.model import Figure, ReadingKind
from lkjip_audit.figures.rounding import format_like
from lkjip_audit.figures.terbilang import split_words
from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.count.items import list_item
from lkjip_audit.relations.count.lists import list_length, list_sum
from lkjip_audit.relations.count.parts import parts
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.people.prose import sentence_of
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node
from lkjip_audit.tables.known import INDIKATOR, PROGRAM, SASARAN
from lkjip_audit.workbook.model import Address

Check = Literal["words", "rows", "list_length", "list_sum", "list_item", "parts"]

_DIFFERS, _UNREADABLE = "terbilang_differs", "terbilang_unreadable"
_BRACKET = "("
_READ = (ReadingKind.FIGURES, ReadingKind.AMBIGUOUS)
_IN_BRACKETS = re.compile(r"\(\s*([A-Za-z][A-Za-z -]*)\)")
_LEVELS = (SASARAN, INDIKATOR, PROGRAM)
"""What sentences count all of."""
_WHOLE_BEFORE = WordPattern(r"\b{whole_before}\s+(?:sebanyak\s+|sejumlah\s+)?\Z", re.IGNORECASE)
_WHOLE_AFTER = WordPattern(
    r"\s*+(?:strategis|kinerja utama|kinerja|\(iku\))?\s*+(?:[.;:(]|\Z|,(?!\s*+\d)|{whole_after}\b)", re.IGNORECASE
)
_SHARE_AFTER = re.compile(
    r"\s*(?:strategis|kinerja utama|kinerja)?\s*(?:\(|atau\s+(?:sebesar\s+)?)\s*\d+(?:[.,]\d+)?\s*%"
)
_ONE_SASARAN = re.compile(r"\bsasaran(?:\s++strategis)?\s*+(?:ke)?\s*+-?\s*+(?:\d|pertama|kedua|ketiga)", re.IGNORECASE)


class Count(Settings):
    """``check`` is what a count is held to."""

    check: Check


def relations(rule: Rule, settings: Count, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every count in prose."""
    yield from _CHECKS[settings.check](rule, scene)


def _words(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Numbers followed by the same in words, in sentences and in cells of tables."""
    for paragraph in scene.paragraphs:
        yield from _words_of(rule, paragraph.address, paragraph.figures, paragraph.text)
    for table in scene.tables:
        for (row, column), reading in table.readings.odd():
            if reading.kind in _READ and any(figure.flaws or _BRACKET in figure.literal for figure in reading.figures):
                address = Address(table.sheet, row, column)
                yield from _words_of(rule, address, reading.figures, reading.text)


def _words_of(rule: Rule, address: Address, figures: tuple[Figure, ...], text: str) -> Iterator[Laid]:
    flawed = [part for part, figure in enumerate(figures) if _DIFFERS in figure.flaws]
    for digits, spelt in zip(flawed[::2], flawed[1::2], strict=False):
        stated, words = figures[digits], figures[spelt]
        yield outcome(
            rule,
            Status.FINDING,
            Node(address, digits),
            text,
            stated=f"{stated.literal.split('(')[0].strip()} ({words.literal})",
            expected=words.value,
            expected_text=format_like(words.value, stated),
            difference=stated.value - words.value,
            words=words.literal,
        )
    for part, figure in enumerate(figures):
        if _BRACKET not in figure.literal and not figure.flaws:
            continue
        told = _IN_BRACKETS.search(figure.literal)
        if _UNREADABLE in figure.flaws:
            yield outcome(
                rule,
                Status.NOT_VERIFIABLE,
                Node(address, part),
                text,
                stated=figure.literal,
                reason="words_unreadable",
            )
        elif told and _DIFFERS not in figure.flaws and split_words(told.group(1))[0]:
            yield outcome(rule, Status.PASS, Node(address, part), text, stated=figure.literal)


def _rows(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Numbers such as "3 (tiga) sasaran" against the rows of the tables that list them all."""
    counted = {level: _counted(scene, level) for level in _LEVELS}
    for paragraph in scene.paragraphs:
        for part, figure in enumerate(paragraph.figures):
            level = _level(paragraph, figure)
            if level is not None and counted[level]:
                yield _against_rows(rule, paragraph, part, level, counted[level])


def _against_rows(rule: Rule, paragraph: Paragraph, part: int, level: str, counted: Mapping[str, int]) -> Laid:
    figure = paragraph.figures[part]
    totals = set(counted.values())
    status, reason, expected = Status.PASS, None, None
    if figure.value not in totals:
        status, reason = Status.NOT_VERIFIABLE, "tables_disagree"
        if len(totals) == 1:
            status, reason, expected = Status.FINDING, None, figure.value * 0 + next(iter(totals))
    return outcome(
        rule,
        status,
        Node(paragraph.address, part),
        sentence_of(paragraph, figure),
        stated=figure.literal,
        expected=expected,
        expected_text="" if expected is None else format_like(expected, figure),
        difference=None if expected is None else figure.value - expected,
        reason=reason,
        level=level,
        tables=", ".join(counted),
    )


def _level(paragraph: Paragraph, figure: Figure) -> str | None:
    """What the figure counts all of: sasaran, indikator or program; None when it counts only some."""
    start, end = figure.span
    if figure.decimals or figure.value < 1 or figure.flaws:
        return None
    word = re.match(r"\s*(sasaran|indikator|program)\b", paragraph.text[end:], re.IGNORECASE)
    level = figure.unit if figure.unit in _LEVELS else word.group(1).lower() if word else None
    after = end + (word.end() if word and figure.unit not in _LEVELS else 0)
    if level is None or not _WHOLE_AFTER.match(paragraph.text, after):
        return None
    if not _WHOLE_BEFORE.search(paragraph.text, 0, start) or _is_of_whole(paragraph, start, after, level):
        return None
    return None if level != SASARAN and _ONE_SASARAN.search(paragraph.text[:start]) else level


def _is_of_whole(paragraph: Paragraph, start: int, after: int, level: str) -> bool:
    """Whether the count is of some of those that its sentence has counted: "dari 8 indikator, 4 indikator (50%)"."""
    if _SHARE_AFTER.match(paragraph.text, after):
        return True
    begin = next((a for a, b in sentences(paragraph.text) if a <= start < b), 0)
    return (
        re.search(rf"\bdari\s[^.;]{{0,40}}?\d+[^.;\d]{{0,20}}?\b{level}\b", paragraph.text[begin:start], re.I)
        is not None
    )


def _counted(scene: Scene, level: str) -> Mapping[str, int]:
    """How many each of the tables lists that list them all, by "sheet!range"."""
    found: dict[str, int] = {}
    went_on = {table.goes_on for table in scene.tables}
    for table in (table for table in scene.tables if level in table.sort.lists and table.id not in went_on):
        rows = [(page, row) for page in (*scene.pages_before(table), table) for row in page.details()]
        keys = {key for page, row in rows if (key := scene.subject(page, row).get(level))}
        if keys:
            found[f"{table.sheet}!{table.area.a1}"] = len(keys)
    return found


_CHECKS: Mapping[Check, Callable[[Rule, Scene], Iterator[Laid]]] = {
    "words": _words,
    "rows": _rows,
    "list_length": list_length,
    "list_sum": list_sum,
    "list_item": list_item,
    "parts": parts,
}

KIND = Kind("count", Count, relations, places=frozenset({"first", "last", "level", "tables", "words"}))
