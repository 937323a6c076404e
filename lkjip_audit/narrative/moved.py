"""Results told as a change: "dibandingkan tahun 2022, realisasi naik dari 68,78 menjadi 71,02"."""

from __future__ import annotations

import re
from typing import Final

from lkjip_audit.figures.model import Figure
from lkjip_audit.narrative.measures import measure_before
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.known import CAPAIAN, REALISASI

_FROM = WordPattern(r"\b(?:ber\w+\s+)?{growth}\w*(?:\s+[^\W\d]+){0,2}\s+dari\W*$", re.IGNORECASE)
_INTO = re.compile(
    r"\s*(?:%|[^\W\d]+)?\W*(?:(?:pada|di|untuk)?\s*tahun\s+(?:19|20)\d{2}\W*|\(\s*(?:19|20)\d{2}\s*\)\W*)?menjadi\b",
    re.IGNORECASE,
)
_BECOMES = re.compile(r"\bmenjadi(?:\s+sebesar)?\W*$", re.IGNORECASE)
_RESULTS: Final = (REALISASI, CAPAIAN)


def changed_from(words: str, text: str, figure: Figure) -> str | None:
    """The measure that ``figure`` is the earlier value of, where ``words`` before it and the text behind it say so.

    Only what names a result outright: "realisasi naik dari"; "naik dari" may be of anything.
    """
    change = _FROM.search(words)
    if change is None or _INTO.match(text, figure.span[1]) is None:
        return None
    found = measure_before(words[: change.start()], figure)
    return found[0] if found is not None and found[1] and found[0] in _RESULTS else None


def becomes(words: str) -> bool:
    """Whether ``words``, those since the figure before, lead to what it became."""
    return _BECOMES.search(words) is not None
