"""Rows whose cells stand one or two columns beside where they belong, told by what the cells look like.

A row is a line of signs, one for each column: empty, words, a code, money, a percentage ...  What each sign says is
counted in bits by how often it stands in its column (minimum description length, Rissanen 1978): a row is displaced
where all its cells from some column on, moved back, look as those of the other rows do, and as they stand do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from math import inf, log2

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.signs import EMPTY, FIGURES, NIL, SIGNS, Frequencies, Line, Prior, rising


@dataclass(frozen=True, slots=True)
class Proved:
    """``column`` is computed from ``operands`` in the rows that stand right, and in ``holds`` of a run put back."""

    column: int
    operands: tuple[int, ...]
    holds: int


@dataclass(frozen=True, slots=True)
class Displaced:
    """``rows`` of the sheet of which each cell from place ``start`` on stands ``by`` places right of its own.

    ``by`` is below zero where it stands left of it.  ``start`` counts from 0 and is where the first moved cell stands.
    ``proved`` is what the figures of the rows say for putting them back.
    """

    rows: tuple[int, ...]
    start: int
    by: int
    proved: Proved | None = None


Proof = Callable[[Displaced, Sequence[int]], Proved | None]
"""What the figures of a run say for putting it back, as those of the rows that stand right obey relations."""


@dataclass(frozen=True, slots=True)
class _Move:
    """A way to put a line back: what is gained by it, in bits."""

    gain: float
    start: int
    by: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a choice of rows that stand right makes of all the lines: the displaced ones, and the bits that all costs.

    ``proved`` is what the figures of the displaced rows say besides.
    """

    runs: tuple[Displaced, ...]
    bits: float
    proved: float = 0.0


def displaced_rows(
    lines: Sequence[Line],
    margins: tuple[int, int],
    expected: Mapping[int, str],
    wordy: frozenset[int],
    proof: Proof,
) -> tuple[Displaced, ...]:
    """The runs of ``lines`` that are displaced, from top to bottom; ``proof`` is asked where looks speak for it.

    The first and the last places (as many as ``margins`` says) lie beside the table, where nothing belongs.
    ``expected`` has the signs that the header lets a place hold, where it says so; ``wordy`` are the places that it
    says hold words.  Rows of two halves that differ obey each other's relations: then it tells which stand right.
    """
    own = limits().displaced
    if len(lines) < own.least_rows:
        return ()
    half = (len(lines) + 1) // 2
    # Most rows stand right; where half is displaced, those near the header do.
    prior = Prior(margins, expected)
    readings = [_settled(lines, right, prior, proof) for right in (lines, lines[:half], lines[half:])]
    best = _Reading((), inf)
    amiss = _amiss(lines, (), wordy)
    for reading in readings:
        if reading.runs and _amiss(lines, reading.runs, wordy) <= amiss and reading.bits < best.bits - own.least_bits:
            best = reading
    if not best.runs:
        return ()
    as_it_stands = _length(lines, (), prior)
    return best.runs if best.bits - best.proved <= as_it_stands - own.least_bits else ()


def _length(lines: Sequence[Line], runs: Sequence[Displaced], prior: Prior) -> float:
    """What it costs in bits to tell all ``lines``, those of ``runs`` put back, when nothing is known but ``prior``.

    Each column is a sequence of signs of unknown frequencies (Dirichlet-multinomial code; Krichevsky, Trofimov 1981).
    """
    patterns = _patterns(lines, runs)
    unseen = limits().displaced.unseen
    bits = 0.0
    for place, known in enumerate(prior.counts(len(lines[0].signs))):
        column: Counter[str] = Counter()
        for signs, times in patterns.items():
            column[signs[place]] += times
        bits += rising(known.total() + unseen * len(SIGNS), len(lines))
        bits -= sum(rising(known[sign] + unseen, times) for sign, times in column.items())
    return bits


def _patterns(lines: Sequence[Line], runs: Sequence[Displaced]) -> Counter[str]:
    """How often each row of signs stands in ``lines`` when those of ``runs`` are put back."""
    moved = {row: run for run in runs for row in run.rows}
    return Counter(_put_back(line.signs, moved[line.row]) if line.row in moved else line.signs for line in lines)


def _amiss(lines: Sequence[Line], runs: Sequence[Displaced], wordy: frozenset[int]) -> int:
    """How many figures stand under names of words when the rows of ``runs`` are put back."""
    patterns = _patterns(lines, runs).items()
    return sum(times for signs, times in patterns for place in wordy if signs[place] in FIGURES)


def _put_back(signs: str, run: Displaced) -> str:
    if run.by > 0:
        return signs[: run.start - run.by] + signs[run.start :] + EMPTY * run.by
    return signs[: run.start] + EMPTY * -run.by + signs[run.start : run.by]


def _settled(lines: Sequence[Line], right: Sequence[Line], prior: Prior, proof: Proof) -> _Reading:
    """The runs that are displaced where ``right`` are the rows to go by, these taken anew until nothing changes.

    Whatever may be displaced is left out first: it must not speak for its own looks.
    """
    own = limits().displaced
    found: list[tuple[Displaced, float]] = []
    for turn in range(own.rounds, -1, -1):
        found = list(_runs(lines, Frequencies(right, prior), strictly=turn == 0))
        if turn == 0:
            standing = [line.row for line in right]
            found = [told for run, gain in found if (told := _believed(run, gain, proof, standing)) is not None]
        if not found and len(right) == len(lines):
            return _Reading((), inf)  # the rows to go by are all there are: it stays so
        out = {row for run, _ in found for row in run.rows}
        right = [line for line in lines if line.row not in out]
        if len(right) < own.least_rows:
            return _Reading((), inf)
    runs = tuple(run for run, _ in found)
    bits = _length(lines, runs, prior) + len(runs) * _price(lines)
    return _Reading(runs, bits, sum(_proved(run.proved) for run in runs))


def _price(lines: Sequence[Line]) -> float:
    """What it costs to say of a run where it begins, and which cells of it stand where."""
    return log2(len(lines)) + log2(2 * limits().displaced.farthest * len(lines[0].signs))


def _proved(proved: Proved | None) -> float:
    return 0.0 if proved is None else limits().displaced.proved_bits * proved.holds


def _believed(run: Displaced, gain: float, proof: Proof, standing: Sequence[int]) -> tuple[Displaced, float] | None:
    """``run`` with what its figures say, and what it gains by its looks; None where both are not enough."""
    own = limits().displaced
    if gain + own.proved_bits * len(run.rows) < own.least_bits:
        return None
    proved = proof(run, standing)
    return (replace(run, proved=proved), gain) if gain + _proved(proved) >= own.least_bits else None


def _runs(lines: Sequence[Line], frequencies: Frequencies, *, strictly: bool) -> Iterator[tuple[Displaced, float]]:
    """The runs of displaced rows with what putting each back gains; all that may be one unless ``strictly``."""
    moves: dict[str, _Move | None] = {}
    for line in lines:
        if line.signs not in moves:
            moves[line.signs] = _best_move(line.signs, frequencies)
    if not any(moves.values()):
        return
    price = _price(lines)
    told = [(line, moves[line.signs]) for line in lines if _filled(line.signs) > 1]  # a band interrupts no run
    for _, group in groupby(told, lambda item: 0 if item[1] is None else item[1].by):
        members = [(line, move) for line, move in group if move is not None]
        members = _trimmed(members) if strictly else members
        gain = sum(move.gain for _, move in members) - price
        odd = any(frequencies.is_odd(line.signs) for line, _ in members)
        if members and (odd or not strictly):
            start = Counter(move.start for _, move in members).most_common(1)[0][0]
            yield Displaced(tuple(line.row for line, _ in members), start, members[0][1].by), gain


def _trimmed(run: list[tuple[Line, _Move]]) -> list[tuple[Line, _Move]]:
    """``run`` from the first to the last of its rows that tell by themselves that they are displaced."""
    sure = [place for place, (_, move) in enumerate(run) if move.gain >= limits().displaced.row_bits]
    return run[sure[0] : sure[-1] + 1] if sure else []


def _filled(signs: str) -> int:
    return sum(sign != EMPTY for sign in signs)


def _best_move(signs: str, frequencies: Frequencies) -> _Move | None:
    """The way to put the row of ``signs`` back that gains most; None where none makes it look more like the others."""
    sizes = range(1, limits().displaced.farthest + 1)
    ways = [(by, starts) for size in sizes for by in (size, -size) if (starts := tuple(_starts(signs, by)))]
    if not ways:  # as in any row without a blank: the looks of its cells are not asked
        return None
    costs = frequencies.costs(signs)
    best = max((_move(signs, costs, by, starts, frequencies) for by, starts in ways), key=lambda move: move.gain)
    return best if best.gain > 0 else None


def _move(signs: str, costs: Sequence[float], by: int, starts: Sequence[int], frequencies: Frequencies) -> _Move:
    """The best of the places ``starts`` from which all cells of a row can be put back ``by`` places.

    Right of it each place that is filled must hold what usually stands there.
    """
    back = (signs[by:] + EMPTY * by) if by > 0 else (EMPTY * -by + signs[:by])
    after = list(accumulate(reversed(frequencies.costs_put(back)), initial=0.0))[::-1]
    now = list(accumulate(reversed(costs), initial=0.0))[::-1]
    most = limits().displaced.lost
    lost = [min(cost, most) for cost in frequencies.costs(EMPTY * len(signs))]
    goals = [start - by for start in starts]  # where the first moved cell belongs
    if by > 0:
        gains = [now[goal] - after[goal] for goal in goals]
    else:
        gains = [now[start] - after[goal] - sum(lost[start:goal]) for start, goal in zip(starts, goals, strict=True)]
    gain = max(gains)
    return _Move(gain, starts[gains.index(gain)], by)


def _starts(signs: str, by: int) -> Iterator[int]:
    """The places at which the first moved cell can stand: unlike cells from there on, with room where it belongs.

    What moved right left nothing behind it; what moved left leaves the last places of the row empty.  Cells that all
    look alike look so wherever they stand.
    """
    room = EMPTY * abs(by)
    if room not in (signs if by > 0 else signs[by:]):
        return
    filled = [place for place, sign in enumerate(signs) if sign != EMPTY]
    for start in filled[:-1]:
        if len({*signs[start:]} - {EMPTY, NIL}) < 2:
            return
        if signs[max(0, start - by) : start] == room if by > 0 else start - by < len(signs):
            yield start
