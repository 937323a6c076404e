"""The numbers that are one typing slip away from a printed one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

_SHORTEST = 4


@lru_cache(maxsize=4096)
def one_slip_away(value: Decimal, decimals: int, low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """What lies between ``low`` and ``high`` and is one slip away from ``value``, likeliest slip first.

    A slip is two digits in each other's place, one digit wrong, one too many or one missing.  Of a number of
    fewer than four digits nearly every other number is one slip away, so that it tells nothing: none.
    """
    digits = str(abs(value).scaleb(decimals).to_integral_value())
    if len(digits) < _SHORTEST or value == 0:
        return ()
    sign = -1 if value < 0 else 1
    found: dict[Decimal, None] = {}
    for text in _variants(digits):
        number = sign * Decimal(text).scaleb(-decimals)
        if low <= number <= high and number != value and not (text[0] == "0" and decimals == 0):
            found.setdefault(number)
    return tuple(found)


def _variants(digits: str) -> Iterator[str]:
    size = len(digits)
    for gap in range(1, size):
        for left in range(size - gap):
            right = left + gap
            if digits[left] != digits[right]:
                middle = digits[left + 1 : right]
                yield digits[:left] + digits[right] + middle + digits[left] + digits[right + 1 :]
    for place in range(size):
        for digit in "0123456789":
            yield digits[:place] + digit + digits[place + 1 :]
    for place in range(size):
        yield digits[:place] + digits[place + 1 :]
    for place in range(size + 1):
        for digit in "0123456789":
            yield digits[:place] + digit + digits[place:]
