"""The word that was most likely meant by one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

LEAST = 60.0
"""Of a hundred, how alike two words must be for one to be taken for the other; difflib's own default."""


def closest(word: str, known: Iterable[str], least: float = LEAST) -> str | None:
    """The one of ``known`` that is most like ``word``, the first of equals; None when none is ``least`` like it."""
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else None


def nearest(word: str, known: Sequence[str]) -> str:
    """The one of ``known`` that was most likely meant by ``word``; all of them, in order, when none is like it."""
    return closest(word, known) or ", ".join(sorted(known))
