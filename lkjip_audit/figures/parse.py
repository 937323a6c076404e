"""The door from text to figures: a cell's, a sentence's, a range, and the convention of a column."""

from __future__ import annotations

from collections.abc import Iterable

from lkjip_audit.figures.celltext import read_text
from lkjip_audit.figures.notation import Marks
from lkjip_audit.figures.prose import find_figures, find_readings, find_years
from lkjip_audit.figures.ranges import Bounds, parse_range
from lkjip_audit.figures.scan import judge_found, normalize, scan

__all__ = [
    "Bounds",
    "Marks",
    "find_figures",
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
    return judge_found(item for text in texts for item in scan(normalize(text), Marks.UNKNOWN, prose=True)[0])
