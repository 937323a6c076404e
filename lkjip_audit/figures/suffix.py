"""What follows a run of digits and belongs to it: ",-", "%", "juta", "(tiga)", "orang", a closing bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.figures.terbilang import split_words, words_to_decimal
from lkjip_audit.figures.units import (
    ALONE_IN_CELLS,
    MONEY_SCALES,
    PERCENT_WORDS,
    factor_of,
    is_known,
    is_predicate,
    tidy_unit,
)
from lkjip_audit.rulepack.words import WordPattern, WordSet

_CLOSING_DASH = re.compile(r" ?[.,] ?(?:-{1,2}|=)(?![0-9-])")
_PERCENT = re.compile(r"\s*(?:\(\s*\\?%\s*\)|\\?%)")
_PERCENT_WORD = WordPattern(r"\s*{percent_words}\b", re.IGNORECASE)
_STAR = re.compile(r" ?\*+")
_CLOSING_BRACKET = re.compile(r" *\)")
_MULTIPLIER = WordPattern(r"\s*({scales}|{scale_abbreviations})\b\.?", re.IGNORECASE)
_MONEY_MULTIPLIER = WordPattern(r" ?({money_scales})\b\.?(?![A-Za-z])", re.IGNORECASE)
_BRACKETED_WORDS = re.compile(r"\s*\(\s*([A-Za-z][^()0-9%]*?)\s*\)")
_PER = re.compile(r" ?/ ?(1(?:0{3,6}|0{0,2}(?:\.000)+)) ?([A-Za-z]+)\b")
_WORDS = re.compile(r"\s*(?:/ ?)?[A-Za-z][A-Za-z²³]*[23]?\.?(?:(?:[ ]+| ?/ ?)[A-Za-z][A-Za-z²³]*[23]?\.?)*")
_KNOWN_WORDS = re.compile(r"\s*([A-Za-z]+[²³23]?(?: ?/ ?[A-Za-z]+)?)(?: ([A-Za-z]+))?")
_NUMBERED = re.compile(r"\s{1,3}(?:ke\s?-?\s?)?[0-9]")
_NEXT_AMOUNT = WordPattern(r"\s*(?:{currency_signs})[.:\s]{0,3}[0-9]", re.IGNORECASE)
"""The sign of the amount that follows: "tahun 2025 Rp4.388.172.000" tells a year before it, and no 2025 rupiah."""
_LABELS = WordSet("numbered_things")
"""Words that a number behind them turns into a label: "sebesar 64 tahun 2023" is not 64 years."""

_GLUED = re.compile(r"[A-Za-z]+[²³]?")
_MOST_WORDS = 4
_STOP_WORDS = WordSet("unit_stop_words")


@dataclass(frozen=True, slots=True)
class Suffix:
    """What was found after the digits, which ends at ``end``.

    ``closed_at`` is where a bracket that was opened before the number closes; None when it does not close
    here. ``words`` is the number spelt out beside it, standing at ``words_span``.
    """

    end: int
    unit: str | None = None
    multiplier: Decimal = Decimal(1)
    closing_dash: bool = False
    closed_at: int | None = None
    words: Decimal | None = None
    words_span: tuple[int, int] = (0, 0)
    flaws: tuple[str, ...] = ()


def read_suffix(text: str, start: int, *, prose: bool, currency: bool, opened: bool) -> Suffix | None:
    """Read on from ``start``, right after the digits; None when they run into a word of their own ("5G").

    ``currency``: "Rp" stands before the number.  ``opened``: so does a bracket.  In prose only known words
    are units.
    """
    if not _may_be_glued(text, start, currency):
        return None
    if (match := _PER.match(text, start)) and not currency:
        return _per_base(match)
    cursor = _Cursor(text, start)
    flaws: list[str] = []
    closing_dash = cursor.take(_CLOSING_DASH) is not None
    closed_at = _closing(cursor) if opened else None
    unit = _percent(cursor, flaws)
    if not prose and cursor.take(_STAR):
        flaws.append("footnote")
    multiplier = _multiplier(cursor, currency)
    words, span = _number_words(cursor, flaws)
    if unit is None:
        unit = _percent(cursor, flaws) or _unit(cursor, prose=prose)
    if words is None and not span[1] and multiplier == 1:
        words, span = _number_words(cursor, flaws)
    if opened and closed_at is None:
        closed_at = _closing(cursor)
        if closed_at is not None and unit is None:
            unit = _percent(cursor, flaws)
    return Suffix(cursor.at, unit, multiplier, closing_dash, closed_at, words, span, tuple(flaws))


def _per_base(match: re.Match[str]) -> Suffix:
    """Read "88/100.000 KH": 88 with the unit "per 100000 kh"."""
    base = match.group(1).replace(".", "")
    return Suffix(match.end(), f"per {base} {match.group(2).lower()}".rstrip())


class _Cursor:
    """A place in a text that moves on with every piece taken."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at = text, at

    def peek(self, pattern: re.Pattern[str] | WordPattern) -> re.Match[str] | None:
        return pattern.match(self.text, self.at)

    def take(self, pattern: re.Pattern[str] | WordPattern) -> re.Match[str] | None:
        match = self.peek(pattern)
        if match is not None:
            self.at = match.end()
        return match


def _closing(cursor: _Cursor) -> int | None:
    match = cursor.take(_CLOSING_BRACKET)
    return None if match is None else match.end() - 1


def _may_be_glued(text: str, start: int, currency: bool) -> bool:
    """Whether letters right after the digits are a unit or a multiplier: "12bulan", "Rp2M"; not "5G"."""
    match = _GLUED.match(text, start)
    if match is None:
        return True
    word = match.group().lower()
    if word in MONEY_SCALES:
        return currency
    return factor_of(word) is not None or word in PERCENT_WORDS or word in ALONE_IN_CELLS or is_known(word)


def _percent(cursor: _Cursor, flaws: list[str]) -> str | None:
    """The unit "%" when a percent sign or word comes next; "%%" is one sign typed twice."""
    if cursor.take(_PERCENT_WORD):
        return PERCENT
    if not cursor.take(_PERCENT):
        return None
    if cursor.take(_PERCENT):
        flaws.append("double_percent")
    return PERCENT


def _multiplier(cursor: _Cursor, currency: bool) -> Decimal:
    match = cursor.take(_MULTIPLIER) or (cursor.take(_MONEY_MULTIPLIER) if currency else None)
    return (factor_of(match.group(1).lower()) if match else None) or Decimal(1)


def _number_words(cursor: _Cursor, flaws: list[str]) -> tuple[Decimal | None, tuple[int, int]]:
    """The number that brackets spell out, "(lima juta rupiah)"; words that cannot be read are a flaw."""
    match = cursor.peek(_BRACKETED_WORDS)
    if match is None:
        return None, (0, 0)
    words, rest = split_words(match.group(1))
    if not words or not (rest == "" or is_known(tidy_unit(rest) or "")):
        return None, (0, 0)
    cursor.at = match.end()
    value = words_to_decimal(" ".join(words))
    if value is None:
        flaws.append("terbilang_unreadable")
    return value, match.span(1)


def _unit(cursor: _Cursor, *, prose: bool) -> str | None:
    """The unit that comes next: a known word in prose, up to four words in a cell, or a word in brackets."""
    if cursor.peek(_NEXT_AMOUNT):
        return None
    if (match := cursor.peek(_BRACKETED_WORDS)) and not is_predicate(match.group(1)):
        unit = tidy_unit(match.group(1))
        if unit and (is_known(unit) or (not prose and len(unit.split()) <= 2)):
            cursor.at = match.end()
            return unit
        return None
    return _known_unit(cursor) if prose else _any_unit(cursor)


def _known_unit(cursor: _Cursor) -> str | None:
    match = cursor.peek(_KNOWN_WORDS)
    if match is None:
        return None
    first, second = match.group(1), match.group(2)
    if second and is_known(f"{first} {second}".lower()) and not is_known(first.lower()):
        cursor.at = match.end()
        return tidy_unit(f"{first} {second}")
    unit = tidy_unit(first)
    if unit is None or not is_known(unit) or (unit in _LABELS and _NUMBERED.match(cursor.text, match.end(1))):
        return None
    cursor.at = match.end(1)
    return unit


def _any_unit(cursor: _Cursor) -> str | None:
    """A known unit with up to three words more ("dokumen hasil reviu"), or one word whatever it is ("JPTP").

    A word that joins phrases ("dari") ends it; with more words than that it is a sentence, and no unit.
    """
    match = cursor.peek(_WORDS)
    if match is None or is_predicate(match.group()):
        return None
    words = []
    for word in re.finditer(r"\S+", match.group()):
        if word.group().lower() in _STOP_WORDS:
            break
        words.append(word)
    if not words or len(words) > _MOST_WORDS:
        return _known_unit(cursor)
    unit = tidy_unit(cursor.text[match.start() : match.start() + words[-1].end()])
    if unit is None or (len(words) > 1 and not is_known(unit)):
        return None
    cursor.at = match.start() + words[-1].end()
    return unit
