"""How the cells of a row may have moved beside their columns, and which rows of a table may stand right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.signs import EMPTY, NIL, WORDS, Frequencies, Line


@dataclass(frozen=True, slots=True)
class Move:
    """A way to put a line back: what is gained by it, in bits."""

    gain: float
    start: int
    by: int


def put_back(signs: str, start: int, by: int) -> str:
    """The ``signs`` of a row whose cells from place ``start`` on stood ``by`` places right of their own."""
    if by > 0:
        return signs[: start - by] + signs[start:] + EMPTY * by
    return signs[:start] + EMPTY * -by + signs[start:by]


def of_one_shape(lines: Sequence[Line]) -> tuple[Sequence[Line], ...]:
    """The rows of each shape that moving those of another one gives: either may be the one that stands right.

    A shape is which places are filled; those of most rows are looked at.
    """
    alike: dict[str, list[Line]] = {}
    for line in lines:
        alike.setdefault(_shape(line.signs), []).append(line)
    shapes = sorted(alike, key=lambda shape: -len(alike[shape]))[: limits().displaced.shapes]
    return tuple(alike[shape] for shape in shapes if any(_is_moved(other, shape) for other in shapes if other != shape))


def _shape(signs: str) -> str:
    return "".join(EMPTY if sign == EMPTY else WORDS for sign in signs)


def _is_moved(shape: str, right: str) -> bool:
    """Whether rows of one ``shape``, put back, fill the places of the ``right`` ones, lost ones aside."""
    sizes = range(1, limits().displaced.farthest + 1)
    ends = len(right.rstrip(EMPTY))
    for by in (*sizes, *(-size for size in sizes)):
        for start in _starts(shape, by, alike=True):
            back = put_back(shape, start, by)
            lost = range(start, start - by) if by < 0 else range(0)
            missing = (place for place, sign in enumerate(right) if sign != EMPTY == back[place] and place not in lost)
            if len(back.rstrip(EMPTY)) == ends and next(missing, None) is None:
                return True
    return False


class Ways(dict[str, Sequence[tuple[int, Sequence[int]]]]):
    """By the signs of a row how far its cells may have moved, each with the places at which the first can stand.

    Found once for a row, whatever rows it is held to; ``alike`` is whether the cells may all look alike.
    """

    def __init__(self, *, alike: bool) -> None:
        super().__init__()
        self.alike = alike

    def __missing__(self, signs: str) -> Sequence[tuple[int, Sequence[int]]]:
        sizes = range(1, limits().displaced.farthest + 1)
        tried = ((by, tuple(_starts(signs, by, self.alike))) for size in sizes for by in (size, -size))
        found = self[signs] = tuple((by, starts) for by, starts in tried if starts)
        return found


def best_move(signs: str, frequencies: Frequencies, ways: Ways) -> Move | None:
    """The way to put the row of ``signs`` back that gains most; None where none makes it look more like the others."""
    tried = ways[signs]
    if not tried:  # as in any row without a blank: the looks of its cells are not asked
        return None
    costs = frequencies.costs(signs)
    best = max((_move(signs, costs, by, starts, frequencies) for by, starts in tried), key=lambda move: move.gain)
    return best if best.gain > 0 else None


def _move(signs: str, costs: Sequence[float], by: int, starts: Sequence[int], frequencies: Frequencies) -> Move:
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
    return Move(gain, starts[gains.index(gain)], by)


def _starts(signs: str, by: int, alike: bool) -> Iterator[int]:
    """The places at which the first moved cell can stand: unlike cells from there on, with room where it belongs.

    What moved right left nothing behind it; what moved left leaves the last places of the row empty.  Cells that all
    look ``alike`` look so wherever they stand.
    """
    room = EMPTY * abs(by)
    if room not in (signs if by > 0 else signs[by:]):
        return
    filled = [place for place, sign in enumerate(signs) if sign != EMPTY]
    last = len(signs) if alike else _last_unlike(signs)
    for start in filled[:-1]:
        if start > last:
            return
        if signs[max(0, start - by) : start] == room if by > 0 else start - by < len(signs):
            yield start


def _last_unlike(signs: str) -> int:
    """The last place from which on two cells look unlike, nil marks aside; -1 where there is none."""
    looks = signs.replace(NIL, EMPTY).rstrip(EMPTY)
    return len(looks.rstrip(EMPTY + looks[-1:])) - 1
