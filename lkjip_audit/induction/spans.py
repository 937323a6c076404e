"""Ranges of positions listed all at once, their running sums, and which of them gave a stated figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.frame import Floats, Indices

SHORTEST = 6
"""Positions that a range of any step has at most, at least."""


class Spans(NamedTuple):
    """Ranges: their ends in the running sums, their first and last position, step and number of positions."""

    first: Indices
    end: Indices
    start: Indices
    last: Indices
    step: Indices
    number: Indices


class Sums(NamedTuple):
    """Running sums of figures, of figures that there are, of rounding units: lines x ends of ranges."""

    values: Floats
    known: Floats
    loose: Floats


class Hits(NamedTuple):
    """Ranges that give a stated figure in one line, and the bits of each."""

    which: Indices
    stated: Indices
    bits: Floats


def lengths(places: int, width: int, strides: int) -> list[int]:
    """How many positions a range of each step has at most."""
    return [min(max(SHORTEST, width // step), -(-places // step)) for step in range(1, max(strides, 1) + 1)]


def listed(sequence: Indices, widths: list[int]) -> Spans:
    """All ranges of two to ``widths[step - 1]`` positions of a sequence, for every step."""
    size, offset = len(sequence), 0
    found: list[tuple[Indices, ...]] = []
    for step, width in enumerate(widths, 1):
        start, count = (each.ravel() for each in np.meshgrid(np.arange(size), np.arange(2, width + 1), indexing="ij"))
        last = start + (count - 1) * step
        inside = last < size
        start, count, last = start[inside], count[inside], last[inside]
        found.append(
            (
                start + offset,
                start + count * step + offset,
                sequence[start],
                sequence[last],
                np.full(len(start), step),
                count,
            )
        )
        offset += size + step
    return Spans(*(np.concatenate(each) for each in zip(*found, strict=True)))


def running_sums(values: Floats, strides: int) -> Floats:
    """Running sums of every n-th position for each step, one step after the other."""
    lines, size = values.shape
    parts = []
    for step in range(1, strides + 1):
        rows = -(-size // step)
        padded = np.zeros((lines, rows * step))
        padded[:, :size] = values
        sums = np.cumsum(padded.reshape(lines, rows, step), axis=1).reshape(lines, rows * step)
        parts += [np.zeros((lines, step)), sums[:, :size]]
    return np.concatenate(parts, axis=1)


def operands_of(sequence: Indices, spans: Spans, which: Indices) -> Iterator[tuple[int, ...]]:
    """The positions of each of the ranges ``which``."""
    first, last = sequence.searchsorted(spans.start[which]), sequence.searchsorted(spans.last[which])
    positions = sequence.tolist()
    for begin, end, step in zip(first.tolist(), last.tolist(), spans.step[which].tolist(), strict=True):
        yield tuple(positions[begin : end + 1 : step])


def expanded(which: Indices, low: Indices, counts: Indices) -> tuple[Indices, Indices]:
    """One entry for each hit: who hit, and what."""
    before = np.cumsum(counts) - counts
    found = np.arange(int(counts.sum())) + np.repeat(low - before, counts)
    return np.repeat(which, counts), found


def is_near(spans: Spans, which: Indices, stated: Indices, window: int) -> Flags:
    """Whether the stated position is none of the range's, and no farther from it than the window."""
    start, last = spans.start[which], spans.last[which]
    inside = (stated >= start) & (stated <= last)
    near = (stated >= start - window) & (stated <= last + window)
    free: Flags = near & ~(inside & ((stated - start) % spans.step[which] == 0))
    return free


def joined(hits: list[Hits]) -> Hits:
    """The hits of all lines."""
    nothing = np.zeros(0, dtype=np.intp)
    hits = [Hits(nothing, nothing, np.zeros(0)), *hits]
    return Hits(*(np.concatenate(each) for each in zip(*hits, strict=True)))


def tallied(hits: Hits, places: int, least: Floats) -> tuple[Indices, Indices, Floats]:
    """Each range and stated position once, with the bits of all lines, where they are enough."""
    which, stated, bits = hits
    keys, back = np.unique(which * places + stated, return_inverse=True)
    score = np.bincount(back, weights=bits, minlength=len(keys))
    enough = score >= least[keys % places]
    return keys[enough] // places, keys[enough] % places, score[enough]
