"""Candidates for totals of a few parts that stand anywhere: columns that a sum picks, and passes over others between.

Neighbours, every n-th and what is left beside totals are ``search``'s; what is looked for here is not told by those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import comb

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate
from lkjip_audit.induction.frame import Frame, Indices
from lkjip_audit.induction.keylines import key_lines
from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.rulepack.induction_limits import InductionLimits

_FEWEST = 3
"""Parts: two that stand anywhere are pairs."""
_LEAST = 3
_LINES = 6
_SLACK = 1e-11
_MOSTLY = 0.6


def scattered(frame: Frame, told: Iterable[Candidate], limits: InductionLimits) -> Iterator[Candidate]:
    """Sums of three parts or more among columns, but those that a ``told`` relation computes.

    As many sets of parts are tried as ``limits.scattered`` allows, the small ones first.
    """
    if frame.axis is not Axis.ALONG_ROWS:
        return
    known = tuple(told)
    computed = {each.stated for each in known if not _may_be_turned(each)}
    parts = [place for place in range(frame.size[1]) if place not in computed and frame.known[:, place].any()]
    places = np.array(sorted({*parts} - {each.stated for each in known}), dtype=np.intp)
    lines = key_lines(frame.worth[:, parts].sum(axis=1), _LINES)
    if len(parts) <= _FEWEST or not len(places) or len(lines) < _LEAST:
        return
    room = limits.scattered
    for size in range(_FEWEST, len(parts)):
        room -= comb(len(parts), size)
        if room < 0:
            return
        yield from _of(frame, lines, places, np.array([*combinations(parts, size)], dtype=np.intp))


def _may_be_turned(told: Candidate) -> bool:
    """Whether it is a total of two parts, either of which may be what is computed: the rest of the other."""
    return told.operator in LINEAR and len(told.operands) == _FEWEST - 1


def _of(frame: Frame, lines: Indices, places: Indices, sets: Indices) -> Iterator[Candidate]:
    """The sets of parts that come to a figure of their line, in most of some lines that tell much."""
    figures, units = np.where(frame.known, frame.floats, 0.0)[lines], frame.units[lines]
    sums, wide = figures[:, sets].sum(axis=2)[:, None, :], units[:, sets].sum(axis=2)[:, None, :]
    off = np.abs(sums - figures[:, places][:, :, None])
    near = 2 * off <= wide + units[:, places][:, :, None] + _SLACK * np.abs(sums)
    hits = (near & (figures[:, places] != 0)[:, :, None]).sum(axis=0) >= max(_LEAST, _MOSTLY * len(lines))
    for at, which in zip(*np.nonzero(hits), strict=True):
        stated = int(places[at])
        if stated not in sets[which]:
            yield Candidate(Operator.SUM, stated, tuple(sets[which].tolist()))
