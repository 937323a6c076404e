"""Rows whose cells stand one or two columns beside where they belong, told by what the cells look like.

A row is a line of signs, one for each column: empty, words, a code, money, a percentage ...  What each sign says is
counted in bits by how often it stands in its column (minimum description length, Rissanen 1978): a row is displaced
where all its cells from some column on, moved back, look as those of the other rows do, and as they stand do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf, log2

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.moved_cells import Move, Ways, best_move, of_one_shape, put_back
from lkjip_audit.tables.signs import EMPTY, FIGURES, SIGNS, Frequencies, Line, Prior, rising


@dataclass(frozen=True, slots=True)
class Proved:
    """``column`` is computed from ``operands`` in the rows that stand right, and in ``holds`` of a run put back.

    Where ``total`` is a row of the sheet, its figures of ``holds`` columns are what these then add up to.  ``bits`` is
    what that says.
    """

    column: int
    operands: tuple[int, ...]
    holds: int
    bits: float
    total: int | None = None


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
class _Asked:
    """The ``proof`` to ask, and the ``ways`` to try; where cells may look alike, no more tells that they were moved."""

    proof: Proof
    ways: Ways


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
    if len(lines) < limits().displaced.least_rows:
        return ()
    prior = Prior(margins, expected)
    half = (len(lines) + 1) // 2
    # Most rows stand right; where half is displaced, those near the header do.
    chosen, shaped = (lines, lines[:half], lines[half:]), of_one_shape(lines)
    tried = (*chosen, *shaped)
    asked = [_Asked(proof, Ways(alike=alike)) for alike in ((False, True) if shaped else (False,))]
    readings = (_settled(lines, right, prior, each) for each in asked for right in tried)
    return _likeliest(lines, readings, prior, wordy)


def _likeliest(
    lines: Sequence[Line], readings: Iterable[_Reading], prior: Prior, wordy: frozenset[int]
) -> tuple[Displaced, ...]:
    """The runs of the reading that tells all lines in the fewest bits."""
    own = limits().displaced
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
    return Counter(
        put_back(line.signs, moved[line.row].start, moved[line.row].by) if line.row in moved else line.signs
        for line in lines
    )


def _amiss(lines: Sequence[Line], runs: Sequence[Displaced], wordy: frozenset[int]) -> int:
    """How many figures stand under names of words when the rows of ``runs`` are put back."""
    patterns = _patterns(lines, runs).items()
    return sum(times for signs, times in patterns for place in wordy if signs[place] in FIGURES)


def _settled(lines: Sequence[Line], right: Sequence[Line], prior: Prior, asked: _Asked) -> _Reading:
    """The runs that are displaced where ``right`` are the rows to go by, these taken anew until nothing changes.

    Whatever may be displaced is left out first: it must not speak for its own looks.
    """
    own = limits().displaced
    found: list[tuple[Displaced, float]] = []
    for turn in range(own.rounds, -1, -1):
        found = list(_runs(lines, Frequencies(right, prior), asked.ways, strictly=turn == 0))
        if turn == 0:
            standing = [line.row for line in right]
            found = [each for kind in _of_a_kind(found) for each in _believed(kind, lines, asked, standing)]
        if not found and len(right) == len(lines):
            return _Reading((), inf)  # the rows to go by are all there are: it stays so
        out = {row for run, _ in found for row in run.rows}
        right = [line for line in lines if line.row not in out]
        if len(right) < (own.least_rows if not asked.ways.alike else 1):
            return _Reading((), inf)
    runs = tuple(sorted((run for run, _ in found), key=lambda run: run.rows))
    bits = _length(lines, runs, prior) + len(runs) * _price(lines)
    return _Reading(runs, bits, sum(_proved(run.proved) for run in runs))


def _price(lines: Sequence[Line]) -> float:
    """What it costs to say of a run where it begins, and which cells of it stand where."""
    return log2(len(lines)) + _price_of_a_kind(lines)


def _price_of_a_kind(lines: Sequence[Line]) -> float:
    """What it costs to say which cells stand where."""
    return log2(2 * limits().displaced.farthest * len(lines[0].signs))


def _proved(proved: Proved | None) -> float:
    return 0.0 if proved is None else proved.bits


def _of_a_kind(runs: Sequence[tuple[Displaced, float]]) -> Iterator[list[tuple[Displaced, float]]]:
    """The runs that moved alike, whatever stands between them, by what each gains."""
    kinds: dict[tuple[int, int], list[tuple[Displaced, float]]] = {}
    for run, gain in runs:
        kinds.setdefault((run.start, run.by), []).append((run, gain))
    yield from kinds.values()


def _believed(
    runs: Sequence[tuple[Displaced, float]], lines: Sequence[Line], asked: _Asked, standing: Sequence[int]
) -> Iterator[tuple[Displaced, float]]:
    """Those of ``runs``, moved alike, that their looks and their figures tell, each by itself or all together.

    Together they pay once for which cells stand where.
    """
    own = limits().displaced
    told: list[tuple[Displaced, float]] = []
    for run, gain in runs:
        if asked.ways.alike or gain + own.proved_bits * len(run.rows) >= own.least_bits:
            proved = asked.proof(run, standing)
            if proved is not None or not asked.ways.alike:
                told.append((replace(run, proved=proved), gain))
    together = sum(gain + _proved(run.proved) + _price_of_a_kind(lines) for run, gain in told)
    if together - _price_of_a_kind(lines) >= own.least_bits and all(run.proved for run, _ in told):
        yield from told
    else:
        yield from (each for each in told if each[1] + _proved(each[0].proved) >= own.least_bits)


def _runs(
    lines: Sequence[Line], frequencies: Frequencies, ways: Ways, *, strictly: bool
) -> Iterator[tuple[Displaced, float]]:
    """The runs of displaced rows with what putting each back gains; all that may be one unless ``strictly``."""
    moves: dict[str, Move | None] = {}
    for line in lines:
        if line.signs not in moves:
            moves[line.signs] = best_move(line.signs, frequencies, ways)
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


def _trimmed(run: list[tuple[Line, Move]]) -> list[tuple[Line, Move]]:
    """``run`` from the first to the last of its rows that tell by themselves that they are displaced."""
    sure = [place for place, (_, move) in enumerate(run) if move.gain >= limits().displaced.row_bits]
    return run[sure[0] : sure[-1] + 1] if sure else []


def _filled(signs: str) -> int:
    return sum(sign != EMPTY for sign in signs)
