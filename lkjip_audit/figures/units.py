"""The words beside numbers: scales, units, predicates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH
from lkjip_audit.rulepack.words import Words, WordSet, derived

COUNTED = WordSet("units_counted")
"""Things that are counted, so that a dot before three digits beside them marks thousands."""

MEASURES = WordSet("units_measured")
"""Units of things that are measured; they can have any number of decimals."""

ALONE_IN_CELLS = WordSet("units_of_scores")
"""Words that a cell puts beside a number as its unit, and a sentence for other reasons."""

PERCENT_WORDS = WordSet("percent_words")
MONEY_SCALES = WordSet("money_scales")
_CURRENCY = WordSet("currency")
PREDICATES = WordSet("predicates")
_GRADE = re.compile(r"AA|A|BB|B|CC|C|DD|D|E")


@derived
def _factors(words: Words) -> Mapping[str, Decimal]:
    names = ("scales", "scale_abbreviations", "money_scales")
    return {word: Decimal(key) for name in names for word, key in words[name].keys.items()}


def factor_of(word: str) -> Decimal | None:
    """What a scale such as "juta" or "m" multiplies by; None for a word that is none."""
    return _factors().get(word)


_SLASH = re.compile(r"\s*/\s*")


def tidy_unit(words: str) -> str | None:
    """A unit in lower case with single spaces and no closing dot; "%" and "Rp" where it means these."""
    unit = _SLASH.sub("/", " ".join(words.split())).rstrip(".,;:").lower()
    if unit in PERCENT_WORDS:
        return PERCENT
    if unit in _CURRENCY:
        return RUPIAH
    return unit or None


def is_counted(unit: str | None) -> bool:
    """Whether ``unit`` names things that are counted: "orang", "orang/bulan", "dokumen perencanaan"."""
    if unit is None:
        return False
    return unit in COUNTED or re.split(r"[/ ]", unit, maxsplit=1)[0] in COUNTED


def is_known(unit: str) -> bool:
    """Whether ``unit`` is a unit in prose as well."""
    return is_counted(unit) or unit in MEASURES or unit in (PERCENT, RUPIAH)


def is_predicate(words: str) -> bool:
    """Whether ``words`` are a predicate: a SAKIP letter ("BB"), or "sangat baik" and the like."""
    tidy = " ".join(words.split()).rstrip(".,;")
    return _GRADE.fullmatch(tidy) is not None or tidy.lower() in PREDICATES
