"""What a number becomes by one slip of the hand: the other way round from ``slips``, which names the slip.

variants("1234", (SlipKind.ADJACENT_TRANSPOSITION,))  ->  2134, 1324, 1243
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import lru_cache
from itertools import product
from types import MappingProxyType

from rapidfuzz.distance import OSA

from lkjip_audit.figures.slips import SlipKind

_DIGITS = "0123456789"
_GROUP = 3
_EXACT = Context(prec=1000)
_LIKELIEST = (
    SlipKind.ADJACENT_TRANSPOSITION,
    SlipKind.DISTANT_TRANSPOSITION,
    SlipKind.ONE_DIGIT,
    SlipKind.MISSING_DIGIT,
    SlipKind.EXTRA_DIGIT,
)


def variants(digits: str, kinds: Sequence[SlipKind]) -> Iterator[str]:
    """What ``digits`` becomes by one slip of one of ``kinds``, in their order; the same text may come again.

    A block is a group of three counted from the end, whose digits are those it had, mixed ("969" as "696"); an extra
    digit may be a doubled one.  KeyError for a kind that does not change single digits (a sign, a cut, a factor, a
    tail).
    """
    for kind in kinds:
        yield from _VARIANTS[kind](digits)


@lru_cache(maxsize=4096)  # the figures in question in one component, several times over
def one_slip_away(value: Decimal, decimals: int, low: Decimal, high: Decimal, shortest: int) -> tuple[Decimal, ...]:
    """What lies between ``low`` and ``high`` and is one slip away from ``value``, likeliest slip first.

    A slip is two digits in each other's place, one digit wrong, one too many or one missing.  Of a number of
    fewer than ``shortest`` digits nearly every other number is one slip away, so that it tells nothing: none.
    """
    digits = f"{_EXACT.to_integral_value(value.copy_abs().scaleb(decimals, _EXACT)):f}"
    if len(digits) < shortest or value == 0:
        return ()
    least, most = (low, high) if value > 0 else (-high, -low)
    first = max(0, _whole(least.scaleb(decimals, _EXACT), ROUND_CEILING))
    last = _whole(most.scaleb(decimals, _EXACT), ROUND_FLOOR)
    found: dict[Decimal, None] = {}
    for text in _between(digits, first, last):
        number = Decimal(text).scaleb(-decimals, _EXACT)
        number = number.copy_negate() if value < 0 else number
        if number != value and not (text[0] == "0" and decimals == 0):
            found.setdefault(number)
    return tuple(found)


def _whole(value: Decimal, rounding: str) -> int:
    return int(value.to_integral_value(rounding, _EXACT))


def _between(digits: str, first: int, last: int) -> Iterable[str]:
    """What ``digits`` becomes by one slip and lies between ``first`` and ``last``, likeliest slip first."""
    if first > last:
        return ()
    if first == last:
        return _as_slipped(digits, str(first))
    if last - first < len(digits) and not any(
        text for number in range(first, last + 1) for text in _as_slipped(digits, str(number))
    ):
        return ()
    return (text for text in variants(digits, _LIKELIEST) if first <= int(text) <= last)


def _as_slipped(digits: str, number: str) -> Iterator[str]:
    """``number`` as one slip of ``digits`` writes it: of as many digits, of one less or one more."""
    own = len(digits)
    for size in (own, own - 1, own + 1):
        text = number.rjust(size, "0")
        if len(text) == size and _is_slip(digits, text):
            yield text


def _is_slip(digits: str, text: str) -> bool:
    """Whether ``text`` is ``digits`` with one digit wrong, missing or too many, or with two in each other's place."""
    if len(text) != len(digits):
        longer, shorter = sorted((digits, text), key=len, reverse=True)
        place = next((at for at, (one, other) in enumerate(zip(longer, shorter, strict=False)) if one != other), -1)
        return longer[place + 1 :] == shorter[place:] if place >= 0 else longer.startswith(shorter)
    wrong = [at for at, (one, other) in enumerate(zip(digits, text, strict=True)) if one != other]
    if len(wrong) == 2:
        left, right = wrong
        return digits[left] == text[right] and digits[right] == text[left]
    return len(wrong) == 1


def are_near(one: str, other: str, slips: int) -> bool:
    """Whether ``other`` is ``one`` after at most ``slips`` slips.

    A slip is a digit wrong, too many or missing, or two neighbours in each other's place (optimal string alignment).
    """
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def _transposed(digits: str, gaps: range) -> Iterator[str]:
    for gap in gaps:
        for left in range(len(digits) - gap):
            right = left + gap
            if digits[left] != digits[right]:
                middle = digits[left + 1 : right]
                yield digits[:left] + digits[right] + middle + digits[left] + digits[right + 1 :]


def _adjacent(digits: str) -> Iterator[str]:
    return _transposed(digits, range(1, 2))


def _distant(digits: str) -> Iterator[str]:
    return _transposed(digits, range(2, len(digits)))


def _one_digit(digits: str) -> Iterator[str]:
    for place, own in enumerate(digits):
        yield from (digits[:place] + digit + digits[place + 1 :] for digit in _DIGITS if digit != own)


def _missing(digits: str) -> Iterator[str]:
    return (digits[:place] + digits[place + 1 :] for place in range(len(digits)))


def _extra(digits: str) -> Iterator[str]:
    return (digits[:place] + digit + digits[place:] for place in range(len(digits) + 1) for digit in _DIGITS)


def _group_starts(digits: str) -> range:
    """Where the whole groups of three begin, the last one first."""
    return range(len(digits) - _GROUP, -1, -_GROUP)


def _block(digits: str) -> Iterator[str]:
    for start in _group_starts(digits):
        group = digits[start : start + _GROUP]
        for order in product(sorted(set(group)), repeat=_GROUP):
            mixed = "".join(order)
            if mixed != group and set(mixed) == set(group):
                yield digits[:start] + mixed + digits[start + _GROUP :]


def _swapped_groups(digits: str) -> Iterator[str]:
    for start in _group_starts(digits):
        if start >= _GROUP:
            left, right, rest = digits[start - _GROUP : start], digits[start : start + _GROUP], digits[start + _GROUP :]
            yield digits[: start - _GROUP] + right + left + rest


_VARIANTS: Mapping[SlipKind, Callable[[str], Iterator[str]]] = MappingProxyType(
    {
        SlipKind.ADJACENT_TRANSPOSITION: _adjacent,
        SlipKind.DISTANT_TRANSPOSITION: _distant,
        SlipKind.ONE_DIGIT: _one_digit,
        SlipKind.MISSING_DIGIT: _missing,
        SlipKind.EXTRA_DIGIT: _extra,
        SlipKind.BLOCK: _block,
        SlipKind.SWAPPED_GROUPS: _swapped_groups,
    }
)
