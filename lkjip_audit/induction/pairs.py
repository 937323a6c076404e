"""Candidates of two operands anywhere near: scattered sums, products, ratios and changes; copies and other units.

All stated positions are searched at once, in slices that stay small: stated positions x key lines x both operands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lkjip_audit.induction.arithmetic import Candidate
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.costs import search_floor
from lkjip_audit.induction.frame import Floats, Frame, Indices
from lkjip_audit.induction.keylines import key_lines_of_all
from lkjip_audit.induction.model import Axis, Operator
from lkjip_audit.induction.promise import first_of_each, promising
from lkjip_audit.rulepack.induction_limits import InductionLimits

_SLACK = 1e-11
_ABSOLUTE = 1e-3
_LEAST_BITS = 7.0
_UNITS = (1000, 10**6, 10**9)
_AT_ONCE = 32_000
_NOWHERE = 1e300
_ABOUT = 1.1


class Form(NamedTuple):
    """One form: operator and factor, and whether the operands are found the other way round."""

    operator: Operator
    over: int = 1
    under: int = 1
    turned: bool = False


_SUM = Form(Operator.SUM)
_PRODUCTS = (Form(Operator.PRODUCT), Form(Operator.PRODUCT, under=100))
# Centre of x1 / x2, given the stated figure times a sign. (b - a) / b is growth turned: x1 = b stands first and below.
RATES = (1000, 10_000, 100_000)
"""Of so many there are so many: inhabitants, births."""
_CENTRES = (
    (Operator.RATIO, 0.0, 1.0, (1, 100, 1000, 10_000, 100_000)),
    (Operator.GROWTH, 1.0, 1.0, (1, 100)),
    (Operator.REDUCTION, 1.0, -1.0, (1, 100)),
    (Operator.INVERSE, 2.0, -1.0, (100,)),
)


class Slice(NamedTuple):
    """Some stated positions: their key lines, and the positions near each (``inside``: there is one)."""

    stated: Indices
    lines: Indices
    worth: Floats
    near: Indices
    inside: Flags
    least: Floats


class Found(NamedTuple):
    """Stated positions and operands of one form, in the order of its operands."""

    form: Form
    stated: Indices
    first: Indices
    second: Indices


def sizes(places: int, limits: InductionLimits) -> tuple[int, int]:
    """Window to either side, and key lines, so that one form stays within ``limits.work``."""
    room = limits.work / max(places, 1)
    window = min(limits.window, places, max(3, int((room / 8) ** 0.5 / 2)))
    lines = int(room / min(places, 2 * window + 1) ** 2)
    return window, max(4, min(limits.key_lines, lines))


def looked_at(lines: int, places: int, limits: InductionLimits) -> int:
    """How many pairs of positions are looked at for all stated ones, in all key lines: what one form takes."""
    window, most = sizes(places, limits)
    return places * min(lines, most) * min(places, 2 * window + 1) ** 2


def pairs(frame: Frame, limits: InductionLimits) -> Iterator[Candidate]:
    """Every form of two operands that matches enough of the key lines of a stated position."""
    gathered: dict[Form, list[Found]] = {}
    for part in _slices(frame, limits):
        for found in _near(frame, part, limits):
            gathered.setdefault(found.form, []).append(found)
    for form, each in gathered.items():
        stated, first, second = (np.concatenate([found[at] for found in each]) for at in (1, 2, 3))
        for at in _promising(frame, Found(form, stated, first, second), limits):
            operands = (int(first[at]), int(second[at]))
            yield Candidate(form.operator, int(stated[at]), operands, form.over, form.under)


def _slices(frame: Frame, limits: InductionLimits) -> Iterator[Slice]:
    places = frame.size[1]
    window, most = sizes(places, limits)
    floor = search_floor(frame, 3, limits)
    lines, worth = key_lines_of_all(frame.worth, most)
    total = frame.worth.sum(axis=0)
    wanted = np.flatnonzero((total >= floor) & (worth.sum(axis=1) > 0))
    width = min(places, 2 * window + 1)
    size = max(1, _AT_ONCE // (lines.shape[1] * width**2))
    for start in range(0, len(wanted), size):
        stated = wanted[start : start + size]
        if width < places:
            near = stated[:, None] + np.arange(-window, window + 1)
        else:
            near = np.broadcast_to(np.arange(places), (len(stated), places))
        inside = (near >= 0) & (near < places) & (near != stated[:, None])
        least = floor * worth[stated].sum(axis=1) / total[stated]
        yield Slice(stated, lines[stated], worth[stated], np.clip(near, 0, places - 1), inside, least)


def _near(frame: Frame, part: Slice, limits: InductionLimits) -> Iterator[Found]:
    at = part.lines[:, :, None], part.near[:, None, :]
    values = frame.floats[at]  # [stated, line, place]
    known = frame.known[at] & part.inside[:, None, :]
    steps = np.where(known, frame.units[at], 0.0)
    goal = frame.floats[part.lines, part.stated[:, None]][:, :, None, None]
    step = frame.units[part.lines, part.stated[:, None]][:, :, None, None]
    top, bottom = values[:, :, :, None], values[:, :, None, :]
    width = values.shape[2]
    usable = part.inside[:, None, :, None] & part.inside[:, None, None, :] & ~np.eye(width, dtype=np.bool_)
    upper = usable & np.triu(np.ones((width, width), dtype=np.bool_))
    slack = np.abs(values).max(axis=2)[:, :, None, None] * _SLACK + _ABSOLUTE
    half = steps / 2
    distance = top + bottom
    np.abs(np.subtract(distance, goal, out=distance), out=distance)
    fits = distance <= half[:, :, :, None] + (half[:, :, None, :] + (step / 2 + slack))
    yield _best(part, _SUM, np.logical_and(fits, upper, out=fits), limits)
    both = known[:, :, :, None] & known[:, :, None, :] & usable
    error = np.zeros_like(half)
    np.divide(half, np.abs(values), out=error, where=values != 0)
    relative = error[:, :, :, None] + error[:, :, None, :]
    yield from _quotients(frame, part, (values, relative, goal, step, both), limits)
    product = top * bottom
    wide = np.abs(product) * (relative + _SLACK)
    both &= upper
    for form in _PRODUCTS:
        times = 10.0**frame.scale * form.under
        np.abs(np.subtract(product, goal * times, out=distance), out=distance)
        fits = distance <= wide + step * (times * 0.75)
        yield _best(part, form, np.logical_and(fits, both, out=fits), limits)


def _quotients(
    frame: Frame, part: Slice, arrays: tuple[Floats, Floats, Floats, Floats, Flags], limits: InductionLimits
) -> Iterator[Found]:
    values, relative, goal, step, both = arrays
    unit = 10.0**frame.scale
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = values[:, :, :, None] / values[:, :, None, :]
        ratio[~(both & np.isfinite(ratio))] = _NOWHERE
        loose = np.abs(ratio) * relative
    loose[ratio >= _NOWHERE] = 0.0
    distance = np.empty_like(ratio)
    for factor in (1, 100, *(RATES if frame.axis is Axis.ALONG_ROWS else ())):
        aim = goal / (unit * factor)
        room = loose + (step / (unit * factor) * 0.75 + np.abs(aim) * _SLACK)
        for operator, centre, sign, factors in _CENTRES:
            if factor in factors:
                np.subtract(ratio, centre + sign * aim, out=distance)
                np.abs(distance, out=distance)
                form = Form(operator, factor, turned=operator is Operator.REDUCTION)
                yield _best(part, form, distance <= room, limits)


def _best(part: Slice, form: Form, fits: Flags, limits: InductionLimits) -> Found:
    """The pairs of each stated position with the most matched bits, the nearest first among equals."""
    lines, width = fits.shape[1:3]
    hits = np.flatnonzero(fits)
    which, cell = hits // width**2, hits % width**2
    score = np.bincount(
        which // lines * width**2 + cell, weights=part.worth.ravel()[which], minlength=len(fits) * width**2
    )
    keys = np.flatnonzero(score.reshape(len(fits), width**2) >= part.least[:, None])
    if not len(keys):
        return Found(form, keys, keys, keys)
    score, mine = score[keys], keys // width**2
    first, second = part.near[mine, keys % width**2 // width], part.near[mine, keys % width]
    stated = part.stated[mine]
    distance = np.abs(first - stated) + np.abs(second - stated)
    order = np.lexsort((distance, -np.round(score, 6), stated))
    chosen = first_of_each(stated, order, np.full(len(order), limits.kept))
    if form.turned:
        first, second = second, first
    return Found(form, stated[chosen], first[chosen], second[chosen])


def _promising(frame: Frame, found: Found, limits: InductionLimits) -> Indices:
    """Those of which all lines together say enough to be tested exactly."""
    unit = 10.0**frame.scale
    form = found.form

    def judged(part: slice) -> tuple[Flags, Flags, Floats]:
        stated, first, second = found.stated[part], found.first[part], found.second[part]
        goal, own = frame.floats[:, stated], frame.units[:, stated]
        a, b = frame.floats[:, first], frame.floats[:, second]
        known = frame.known[:, [stated, first, second]]
        error_a, error_b = (np.where(frame.known[:, at], frame.units[:, at], 0.0) for at in (first, second))
        there = known.all(axis=1)
        if form.operator is Operator.SUM:
            room = (error_a + error_b + own) / 2 + (np.abs(goal) + np.abs(a) + np.abs(b)) * _SLACK + _ABSOLUTE
            worth = frame.worth[:, np.stack((stated, first, second), axis=1)]
            return np.abs(a + b - goal) <= room, known[:, 0] & (known[:, 1] | known[:, 2]), worth
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            expected = _expected(form, a, b, unit)
            scale = np.abs(expected)
            if form.operator is not Operator.PRODUCT:
                scale = np.abs(b / a if form.turned else a / b) * (unit * form.over)
            error_a, error_b = error_a / np.abs(a) * scale, error_b / np.abs(b) * scale
            gap = np.abs(expected - goal) - own * _ABOUT - np.abs(expected) * _SLACK
            wide = (error_a + error_b) * _ABOUT
            printed = np.where(frame.whole[:, first], 0.0, error_a) + np.where(frame.whole[:, second], 0.0, error_b)
            spread = np.minimum(frame.spread[:, stated], frame.reach[stated])
            room = own + np.where(gap > printed * _ABOUT / 2, wide, printed) / _ABOUT
            worth = np.minimum(frame.worth[:, stated], np.log2(np.maximum(spread / room, 1.0)))
        there &= np.isfinite(expected)
        near = ~(gap > wide / 2)
        there &= near | (gap > wide)  # in between no reading calls it a miss
        return near, there, np.where(np.isfinite(worth), worth, frame.worth[:, stated])[:, :, None]

    return promising(frame, judged, len(found.stated), limits, linear=form.operator is Operator.SUM)


def _expected(form: Form, a: Floats, b: Floats, unit: float) -> Floats:
    times = unit * form.over
    match form.operator:
        case Operator.RATIO:
            return a / b * times
        case Operator.GROWTH:
            return (a / b - 1) * times
        case Operator.REDUCTION:
            return (1 - b / a) * times
        case Operator.INVERSE:
            return (2 - a / b) * times
        case _:
            return a * b / (unit * form.under)


def singles(frame: Frame, limits: InductionLimits) -> Iterator[Candidate]:
    """Copies of a position and the same in thousands, millions or billions."""
    places = frame.size[1]
    if places < 2:
        return
    if places > limits.single_places:
        yield from _copies_in_order(frame)
        return
    lines, worth = key_lines_of_all(frame.worth, limits.key_lines)
    goal, step = frame.floats[lines, np.arange(places)[:, None]], frame.units[lines, np.arange(places)[:, None]]
    size = max(1, _AT_ONCE * 8 // (lines.shape[1] * places))
    for start in range(0, places, size):
        part = slice(start, start + size)
        others = np.where(frame.known[lines[part]], frame.floats[lines[part]], np.inf)  # [stated, line, place]
        for under in (1, *_UNITS):
            room = step[part] * under * 0.75 if under > 1 else np.zeros_like(step[part])
            fits = np.abs(others - goal[part][:, :, None] * under) <= room[:, :, None]
            hits = np.nonzero(fits)
            score = np.zeros((len(others), places))
            np.add.at(score, (hits[0], hits[2]), worth[part][hits[0], hits[1]])
            mine = np.arange(len(others))
            score[mine, mine + start] = 0.0
            if under == 1:
                score[np.arange(places)[None, :] >= (mine + start)[:, None]] = 0.0
            for at in mine[(score >= _LEAST_BITS).any(axis=1)]:
                for other in np.flatnonzero(score[at] >= _LEAST_BITS)[: limits.kept]:
                    operator = Operator.UNIT if under > 1 else Operator.SUM
                    yield Candidate(operator, start + int(at), (int(other),), 1, under)


def _copies_in_order(frame: Frame) -> Iterator[Candidate]:
    """Copies among very many positions: the same figures in two lines that tell most stand next to each other."""
    best = np.argsort(-frame.worth.sum(axis=1), kind="stable")[:2]
    order = np.lexsort(frame.floats[best])
    before, after = order[:-1], order[1:]
    same = frame.floats[:, before] == frame.floats[:, after]
    same &= frame.known[:, before] & frame.known[:, after]
    score = (frame.worth[:, after] * same).sum(axis=0)
    for at in np.flatnonzero(score >= _LEAST_BITS):
        one, other = int(before[at]), int(after[at])
        yield Candidate(Operator.SUM, max(one, other), (min(one, other),))
