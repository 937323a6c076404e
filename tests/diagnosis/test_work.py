"""The search for causes is bounded by what it does: where that does not do, nobody is accused, and that is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lkjip_audit.diagnosis.diagnose import diagnose_all
from lkjip_audit.diagnosis.model import Diagnosed
from lkjip_audit.findings.left_open import left_open
from lkjip_audit.judging.model import Status
from lkjip_audit.rulepack.limits import in_force, packaged, with_limit
from tests.benchmarks.shapes import flat, spending
from tests.diagnosis.nets import Net
from tests.packaged import roles

pytestmark = pytest.mark.slow


def diagnosed(net: Net, **moved: int) -> Diagnosed:
    """What is told of ``net`` with some limits of the search moved."""
    chosen = packaged()
    for name, value in moved.items():
        chosen, problem = with_limit(chosen, f"search.{name}", Decimal(value))
        assert problem is None
    with in_force(chosen):
        return diagnose_all(net.outcomes(), net.groups(), roles())


def spoiled() -> Net:
    net = spending()
    net.set("p0.0.0.pagu", net.cells["p0.0.0.pagu"].figure.value + 90_000)
    net.set("p2.1.rate", "12.34")
    return net


def test_without_work_left_nobody_is_accused_and_every_finding_is_told_as_open() -> None:
    net = spoiled()
    told = diagnosed(net, work=1)
    assert told.causes == ()
    findings = {i for i, outcome in enumerate(net.outcomes()) if outcome.status is Status.FINDING}
    assert findings == {index for group in told.unfinished for index in group}


def test_what_is_left_in_all_bounds_each_component() -> None:
    assert diagnosed(spoiled(), work_in_all=1).causes == ()


def test_with_the_packaged_bounds_everything_is_finished() -> None:
    told = diagnosed(spoiled())
    assert told.causes
    assert told.unfinished == ()


def test_what_is_left_open_is_a_notice_at_the_first_of_the_findings() -> None:
    net = spoiled()
    told = diagnosed(net, work=1)
    notices = list(left_open(told, net.outcomes()))
    assert {notice.code for notice in notices} == {"causes_unfinished"}
    assert sum(int(dict(notice.details)["count"]) for notice in notices) == sum(map(len, told.unfinished))
    assert all(notice.cell == dict(notice.details)["place"] for notice in notices)


def test_many_faults_under_one_total_are_settled_as_by_the_search_of_the_whole() -> None:
    """Every third row is wrong, and the total that all of them are in holds them together."""
    net = flat(40)
    for row in range(1, 40, 3):
        net.set(f"r.{row}.rate", net.cells[f"r.{row}.rate"].figure.value + 7)
    net.set("total.pagu", net.cells["total.pagu"].figure.value + 5)
    apart, whole = diagnosed(net, most_parts=1), diagnosed(net, most_parts=1000)
    assert {cause.node for cause in apart.causes} == {cause.node for cause in whole.causes}
    assert len(apart.causes) == len(range(1, 40, 3)) + 1
