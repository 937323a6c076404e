"""A block seen along one axis: lines times positions, with what every figure is worth as evidence."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.induction.block import Block, Flags, Ints, Said
from lkjip_audit.induction.model import Axis

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_ENOUGH_FOR_A_RANGE = 4
_MOST_ZEROS = 9
_ENOUGH_FOR_FIVES = 8
_ONE_APART_OF = 16
_MIX, _MIX_OF_PLACES = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x9E3779B97F4A7C15)
"""Odd multipliers of splitmix64 (Steele, Lea and Flood, 2014)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines x positions of a block; empty ones are left out, ``lines`` and ``places`` give their indices.

    ``values``, ``known``, ``unreadable``, ``percent`` are the block's.  ``steps`` (as floats: ``units``) are
    the rounding units of the figures, trimmed to the decimals that their column uses.  ``grain`` is the unit that
    the figures of a row and a column share (whole thousands prove no more than their thousands), ``spread`` how
    wide plausible values lie, ``worth`` the bits that an exact match of the figure is worth;
    all three as scaled floats.  ``reach`` is how far the figures of a position lie apart.
    ``loose`` is the rounding unit of what is printed with decimals, ``zeroed`` marks the whole figures that are not 0
    and ``shared`` has the grain of these, no finer than their rounding; 0 and without bound where there is none.
    ``common`` are the bits that a figure is worth at most whose position has it in other lines too; without bound else.
    ``marks`` are numbers, one of each figure: two lines have the same sum of them over some positions only where they
    have the same figures there.
    ``gaps`` tells of every position, and of one beyond, that nothing stands right before it, as at either end.
    ``said`` is how words say that the figures of each position are computed.
    ``own`` is how many positions of the block are the line's own where those beyond are of the line before; ``origins``
    has the row and the column of every figure then.
    ``added`` are lines that totals of the other axis add up: rows like the others.
    """

    axis: Axis
    scale: int
    lines: Indices
    places: Indices
    gaps: Flags
    values: Ints
    floats: Floats
    units: Floats
    known: Flags
    unreadable: Flags
    percent: Flags
    whole: Flags
    steps: Ints
    grain: Floats
    spread: Floats
    worth: Floats
    reach: Floats
    common: Floats
    loose: Ints
    zeroed: Flags
    shared: Floats
    marks: NDArray[np.uint64]
    has_unreadable: bool
    has_percent: bool
    said: Said
    own: int = 0
    origins: NDArray[np.intp] | None = None
    added: frozenset[int] = frozenset()

    @property
    def size(self) -> tuple[int, int]:
        """How many lines and positions."""
        return len(self.lines), len(self.places)

    def cell(self, line: int, place: int) -> tuple[int, int]:
        """Row and column of the block."""
        if self.origins is not None:
            return int(self.origins[line, place, 0]), int(self.origins[line, place, 1])
        one, other = int(self.lines[line]), int(self.places[place])
        return (one, other) if self.axis is Axis.ALONG_ROWS else (other, one)

    def is_before(self, place: int) -> bool:
        """Whether a position is of the line before."""
        return bool(self.own and self.places[place] >= self.own)

    def everywhere(self, cell: tuple[int, int]) -> list[tuple[int, int]]:
        """Every line and position where the figure of a row and column of the block stands."""
        if self.origins is None:
            at = self.at(cell)
            return [] if at is None else [at]
        found = np.argwhere((self.origins == np.array(cell)).all(axis=2) & self.known)
        return [(int(line), int(place)) for line, place in found]

    def at(self, cell: tuple[int, int]) -> tuple[int, int] | None:
        """Line and position of a row and column of the block; None where these hold no figure."""
        one, other = cell if self.axis is Axis.ALONG_ROWS else cell[::-1]
        line, place = int(self.lines.searchsorted(one)), int(self.places.searchsorted(other))
        there = line < len(self.lines) and place < len(self.places)
        return (line, place) if there and (self.lines[line], self.places[place]) == (one, other) else None


def frames_of(block: Block, axes: Collection[Axis] = frozenset(Axis)) -> tuple[Frame, ...]:
    """The block along its rows and along its columns, as far as ``axes`` asks for it."""
    zeros = _zeros_at_end(block)
    steps, whole = _trimmed(block, zeros)
    grain = np.maximum(_grains(zeros, 0), _grains(zeros, 1))
    grain = np.where(steps > 10**block.scale, np.maximum(grain, steps.astype(np.float64)), grain)
    spread, roundness = _spread(block), _roundness(block, steps, zeros)
    rare, repeated = _alike(block.amounts, block.known)
    frames: list[Frame] = []
    if Axis.ALONG_ROWS in axes:
        down = _spread_of_few(spread, grain, rare, whole)
        worth = _worth(block, down, grain, roundness)
        worth = np.where(repeated, np.minimum(worth, rare), worth)
        frames.append(_framed(block, (steps, whole, grain, down, worth, rare), Axis.ALONG_ROWS))
    if Axis.ALONG_COLUMNS in axes:
        rare_across, repeats = _alike(block.amounts.T, block.known.T)
        across, repeated_across = rare_across.T, repeats.T
        worth = np.minimum(_worth(block, spread, grain, roundness), rare)
        worth = np.where(repeated_across, np.minimum(worth, across), worth)
        frames.append(_framed(block, (steps, whole, grain, spread, worth, across), Axis.ALONG_COLUMNS))
    return tuple(frames)


def _worth(block: Block, spread: Floats, grain: Floats, roundness: Floats) -> Floats:
    """Bits that an exact match of each figure is worth among as many as its ``spread`` has room for."""
    worth: Floats = np.minimum(np.log2(np.maximum(spread, grain) / grain), roundness)
    worth[~block.known] = 0.0
    return worth


def _framed(block: Block, arrays: tuple[Ints, Flags, Floats, Floats, Floats, Floats], axis: Axis) -> Frame:
    turn = axis is Axis.ALONG_COLUMNS
    known = block.known.T if turn else block.known
    lines, places = np.flatnonzero(known.any(axis=1)), np.flatnonzero(known.any(axis=0))
    pick = np.ix_(lines, places)

    def seen(array: NDArray[Any]) -> NDArray[Any]:
        return np.ascontiguousarray((array.T if turn else array)[pick])

    steps, whole, grain, spread, worth, common = (seen(array) for array in arrays)
    values, there = seen(block.amounts), seen(block.known)
    said = block.said_of_rows if turn else block.said_of_columns
    zeroed = there & whole & (values != 0).astype(np.bool_)
    return Frame(
        axis=axis,
        scale=block.scale,
        lines=lines,
        places=places,
        gaps=np.diff(places, prepend=-9, append=places[-1] + 9 if len(places) else 9) > 1,
        values=values,
        floats=values.astype(np.float64),
        units=steps.astype(np.float64),
        known=there,
        unreadable=seen(block.unreadable),
        percent=seen(block.percent),
        whole=whole,
        steps=steps,
        grain=grain,
        spread=spread,
        worth=worth,
        reach=_reach(values.astype(np.float64), there),
        common=common,
        loose=np.where(there & ~whole, steps, 0),
        zeroed=zeroed,
        shared=np.where(zeroed, np.maximum(grain, steps.astype(np.float64)), np.inf),
        marks=_marks(values, there),
        has_unreadable=bool(block.unreadable.any()),
        has_percent=bool(block.percent.any()),
        said=tuple(said[place] if said else frozenset() for place in places.tolist()),
    )


def _marks(values: Ints, known: Flags) -> NDArray[np.uint64]:
    """Numbers of 64 bits that are as good as random, the same for the same figure of a position."""
    if values.dtype == object:
        figures = np.array([hash(int(value)) for value in values.flat], dtype=np.int64).reshape(values.shape)
    else:
        figures = values
    mixed = figures.astype(np.uint64) * _MIX + known.astype(np.uint64)
    mixed += np.arange(values.shape[1], dtype=np.uint64) * _MIX_OF_PLACES
    for shift in (30, 27, 31):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= _MIX
    return mixed


def _reach(values: Floats, known: Flags) -> Floats:
    """How far the figures of each position lie apart; without bound where there are few."""
    low, high = np.where(known, values, np.inf).min(axis=0), np.where(known, values, -np.inf).max(axis=0)
    reach: Floats = np.where(known.sum(axis=0) >= _ENOUGH_FOR_A_RANGE, high - low, np.inf)
    return reach


def _zeros_at_end(block: Block) -> NDArray[np.int64]:
    """How many zeros every scaled amount ends with; as many as can be where it is 0 or there is none."""
    zeros = np.full(block.shape, _MOST_ZEROS + block.scale, dtype=np.int64)
    left = block.amounts.copy()
    open_ = block.known & (left != 0)
    for count in range(_MOST_ZEROS + block.scale):
        if not open_.any():
            break
        ends = open_ & (left % 10 != 0)
        zeros[ends] = count
        open_ &= ~ends
        left = left // 10
    return zeros


def _grains(zeros: NDArray[np.int64], across: int) -> Floats:
    shared = zeros.min(axis=across, keepdims=True)
    whole: Floats = np.broadcast_to(10.0 ** shared.astype(np.float64), zeros.shape)
    return whole


def _roundness(block: Block, steps: Ints, zeros: NDArray[np.int64]) -> Floats:
    """Bits that each figure is worth at most by its digits: one that ends in zeros is told by those before them.

    Every other figure is round, it is supposed, and where its zeros begin is any of its digits.
    """
    sizes = np.abs(block.amounts.astype(np.float64))
    digits = np.floor(np.log10(np.maximum(sizes / steps.astype(np.float64), 1.0))) + 1
    told = np.floor(np.log10(np.maximum(sizes, 1.0))) + 1 - zeros
    bits: Floats = 1 + np.log2(digits) + np.maximum(told, 1) * math.log2(10)
    return bits


def _trimmed(block: Block, zeros: NDArray[np.int64]) -> tuple[Ints, Flags]:
    """Rounding units without the decimals that a whole column shows as zeros."""
    shown = np.minimum(zeros.min(axis=0, keepdims=True), block.scale)
    least = np.broadcast_to(10 ** shown.astype(object), block.shape).astype(block.steps.dtype)
    steps = np.where(block.steps > least, block.steps, least)
    one = 10**block.scale
    whole = block.whole | (steps == one)
    for column in range(block.shape[1]):
        mine = block.known[:, column] & (block.amounts[:, column] != 0)
        if whole[mine, column].all() and len(set(block.amounts[mine, column].tolist())) >= _ENOUGH_FOR_FIVES:
            figures = block.amounts[mine, column]
            apart = len(figures) // _ONE_APART_OF  # a year over the column, or a slip in it
            base = next((base for base in (5, 3) if np.count_nonzero(figures % (base * one)) <= apart), 0)
            if base and np.count_nonzero(figures % (2 * base * one)) > apart:  # whole tens are no fives
                steps[:, column] = 2 * base * one  # to either side, as it falls
                whole[:, column] = False  # rounded to fives or threes, and seen to be
    return steps, whole


def _spread(block: Block) -> Floats:
    """How wide the plausible values of a cell lie: no wider than it is far from 0, nor than its column."""
    values = block.amounts.astype(np.float64)
    low = np.where(block.known, values, np.inf).min(axis=0, keepdims=True)
    high = np.where(block.known, values, -np.inf).max(axis=0, keepdims=True)
    enough = block.known.sum(axis=0, keepdims=True) >= _ENOUGH_FOR_A_RANGE
    width: Floats = np.where(enough, high - low, np.inf)
    return np.minimum(np.abs(values), width)


def _spread_of_few(spread: Floats, grain: Floats, rare: Floats, whole: Flags) -> Floats:
    """The same, but of what is printed with decimals and stands in a column again as wide as it is rare there.

    Shares of 0.01 among such of 0.00 to 0.06 are near to 0, yet which of them stands in which row is told by a formula
    only: of all orders of a column's figures one is right.
    """
    few = np.isfinite(rare) & ~whole
    wide: Floats = np.maximum(spread, np.where(few, grain * 2.0 ** np.where(few, rare, 0.0), 0.0))
    return wide


def _alike(amounts: Ints, known: Flags) -> tuple[Floats, Flags]:
    """Bits that a value is worth at most, because others of its column are the same; which stand there before."""
    bits, repeats = np.full(known.shape, np.inf), np.zeros(known.shape, dtype=np.bool_)
    if not known.size:
        return bits, repeats
    order = np.lexsort((amounts, ~known), axis=0)
    ordered, there = np.take_along_axis(amounts, order, axis=0), np.take_along_axis(known, order, axis=0)
    first = np.ones(known.shape, dtype=np.bool_)
    first[1:] = ((ordered[1:] != ordered[:-1]).astype(np.bool_)) | (there[1:] != there[:-1])
    runs = np.cumsum(first.T.ravel()) - 1
    counts = np.bincount(runs)[runs].reshape(known.T.shape).T
    many = known.sum(axis=0, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        rare = np.log2((many - 1) / (counts - 1))
    np.put_along_axis(bits, order, np.where(there & (many > 1), rare, np.inf), axis=0)
    np.put_along_axis(repeats, order, there & ~first, axis=0)
    return bits, repeats
