"""What must hold of the diagnosis of any network."""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lkjip_audit.diagnosis.diagnose import diagnose, diagnose_all
from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.judging.model import Status
from lkjip_audit.scene.place import Node
from tests.benchmarks.shapes import SHAPES, performance, spending
from tests.diagnosis.nets import Net
from tests.packaged import roles

pytestmark = pytest.mark.slow

_SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(min_value=0, max_value=10**6)


def spoiled(net: Net, changes: dict[str, Decimal]) -> Net:
    other = copy(net)
    other.cells = dict(net.cells)
    for name, value in changes.items():
        other.set(name, value)
    return other


def causes(net: Net) -> tuple[Diagnosis, ...]:
    return diagnose(net.outcomes(), net.groups(), roles())


def named(cause: Diagnosis) -> set[Node]:
    return {cause.node, *cause.also, *(item.node for item in cause.alternatives)}


def with_errors(shape, number, seed):
    """A net of that shape as it should be, and with ``number`` of its figures gone far wrong."""
    random = Random(seed)
    net = SHAPES[shape](1, seed)
    names = random.sample(sorted(net.cells), number)
    return net, spoiled(net, {n: net.cells[n].figure.value * 2 + random.randrange(1, 90) for n in names})


@_SLOW
@given(seed=SEEDS, shape=st.sampled_from(sorted(SHAPES)))
def test_a_consistent_network_has_no_causes(seed, shape):
    net = SHAPES[shape](1, seed)
    assert all(outcome.status is Status.PASS for outcome in net.outcomes())
    assert causes(net) == ()


@_SLOW
@given(seed=SEEDS, off=st.integers(min_value=1_000_000, max_value=900_000_000))
def test_one_wrong_amount_is_in_some_answer_with_its_right_value(seed, off):
    net = spending(1, seed)
    name = Random(seed).choice([n for n, cell in net.cells.items() if cell.exact])
    right = net.cells[name].figure.value
    found = causes(spoiled(net, {name: right + off}))
    cause = next(item for item in found if net.node(name) in named(item))
    proposals = {cause.node: cause.proposed} | dict.fromkeys(cause.also, cause.proposed)
    proposals |= {item.node: item.proposed for item in cause.alternatives}
    assert proposals[net.node(name)] == right
    assert len(found) == 1


@_SLOW
@given(seed=SEEDS, number=st.integers(min_value=2, max_value=4))
def test_errors_in_different_programs_are_told_apart(seed, number):
    net = spending(2, seed)
    random = Random(seed)
    programs = random.sample(range(6), number)
    names = [f"p{p}.0.0.pagu" for p in programs]
    changes = {n: net.cells[n].figure.value + random.randrange(10**6, 10**7) for n in names}
    found = causes(spoiled(net, changes))
    for name in names:
        assert any(net.node(name) in named(cause) for cause in found)
    assert len(found) == number


@_SLOW
@given(seed=SEEDS)
def test_the_order_of_the_input_does_not_matter(seed):
    random = Random(seed)
    net = performance(1, seed)
    names = random.sample(sorted(net.cells), 2)
    net = spoiled(net, {name: net.cells[name].figure.value * 2 for name in names})
    outcomes, facts = net.outcomes(), net.groups()
    order = list(range(len(outcomes)))
    random.shuffle(order)
    shuffled = random.sample(facts, len(facts))
    one = diagnose(outcomes, facts, roles())
    other = diagnose([outcomes[i] for i in order], shuffled, roles())
    assert [(d.node, d.proposed, d.also, d.alternatives) for d in one] == [
        (d.node, d.proposed, d.also, d.alternatives) for d in other
    ]
    assert [set(d.explains) for d in one] == [{order[i] for i in d.explains} for d in other]


@_SLOW
@given(seed=SEEDS, shape=st.sampled_from(sorted(SHAPES)), number=st.integers(min_value=1, max_value=3))
def test_the_corrections_make_everything_hold_and_explain_every_finding(seed, shape, number):
    net, wrong = with_errors(shape, number, seed)
    outcomes = wrong.outcomes()
    found = diagnose(outcomes, wrong.groups(), roles())
    mended = {}
    for cause in found:
        for node in (cause.node, *cause.also):
            mended[net.name(node)] = cause.proposed
        mended |= {net.name(item.node): item.proposed for item in cause.consequents}
    assert all(outcome.status is Status.PASS for outcome in spoiled(wrong, mended).outcomes())
    findings = {i for i, outcome in enumerate(outcomes) if outcome.status is Status.FINDING}
    assert findings == {i for cause in found for i in cause.explains}
    assert len(found) <= number


@_SLOW
@given(seed=SEEDS)
def test_exact_figures_of_any_size(seed):
    random = Random(seed)
    net = Net()
    parts = [net.put(f"x{i}", random.randrange(10**20, 10**21)) for i in range(5)]
    net.put("total", sum(int(net.cells[n].figure.value) for n in parts))
    net.put("again", net.cells["total"].figure.value)
    net.sum("total", parts)
    net.same("total", "again")
    right = net.cells["x3"].figure.value
    found = causes(spoiled(net, {"x3": right + 1}))
    assert len(found) == 1
    assert {net.name(n) for n in named(found[0])} >= set(parts)


@_SLOW
@given(seed=SEEDS, shape=st.sampled_from(sorted(SHAPES)), number=st.integers(min_value=4, max_value=12))
def test_every_finding_has_a_cause_or_is_told_as_open_however_many_errors(seed, shape, number):
    _, wrong = with_errors(shape, number, seed)
    outcomes = wrong.outcomes()
    told = diagnose_all(outcomes, wrong.groups(), roles())
    findings = {i for i, outcome in enumerate(outcomes) if outcome.status is Status.FINDING}
    explained = {i for cause in told.causes for i in cause.explains}
    assert findings == explained.union(*told.unfinished)
