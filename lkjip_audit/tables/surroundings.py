"""What stands around tables: titles, notes, signatures, page numbers, prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.sheet_view import Look, Span

_NOTE = WordPattern(r"(?:{note_words}|\*+\)?)\s*(?:data\s*)?[:.]|\*+\)?\s*\w|sumber\s+(?:data|:)", re.IGNORECASE)
_CAPTION = WordPattern(r"{captions}\b[\s.:-]*(?:[\divxlc]|$)|[\d.]+\s+tabel\b", re.IGNORECASE)
_HEADING = re.compile(r"(?:[\divxlc]+\.)+[\d]*\.?\s+\D|[a-z][.)]\s+\D", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:hal(?:aman)?\.?|page)?[\s\-–|]*\d{1,4}[\s\-–|]*(?:dari|of)?\s*\d{0,4}", re.IGNORECASE)
_SIGNATURE = WordPattern(r"(?:{signatories}\b|[a-z .]+,\s+(?:tanggal\s+)?\d{0,2}\s*{months}\s+\d{4})", re.IGNORECASE)


def is_caption(text: str) -> bool:
    """Whether ``text`` names a table, figure, annex or chapter: "Tabel 3.1 ...", "3.1.2.1 Tabel ..."."""
    return bool(_CAPTION.match(text))


def is_page_number(spans: Sequence[Span]) -> bool:
    """Whether a row holds nothing but the number of a page."""
    return len(spans) == 1 and bool(_PAGE_NUMBER.fullmatch(spans[0].text))


def parts_tables(text: str) -> bool:
    """Whether ``text``, between a table and its header's return, begins something new."""
    return is_caption(text) or bool(_HEADING.match(text)) or len(text) > limits().layout.longest_between


def ends_table(spans: Sequence[Span], gap: int, left: int) -> bool:
    """Whether a row of words, ``gap`` blank rows under a table from column ``left`` on, is no row of it."""
    if not spans or any(span.look is not Look.TEXT for span in spans):
        return False
    first = spans[0]
    if len(spans) == 1:
        prose = len(first.text) > limits().layout.prose_from and (first.left == left or first.wide)
        return prose or bool(_SIGNATURE.match(first.text) or _NOTE.match(first.text)) or is_caption(first.text)
    # A body row may well say who is responsible; a signature stands apart.
    return (
        gap > 0 and len(spans) <= limits().layout.signature_cells and any(_SIGNATURE.match(span.text) for span in spans)
    )


def title_line(text: str, lines: Sequence[str]) -> tuple[str | None, bool]:
    """Whether ``text`` is one more line of the title over ``lines``, and whether the title begins with it.

    A paragraph is taken only right over the table, as the sentence that leads to it.
    """
    text = " ".join(text.split())
    own = limits().layout
    prose = len(text) > own.longest_title or (text.endswith((".", ";")) and len(text) > own.longest_label)
    if _NOTE.match(text) or (prose and lines) or len(text) > own.longest_lead_in:
        return None, True
    return text, prose or is_caption(text)
