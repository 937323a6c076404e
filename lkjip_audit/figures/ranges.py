"""Ranges and bounds, as a scale or a range target states them: "85 s.d 100", "70 s.d < 85", "<55"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.figures.notation import Clarity, Marks, Nature, Spelling, read_numeral
from lkjip_audit.figures.scan import normalize
from lkjip_audit.figures.units import tidy_unit
from lkjip_audit.rulepack.words import WordPattern


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where to where a range reaches, in the unit printed; None for no end, ``*_open`` for one left out.

    ``decimals`` is the most that either end shows, so that gaps between neighbouring ranges can be judged.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    decimals: int = 0
    literal: str = ""

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` lies in the range."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (not self.high_open and value == self.high)


_LONGEST = 100
_NUMBER = r"-?[0-9]+(?:[.,][0-9]+)*"
_SIGN = r"(?:\s*(?:\\?%|persen))?"
_BELOW = r"<\s*=|=\s*<|≤|<"
_ABOVE = r">\s*=|=\s*>|≥|>"
_TO = r"-|s\.?\s?/?\s?d\.?(?![a-z])|sampai(?: dengan)?|hingga|~"
_UNIT = r"(?:\s*[a-z][a-z /]*\.?)?"
_AT_LEAST, _AT_MOST, _MORE, _LESS = "{at_least}", "{at_most}", "{more_than}", "{less_than}"

_LOW = rf"(?P<low>{_NUMBER}){_SIGN}"
_HIGH = rf"(?P<high>{_NUMBER}){_SIGN}"
_TAIL = rf"(?P<unit>{_UNIT})"
_THING = r"[a-z][a-z ]{0,20}?"

_FROM_TO = re.compile(
    rf"(?P<above>{_ABOVE})?\s*{_LOW}\s*(?:{_TO})\s*(?P<below>{_BELOW})?\s*{_HIGH}{_TAIL}", re.IGNORECASE
)
_CHAIN = re.compile(
    rf"{_LOW}\s*(?P<above>{_BELOW})\s*(?:{_THING}\s*(?P<below>{_BELOW})\s*)?{_HIGH}{_TAIL}", re.IGNORECASE
)
_FALLING_CHAIN = re.compile(
    rf"{_HIGH}\s*(?P<below>{_ABOVE})\s*{_THING}\s*(?P<above>{_ABOVE})\s*{_LOW}{_TAIL}", re.IGNORECASE
)
_FLOOR = WordPattern(rf"[a-z]?\s*(?P<above>{_ABOVE}|{_AT_LEAST}|{_MORE})\s*{_LOW}{_TAIL}", re.IGNORECASE)
_CEILING = WordPattern(rf"[a-z]?\s*(?P<below>{_BELOW}|{_AT_MOST}|{_LESS})\s*{_HIGH}{_TAIL}", re.IGNORECASE)
_AND_UP = re.compile(rf"(?P<low>{_NUMBER}){_SIGN}\s*(?:ke ?atas|atau lebih|\+)(?P<unit>)", re.IGNORECASE)
_AND_DOWN = re.compile(rf"(?P<high>{_NUMBER}){_SIGN}\s*(?:ke ?bawah|atau kurang)(?P<unit>)", re.IGNORECASE)
_SHAPES = (_FROM_TO, _CHAIN, _FALLING_CHAIN, _AND_UP, _AND_DOWN, _FLOOR, _CEILING)
_OPEN = WordPattern(rf"[<>]|{_MORE}|{_LESS}", re.IGNORECASE)


def parse_range(text: str, marks: Marks = Marks.UNKNOWN) -> Bounds | None:
    """The range that ``text`` states, and nothing but it; None for anything else.

    None as well where an end cannot be read with certainty, where the range runs downwards, and for a span of
    years. "80 - 100" holds both its ends, "< 85" not; "91 % <= 100 %" and "50 < 80" are read as scales are
    printed: from the first, which belongs to it, to the second.
    """
    match = _match(normalize(text).strip())
    if match is None:
        return None
    groups = match.groupdict()
    has_sign = "%" in match.group() or "persen" in match.group().lower()
    nature = Nature.PERCENT if has_sign else Nature.OPEN
    ends = [_end(groups.get(name), marks, nature) for name in ("low", "high")]
    for name, end in zip(("low", "high"), ends, strict=True):
        if groups.get(name) is not None and end is None:
            return None
    low, high = ends
    if low and high and (low.value > high.value or _are_years(groups["low"], groups["high"], has_sign)):
        return None
    below, above = _operators(match)
    return Bounds(
        low=None if low is None else low.value,
        high=None if high is None else high.value,
        low_open=_is_open(above),
        high_open=_is_open(below),
        unit=PERCENT if has_sign else tidy_unit(groups["unit"]),
        decimals=max(end.decimals for end in ends if end),
        literal=text.strip(),
    )


def looks_like_range(text: str) -> bool:
    """Whether ``text`` (normalized) has the shape of a range, its ends readable or not: also "2021-2026"."""
    return _match(text.strip()) is not None


def _match(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST:
        return None
    return next((match for shape in _SHAPES if (match := shape.fullmatch(text))), None)


def _operators(match: re.Match[str]) -> tuple[str | None, str | None]:
    """The operator at the upper end, and the one at the lower."""
    groups = match.groupdict()
    below, above = groups.get("below"), groups.get("above")
    if match.re is _CHAIN and below is None:
        return above, None
    return below, above


def _is_open(operator: str | None) -> bool:
    if operator is None or "=" in operator or "sama dengan" in operator.lower():
        return False
    return _OPEN.fullmatch(operator.strip()) is not None


def _end(digits: str | None, marks: Marks, nature: Nature) -> Spelling | None:
    if digits is None:
        return None
    numeral = read_numeral(digits.lstrip("-"), marks, nature)
    if numeral.clarity is not Clarity.CLEAR:
        return None
    spelling = numeral.spellings[0]
    if digits.startswith("-"):
        return Spelling(spelling.value.copy_negate(), spelling.decimals, spelling.marks)
    return spelling


def _are_years(low: str, high: str, has_sign: bool) -> bool:
    return not has_sign and all(re.fullmatch(r"(?:19|20)[0-9]{2}", end) for end in (low, high))
