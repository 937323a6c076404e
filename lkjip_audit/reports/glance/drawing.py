"""Bars and columns as shapes of SVG: whole numbers and colours by class, no text of an input in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

WIDE: Final = 1000
"""The length of a whole bar in the units of its drawing."""
HIGH: Final = 600
"""The height of the highest column."""
GROUP: Final = 360
"""How far a group of columns is from the next."""
_COLUMN, _BEFORE = 90, 40


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the class ``look``."""

    look: str
    x: int
    y: int
    width: int
    height: int


def parts(counts: Sequence[tuple[str, int]], whole: int) -> Iterator[Box]:
    """``counts`` by class side by side, as parts of ``whole``, in a bar ``WIDE`` long and a twentieth of it high."""
    at = 0
    for look, count in counts:
        if count and whole:
            wide = max(WIDE * count // whole, 1)
            yield Box(look, at, 0, wide, WIDE // 20)
            at += wide


def columns(groups: Sequence[Sequence[tuple[str, int]]]) -> Iterator[Box]:
    """A group of columns for each of ``groups``, the highest of all ``HIGH`` high."""
    most = max((count for group in groups for _, count in group), default=0)
    for number, group in enumerate(groups):
        for place, (look, count) in enumerate(group):
            tall = HIGH * count // most if most else 0
            yield Box(look, GROUP * number + _BEFORE + (_COLUMN + 5) * place, HIGH - tall, _COLUMN, tall)
