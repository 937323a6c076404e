"""Tables in which something nearly holds: rates of both sexes, shares of a total that was revised, real growth.

``python -m tests.induction.nearly [COUNT]`` says of how many tables of each kind anything is shown, or accused.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal

from lkjip_audit.induction import Shown, block_of, induce
from tests.induction.made_up import Grid, figures

Kind = Callable[[random.Random], tuple[list[list[float]], tuple[int, ...]]]


def both_sexes(dice: random.Random) -> tuple[list[list[float]], tuple[int, ...]]:
    """A rate of both sexes, of men, of women: a mean whose weights are nearly equal; three such beside each other."""
    apart, decimals = dice.choice(((2, 1), (5, 1), (10, 0), (3, 1)))
    blocks = dice.choice((1, 1, 3))
    return [[value for _ in range(blocks) for value in _rates(dice, apart)] for _ in range(dice.randint(12, 60))], (
        decimals,
    ) * 3 * blocks


def _rates(dice: random.Random, apart: float) -> Iterator[float]:
    men, weight = dice.uniform(20, 80), dice.uniform(0.48, 0.52)
    women = men + dice.gauss(0, apart)
    yield from (weight * men + (1 - weight) * women, men, women)


def all_regions(dice: random.Random) -> tuple[list[list[float]], tuple[int, ...]]:
    """Rates of regions of like size, and of all of them, region by region down."""
    regions, columns = dice.randint(3, 12), dice.randint(3, 30)
    weights = [dice.uniform(0.8, 1.2) for _ in range(regions)]
    rows = [[40 + dice.gauss(0, 3) for _ in range(columns)] for _ in range(regions)]
    whole = [
        sum(w * x for w, x in zip(weights, column, strict=True)) / sum(weights) for column in zip(*rows, strict=True)
    ]
    return [*rows, whole], (dice.randint(0, 1),) * columns


def revised_shares(dice: random.Random) -> tuple[list[list[float]], tuple[int, ...]]:
    """A part, a whole, and the share of what the whole was before it was revised."""
    rows = []
    for _ in range(dice.randint(12, 60)):
        whole = 10 ** dice.uniform(4, 5.5)
        part = whole * dice.uniform(0.2, 0.9)
        rows.append([part, whole, 100 * part / (whole * (1 + dice.uniform(-0.004, 0.004)))])
    return rows, (0, 0, 1)


def log_growth(dice: random.Random) -> tuple[list[list[float]], tuple[int, ...]]:
    """Two years and a growth that is the difference of logarithms."""
    rows = []
    for _ in range(dice.randint(12, 60)):
        before, growth = 10 ** dice.uniform(4, 5.5), dice.gauss(0.02, 0.04)
        rows.append([before, before * math.exp(growth), 100 * growth])
    return rows, (0, 0, 1)


def real_growth(dice: random.Random) -> tuple[list[list[float]], tuple[int, ...]]:
    """Nominal growth, inflation, and real growth, which is nearly their difference."""
    rows = []
    for _ in range(dice.randint(12, 60)):
        nominal, prices = dice.gauss(0.05, 0.02), dice.gauss(0.03, 0.015)
        rows.append([100 * nominal, 100 * prices, 100 * ((1 + nominal) / (1 + prices) - 1)])
    return rows, (1, 1, 1)


def middle_of_year(dice: random.Random) -> tuple[list[list[float]], tuple[int, ...]]:
    """Inhabitants at both ends of a year, and in its middle."""
    rows = []
    for _ in range(dice.randint(12, 60)):
        first = dice.uniform(1000, 9000)
        last = first * dice.uniform(0.9, 1.1)
        rows.append([first, last, (first + last) / 2 * (1 + dice.gauss(0, 0.0015))])
    return rows, (0, 0, 0)


KINDS: tuple[Kind, ...] = (both_sexes, all_regions, revised_shares, log_growth, real_growth, middle_of_year)


def shown_of(kind: Kind, seed: int) -> tuple[Shown, ...]:
    """What is shown of one table."""
    rows, decimals = kind(random.Random(seed))
    grid: Grid = [
        [Decimal(round(value * 10**places)).scaleb(-places) for value, places in zip(row, decimals, strict=True)]
        for row in rows
    ]
    return induce(block_of(figures(grid, decimals))).shown


def main(count: int = 100) -> None:
    """Of how many tables of each kind something is shown, and accused."""
    for kind in KINDS:
        found = [shown_of(kind, seed) for seed in range(count)]
        accused = sum(any(each.misses for each in shown) for shown in found)
        sys.stdout.write(f"{kind.__name__:16} shown {sum(map(bool, found))}/{count}, accused {accused}/{count}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
