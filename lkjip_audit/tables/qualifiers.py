"""What the words of one header say besides the role: year, quarter, unit, scale, formula, document stage.

read_qualifiers("Realisasi s.d. TW II 2023 (Rp.000)")
    year 2023, period sd_tw2, unit Rp, multiplier 1000, rest "Realisasi"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH
from lkjip_audit.figures.units import factor_of
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordMap, WordPattern, WordSet
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.period import Period, PeriodKind

_YEAR_WORD = r"(?<![\d.,])((?:19|20)\d\d)(?![\d]|[.,]\d)"
_YEAR = re.compile(_YEAR_WORD)
_YEAR_RANGE = re.compile(
    _YEAR_WORD + r"\s*(?:-|–|—|s/d|s\.d\.?|sd|sampai|hingga)\s*(?:dengan\s*)?(?:tahun\s*)?" + _YEAR_WORD
)
_YEAR_SUM = re.compile(r"\(?" + _YEAR_WORD + r"(?:\s*\+\s*" + _YEAR_WORD + r")+\)?")
_OFFSET = re.compile(r"\(?\bn\s*([-–+])\s*(\d)\b\)?")
_THIS_YEAR = re.compile(r"\(\s*n\s*\)|\btahun\s+(?:ini|berjalan|n)\b")
_LAST_YEAR = WordPattern(r"\b{year_words}\.?\s+{last_year_words}\b")
_SINCE = WordPattern(r"\b{change_words}\b.*\b{since_words}\s+(?:{year_words}\s+)?(?=(?:19|20)\d\d\b)")
"""Words of a change before the year that it is counted from: "Peningkatan dari 2024"."""
_PLAN_YEAR = WordPattern(r"\b{year_words}\.?\s*(?:ke\s*)?[-–]?\s*(i{1,3}|iv|v|[1-6])\b(?!\s*[(])")
_PLAN_YEARS = WordPattern(r"\b{year_words}\.?\s*ke\s*[-–.]*\s*$")
_BARE_PLAN_YEAR = re.compile(r"\(?\s*(i{1,3}|iv|v|[1-6])\s*\)?")
_QUARTER = WordPattern(r"\b{quarter_words}[\s.\-:]*(?:ke[\s-]*)?\(?[^)\d]{0,12}?\)?\s*(iv|i{1,3}|[1-4])\b")
_BARE_QUARTER = re.compile(r"(?:tw\s*)?\(?(iv|i{1,3}|[1-4])\)?")
_SEMESTER = re.compile(r"\b(?:semester|smt)[\s.-]*(ii?|[12])\b")
_UNTIL = re.compile(r"\b(?:s\s*/\s*d|s\.\s*d\.?|sd|sampai(?:\s+dengan)?|hingga|kumulatif)(?![a-z])")
_MONTHS = WordMap("months")
_MONTH = WordPattern(r"\b(?:bulan\s+)?({months})\b")
# Numerals of quarters and stages.
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_THOUSANDS = re.compile(r"(?:rp\.?\s*)?[(.x\s]*\b(?:0{3})\b|\b1[.,]000\b")
_SCALE = WordPattern(
    r"\b({scales})(?:an)?\b\.?|(?:\(\s*(?:dalam\s+)?(?:rp\.?\s*)?|\brp\.?\s+|\bdalam\s+)({scale_abbreviations})\b\.?"
)
_RUPIAH = re.compile(r"\brp\b\.?|\brupiah\b")
_PERCENT = WordPattern(r"%|\b{percent_nouns}\b")
_BRACKETED_UNIT = re.compile(r"\(\s*([a-z]+(?:\s*/\s*[a-z]+)?)\s*\)")
_UNITS = WordSet("units_in_headers")
_FORMULA = re.compile(
    r"(?:(\d{1,2}[a-z]?)\s*+\)?\s*+=\s*+)?"
    r"(\(?\s*+\(?\s*+\d{1,3}[a-z]?\s*+\)?\s*+(?:[-–+*/:x×÷]\s*+\(?\s*+\d{1,3}[a-z]?\s*+\)?\s*+%?\s*+)+"
    r"\)?\s*+(?:[x×*]\s*+100\s*+%?)?)"
)
_INDEX_FORMULA = re.compile(r"\(?\s*(\d{1,3}[a-z]?|[a-w])\s*\)?\s*=\s*(.+)")
_INDEX = re.compile(r"\(?\s*(\d{1,3}[a-z]?|[a-w])\s*\)?\.?")
_FOOTNOTE = re.compile(r"(?<![)\d]\s)\*+\)?(?!\s*\d)")


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What one header text says; ``rest`` is the text without years, quarters, units, formulas."""

    rest: str
    year: int | None = None
    year_offset: int | None = None
    period: Period | None = None
    until: bool = False
    unit: str | None = None
    multiplier: Decimal = Decimal(1)
    formula: str | None = None


def read_qualifiers(text: str, under_quarters: bool = False) -> Qualifiers:
    """The qualifiers of one header text; ``under_quarters`` when a header over it speaks of quarters."""
    rest = _FOOTNOTE.sub(" ", plain(text))
    formula, rest = _take_formula(rest)
    unit, multiplier, rest = _take_unit(rest)
    period, until, rest = _take_period(rest, under_quarters)
    year, offset, rest = _take_year(rest)
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", rest)
    return Qualifiers(" ".join(rest.split()), year, offset, period, until, unit, multiplier, formula)


def read_index(text: str) -> tuple[str, str | None] | None:
    """A cell of a column-number row as its number, or letter, and the formula it declares; None for any other."""
    flat = plain(text)
    if match := _INDEX_FORMULA.fullmatch(flat):
        return match.group(1), _unwrap(match.group(2))
    if match := _INDEX.fullmatch(flat):
        return match.group(1), None
    return None


def read_stage(text: str, stages: Mapping[str, tuple[str, ...]]) -> str | None:
    """The document stage that ``text`` names; the longest phrase wins, and the first of equals."""
    flat = plain(text).replace("_", " ")
    best: tuple[int, str] | None = None
    for stage, phrases in stages.items():
        for phrase in phrases:
            if re.search(r"(?<![a-z])" + re.escape(phrase) + r"(?![a-z])", flat) and (
                not best or len(phrase) > best[0]
            ):
                best = (len(phrase), stage)
    return best[1] if best else None


def read_years(text: str) -> tuple[int, ...]:
    """The single years named in ``text``; ranges such as 2021-2026 are periods and left out."""
    flat = _YEAR_SUM.sub(" ", _YEAR_RANGE.sub(" ", plain(text)))
    return tuple(int(year) for year in _YEAR.findall(flat))


def _take_formula(text: str) -> tuple[str | None, str]:
    most = limits().cells.largest_column_number
    for match in _FORMULA.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", match.group(2))]
        declared = match.group(1) or "(" in match.group(2) or "/" in match.group(2) or ":" in match.group(2)
        if declared and all(number <= most or number == 100 for number in numbers) and any(n != 100 for n in numbers):
            return _unwrap(match.group(2)), _without(match, text)
    return None, text


def _unwrap(formula: str) -> str:
    """The formula without blanks and without brackets around the whole of it."""
    formula = re.sub(r"\s+", "", formula)
    while formula.startswith("(") and formula.endswith(")") and _closes_at_end(formula):
        formula = formula[1:-1]
    return formula.replace("–", "-").replace("×", "x")


def _closes_at_end(formula: str) -> bool:
    depth = 0
    for index, letter in enumerate(formula):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return index == len(formula) - 1
    return False


def _take_unit(text: str) -> tuple[str | None, Decimal, str]:
    rupiah, percent = _RUPIAH.search(text), _PERCENT.search(text)
    multiplier = Decimal(1)
    thousands, scale = _THOUSANDS.search(text), _SCALE.search(text)
    if thousands:
        multiplier = Decimal(1000)
        rest = _without(thousands, text)
        # A column that says nothing else is one of rupiah, as "Rp" alone is.
        text = rest if any(letter.isalpha() for letter in rest) else "rp"
    elif scale:
        place = 1 if scale.group(1) else 2
        multiplier = factor_of(scale.group(place)) or multiplier
        text = text[: scale.start(place)] + " " + text[scale.end() :]
    if rupiah and percent:
        return None, multiplier, text
    if rupiah or multiplier != 1:
        return RUPIAH, multiplier, re.sub(r"\(\s*(?:dalam|rp|rupiah|[.,x\s])*\)", " ", text)
    if percent:
        return PERCENT, multiplier, text
    if (match := _BRACKETED_UNIT.search(text)) and match.group(1) in _UNITS:
        return match.group(1), multiplier, _without(match, text)
    return None, multiplier, text


def _take_period(text: str, under_quarters: bool) -> tuple[Period | None, bool, str]:
    until = bool(_UNTIL.search(text))
    if match := _QUARTER.search(text):
        return Period(PeriodKind.QUARTER, _number(match.group(1)), until), until, _without(match, text)
    if under_quarters and (match := _BARE_QUARTER.fullmatch(_UNTIL.sub("", text).strip())):
        return Period(PeriodKind.QUARTER, _number(match.group(1)), until), until, ""
    if match := _SEMESTER.search(text):
        return Period(PeriodKind.SEMESTER, _number(match.group(1)), until), until, _without(match, text)
    if match := _MONTH.search(text):
        return Period(PeriodKind.MONTH, int(_MONTHS[match.group(1)]), until), until, _without(match, text)
    if match := re.search(r"\bbulan ini\b", text):
        return Period(PeriodKind.MONTH, None, until), until, _without(match, text)
    return None, until, text


def _without(match: re.Match[str], text: str) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _take_year(text: str) -> tuple[int | None, int | None, str]:
    text = _YEAR_SUM.sub(" ", text)
    text = _YEAR_RANGE.sub(" ", text)
    offset: int | None = None
    if match := _OFFSET.search(text):
        offset = int(match.group(2)) * (1 if match.group(1) == "+" else -1)
        text = _without(match, text)
    elif match := _LAST_YEAR.search(text):
        offset = -1
        text = _without(match, text)
    elif match := _THIS_YEAR.search(text):
        offset = 0
        text = _without(match, text)
    years = _YEAR.findall(text)
    # Two different years in one text name a comparison, not the column's year; so does the one that a change is from.
    year = int(years[0]) if len(set(years)) == 1 and not _SINCE.search(text) else None
    text = _YEAR.sub(" ", text)
    return year, None if year is not None else offset, text


def counts_plan_years(over: str, text: str) -> bool:
    """Whether ``text`` is a mere number under a header that ends in "Tahun ke-": a year within a plan."""
    return _BARE_PLAN_YEAR.fullmatch(plain(text)) is not None and _PLAN_YEARS.search(plain(over)) is not None


def read_plan_year(text: str) -> int | None:
    """The ``3`` of "Tahun-3" or "Tahun ke-III": the number of a year within a plan."""
    match = _PLAN_YEAR.search(_YEAR.sub(" ", plain(text)))
    return _number(match.group(1)) if match else None


def _number(text: str) -> int:
    return _ROMAN.get(text) or int(text)
