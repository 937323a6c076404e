"""Candidates that look beyond their own line: running totals, and shares of a total; balances and multiples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

import numpy as np

from lkjip_audit.induction.arithmetic import Candidate, lines_before
from lkjip_audit.induction.costs import search_floor
from lkjip_audit.induction.frame import Floats, Frame
from lkjip_audit.induction.keylines import key_lines
from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.rulepack.induction_limits import InductionLimits

_LEAST = 3
_ALIKE = 0.02
_TOTAL_OR_SLIP = 2
_ALIKE_TIMES = 1e-4
_TENS = (10, 100, 1000)
_MOST_DECIMALS, _MOST_DIGITS = 4, 4
_SLACK = 1e-11
_STEPS = (1, 2)
_BESIDE = 2
_FEWEST_BALANCED, _MOST_BALANCED = 3, 4


def running(frame: Frame, limits: InductionLimits) -> Iterator[Candidate]:
    """Positions that grow from line to line by what another states."""
    lines, places = frame.size
    if lines <= _LEAST:
        return
    for stated in range(places):
        after = np.flatnonzero(frame.known[:, stated])[1:]
        if len(after) < _LEAST:
            continue
        before = lines_before(frame, stated)[after]
        near, begin = _around(stated, places, limits.window)
        step = (frame.floats[after, stated] - frame.floats[before, stated])[:, None]
        room = (frame.steps[after, stated].astype(np.float64)[:, None] * 2 + frame.steps[after, near]) / 2
        fits = (np.abs(frame.floats[after, near] - step) <= room.astype(np.float64)) & frame.known[after, near]
        fits[:, stated - begin] = False
        for added in np.flatnonzero(fits.sum(axis=0) >= max(_LEAST, len(after) // 2))[: limits.kept]:
            yield Candidate(Operator.RUNNING, stated, (begin + int(added),))


def _around(stated: int, places: int, reach: int) -> tuple[slice, int]:
    """The positions that are no farther from the stated one, and the first of them."""
    begin = max(stated - reach, 0)
    return slice(begin, min(stated + reach + 1, places)), begin


def balances(frame: Frame, limits: InductionLimits) -> Iterator[Candidate]:
    """Positions that are the first of those right before them with others of these added and others taken off.

    Left out are those that no line could tell enough of: small whole numbers balance by chance in thousands of rows.
    """
    floor = search_floor(frame, 2, limits)
    for stated in range(_FEWEST_BALANCED, frame.size[1]):
        lines = key_lines(frame.worth[:, stated], limits.key_lines)
        if len(lines) < _LEAST:
            continue
        figures, goal = frame.floats[lines], frame.floats[lines, stated]
        room = frame.units[lines, stated] + np.abs(goal) * _SLACK
        for step, number in product(_STEPS, range(_FEWEST_BALANCED, _MOST_BALANCED + 1)):
            begin = stated - number * step
            if begin < 0:
                continue
            gaps = np.abs(figures[:, begin:stated:step] @ _signs(number) - goal[:, None])
            near = (gaps <= room[:, None] * (number + 1) / 2).sum(axis=0)
            found = np.flatnonzero(2 * near >= len(lines))
            if not len(found):
                continue
            found = found[_most_worth(frame, stated, range(begin, stated, step), _signs(number)[:, found]) >= floor]
            for which in found:
                parts = zip(range(begin, stated, step), _signs(number)[:, which].tolist(), strict=True)
                more, less = _split(parts)
                yield Candidate(Operator.BALANCE, stated, (*more, *less), less=len(less))


def _most_worth(frame: Frame, stated: int, operands: range, signs: Floats) -> Floats:
    """No less than what each way to add and take off the ``operands`` is worth over all lines.

    A line in which a figure is nothing, or one is taken off that was added, tells nothing.
    """
    places = list(operands)
    figures, goal = frame.floats[:, places], frame.floats[:, stated]
    room = frame.units[:, stated] + frame.units[:, places].sum(axis=1) + np.abs(goal) * _SLACK
    near = np.abs(figures @ signs - goal[:, None]) <= room[:, None]
    same = (figures[:, :, None] == figures[:, None, :]).reshape(len(figures), -1)
    against = ((signs[:, None, :] > 0) & (signs[None, :, :] < 0)).reshape(len(places) ** 2, -1)
    back = same.astype(np.float64) @ against.astype(np.float64) > 0
    tells = near & ~back & ((goal != 0) & (figures != 0).all(axis=1))[:, None]
    most: Floats = (frame.worth[:, stated][:, None] * tells).sum(axis=0)
    return most


@cache
def _signs(number: int) -> Floats:
    """A column for each way to add some of so many figures and to take off others, the first of them added.

    Of more than three at least two are added.
    """
    every = [(1.0, *rest) for rest in product((1.0, -1.0), repeat=number - 1)]
    return np.array(
        [each for each in every if -1.0 in each and (number == _FEWEST_BALANCED or sum(each) > 2 - number)]
    ).T


def _split(parts: Iterable[tuple[int, float]]) -> tuple[list[int], list[int]]:
    """The positions that are added, and those that are taken off."""
    more: list[int] = []
    less: list[int] = []
    for place, sign in parts:
        (more if sign > 0 else less).append(place)
    return more, less


def multiples(frame: Frame, limits: InductionLimits) -> Iterator[Candidate]:
    """Positions that are another one times the same plain number in most lines."""
    places = frame.size[1]
    if places > limits.window:
        return
    for stated in range(places):
        lines = key_lines(frame.worth[:, stated], limits.key_lines)
        if len(lines) < _LEAST:
            continue
        goal, own = frame.floats[lines, stated], frame.units[lines, stated] / 2
        for part in range(places):
            figures = frame.floats[lines, part]
            there = frame.known[lines, part] & (figures != 0) & (goal != 0)
            if part == stated or there.sum() < _LEAST:
                continue
            times, room = goal[there] / figures[there], own[there] / np.abs(figures[there])
            middle = float(np.median(times))
            near = np.abs(times - middle) <= room + np.abs(middle) * _ALIKE_TIMES
            if middle > 0 and 2 * near.sum() > len(times):
                yield from _by_a_constant(stated, part, times[near], room[near])


def _by_a_constant(stated: int, part: int, times: Floats, room: Floats) -> Iterator[Candidate]:
    """The plainest number that lies within ``room`` of most of ``times``, if a few digits tell it; or that divides."""
    middle = float(np.median(times))
    into = round(1 / middle)
    near = np.abs(times - 1 / max(into, 1)) <= room + _SLACK * times
    if into > 1 and len(str(into)) <= _MOST_DIGITS and into not in _TENS and near.all():
        yield Candidate(Operator.MULTIPLE, stated, (part,), 1, into)
        return
    for decimals in range(_MOST_DECIMALS + 1):
        over = round(float(np.median(times)) * 10**decimals)
        if over and 2 * int((np.abs(times - over / 10**decimals) <= room + _SLACK * times).sum()) > len(times):
            digits = str(over).rstrip("0")
            if digits != "1" and len(digits) <= _MOST_DIGITS:
                yield Candidate(Operator.MULTIPLE, stated, (part,), over, 10**decimals)
            return


def shares(frame: Frame, limits: InductionLimits) -> Iterator[Candidate]:
    """Positions that stand to another in one proportion, which is its total or one of its figures.

    A row of percentages stands right under or over the row of their figures.
    """
    places = frame.size[1]
    reach = limits.window if frame.axis is Axis.ALONG_ROWS else _BESIDE
    for stated in range(places):
        lines = key_lines(frame.worth[:, stated], limits.key_lines)
        if len(lines) < _LEAST:
            continue
        near, begin = _around(stated, places, reach)
        with np.errstate(divide="ignore", invalid="ignore"):
            totals = frame.floats[lines, near] / frame.floats[lines, stated][:, None]
        totals[~frame.known[lines, near] | (totals == 0)] = np.nan
        counts = np.isfinite(totals).sum(axis=0)
        ordered = np.sort(totals, axis=0)  # what is not there stands last
        across = np.arange(totals.shape[1])
        low, high = (
            ordered[(np.maximum(counts, 1) - 1) // 2, across],
            ordered[np.minimum(counts // 2, len(lines) - 1), across],
        )
        middle = (low + high) / 2
        with np.errstate(divide="ignore", invalid="ignore"):
            alike = (np.abs(totals / middle - 1) < _ALIKE).sum(axis=0)
        steady = (counts >= _LEAST) & (2 * alike >= counts)
        steady[stated - begin] = False
        for part in np.flatnonzero(steady):
            for over in (1, 100):
                likely = float(middle[part]) * over * 10.0**frame.scale
                yield from _with_total(frame, stated, begin + int(part), likely, over)


def _with_total(frame: Frame, stated: int, part: int, near: float, over: int) -> Iterator[Candidate]:
    """The total of the part that lies nearest to what the proportion says, if one does.

    A figure that stands in most lines (six of six meetings) is the total of none; another may be larger by a slip.  In
    a row the figures of other columns may be larger than its total.
    """
    figures = frame.values[frame.known[:, part], part].tolist()
    largest = max(map(abs, figures))
    top = sorted({*map(abs, figures)} - {0})[-_TOTAL_OR_SLIP if frame.axis is Axis.ALONG_ROWS else 0 :]
    once = [each for size in top for each in (size, -size) if 0 < 2 * figures.count(each) <= len(figures)]
    likely = {*once, *(total for total in (sum(figures),) if abs(total) >= largest > 0)}
    totals = sorted(likely, key=lambda total: (abs(total - near), total))
    if totals and abs(totals[0] - near) <= _ALIKE * abs(near):
        yield Candidate(Operator.SHARE, stated, (part,), over, 1, int(totals[0]))
