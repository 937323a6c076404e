"""What lines state of the line before: what is carried on to them, and how much has changed since.

The stock at which a month opens is that at which the month before closed; what a year rose by is from the year before.
Every line is laid beside the one before, so that its figures are positions like its own, and the relations of a line
are looked for among both.  Totals are no line before any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from lkjip_audit.induction.arithmetic import LINEAR, Candidate
from lkjip_audit.induction.block import Block, Flags, Ints
from lkjip_audit.induction.evidence import verdicts
from lkjip_audit.induction.frame import Floats, Frame, Indices, frames_of
from lkjip_audit.induction.keylines import key_lines
from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.induction.selection import Scored, Selection, scored
from lkjip_audit.rulepack.induction_limits import InductionLimits

_LEAST = 3
_ROOM = 0.75
_FACTORS = (1, 100)
Searched = Sequence[tuple[Frame, Sequence[Scored]]]


def of_lines_before(block: Block, searched: Searched, limits: InductionLimits) -> tuple[Frame, list[Scored]] | None:
    """The block's rows beside the rows before them, and the relations in force there; None where none can be.

    ``searched`` are both frames of the block with what is in force along each.
    """
    if block.shape[0] <= _LEAST or block.shape[1] > limits.window:
        return None
    frame = beside_the_line_before(block, sorted(_totals(searched)))
    if not frame.size[0]:
        return None
    selection = Selection(frame, limits)
    candidates = dict.fromkeys((*_carried(frame, limits), *_changed_by(frame, searched), *_rates(frame, limits)))
    found = (scored(frame, each, limits) for candidate in candidates for each in verdicts(frame, candidate, limits))
    selection.add(Scored(each.verdict, each.bits - limits.rarer_mean) for each in found)
    return frame, selection.taken


def beside_the_line_before(block: Block, totals: Iterable[int] = ()) -> Frame:
    """The block along its rows, each with the figures of the row before as further positions.

    The row before is the last one that has a figure, but for ``totals``, which are left out altogether.
    """
    rows, columns = block.shape
    kept = np.ones(rows, dtype=np.bool_)
    kept[list(totals)] = False
    known = block.known & kept[:, None]
    at = np.where(known.any(axis=1), np.arange(rows), -1)
    before = np.concatenate(([-1], np.maximum.accumulate(at)[:-1]))
    there = (before >= 0) & kept

    def beside(array: Ints | Flags) -> Ints | Flags:
        return np.hstack((array, np.where(there[:, None], array[np.maximum(before, 0)], 0).astype(array.dtype)))

    wide = Block(
        amounts=beside(block.amounts),
        scale=block.scale,
        steps=np.hstack((block.steps, block.steps[np.maximum(before, 0)])),
        whole=np.hstack((block.whole, block.whole[np.maximum(before, 0)])),
        known=beside(known),
        unreadable=beside(block.unreadable),
        percent=beside(block.percent),
        said_of_columns=(*block.said_of_columns, *(frozenset[Operator]() for _ in block.said_of_columns)),
    )
    (frame,) = frames_of(wide, {Axis.ALONG_ROWS})
    origins = np.stack(
        (
            np.hstack((np.repeat(np.arange(rows)[:, None], columns, 1), np.repeat(before[:, None], columns, 1))),
            np.tile(np.arange(columns), (rows, 2)),
        ),
        axis=2,
    )
    return replace(frame, own=columns, origins=origins[np.ix_(frame.lines, frame.places)])


def without_what_is_changed(
    searched: Searched, beside: Frame, taken: Sequence[Scored]
) -> list[tuple[Frame, list[Scored]]]:
    """``searched`` but for the running totals that are told as changes from the line before."""
    changes = {
        (int(beside.places[each.stated]), int(beside.places[each.operands[0]]))
        for each in (scored_.verdict.candidate for scored_ in taken)
        if each.operator in LINEAR and len(each.operands) > 1
    }
    return [
        (frame, [each for each in some if _running_of(frame, each.verdict.candidate) not in changes])
        for frame, some in searched
    ]


def _running_of(frame: Frame, candidate: Candidate) -> tuple[int, int] | None:
    """The columns of a running total, and of what it adds; None for anything else."""
    if candidate.operator is not Operator.RUNNING:
        return None
    return int(frame.places[candidate.stated]), int(frame.places[candidate.operands[0]])


def _totals(searched: Searched) -> set[int]:
    """The rows of the block that are sums of other rows."""
    return {
        int(frame.places[each.verdict.candidate.stated])
        for frame, taken in searched
        if frame.axis is Axis.ALONG_COLUMNS
        for each in taken
        if each.verdict.candidate.operator in LINEAR and len(each.verdict.candidate.operands) > 1
    }


def _sides(frame: Frame) -> tuple[Indices, Indices]:
    """The positions of the line's own figures, and of the line before."""
    return np.flatnonzero(frame.places < frame.own), np.flatnonzero(frame.places >= frame.own)


def _stated(frame: Frame, limits: InductionLimits) -> Iterator[tuple[int, Indices]]:
    """The positions that may state something, with the lines by which it is looked for."""
    for stated in _sides(frame)[0].tolist():
        lines = key_lines(frame.worth[:, stated], limits.key_lines)
        if len(lines) >= _LEAST:
            yield stated, lines


def _carried(frame: Frame, limits: InductionLimits) -> Iterator[Candidate]:
    """Positions that state in most lines what another one stated in the line before."""
    _, before = _sides(frame)
    others = frame.places[before] - frame.own
    for stated, lines in _stated(frame, limits):
        same = (frame.values[lines][:, before] == frame.values[lines, stated][:, None]).astype(np.bool_)
        same &= frame.known[lines][:, before]
        often = (2 * same.sum(axis=0) >= len(lines)) & (others != frame.places[stated])
        for place in before[often].tolist():
            yield Candidate(Operator.SUM, stated, (place,))


def _changed_by(frame: Frame, searched: Searched) -> Iterator[Candidate]:
    """Running totals that are computed otherwise, or fall now and then: what they grow by is what is computed."""
    places = {int(place): at for at, place in enumerate(frame.places)}
    for plain, taken in searched:
        candidates = [each.verdict.candidate for each in taken]
        for each in candidates:
            if (columns := _running_of(plain, each)) is None:
                continue
            total, part = columns
            computed = any(other is not each and other.stated == each.stated for other in candidates)
            falls = bool((plain.values[:, each.operands[0]] < 0).any())
            if (computed or falls) and {total, part, total + frame.own} <= {*places}:
                yield Candidate(Operator.SUM, places[total], (places[part], places[total + frame.own]))


def _rates(frame: Frame, limits: InductionLimits) -> Iterator[Candidate]:
    """Positions that state how much another one has grown since the line before, or the ratio of both."""
    own, _ = _sides(frame)
    places = {int(place): at for at, place in enumerate(frame.places)}
    pairs = [(at, places[int(frame.places[at]) + frame.own]) for at in own.tolist() if _is_twice(frame, at, places)]
    if not pairs:
        return
    now, before = (np.array(side, dtype=np.intp) for side in zip(*pairs, strict=True))
    unit = 10.0**frame.scale
    for stated, lines in _stated(frame, limits):
        ratio, loose = _ratios(frame, lines, now, before)
        goal, step = (array[lines, stated][:, None] / unit for array in (frame.floats, frame.units))
        for over in _FACTORS:
            room = _ROOM * step + loose * over
            for operator, less in ((Operator.GROWTH, 1.0), (Operator.RATIO, 0.0)):
                near = np.abs((ratio - less) * over - goal) <= room
                often = (2 * near.sum(axis=0) >= len(lines)) & (now != stated)
                for which in np.flatnonzero(often):
                    yield Candidate(operator, stated, (int(now[which]), int(before[which])), over)


def _is_twice(frame: Frame, at: int, places: dict[int, int]) -> bool:
    return int(frame.places[at]) + frame.own in places


def _ratios(frame: Frame, lines: Indices, now: Indices, before: Indices) -> tuple[Floats, Floats]:
    """The figures of a line over those of the line before, and how far their rounding moves that."""
    first, second = frame.floats[lines][:, now], frame.floats[lines][:, before]
    there = frame.known[lines][:, now] & frame.known[lines][:, before] & (second != 0) & (first != 0)
    ratio = np.divide(first, second, out=np.full(first.shape, np.inf), where=there)
    loose = np.zeros_like(first)
    for at, figures in ((now, first), (before, second)):
        loose += np.divide(frame.units[lines][:, at] / 2, np.abs(figures), out=np.zeros_like(first), where=there)
    return ratio, np.where(there, np.abs(np.where(there, ratio, 0.0)) * loose, 0.0)
