"""Lines by which candidates are found: those in which a figure tells most, whatever one or two far off would tell."""

from __future__ import annotations

import numpy as np

from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.frame import Floats, Indices

_TELLS = 0.4
_FEW = 3


def key_lines(worth: Floats, most: int) -> Indices:
    """Lines, spread over the frame, in which a figure tells most."""
    telling = np.flatnonzero(_tells(worth))
    if len(telling) <= most:
        return telling
    return telling[np.linspace(0, len(telling) - 1, most).astype(np.intp)]


def key_lines_of_all(worth: Floats, most: int) -> tuple[Indices, Floats]:
    """For every position (first axis) the lines in which it tells most, spread over the frame, and their worth."""
    telling = _tells(worth)
    count = telling.sum(axis=0)
    order = np.argsort(~telling, axis=0, kind="stable")
    most = min(most, len(worth))
    at = np.arange(most)[:, None]
    spread = np.where(count > most, at * (count - 1) // max(most - 1, 1), at)
    lines = np.take_along_axis(order, spread, axis=0)
    bits = np.where(at < count, np.take_along_axis(worth, lines, axis=0), 0.0)
    return lines.T, bits.T


def _tells(worth: Floats) -> Flags:
    """Where the figures of each position (lines first) tell about as much as its best do.

    One or two that tell far more are passed over when it is asked how much that is: a share of 10.07 among shares of
    0.1 is mistyped, and would hide all lines by which its formula is found.
    """
    best = np.partition(worth, -_FEW, axis=0)[-_FEW] if len(worth) > _FEW else worth.max(axis=0, initial=0.0)
    tells: Flags = (worth > 0) & (worth >= _TELLS * best)
    return tells
