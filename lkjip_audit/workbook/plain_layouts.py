"""The number formats that most cells have, laid out once: ``0``, ``#,##0.00``, ``"Rp" #,##0``, ``0.0%``.

What stands before and behind the digits is the same for every number, so that only the digits are left to write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

from lkjip_audit.workbook.format_codes import Mark, Section, Token, sections_of

LOOSE_SIGN: Final = re.compile(r"^([-(]) ")
"""Accounting formats fill the room between sign and number."""

_WIDE: Final = Context(prec=1200)
_ONE: Final = Decimal(1)
_PLACE: Final = "\0"
_FIXED: Final = frozenset({Mark.LITERAL, Mark.PAD, Mark.PERCENT})
_MOST_DECIMALS: Final = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format without surprises shows a number that it takes.

    ``positive`` and ``negative`` are what stands before and behind the digits; ``negative`` is None where the format
    has other ways for what is not above zero.
    """

    section: Section
    decimals: int
    step: Decimal
    positive: tuple[str, str]
    negative: tuple[str, str] | None

    def takes(self, value: Decimal) -> bool:
        """Whether it shows ``value``."""
        return self.negative is not None or value > 0

    def rounded(self, size: Decimal) -> Decimal:
        """``size``, which is not below zero and already in percent where these are shown, as it is shown."""
        if not self.decimals and size.same_quantum(_ONE):
            return size
        return size.quantize(self.step, ROUND_HALF_UP, _WIDE)

    def text(self, rounded: Decimal, *, below_zero: bool) -> str:
        """What a reader sees of ``rounded``."""
        if not self.section.grouped:
            digits = f"{rounded:f}".replace(".", ",")
        elif self.decimals:
            whole, _, fraction = f"{rounded:,f}".partition(".")
            digits = f"{whole.replace(',', '.')},{fraction}"
        else:
            digits = f"{rounded:,f}".replace(",", ".")
        before, after = self.negative if below_zero and self.negative is not None else self.positive
        return f"{before}{digits}{after}"


@lru_cache(maxsize=4096)
def layout_of(code: str) -> Layout | None:
    """The layout of a format code; None for one that shows different numbers in different ways."""
    sections = sections_of(code)
    numeric = list(sections[:3])
    if len(sections) < 4 and numeric[-1].has(Mark.TEXT):
        numeric.pop()
    if not numeric or any(section.condition is not None for section in numeric):
        return None
    section = numeric[0]
    if section.odd or section.thousands or section.percents > 1:
        return None
    digits = [at for at, token in enumerate(section.tokens) if token.mark in (Mark.DIGIT, Mark.POINT)]
    if not digits:
        return None
    first, last = digits[0], digits[-1]
    around = (*section.tokens[:first], *section.tokens[last + 1 :])
    decimals = _decimals(section.tokens[first : last + 1])
    if decimals is None or any(token.mark not in _FIXED or _PLACE in token.text for token in around):
        return None
    fixed = ["".join(token.text for token in tokens) for tokens in (section.tokens[:first], section.tokens[last + 1 :])]
    return Layout(
        section,
        decimals,
        _ONE.scaleb(-decimals),
        _around("", *fixed),
        _around("-", *fixed) if len(numeric) == 1 else None,
    )


def _decimals(tokens: Sequence[Token]) -> int | None:
    """How many decimals the placeholders show; None unless they are ``#...0`` and zeros behind the point."""
    written = "".join(token.text if token.mark is Mark.DIGIT else "." for token in tokens)
    match = re.fullmatch(r"#*0(?:\.(0+))?", written)
    if match is None or any(token.mark not in (Mark.DIGIT, Mark.POINT) for token in tokens):
        return None
    decimals = len(match.group(1) or "")
    return decimals if decimals <= _MOST_DECIMALS else None


def _around(sign: str, before: str, after: str) -> tuple[str, str]:
    tidy = LOOSE_SIGN.sub(r"\1", " ".join(f"{sign}{before}{_PLACE}{after}".split()))
    left, _, right = tidy.partition(_PLACE)
    return left, right
