"""Sums and means tested side by side: each says the same as by itself, and none that is believed is passed over."""

from __future__ import annotations

import random
from dataclasses import fields
from decimal import Decimal
from itertools import combinations

import numpy as np
import pytest

from lkjip_audit.induction import UNREADABLE, block_of
from lkjip_audit.induction.arithmetic import Candidate, deviation
from lkjip_audit.induction.evidence import verdicts
from lkjip_audit.induction.frame import Frame, frames_of
from lkjip_audit.induction.means import means_worth_testing
from lkjip_audit.induction.model import Operator
from lkjip_audit.induction.together import worth_testing
from lkjip_audit.rulepack.limits import limits
from tests.induction.tables import entry


def _frames(seed: int) -> tuple[Frame, Frame]:
    """A block of parts with their totals on both sides, some of them wrong, blank, unreadable or rounded."""
    draw = random.Random(seed)
    grid: list[list[Decimal]] = []
    for _ in range(8):
        parts = [Decimal(draw.randrange(100, 10**6)) / draw.choice((1, 1, 100)) for _ in range(4)]
        grid.append([*parts, sum(parts[:2], Decimal(0)), round(sum(parts)) + Decimal(draw.choice((0, 0, 0, 1, 77)))])
    grid.append([sum((row[at] for row in grid), Decimal(0)) for at in range(6)])
    cells = [[entry(value) if draw.random() > 0.05 else None for value in row] for row in grid]
    if seed % 3 == 0:
        cells[draw.randrange(8)][draw.randrange(6)] = UNREADABLE
    return frames_of(block_of(cells))


def _sums(frame: Frame) -> list[Candidate]:
    places = range(frame.size[1])
    return [
        Candidate(Operator.SUM, stated, operands)
        for stated in places
        for size in (1, 2, 3, 5)
        for operands in combinations([place for place in places if place != stated], size)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_sums_laid_side_by_side_deviate_as_each_does_by_itself(seed: int) -> None:
    for frame in _frames(seed):
        for candidate, known in worth_testing(frame, _sums(frame), limits().induction):
            alone = deviation(frame, candidate)
            for field in fields(alone):
                assert np.array_equal(getattr(alone, field.name), getattr(known, field.name)), (candidate, field.name)


@pytest.mark.parametrize("seed", range(6))
def test_no_sum_that_some_reading_believes_is_passed_over(seed: int) -> None:
    own, found = limits().induction, set[Candidate]()
    for frame in _frames(seed):
        sums = _sums(frame)
        for additive in (None, np.arange(frame.size[0]) % 3 > 0):
            tested = {candidate for candidate, _ in worth_testing(frame, sums, own, additive)}
            believed = {candidate for candidate in sums if list(verdicts(frame, candidate, own, additive))}
            assert believed <= tested
            found |= believed
            assert len(tested) < len(sums) / 2
    assert found


@pytest.mark.parametrize("seed", range(4))
def test_of_long_columns_none_that_a_stretch_of_rows_believes_is_passed_over_and_most_others_are(seed: int) -> None:
    draw = random.Random(seed)
    grid = [[Decimal(draw.randrange(1, 10**4) * 10 ** draw.randrange(3)) for _ in range(5)] for _ in range(60)]
    for at, row in enumerate(grid):
        row.append(row[0] + row[1] if 10 * seed <= at else row[2] + row[3] + draw.choice((0, 0, 10)))
    frame, _ = frames_of(block_of([[entry(value) for value in row] for row in grid]))
    own, sums = limits().induction, _sums(frame)
    tested = {candidate for candidate, _ in worth_testing(frame, sums, own)}
    believed = {candidate for candidate in sums if list(verdicts(frame, candidate, own))}
    assert believed
    assert believed <= tested
    assert len(tested) <= 2 * len(believed)


def _with_means(seed: int, spoiled: bool) -> tuple[Frame, Frame]:
    """Columns of figures with the mean of the first three behind them, and a row of means under all; some blank."""
    draw = random.Random(seed)
    rows = [[Decimal(draw.randrange(10**3, 10**6)) / 10 for _ in range(5)] for _ in range(9)]
    for row in rows:
        row.append(round(sum(row[:3]) / 3, 2))
    rows.append([round(sum(row[at] for row in rows) / 9, 2) for at in range(6)])
    cells = [[entry(value) if not spoiled or draw.random() > 0.05 else None for value in row] for row in rows]
    if spoiled:
        cells[draw.randrange(9)][draw.randrange(6)] = UNREADABLE
    return frames_of(block_of(cells))


@pytest.mark.parametrize("spoiled", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_no_mean_that_some_reading_believes_is_passed_over_and_most_others_are(seed: int, spoiled: bool) -> None:
    own, found = limits().induction, 0
    for frame in _with_means(seed, spoiled):
        places = range(frame.size[1])
        means = [
            Candidate(Operator.AVERAGE, stated, operands)
            for stated in places
            for size in (2, 3, 5, 9)
            for operands in combinations([place for place in places if place != stated], size)
        ]
        tested = list(means_worth_testing(frame, means, own))
        believed = [mean for mean in means if list(verdicts(frame, mean, own))]
        assert set(believed) <= set(tested)
        assert len(tested) < len(means) / 2
        found += len(believed)
    assert found
