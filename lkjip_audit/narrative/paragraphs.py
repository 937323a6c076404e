"""Which cells of a sheet are prose, and what figures stand in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lkjip_audit.figures.notation import Marks
from lkjip_audit.figures.parse import find_figures_and_years
from lkjip_audit.narrative.bounds import Bounds
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Address, Area, Notice, Sheet, Workbook

_HEADING = re.compile(
    r"^\s*(?:bab\s+[ivx\d]+|lampiran\b|[a-z]\.|[a-z]\)|\d+(?:\.\d+)*\.?|"
    r"sasaran(?: strategis)?(?: ke)?\s*-?\s*\d+)(?=\s|:|$)",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(r"\d[.,]\d{3}(?![\d.,])")
_FORMS = {
    Marks.INDONESIAN: re.compile(r"\d,\d{1,2}(?!\d)|\d\.\d{3}[.,]\d"),
    Marks.ENGLISH: re.compile(r"\d\.\d{1,2}(?!\d)|\d,\d{3}[.,]\d"),
}
"""What shows a notation: one or two decimals, or thousands before more of them."""
_NO_STOP = WordPattern(r"(?:\b{dotted_abbreviations}\.|^\s*\w{1,2}\.)$")


@dataclass(frozen=True, slots=True)
class Prose:
    """The paragraphs of a workbook, and what is to be said of texts that are not read."""

    paragraphs: tuple[Paragraph, ...]
    notices: tuple[Notice, ...] = ()


def prose_of(workbook: Workbook, tables: Iterable[Table]) -> Prose:
    """The prose of ``workbook``: text cells outside of the bodies of its tables, in reading order."""
    bodies: dict[str, list[Table]] = defaultdict(list)
    for table in tables:
        bodies[table.sheet].append(table)
    bounds = Bounds()
    sheets = ((sheet, bodies.get(sheet.name, ())) for sheet in workbook.sheets)
    found = [paragraph for sheet, held in sheets for paragraph in _of_sheet(sheet, held, bounds)]
    return Prose(tuple(_in_one_notation(found)), tuple(bounds.notices()))


def paragraphs_of(workbook: Workbook, tables: Iterable[Table]) -> tuple[Paragraph, ...]:
    """The paragraphs alone of ``prose_of``."""
    return prose_of(workbook, tables).paragraphs


def _in_one_notation(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """``paragraphs``, those that do not show how they mark thousands read as all others of their workbook mark them.

    "398.764 ton" alone is thousands or decimals; beside "96,67%" and "Rp1.250.000" elsewhere it is thousands.
    """
    shown = [_marks(paragraph) for paragraph in paragraphs]
    known = Counter(marks for marks in shown if marks is not Marks.UNKNOWN)
    sure = len(known) == 1 and known.total() >= limits().prose.one_notation
    for paragraph, marks in zip(paragraphs, shown, strict=True):
        if sure and marks is Marks.UNKNOWN and _DOUBTFUL.search(paragraph.text):
            figures, years = find_figures_and_years(paragraph.text, next(iter(known)))
            yield replace(paragraph, figures=figures, years=years)
        else:
            yield paragraph


def _marks(paragraph: Paragraph) -> Marks:
    """How the figures of ``paragraph`` mark thousands and decimals, as far as one of them shows it."""
    shown = {marks for figure in paragraph.figures for marks, form in _FORMS.items() if form.search(figure.literal)}
    return shown.pop() if len(shown) == 1 else Marks.UNKNOWN


def _of_sheet(sheet: Sheet, tables: Sequence[Table], bounds: Bounds) -> Iterator[Paragraph]:
    heading, since = "", 0
    for (row, column), text in _outside(sheet, tables):
        if _HEADING.match(text) and len(text) <= limits().prose.longest_heading:
            heading, since = text.strip(), row
        address = Address(sheet.name, row, column)
        read = bounds.read(text, address)
        if read is None:
            continue
        figures, years = read
        if len(text.split()) < limits().prose.fewest_words and not figures:
            continue
        yield Paragraph(
            address=address,
            text=text,
            figures=figures,
            years=years,
            heading=heading,
            hidden=sheet.is_hidden(row, column),
            tabled=_names(table for table in tables if since < table.area.top < row),
        )


def _outside(sheet: Sheet, tables: Sequence[Table]) -> Iterator[tuple[tuple[int, int], str]]:
    """The text cells of ``sheet`` that stand in none of ``tables``, in reading order."""
    inside: dict[int, list[Area]] = defaultdict(list)
    for table in tables:
        for row in range(table.area.top, table.area.bottom + 1):
            inside[row].append(table.area)
    for row, columns in sorted(sheet.rows.items()):
        areas = inside.get(row, ())
        if any(area.left <= columns[0] and columns[-1] <= area.right for area in areas):
            continue
        for column in columns:
            text = sheet.cells[row, column].value
            if isinstance(text, str) and not any(area.left <= column <= area.right for area in areas):
                yield (row, column), text


def _names(tables: Iterable[Table]) -> tuple[str, ...]:
    """What the rows of ``tables`` are about, each name once."""
    most = limits().prose.rows_about
    names = {name: None for table in tables for row in table.rows[:most] for name in row.subjects.values()}
    return tuple(names)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of ``text`` starts and ends.

    A full stop ends a sentence where a space and a capital (or the end) follow; not after "Rp", a number or a title.
    """
    start = 0
    for match in re.finditer(r"[.;!?]\s+(?=[A-Z(\"“])|\n+", text):
        before = text[start : match.start() + 1].rstrip()
        if _NO_STOP.search(before):
            continue
        yield start, match.start() + 1
        start = match.end()
    if start < len(text):
        yield start, len(text)
