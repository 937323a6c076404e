"""Corrections that only together make everything hold."""

from decimal import Decimal

from lkjip_audit.diagnosis.diagnose import diagnose
from tests.benchmarks.shapes import performance, spending
from tests.diagnosis.test_properties import spoiled
from tests.packaged import roles


def told(net, changes):
    wrong = spoiled(net, {name: Decimal(value) for name, value in changes.items()})
    found = diagnose(wrong.outcomes(), wrong.groups(), roles())
    return wrong, {wrong.name(cause.node): cause for cause in found}


def test_a_figure_picked_from_several_is_settled_by_what_is_decided_later():
    _, found = told(spending(1, 47690), {"p1.0.1.pagu": "200876282", "p1.0.pagu": "2684443434"})
    assert {name: str(cause.proposed) for name, cause in found.items()} == {
        "p1.0.1.pagu": "100438107",
        "p1.0.pagu": "1342221694",
    }


def test_a_ratio_of_two_wrong_figures_is_left_alone_where_both_put_right_leave_it_so():
    changes = {"p1.0.0.pagu": "1073400261", "p1.0.0.real": "1004702631"}
    wrong, found = told(spending(1, 8), changes)
    assert set(found) == set(changes)
    assert not [wrong.name(item.node) for cause in found.values() for item in cause.consequents]


def test_a_correction_that_mends_nothing_without_another_is_told_with_what_the_two_explain():
    _, found = told(performance(1, 2), {"k1.rate": "220.20", "k1.result2": "99.30", "k1.result": "163.30"})
    assert set(found) == {"k1.rate", "k1.result2", "k1.result"}
    assert all(cause.explains for cause in found.values())
