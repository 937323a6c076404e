"""The door from text to figures: a cell's, a sentence's, a range, and the convention of a column."""

from __future__ import annotations

from collections.abc import Iterable

from lkjip_audit.figures.celltext import read_text
from lkjip_audit.figures.glance import kind_at_a_glance
from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.notation import Marks
from lkjip_audit.figures.prose import find_figures, find_figures_and_years, find_readings, find_years
from lkjip_audit.figures.ranges import Bounds, parse_range
from lkjip_audit.figures.scan import judge_found, normalize, scan

__all__ = [
    "Bounds",
    "Marks",
    "find_figures",
    "find_figures_and_years",
    "find_readings",
    "find_years",
    "judge_marks",
    "parse_range",
    "read_text",
]


def judge_marks(texts: Iterable[str]) -> Marks:
    """The convention of most numbers that show one by themselves; UNKNOWN where neither has the most.

    ``texts`` are the cells of a column, or the paragraphs of a document.
    """
    told = (text for text in texts if kind_at_a_glance(text) is not ReadingKind.CODE)
    return judge_found(item for text in told for item in scan(normalize(text), Marks.UNKNOWN, prose=True)[0])
