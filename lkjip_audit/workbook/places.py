"""Where things stand on a sheet: the A1 notation, read."""

from __future__ import annotations

import re
from typing import Final

from lkjip_audit.workbook.model import Area

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
_A1: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27, whatever the case."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def written_place(reference: str) -> tuple[int, int] | None:
    """The row and column that ``B12`` writes, be they on a sheet or beyond it; None for what is no such reference."""
    match = _A1.fullmatch(reference)
    return None if match is None else (int(match[2]), column_number(match[1]))


def place_of(reference: str) -> tuple[int, int] | None:
    """The row and column that ``B12`` names; None when it names no cell of a sheet."""
    place = written_place(reference.strip())
    return place if place and 1 <= place[0] <= LAST_ROW and place[1] <= LAST_COLUMN else None


def area_of(reference: str) -> Area | None:
    """The rectangle that ``A1:C7`` or ``A1`` names, corners in any order; None when it names none."""
    corners = [place_of(corner) for corner in reference.split(":")]
    places = [corner for corner in corners if corner is not None]
    if len(places) != len(corners) or len(places) > 2:
        return None
    rows, columns = zip(*places, strict=True)
    return Area(min(rows), min(columns), max(rows), max(columns))
