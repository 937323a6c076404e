from __future__ import annotations

import numpy as np

from lkjip_audit.induction.spans import lengths, listed, operands_of, running_sums


def test_every_range_is_the_difference_of_two_running_sums() -> None:
    values = np.array([[3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0]])
    sequence = np.arange(7)
    spans, sums = listed(sequence, [7, 4, 3]), running_sums(values, 3)
    assert len(spans.first) == 21 + 9 + 5
    for at, operands in enumerate(operands_of(sequence, spans, np.arange(len(spans.first)))):
        assert len(operands) == spans.number[at]
        assert sums[0, spans.end[at]] - sums[0, spans.first[at]] == values[0, list(operands)].sum()


def test_what_is_left_of_a_sequence_keeps_its_positions() -> None:
    sequence = np.array([0, 3, 4, 8])
    spans = listed(sequence, [4])
    assert list(operands_of(sequence, spans, np.array([0, 2]))) == [(0, 3), (0, 3, 4, 8)]


def test_wider_steps_have_shorter_ranges() -> None:
    assert lengths(100, 64, 4) == [64, 32, 21, 16]
    assert lengths(10, 64, 4) == [10, 5, 4, 3]
