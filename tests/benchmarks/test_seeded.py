"""The measuring instrument itself: what it plants it finds again, and what it counts adds up."""

from __future__ import annotations

import pytest

from tests.benchmarks.faults import WAYS
from tests.benchmarks.measure import Fault, Score, faults, judge, stands_alone
from tests.benchmarks.seeded import line
from tests.benchmarks.shapes import SHAPES, performance, years


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_every_shape_is_consistent_and_can_be_spoiled_in_most_ways(shape):
    net = SHAPES[shape](1, 1)
    assert all(outcome.status.value == "pass" for outcome in net.outcomes())
    ways = {fault.way for fault in faults(net, 1)}
    assert ways <= set(WAYS)
    assert {"transposition", "one digit", "row above", "sign"} <= ways


def test_a_fault_that_can_be_told_apart_is_found_first_and_explained():
    net = performance(1, 1)
    fault = next(fault for fault in faults(net, 1) if fault.name == "k2.pagu" and fault.way == "transposition")
    assert stands_alone(net, fault)
    score = judge(net, [fault], alone=True)
    assert score == Score(
        planted=1, detected=1, among=1, first=1, value=1, explained=1, apart=1, apart_first=1, false=0
    )


def test_one_of_several_parts_of_a_sum_cannot_be_told_apart_and_is_among_the_answers():
    net = years(1, 1)
    fault = Fault("i1.0", "one digit", net.cells["i1.0"].figure.value, net.cells["i1.0"].figure.value + 100)
    assert not stands_alone(net, fault)
    assert judge(net, [fault]).among == 1


def test_a_line_of_the_table():
    score = Score(planted=4, detected=4, among=4, first=3, value=4, explained=2, apart=2, apart_first=2)
    assert line("x", score) == "| x | 4 | 100.0% | 100.0% | 75.0% | 100.0% | 50.0% | 2 | 100.0% | 0 |"
