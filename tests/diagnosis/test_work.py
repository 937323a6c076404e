"""The search for causes is bounded by what it does: where that does not do, nobody is accused, and that is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lkjip_audit.diagnosis.diagnose import diagnose_all
from lkjip_audit.diagnosis.model import Diagnosed
from lkjip_audit.diagnosis.what_if import Changes, Trial
from lkjip_audit.diagnosis.work import Work
from lkjip_audit.findings.left_open import left_open
from lkjip_audit.judging.model import Status
from lkjip_audit.rulepack.limits import in_force, limits, packaged, with_limit
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
    assert diagnosed(spoiled(), work_in_all=1, work_per_figure=0).causes == ()


def test_what_may_be_done_in_all_grows_with_the_figures_of_the_workbook() -> None:
    assert diagnosed(spoiled(), work_in_all=1, work_per_figure=10_000).unfinished == ()


def wrong_rows(number: int) -> Net:
    """Rows of which nothing but their own percentage is wrong: each is a component of its own."""
    net = flat(number)
    for row in range(1, number + 1):
        net.set(f"r.{row}.rate", net.cells[f"r.{row}.rate"].figure.value + 7)
    return net


@pytest.mark.parametrize("rows", [20, 40, 80])
def test_causes_are_found_as_far_as_the_work_reaches_and_the_rest_is_told_as_open(rows: int) -> None:
    told = diagnosed(wrong_rows(rows), work_in_all=3000, work_per_figure=0)
    assert 0 < len(told.causes) < 20
    assert len(told.causes) + len(told.unfinished) == rows


def test_work_grows_with_the_rows_that_are_wrong_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[int] = []

    class Counted(Work):
        def done(self, units: int) -> None:
            spent[-1] += units
            super().done(units)

    monkeypatch.setattr("lkjip_audit.diagnosis.diagnose.Work", Counted)
    for rows in (20, 40, 80):
        spent.append(0)
        assert diagnosed(wrong_rows(rows)).unfinished == ()
    few, more, most = spent
    assert most - more <= 2.2 * (more - few)


def test_what_mends_a_finding_is_looked_for_among_the_causes_that_touch_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    holds = Trial.holds

    def counted(trial: Trial, index: int, changes: Changes) -> bool:
        asked[-1] += 1
        return holds(trial, index, changes)

    monkeypatch.setattr(Trial, "holds", counted)
    for rows in (40, 80, 160):
        asked.append(0)
        told = diagnosed(wrong_rows(rows), work_in_all=1, work_per_figure=20)
        assert told.causes
        assert told.unfinished
    few, more, most = asked
    assert most - more <= 2.5 * (more - few)


def test_of_very_many_groups_the_first_are_told_one_by_one_and_the_rest_are_counted() -> None:
    net = wrong_rows(30)
    notices = list(left_open(diagnosed(net, work=1), net.outcomes()))
    *singly, rest = notices
    assert len(singly) == limits().search.open_told
    assert rest.code == "causes_unfinished_more"
    assert dict(rest.details)["groups"] == str(30 - len(singly))


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
