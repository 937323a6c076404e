"""The groups of people that sentences name, found among the rows of the tables that count them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.people.tables import Headcount
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordMap, WordPattern
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.known import JUMLAH

_SCHOOLS = WordMap("schools")
_SCHOOL = WordPattern(
    r"(?<![\w.])(?:(?-i:(?P<degree>S[. -]{0,2}(?:[123]|III|II|I)|D[. -]{0,2}(?:[1234]|IV|III|II|I)|SD))"
    r"|(?P<name>{schools}))(?!\w)",
    re.IGNORECASE,
)
_STEPS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SEX = re.compile(r"\b(?:(?P<laki>laki\s?-?\s?laki|pria)|(?P<perempuan>perempuan|wanita))\b", re.IGNORECASE)
_CLASS = re.compile(r"\bgolongan\s+(IV|III|II|I)\b(?!\s*/)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:sebesar|sebanyak|sejumlah|mencapai|yaitu|adalah|mendominasi)(?:\s+(?:sebesar|sebanyak))?\s*\Z",
    re.IGNORECASE,
)
_REACH = 160
"""Signs before a figure that are looked at for its verb; no verb with the blanks that are read is longer."""

Share = tuple[tuple[Operand, ...], Operand]
"""The counts of a group, and the count of all."""


def rows_named(tables: Sequence[Headcount], paragraph: Paragraph, part: int) -> Share | None:
    """The people of whom the ``part``-th figure is the percentage, where the words by it name one group.

    Only tables on its own sheet count.  "S1 sebesar 57,14%" names the group before, "60% perempuan" after.
    """
    here = [table for table in tables if table.table.sheet == paragraph.address.sheet]
    start, end = paragraph.figures[part].span
    before, after = _clauses(paragraph, part)
    clause = before if _VERB.search(paragraph.text, max(0, start - _REACH), start) else after
    if not clause.strip() or end == start:
        return None
    for table in here:
        found = _by_sex(table, clause) or _by_row(table, clause)
        if found is not None:
            return found
    return None


def _clauses(paragraph: Paragraph, part: int) -> tuple[str, str]:
    """The words from the figure before to this one, and those right after it."""
    start, end = paragraph.figures[part].span
    text = paragraph.text
    low, high = next(((a, b) for a, b in sentences(text) if a <= start < b), (0, len(text)))
    if part > 0:
        low = max(low, paragraph.figures[part - 1].span[1])
    if part + 1 < len(paragraph.figures):
        high = min(high, paragraph.figures[part + 1].span[0])
    match = re.match(r"\s*([\w./-]+(?:\s+[\w./-]+)?)", text[end:high])
    return text[low:start], match.group(1) if match else ""


def _by_sex(table: Headcount, clause: str) -> Share | None:
    named = {match.lastgroup for match in _SEX.finditer(clause)}
    if len(named) != 1 or _SCHOOL.search(clause):
        return None
    count, total = table.count(str(named.pop())), table.count(JUMLAH)
    return None if count is None or total is None else ((count,), total)


def _by_row(table: Headcount, clause: str) -> Share | None:
    """The rows of ``table`` that the clause names: by schooling, by class of rank, or by their own words."""
    total = table.count(JUMLAH)
    schools = _schools(clause)
    classes = {match.group(1).upper() for match in _CLASS.finditer(clause)}
    groups = table.table.sort.groups
    if total is None:
        return None
    if "schooling" in groups and schools:
        rows = [row for row in table.rows() if _schools(row.label) == schools]
        rows = rows if len(rows) == 1 else []
    elif "ranks" in groups and len(classes) == 1:
        wanted = re.compile(rf"(?<![IV]){classes.pop()}\s*/\s*[a-e]\b", re.IGNORECASE)
        rows = [row for row in table.rows() if wanted.search(" ".join(row.subjects.values()))]
    else:
        rows = [row for row in table.rows() if _says(clause, row.label)]
        rows = rows if len(rows) == 1 else []
    counts = tuple(item for row in rows if (item := table.figure(row, JUMLAH)) is not None)
    return (counts, total) if counts else None


def _schools(text: str) -> frozenset[str]:
    return frozenset(_school(match) for match in _SCHOOL.finditer(text))


def _school(match: re.Match[str]) -> str:
    """The level that a match names: "s1" for "S-1", "S.I" and "sarjana"."""
    if match.group("name"):
        words = " ".join(match.group("name").lower().split())
        return _SCHOOLS.get(words) or words
    degree = re.sub(r"[. -]", "", match.group("degree").lower())
    return degree[0] + _STEPS.get(degree[1:], degree[1:])


def _says(clause: str, label: str) -> bool:
    words = label.split()
    if len(label) < limits().people.label_letters or not words:
        return False
    return re.search(r"\b" + r"\s+".join(map(re.escape, words)) + r"\b", clause, re.IGNORECASE) is not None
