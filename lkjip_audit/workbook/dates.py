"""Date serials and ISO dates as a spreadsheet means them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_MILLISECONDS: Final = 86_400_000
_EPOCH_1900: Final = datetime(1899, 12, 31)
_EPOCH_1904: Final = datetime(1904, 1, 1)
_LEAP_BUG: Final = 60  # the 29th of February 1900, which never was
_LAST_1900: Final = 2_958_466
_LAST_1904: Final = _LAST_1900 - 1462


def from_serial(serial: Decimal, *, date1904: bool) -> datetime | None:
    """The moment that ``serial`` shows as, to the millisecond; None when there is no such date.

    No date: negative serials, beyond the year 9999, and the 29th of February 1900 that the 1900 system
    counts.
    """
    if not 0 <= serial < (_LAST_1904 if date1904 else _LAST_1900):
        return None
    stamp = int((serial * _MILLISECONDS).quantize(Decimal(1), ROUND_HALF_UP))
    days, rest = divmod(stamp, _MILLISECONDS)
    if date1904:
        epoch = _EPOCH_1904
    elif days == _LEAP_BUG:
        return None
    else:
        epoch = _EPOCH_1900
        days -= days > _LEAP_BUG
    try:
        return epoch + timedelta(days=days, milliseconds=rest)
    except OverflowError:  # the last millisecond of 9999, rounded up
        return None


def from_iso(text: str) -> datetime | None:
    """The moment of a ``t="d"`` cell; None when ``text`` is no ISO date.  A time alone is one of day zero."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        pass
    try:
        return datetime.combine(_EPOCH_1900, time.fromisoformat(text.strip()).replace(tzinfo=None))
    except ValueError:
        return None
