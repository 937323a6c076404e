"""How a stated number can have come from the right one by a slip of the hand.

A diagnosis only: it names the simplest slip that turns the proposed number into the stated one, and says
nothing on which of the two is right.  Digits are compared as they are printed, at the stated figure's number
of decimals, as exact whole numbers of any size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.rounding import round_half_up, truncate

_LONGEST_TAIL = 3
_FEWEST_DIGITS = 2
_SHIFTS = (1, 2, 3)


class SlipKind(StrEnum):
    """The slips that are known, from the simplest on; the first that fits is the one named."""

    SIGN = "sign"
    """The sign is wrong and nothing else: 5,2 for -5,2."""

    CUT = "cut"
    """Cut after the last shown decimal instead of rounded: 98,96 for 98,9697."""

    FACTOR_10 = "factor_10"
    """The decimal mark is one place off, or a zero is missing or too many: 5830,3 for 583,03."""

    FACTOR_100 = "factor_100"
    """Two places off, often a fraction with a percent sign: 0,99% for 99,00%."""

    FACTOR_1000 = "factor_1000"
    """Three places off: thousands of rupiah for rupiah."""

    ONE_DIGIT = "one_digit"
    """One digit is another: 99,63 for 95,63."""

    ADJACENT_TRANSPOSITION = "adjacent_transposition"
    """Two neighbouring digits have changed places: 147 for 174."""

    DOUBLED_DIGIT = "doubled_digit"
    """A digit is typed twice: 26.888.593.227 for 2.688.593.227."""

    MISSING_DIGIT = "missing_digit"
    """A digit is left out: 268.593.227 for 2.688.593.227."""

    EXTRA_DIGIT = "extra_digit"
    """A digit is too many: 26.885.493.227 for 2.688.593.227."""

    DISTANT_TRANSPOSITION = "distant_transposition"
    """Two digits that do not stand side by side have changed places: 3.812 for 2.813."""

    BLOCK = "block"
    """Three digits in a row hold the same digits in another order or number: 696 for 969, 231 for 123."""

    SWAPPED_GROUPS = "swapped_groups"
    """Two neighbouring groups of thousands have changed places: 14.969.645 for 14.645.969."""

    TAIL = "tail"
    """Only the last two or three digits differ, as when they are copied from another figure: 227 for 013."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What went wrong, and where.

    ``stated_part`` and ``proposed_part`` are the digits that differ, without marks; ``place`` is the power of
    ten of the last of them (0 for ones, 6 for millions, -2 for the second decimal).  For a sign, a cut or a
    factor both parts are all digits, and ``place`` that of the last digit shown.
    """

    kind: SlipKind
    stated_part: str
    proposed_part: str
    place: int


def slip(stated: Figure, proposed: Decimal) -> Slip | None:
    """The simplest slip by which somebody who meant ``proposed`` wrote ``stated``; None when there is none.

    ``proposed`` is in the unit that ``stated`` prints ("2,4 miliar" is compared with 2.5, not with
    2500000000) and need not be rounded.  None as well when the two print the same, and for numbers of a
    single digit, where every difference is one digit and says nothing.
    """
    return slip_between(stated.value, stated.decimals, proposed)


def slip_between(stated: Decimal, decimals: int, proposed: Decimal) -> Slip | None:
    """Like ``slip``, for a number ``stated`` that is printed with ``decimals`` decimals."""
    rounded = round_half_up(proposed, decimals)
    if stated == rounded:
        return None
    mine, theirs = _digits(stated, decimals), _digits(rounded, decimals)
    if (kind := _as_a_whole(stated, decimals, proposed, rounded)) is not None:
        return Slip(kind, mine, theirs, -decimals)
    if (stated < 0) != (rounded < 0) or max(len(mine), len(theirs)) < _FEWEST_DIGITS:
        return None
    return _in_digits(mine, theirs, decimals)


def _digits(value: Decimal, decimals: int) -> str:
    """All digits that are printed, without sign and marks; at least one before the decimals."""
    whole, _, fraction = f"{round_half_up(value, decimals).copy_abs():f}".partition(".")
    return whole + fraction


def _as_a_whole(stated: Decimal, decimals: int, proposed: Decimal, rounded: Decimal) -> SlipKind | None:
    if rounded and stated == rounded.copy_negate():
        return SlipKind.SIGN
    if stated == truncate(proposed, decimals) and stated:
        return SlipKind.CUT
    for shift in _SHIFTS:
        if _is_shifted(stated, decimals, proposed, shift):
            return (SlipKind.FACTOR_10, SlipKind.FACTOR_100, SlipKind.FACTOR_1000)[shift - 1]
    return None


def _is_shifted(stated: Decimal, decimals: int, proposed: Decimal, shift: int) -> bool:
    """Whether ``stated`` is ``proposed`` with its mark ``shift`` places off, either way.

    A stated number that shows fewer digits than the proposed one must agree in at least two of them.
    """
    if not stated or not proposed:
        return False
    if stated == round_half_up(_shifted(proposed, shift), decimals) or _shifted(stated, shift) == proposed:
        return True
    if len(_digits(stated, decimals).lstrip("0")) < _FEWEST_DIGITS:
        return False
    return _shifted(stated, shift) == round_half_up(proposed, decimals - shift)


def _shifted(value: Decimal, shift: int) -> Decimal:
    """``value`` times ten to the ``shift``, all its digits kept."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + shift))


def _in_digits(mine: str, theirs: str, decimals: int) -> Slip | None:
    finders: tuple[tuple[SlipKind, Callable[[str, str], tuple[int, int] | None]], ...] = (
        (SlipKind.ONE_DIGIT, _one_digit),
        (SlipKind.ADJACENT_TRANSPOSITION, _adjacent),
        (SlipKind.DOUBLED_DIGIT, _doubled),
        (SlipKind.MISSING_DIGIT, _missing),
        (SlipKind.EXTRA_DIGIT, lambda a, b: _missing(b, a)),
        (SlipKind.DISTANT_TRANSPOSITION, _distant),
        (SlipKind.BLOCK, _block),
        (SlipKind.SWAPPED_GROUPS, lambda a, b: _groups(a, b, decimals)),
        (SlipKind.TAIL, _tail),
    )
    for kind, find in finders:
        span = find(mine, theirs)
        if span is not None:
            from_end = (len(mine) - span[1]) if len(mine) >= len(theirs) else (len(theirs) - span[1])
            return Slip(kind, _part(mine, theirs, span), _part(theirs, mine, span), from_end - decimals)
    return None


def _part(digits: str, other: str, span: tuple[int, int]) -> str:
    """The digits of ``span``, which is counted in the longer of the two numbers."""
    start, end = span
    shorter_by = max(0, len(other) - len(digits))
    return digits[start : end - shorter_by]


def _differences(mine: str, theirs: str) -> list[int]:
    if len(mine) != len(theirs):
        return []
    return [index for index, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]


def _one_digit(mine: str, theirs: str) -> tuple[int, int] | None:
    where = _differences(mine, theirs)
    return (where[0], where[0] + 1) if len(where) == 1 else None


def _swapped(mine: str, theirs: str) -> tuple[int, int] | None:
    where = _differences(mine, theirs)
    if len(where) != 2:
        return None
    first, second = where
    if (mine[first], mine[second]) != (theirs[second], theirs[first]):
        return None
    return first, second + 1


def _adjacent(mine: str, theirs: str) -> tuple[int, int] | None:
    span = _swapped(mine, theirs)
    return span if span and span[1] - span[0] == 2 else None


def _distant(mine: str, theirs: str) -> tuple[int, int] | None:
    return _swapped(mine, theirs)


def _missing(mine: str, theirs: str) -> tuple[int, int] | None:
    """Where ``theirs`` has one digit more than ``mine``; the last place that would do (of a pair)."""
    if len(theirs) != len(mine) + 1:
        return None
    common = next((i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), len(mine))
    return (common, common + 1) if theirs[common + 1 :] == mine[common:] else None


def _doubled(mine: str, theirs: str) -> tuple[int, int] | None:
    span = _missing(theirs, mine)
    if span is None:
        return None
    place = span[0]
    return span if place > 0 and mine[place - 1] == mine[place] else None


def _block(mine: str, theirs: str) -> tuple[int, int] | None:
    """Differences within three digits in a row that hold the same digits on both sides."""
    where = _differences(mine, theirs)
    if not where or where[-1] - where[0] > 2 or len(where) < 2:
        return None
    for start in range(max(0, where[-1] - 2), where[0] + 1):
        if set(mine[start : start + 3]) == set(theirs[start : start + 3]) and start + 3 <= len(mine):
            return start, start + 3
    return None


def _groups(mine: str, theirs: str, decimals: int) -> tuple[int, int] | None:
    """Two neighbouring groups of three digits, counted from the decimal mark, that have changed places."""
    if len(mine) != len(theirs):
        return None
    for end in range(len(mine) - decimals, 5, -3):
        swapped = mine[: end - 6] + mine[end - 3 : end] + mine[end - 6 : end - 3] + mine[end:]
        if swapped == theirs:
            return end - 6, end
    return None


def _tail(mine: str, theirs: str) -> tuple[int, int] | None:
    """Differences in the last two or three digits only, of a number at least twice as long."""
    where = _differences(mine, theirs)
    if not where or len(mine) - where[0] > _LONGEST_TAIL or len(mine) < 2 * _LONGEST_TAIL:
        return None
    return where[0], len(mine)
