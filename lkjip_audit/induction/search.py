"""Candidates for sums and averages: ranges of neighbours, of every n-th position, of what is left.

Every range of a line is a difference of two running sums; which stated figures it gives is looked up among the sorted
figures of the line, all ranges at once.  Where too many would be found, only figures beside the range are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from lkjip_audit.induction.arithmetic import Candidate
from lkjip_audit.induction.block import Flags
from lkjip_audit.induction.costs import search_floor
from lkjip_audit.induction.frame import Floats, Frame, Indices
from lkjip_audit.induction.keylines import key_lines
from lkjip_audit.induction.model import Operator
from lkjip_audit.induction.promise import first_of_each, promising
from lkjip_audit.induction.spans import (
    SHORTEST,
    Hits,
    Spans,
    Sums,
    expanded,
    is_near,
    joined,
    lengths,
    listed,
    operands_of,
    running_sums,
    tallied,
)
from lkjip_audit.rulepack.induction_limits import InductionLimits

_SLACK = 1e-11
_ABSOLUTE = 1e-3
_MOST_LOOKED_UP = 600
_MOST_HITS = 40
_COMPARED_AT_ONCE = 250_000
_FAR_LINES = 4
_FAR_STEPS = 8
_FAR_HITS = 4
_FIGURES = 8


@dataclass(slots=True)
class Ranges:
    """The search for sums and averages in one frame: what all its searches share.

    ``cut`` tells whether a bound of the limits kept a range from being looked at.
    """

    frame: Frame
    limits: InductionLimits
    weights: Floats
    lines: Indices
    least: Floats
    cut: bool = False

    @classmethod
    def of(cls, frame: Frame, limits: InductionLimits) -> Ranges:
        """The search over a frame."""
        weights = _weights(frame)
        lines = _sample(weights, limits)
        whole, part = weights.sum(axis=0), weights[lines].sum(axis=0)
        floor = search_floor(frame, 2, limits)
        with np.errstate(divide="ignore", invalid="ignore"):
            least = np.where((whole >= floor) & (part > 0), floor * part / whole, np.inf)
        return cls(frame, limits, weights, lines, least)

    def strided(self) -> Iterator[Candidate]:
        """Sums and averages of every n-th position."""
        places = self.frame.size[1]
        widths = self._widths(places, min(self.limits.strides, places // 2))
        return self._found(np.arange(places), widths)

    def among(self, sequence: Indices) -> Iterator[Candidate]:
        """Sums and averages of neighbours in a sequence of positions, which is in order."""
        return self._found(sequence, self._widths(len(sequence), 1))

    def _widths(self, places: int, strides: int) -> list[int]:
        """The most positions of a range, for every step, within ``limits.spans``."""
        room = max(self.limits.spans // max(len(self.lines), 1), 1)
        width = max(SHORTEST, min(places, 2 * self.limits.window))
        widths = lengths(places, width, strides)
        while width > SHORTEST and sum(widths) * places > room:
            width -= 1 + width // 8
            widths = lengths(places, width, strides)
        while len(widths) > 1 and sum(widths) * places > room:
            widths.pop()
        self.cut |= widths[0] < places or len(widths) < strides
        return widths

    def _found(self, sequence: Indices, widths: list[int]) -> Iterator[Candidate]:
        if len(sequence) < 2 or not len(self.lines):
            return
        spans = listed(sequence, widths)
        frame = self.frame
        known = frame.known[:, sequence]
        sums = Sums(
            running_sums(frame.floats[:, sequence], len(widths)),
            running_sums(known.astype(np.float64), len(widths)),
            running_sums(np.where(known, frame.units[:, sequence], 0.0), len(widths)),
        )
        added, meant = self._hits(spans, sums)
        for operator, hits in ((Operator.SUM, added), (Operator.AVERAGE, meant)):
            which, stated, score = tallied(hits, frame.size[1], self.least)
            if operator is Operator.AVERAGE:
                outside = (stated < spans.start[which]) | (stated > spans.last[which])
                which, stated, score = which[outside], stated[outside], score[outside]
            chosen = self._ranked(spans, which, stated, score, operator)
            chosen = chosen[self._promising(operator, sequence, spans, sums, which[chosen], stated[chosen])]
            operands = operands_of(sequence, spans, which[chosen])
            yield from map(partial(Candidate, operator), stated[chosen].tolist(), operands)
        if widths[0] < len(sequence):
            yield from self._far(sequence, sums, widths[0])

    def _hits(self, spans: Spans, sums: Sums) -> tuple[Hits, Hits]:
        """What gives a stated figure in the lines that are looked at: as a sum, as a mean."""
        frame, lines = self.frame, self.lines
        if len(lines) * len(spans.first) * frame.size[1] <= _COMPARED_AT_ONCE:
            found = self._compared(*self._aims(spans, sums, lines), spans)
            return found[0], found[1]
        added: list[Hits] = []
        meant: list[Hits] = []
        for line in lines:
            targets = np.flatnonzero((self.weights[line] > 0) & np.isfinite(self.least))
            if not len(targets):
                continue
            total, mean, room, slack = self._aims(spans, sums, np.array([line]))
            for aims, wide, into in ((total[0], room[0], added), (mean[0], float(slack[0, 0]) + 0.5, meant)):
                which, stated = self._matched(spans, int(line), targets, aims, wide)
                into.append(Hits(which, stated, self.weights[line, stated]))
        return joined(added), joined(meant)

    def _aims(self, spans: Spans, sums: Sums, lines: Indices) -> tuple[Floats, Floats, Floats, Floats]:
        """Sums and means of all ranges, how far rounding may move the sums, and what floats may err."""
        pick = lines[:, None]
        total = sums.values[pick, spans.end] - sums.values[pick, spans.first]
        count = sums.known[pick, spans.end] - sums.known[pick, spans.first]
        slack = np.abs(self.frame.floats[lines]).max(axis=1, keepdims=True) * _SLACK + _ABSOLUTE
        room = (sums.loose[pick, spans.end] - sums.loose[pick, spans.first]) / 2 + slack
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = np.where(count > 1, total / count, np.inf)
        return total, mean, room, slack

    def _compared(self, total: Floats, mean: Floats, room: Floats, slack: Floats, spans: Spans) -> list[Hits]:
        """Every range of every line against every stated position: the quickest way where they are few."""
        frame, lines = self.frame, self.lines
        places = frame.size[1]
        goals, own = frame.floats[lines][:, None, :], frame.units[lines][:, None, :] / 2
        usable = (self.weights[lines] > 0) & np.isfinite(self.least)
        near = is_near(spans, np.arange(len(spans.first))[:, None], np.arange(places)[None, :], self.limits.window)
        near = near & usable[:, None, :]
        found = []
        for aims, wide in ((total, room), (mean, slack + 0.5)):
            fits = np.abs(aims[:, :, None] - goals) <= wide[:, :, None] + own
            hits = np.flatnonzero(np.logical_and(fits, near, out=fits))
            rest, stated = hits // places, hits % places
            found.append(Hits(rest % near.shape[1], stated, self.weights[lines[rest // near.shape[1]], stated]))
        return found

    def _matched(
        self, spans: Spans, line: int, targets: Indices, aims: Floats, room: Floats | float
    ) -> tuple[Indices, Indices]:
        """Which ranges give which stated positions of the line."""
        goals, own = self.frame.floats[line], self.frame.units[line]
        if self.frame.size[1] <= _MOST_LOOKED_UP:
            found = self._looked_up(spans, (goals, own), targets, aims, room)
            if found is not None:
                return found
        self.cut = True
        return self._beside(spans, (goals, own, self.weights[line]), aims, room)

    def _looked_up(
        self, spans: Spans, figures: tuple[Floats, Floats], targets: Indices, aims: Floats, room: Floats | float
    ) -> tuple[Indices, Indices] | None:
        """By search among the sorted figures; None when there are too many of them."""
        goals, own = figures
        out: list[tuple[Indices, Indices]] = []
        for unit in set(own[targets].tolist()):
            mine = targets[own[targets] == unit]
            mine = mine[goals[mine].argsort(kind="stable")]
            ordered, wide = goals[mine], room + unit / 2
            low, high = ordered.searchsorted(aims - wide, side="left"), aims + wide
            which = np.flatnonzero(np.append(ordered, np.nan)[low] <= high)
            counts = ordered.searchsorted(high[which], side="right") - low[which]
            if counts.sum() > max(_MOST_HITS * len(goals) ** 1.5, len(aims)):
                return None
            which, at = expanded(which, low[which], counts)
            stated = mine[at]
            fits = is_near(spans, which, stated, self.limits.window)
            out.append((which[fits], stated[fits]))
        return np.concatenate([each[0] for each in out]), np.concatenate([each[1] for each in out])

    def _beside(
        self, spans: Spans, figures: tuple[Floats, Floats, Floats], aims: Floats, room: Floats | float
    ) -> tuple[Indices, Indices]:
        goals, own, weight = figures
        ranges: list[Indices] = []
        stated: list[Indices] = []
        steps = spans.step
        for place in (spans.start - steps, spans.last + steps, spans.start - 1, spans.last + 1):
            there = (place >= 0) & (place < len(goals))
            if len(stated) > 1:
                there &= steps > 1
            at = np.where(there, place, 0)
            fits = np.flatnonzero(there & (np.abs(aims - goals[at]) <= room + own[at] / 2) & (weight[at] > 0))
            ranges.append(fits)
            stated.append(place[fits])
        return np.concatenate(ranges), np.concatenate(stated)

    def _ranked(self, spans: Spans, which: Indices, stated: Indices, score: Floats, operator: Operator) -> Indices:
        """The best of each stated position and step: most bits, then those that touch it, then the longest."""
        step = spans.step[which]
        touches = (stated == spans.start[which] - step) | (stated == spans.last[which] + step)
        group = stated * (self.limits.strides + 1) + step
        order = np.lexsort((-spans.number[which], ~touches, -np.round(score, 6), group))
        kept = np.where(step == 1, self.limits.kept, self.limits.kept // 3 * step)
        if operator is Operator.AVERAGE:
            kept = kept // 3
        return first_of_each(group, order, np.maximum(kept, 1))

    def _promising(
        self, operator: Operator, sequence: Indices, spans: Spans, sums: Sums, which: Indices, stated: Indices
    ) -> Indices:
        """Those of which all lines together say enough to be tested exactly."""
        frame = self.frame
        first, end = spans.first[which], spans.end[which]
        columns = np.minimum(
            spans.start[which][:, None] + np.arange(_FIGURES) * spans.step[which][:, None], spans.last[which][:, None]
        )
        if len(sequence) != frame.size[1]:
            begin = np.searchsorted(sequence, spans.start[which])[:, None]
            stop = np.searchsorted(sequence, spans.last[which])[:, None]
            columns = sequence[np.minimum(begin + np.arange(_FIGURES), stop)]

        def judged(part: slice) -> tuple[Flags, Flags, Floats]:
            goal, own = frame.floats[:, stated[part]], frame.units[:, stated[part]]
            total = sums.values[:, end[part]] - sums.values[:, first[part]]
            count = sums.known[:, end[part]] - sums.known[:, first[part]]
            room = (sums.loose[:, end[part]] - sums.loose[:, first[part]] + own) / 2
            room += (np.abs(goal) + np.abs(total)) * _SLACK + _ABSOLUTE
            known = frame.known[:, stated[part]]
            if operator is Operator.SUM:
                places = np.concatenate((stated[part, None], columns[part]), axis=1)
                return np.abs(total - goal) <= room, known & (count > 0), frame.worth[:, places]
            blank = spans.number[which[part]] * goal
            near = np.abs(total - goal * count) <= own * count / 2 + room
            near |= np.abs(total - blank) <= own * spans.number[which[part]] / 2 + room
            return near, known & (count > 1), frame.worth[:, stated[part, None]]

        return promising(frame, judged, len(which), self.limits, linear=operator is Operator.SUM)

    def _far(self, sequence: Indices, sums: Sums, width: int) -> Iterator[Candidate]:
        """Ranges that touch the stated position and are longer than any that was listed."""
        frame = self.frame
        size = len(sequence)
        everyone = np.flatnonzero(np.isfinite(self.least))
        at = np.searchsorted(sequence, everyone)
        present = sequence[np.minimum(at, size - 1)] == everyone
        lines = self.lines[np.argsort(-self.weights[self.lines].sum(axis=1), kind="stable")[:_FAR_LINES]]
        whole = self.weights[self.lines].sum(axis=0)
        hits: list[Hits] = []
        for line in lines:
            running = sums.values[line, : size + 1]
            order = np.argsort(running, kind="stable")
            slack = float(np.abs(frame.floats[line]).max()) * _SLACK + _ABSOLUTE
            loose = float(sums.loose[line, 1 : size + 1].max(initial=0.0)) / size * _FAR_STEPS
            room = frame.units[line, everyone] / 2 + slack + loose
            for downwards in (0, 1):
                edge = at + present if downwards else at
                aim = running[edge] + frame.floats[line, everyone] * (1 if downwards else -1)
                low = np.searchsorted(running[order], aim - room, side="left")
                counts = np.minimum(np.searchsorted(running[order], aim + room, side="right") - low, _FAR_HITS * 4)
                counts[self.weights[line, everyone] <= 0] = 0
                which, found = expanded(np.arange(len(everyone)), low, counts)
                other = order[found]
                length = (other - edge[which]) * (1 if downwards else -1)
                which, other = which[length > width], other[length > width]
                code = (other * 2 + downwards).astype(np.intp)
                hits.append(Hits(code, everyone[which], self.weights[line, everyone[which]]))
        share = np.where(whole > 0, self.weights[lines].sum(axis=0) / np.maximum(whole, 1e-9), 1.0)
        least = np.full_like(self.least, np.inf)
        np.multiply(self.least, share, out=least, where=np.isfinite(self.least))
        code, stated, score = tallied(joined(hits), frame.size[1], least)
        order = np.lexsort((-np.round(score, 6), stated))
        for best in first_of_each(stated, order, np.full(len(order), _FAR_HITS)):
            place, end, after = int(stated[best]), int(code[best]) // 2, int(code[best]) % 2
            here = int(np.searchsorted(sequence, place))
            begin = here + int(here < size and sequence[here] == place)
            part = sequence[begin:end] if after else sequence[end:here]
            yield Candidate(Operator.SUM, place, tuple(part.tolist()))


def _weights(frame: Frame) -> Floats:
    """Bits by which lines count in the search for sums: a total of 100 tells nothing, its parts do."""
    parts = np.sort(frame.worth, axis=1)[:, -3:].min(axis=1, keepdims=True)
    weights: Floats = np.where(frame.known, np.maximum(frame.worth, parts), 0.0)
    return weights


def _sample(weights: Floats, limits: InductionLimits) -> Indices:
    """Lines spread over the frame, and some of each position that these say nothing of."""
    most = 2 * limits.key_lines
    telling = np.flatnonzero((weights > 0).any(axis=1))
    if len(telling) <= most:
        return telling
    lines = telling[np.linspace(0, len(telling) - 1, most).astype(np.intp)]
    if weights.shape[1] > most**2:
        return lines
    poor = np.flatnonzero((weights[lines] > 0).sum(axis=0) < limits.key_lines // 3)
    more = [key_lines(weights[:, place], limits.key_lines // 3) for place in poor]
    return np.unique(np.concatenate((lines, *more))).astype(np.intp)
