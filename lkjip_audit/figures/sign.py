"""What stands before a run of digits: "Rp", a minus, a bullet, an opening bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from lkjip_audit.rulepack.words import WordPattern

_PREFIX = WordPattern(
    r"(?P<outer>[-+(] *)?(?P<currency>(?<![A-Za-z]){currency_signs}[ .:\n]*)?(?P<inner>[-+(] *)?\Z", re.IGNORECASE
)
_REACH = 40
_MAY_PRECEDE_A_SIGN = "(=;:/|"


class Bracket(Enum):
    """Which bracket stands before the digits: one around all of it, or one behind "Rp" or a minus."""

    NONE = auto()
    OUTER = auto()
    INNER = auto()


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands before the digits, from ``start``; behind its outer sign or bracket is ``core``.

    ``dash`` is a loose one ("- 16,5").  ``doubtful`` says that a tight one may be a bullet.
    """

    start: int
    core: int
    currency: bool = False
    bracket: Bracket = Bracket.NONE
    negative: bool = False
    dash: bool = False
    doubtful: bool = False


def read_sign(text: str, place: int, floor: int, *, prose: bool) -> Sign:
    """What stands before the digits that begin at ``place``, but not before ``floor``."""
    match = _PREFIX.search(text, max(floor, place - _REACH), place)
    if match is None:
        raise AssertionError("a pattern of optional parts matches everywhere")
    outer, currency, inner = (match.group(name) or "" for name in ("outer", "currency", "inner"))
    start, core, has_currency = match.start(), match.start() + len(outer), bool(currency)
    if outer.startswith("("):
        return Sign(start, core, has_currency, Bracket.OUTER, negative=inner.startswith("-"))
    if inner.startswith("-"):
        certain = has_currency and not outer
        return Sign(start, core, has_currency, negative=certain, doubtful=not certain)
    bracket = Bracket.INNER if inner.startswith("(") else Bracket.NONE
    if not outer.startswith("-"):
        return Sign(start, core, has_currency, bracket)
    return _with_dash(text, Sign(start, core, has_currency, bracket), prose=prose)


def _with_dash(text: str, sign: Sign, *, prose: bool) -> Sign:
    """``sign`` behind a dash, which is a minus, a bullet, or joins it to what stands before."""
    behind = replace(sign, start=sign.core)
    if not _begins_a_number(text, sign.start):
        return behind
    if sign.core - sign.start > 1:
        return replace(behind, dash=True)
    begins_line = text[: sign.start].rstrip(" ")[-1:] in ("", "\n")
    if (prose and begins_line) or sign.bracket is not Bracket.NONE:
        return replace(behind, doubtful=True)
    return replace(sign, negative=True)


def _begins_a_number(text: str, place: int) -> bool:
    """Whether a dash at ``place`` can be a sign, and does not join two things ("2021 -2026", "83,36%-1")."""
    before = text[place - 1 : place]
    if before and not before.isspace() and before not in _MAY_PRECEDE_A_SIGN:
        return False
    return re.search(r"[0-9%)] +\Z", text[max(0, place - 5) : place]) is None
