"""Number format codes taken apart: sections, their conditions, and the marks in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import Final


class Mark(Enum):
    """What one piece of a section stands for."""

    DIGIT = auto()  # 0 # ?
    POINT = auto()
    COMMA = auto()  # only until its section is built: there it groups, scales, or is text
    PERCENT = auto()
    EXPONENT = auto()  # E+ or E-
    GENERAL = auto()
    TEXT = auto()  # @
    PAD = auto()  # _x and *x: space
    LITERAL = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a section; ``text`` is the placeholder, or what it shows."""

    mark: Mark
    text: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """``[<100]``."""

    operator: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether ``value`` meets it."""
        match self.operator:
            case "<":
                return value < self.limit
            case "<=":
                return value <= self.limit
            case ">":
                return value > self.limit
            case ">=":
                return value >= self.limit
            case "=":
                return value == self.limit
            case _:
                return value != self.limit

    @property
    def never_positive(self) -> bool:
        """Whether nothing above zero meets it."""
        return self.operator in {"<", "<=", "="} and self.limit <= 0

    @property
    def takes_all_positive(self) -> bool:
        """Whether all above zero meets it."""
        return self.operator in {">", ">="} and self.limit <= 0


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts that ``;`` sets apart.

    ``grouped``   thousands are marked.
    ``thousands`` how often the value is divided by a thousand.
    ``percents``  how often it is multiplied by a hundred.
    ``temporal``  it shows a date, a time or a duration; ``elapsed``: a duration.
    ``odd``       it shows a fraction, or another thing that is not laid out here.
    """

    tokens: tuple[Token, ...]
    condition: Condition | None = None
    grouped: bool = False
    thousands: int = 0
    percents: int = 0
    temporal: bool = False
    elapsed: bool = False
    odd: bool = False

    def has(self, mark: Mark) -> bool:
        """Whether a piece of this kind is in it."""
        return any(token.mark is mark for token in self.tokens)


MAX_LENGTH: Final = 255

_PIECE: Final = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.?)
    | (?P<pad>[_*].?)
    | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>general|standard)
    | (?P<exponent>e[+-])
    | (?P<digit>[0#?])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*([+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?)")
_ELAPSED: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SIMPLE: Final = {".": Mark.POINT, ",": Mark.COMMA, "%": Mark.PERCENT, "@": Mark.TEXT}
_SECOND_FRACTION: Final = re.compile(r"s[.,]0+", re.IGNORECASE)
_FRACTION: Final = re.compile(r"[0#?]\s*/\s*[0-9#?]")


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format code, at least one; what is beyond the longest code allowed is not read."""
    sections: list[Section] = []
    builder = _Builder()
    for match in _PIECE.finditer(code[:MAX_LENGTH]):
        if match["other"] == ";":
            sections.append(builder.section())
            builder = _Builder()
        else:
            builder.take(match)
    sections.append(builder.section())
    return tuple(sections)


class _Builder:
    """The section that is being read."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.condition: Condition | None = None
        self.elapsed = False
        self.bare = ""  # the section without text and brackets: what tells a date from a number

    def take(self, match: re.Match[str]) -> None:
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        match kind:
            case "quoted" | "escaped":
                self.tokens.append(Token(Mark.LITERAL, text))
            case "pad":
                self.tokens.append(Token(Mark.PAD, " "))
            case "bracket":
                self.take_bracket(text)
            case "general":
                self.tokens.append(Token(Mark.GENERAL))
            case "exponent":
                self.tokens.append(Token(Mark.EXPONENT, text.upper()))
            case "digit":
                self.bare += text
                self.tokens.append(Token(Mark.DIGIT, text))
            case _:
                self.bare += text
                self.tokens.append(Token(_SIMPLE.get(text, Mark.LITERAL), text))

    def take_bracket(self, text: str) -> None:
        """``[Red]``, ``[<100]``, ``[$Rp-421]``, ``[h]``; a colour or a language shows nothing."""
        if text.startswith("$"):
            self.tokens.append(Token(Mark.LITERAL, text[1:].rpartition("-")[0] if "-" in text else text[1:]))
        elif found := _CONDITION.fullmatch(text.strip()):
            self.condition = Condition(found[1], Decimal(found[2]))
        elif _ELAPSED.fullmatch(text):
            self.elapsed = True

    def section(self) -> Section:
        temporal = self.elapsed or _is_temporal(self.bare)
        tokens, grouped, thousands = _without_commas(self.tokens)
        return Section(
            tokens=tuple(tokens),
            condition=self.condition,
            grouped=grouped,
            thousands=thousands,
            percents=sum(token.mark is Mark.PERCENT for token in tokens),
            temporal=temporal,
            elapsed=self.elapsed,
            odd=temporal or _FRACTION.search(self.bare) is not None,
        )


def _is_temporal(bare: str) -> bool:
    """Whether a section shows a date: it has a letter of one, and no digits but those of a second."""
    if re.search("[ymdhs]", bare, re.IGNORECASE) is None:
        return False
    return re.search("[0#?]", _SECOND_FRACTION.sub("", bare)) is None


def _without_commas(tokens: list[Token]) -> tuple[list[Token], bool, int]:
    """The tokens with each comma judged: it groups thousands, or divides by one, or is text.

    A comma after the last digit before the point, or after the last digit of all, divides; between two digits
    before the point it groups.
    """
    digits = [index for index, token in enumerate(tokens) if token.mark is Mark.DIGIT]
    points = [index for index, token in enumerate(tokens) if token.mark is Mark.POINT]
    exponents = [index for index, token in enumerate(tokens) if token.mark is Mark.EXPONENT]
    end = min([*points, *exponents, len(tokens)])
    whole = [index for index in digits if index < end]
    kept: list[Token] = []
    grouped, thousands = False, 0
    for index, token in enumerate(tokens):
        if token.mark is not Mark.COMMA:
            kept.append(token)
        elif whole and whole[0] < index < whole[-1]:
            grouped = True
        elif index and _follows_last(tokens, index, whole, digits):
            thousands += 1
        else:
            kept.append(Token(Mark.LITERAL, ","))
    return kept, grouped, thousands


def _follows_last(tokens: list[Token], index: int, whole: list[int], digits: list[int]) -> bool:
    """Whether only commas stand between that at ``index`` and the last digit of the whole part or of all."""
    before = index - 1
    while before >= 0 and tokens[before].mark is Mark.COMMA:
        before -= 1
    return bool((whole and before == whole[-1]) or (digits and before == digits[-1]))
