"""Figures in sentences: an Indonesian sentence marks thousands with a point and decimals with a comma."""

from __future__ import annotations

import re

from lkjip_audit.languages import INDONESIAN

_QUOTED = re.compile(r"(\"[^\"]*\"|“[^”]*”)")
_ENGLISH = re.compile(
    r"(?<![0-9.,])[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)(?![0-9]|[.,][0-9])"
)
"""A figure that can only be written the English way; ``6,690`` may be six and a bit."""
_SWAPPED = str.maketrans(",.", ".,")


def spoken(sentence: str, lang: str) -> str:
    """``sentence`` with its figures written as the language writes them, where there is no doubt how they are meant.

    What stands between quotation marks is somebody else's and stays.  English sentences tell figures as the workbook
    writes them: there ``6,690`` would be doubtful whatever was done with the others.
    """
    if lang != INDONESIAN:
        return sentence
    parts = _QUOTED.split(sentence)
    return "".join(part if place % 2 else _ENGLISH.sub(_turned, part) for place, part in enumerate(parts))


def _turned(found: re.Match[str]) -> str:
    return found[0].translate(_SWAPPED)
