"""Whether a row goes on with a table that a page break cut, where no header comes again."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.sheet_view import Look, Span
from lkjip_audit.workbook.styles import whole

_CONTINUED = WordPattern(r"\W*{continued_words}\b", re.IGNORECASE)


def says_so(spans: Sequence[Span]) -> bool:
    """Whether a row is a line that says that the table above goes on: "Lanjutan Tabel 2.1"."""
    return len(spans) == 1 and bool(_CONTINUED.match(spans[0].text))


def carries_on(before: Sequence[Sequence[Span]], row: Sequence[Span], figures: Collection[int]) -> bool:
    """Whether ``row`` is one more row like the last ones ``before``, whose usual columns of figures are ``figures``.

    It counts on from the last number, has figures in all those columns, and words only where they had any.
    """
    numbers = {span.left for span in row if span.look is Look.NUMBER}
    words = {span.left for span in row if span.look is Look.TEXT}
    worded = {span.left for held in before for span in held if span.look is Look.TEXT}
    goes_on = bool(before) and counts_on(before[-1], row)
    return goes_on and len(figures) > 1 and numbers.issuperset(figures) and words <= worded


def counts_on(before: Sequence[Span], row: Sequence[Span]) -> bool:
    """Whether ``row`` begins with the number after that of the row ``before``."""
    last = _order(before)
    return last is not None and _order(row) == last + 1


def _order(row: Sequence[Span]) -> int | None:
    """The number that a row begins with: "4", "4."."""
    number = whole(row[0].text.strip(" .)"), -1) if row else -1
    return number if number >= 0 else None
