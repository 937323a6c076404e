"""What the diagnosis says of small networks that a reader can check by head."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lkjip_audit.diagnosis.diagnose import diagnose
from lkjip_audit.diagnosis.model import Diagnosis, EvidenceKind
from lkjip_audit.figures.slips import SlipKind
from lkjip_audit.judging.model import Status
from tests.diagnosis.nets import Net
from tests.packaged import roles


def causes(net: Net) -> tuple[Diagnosis, ...]:
    return diagnose(net.outcomes(), net.groups(), roles())


def only(net: Net) -> Diagnosis:
    found = causes(net)
    assert len(found) == 1, [net.name(item.node) for item in found]
    return found[0]


def kinds(cause: Diagnosis) -> set[EvidenceKind]:
    return {item.kind for item in cause.evidence}


def alternatives(net: Net, cause: Diagnosis) -> dict[str, Decimal]:
    return {net.name(item.node): item.proposed for item in cause.alternatives}


def test_a_consistent_network_has_no_causes():
    net = Net()
    net.put("a", 90), net.put("b", 60), net.put("c", 30)
    net.sum("a", ["b", "c"])
    assert causes(net) == ()


def test_a_lone_sum_is_a_tie_of_all_its_cells():
    net = Net()
    net.put("a", 100), net.put("b", 60), net.put("c", 30)
    net.sum("a", ["b", "c"])
    cause = only(net)
    assert (net.name(cause.node), cause.proposed) == ("a", 90)
    assert alternatives(net, cause) == {"b": Decimal(70), "c": Decimal(40)}


def test_the_total_that_stands_elsewhere_too_is_not_the_suspect():
    net = Net()
    net.put("a", 100), net.put("b", 60), net.put("c", 30), net.put("a2", 100), net.put("a3", 100)
    net.put("c2", 40)
    net.sum("a", ["b", "c"])
    net.same("a", "a2", "a3")
    net.same("c", "c2")
    cause = only(net)
    assert (net.name(cause.node), cause.proposed) == ("c", 40)
    assert EvidenceKind.STANDS_AT in kinds(cause)


def test_most_places_win_where_nothing_else_tells():
    net = Net()
    for name, value in (("a", 14645969413), ("b", 14645969413), ("c", 14645696413)):
        net.put(name, value)
    net.same("a", "b", "c")
    cause = only(net)
    assert (net.name(cause.node), cause.proposed) == ("c", 14645969413)
    assert cause.slip is not None
    assert cause.alternatives == ()


def test_two_places_that_differ_are_a_tie():
    net = Net()
    net.put("a", 120), net.put("b", 150)
    net.same("a", "b")
    cause = only(net)
    assert {net.name(cause.node), *alternatives(net, cause)} == {"a", "b"}


def test_a_share_proves_the_right_amount():
    net = Net()
    net.put("x", 2688593227), net.put("y", 2411008974), net.put("z", 9513625429)
    net.put("total", 14645969413), net.put("share", "65.18", "porsi")
    net.sum("total", ["x", "y", "z"])
    net.eq("share", "z / total * 100")
    cause = only(net)
    assert (net.name(cause.node), cause.proposed) == ("z", 9546367212)
    assert EvidenceKind.PROVED_BY in kinds(cause)
    assert cause.explains == (0, 1)


def blitar() -> Net:
    """The chain of the Blitar report: one stale budget, and what was computed from it and beside it."""
    net = Net()
    net.put("merit", 2688593227), net.put("asn", 2411008974), net.put("sakip", 9513625429)
    net.put("total", 14645969413), net.put("share", "65.18", "porsi")
    net.sum("total", ["merit", "asn", "sakip"])
    net.eq("share", "sakip / total * 100")
    net.put("sakip.322", 9513625429), net.put("real.322", 9129279310, "realisasi_anggaran")
    net.put("serapan.322", "99.63", "serapan")
    net.eq("serapan.322", "r / p * 100", r="real.322", p="sakip.322")
    (
        net.put("sakip.annex3", 9546367212),
        net.put("sakip.annex4", 9513625429),
        net.put("sakip.text", 9513625429),
    )
    net.put("sakip.323", 9513625429), net.put("real.323", 9129279310, "realisasi_anggaran")
    net.put("serapan.323", "95.96", "serapan"), net.put("serapan.text", "95.96", "serapan")
    net.eq("serapan.323", "r / p * 100", r="real.323", p="sakip.323")
    net.put("serapan.annex4", "99.63", "serapan"), net.put("serapan.bab4", "99.63", "serapan")
    net.put("capaian", "99.00", "capaian"), net.put("eff", "0.96", "efisiensi")
    net.eq("eff", "capaian / s", s="serapan.323")
    net.put("eff.text", "0.96", "efisiensi"), net.put("eff.ikhtisar", "0.99", "efisiensi")
    net.put("total.annex", 14645969413), net.put("total.bab4", 14645696413)
    net.same("sakip", "sakip.322", "sakip.annex3", "sakip.annex4", "sakip.text", "sakip.323")
    net.same("real.322", "real.323")
    net.same("serapan.322", "serapan.323", "serapan.text", "serapan.annex4", "serapan.bab4")
    net.same("eff", "eff.text", "eff.ikhtisar")
    net.same("total", "total.annex", "total.bab4")
    return net


def test_blitar_is_four_causes():
    net = blitar()
    found = {net.name(cause.node): cause for cause in causes(net)}
    assert {name: str(cause.proposed) for name, cause in found.items()} == {
        "sakip": "9546367212",
        "serapan.322": "95.63",
        "eff": "1.04",
        "total.bab4": "14645969413",
    }
    findings = {i for i, outcome in enumerate(net.outcomes()) if outcome.status is Status.FINDING}
    assert findings == {index for cause in found.values() for index in cause.explains}


def test_blitars_stale_budget_is_one_cause_in_all_its_places():
    net = blitar()
    cause = next(cause for cause in causes(net) if net.name(cause.node) == "sakip")
    assert [net.name(node) for node in cause.also] == ["sakip.322", "sakip.annex4", "sakip.text", "sakip.323"]
    assert {EvidenceKind.PROVED_BY, EvidenceKind.STANDS_AT, EvidenceKind.RELATIONS} <= kinds(cause)
    followed = {net.name(item.node): str(item.proposed) for item in cause.consequents}
    assert followed == {"serapan.323": "95.63", "serapan.text": "95.63"}
    assert cause.alternatives == ()


def test_what_was_computed_from_a_wrong_figure_is_no_cause_of_its_own():
    net = blitar()
    cause = next(cause for cause in causes(net) if net.name(cause.node) == "serapan.322")
    assert cause.slip is not None
    assert cause.slip.kind is SlipKind.ONE_DIGIT
    assert {net.name(item.node): str(item.proposed) for item in cause.consequents} == {"eff.ikhtisar": "1.04"}


def test_a_ratio_that_was_divided_the_wrong_way_round():
    net = blitar()
    cause = next(cause for cause in causes(net) if net.name(cause.node) == "eff")
    assert EvidenceKind.INVERTED_RATIO in kinds(cause)


def test_a_cut_percentage_is_not_a_tie_with_what_it_was_computed_from():
    net = Net()
    (
        net.put("target", 260, "target"),
        net.put("result", 262, "realisasi"),
        net.put("rate", "100.76", "capaian"),
    )
    net.eq("rate", "result / target * 100")
    cause = only(net)
    assert (net.name(cause.node), str(cause.proposed)) == ("rate", "100.77")
    assert EvidenceKind.CUT in kinds(cause)
    assert cause.alternatives == ()


def test_digits_copied_from_a_figure_of_the_same_sentence():
    net = Net()
    net.put("before", 4839362450), net.put("after", 2688593227), net.put("fall", 2150769227)
    net.eq("fall", "abs(before - after)")
    cause = only(net)
    assert (net.name(cause.node), cause.proposed) == ("fall", 2150769223)
    copied = next(item for item in cause.evidence if item.kind is EvidenceKind.BLOCK_COPIED)
    assert (net.name(copied.node), copied.count) == ("after", -3)


def test_last_years_target_copied():
    net = Net()
    (
        net.put("last", "11.32", "target", at=("Renstra", 1, 2)),
        net.put("this", "13.02", "target", at=("Renstra", 1, 3)),
    )
    net.put("pk", "13.02", "target", at=("PK", 1, 2)), net.put("rkt", "11.32", "target", at=("RKT", 1, 2))
    net.same("this", "pk", "rkt")
    cause = only(net)
    assert (net.name(cause.node), str(cause.proposed)) == ("rkt", "13.02")
    assert EvidenceKind.LAST_YEAR in kinds(cause)


def test_a_sum_that_skips_a_row():
    net = Net()
    net.put("a", 1500), net.put("b", 2500), net.put("c", 700), net.put("total", 4000), net.put("again", 4700)
    net.sum("total", ["a", "b", "c"])
    net.same("total", "again")
    cause = only(net)
    skipped = next(item for item in cause.evidence if item.kind is EvidenceKind.SUM_SKIPS)
    assert (net.name(cause.node), net.name(skipped.node)) == ("total", "c")


def test_a_column_that_fails_in_most_rows_accuses_itself():
    net = Net()
    for i in range(8):
        net.put(f"a{i}", 5000 + 13 * i, at=("S", i, 1)), net.put(f"b{i}", 9000 + 17 * i, at=("S", i, 2))
        net.put(f"d{i}", 4000 + 4 * i + (i > 1) * (100 + i * i), at=("S", i, 3))
        net.eq(f"d{i}", "b - a", a=f"a{i}", b=f"b{i}")
    net.tables = True
    found = causes(net)
    assert [net.name(cause.node) for cause in found] == [f"d{i}" for i in range(2, 8)]
    assert all(cause.alternatives == () for cause in found)


def test_a_wrong_total_under_a_column_of_shares_is_one_cause():
    net = Net()
    names = [net.put(f"a{i}", 1000 * (i + 3), at=("S", i, 1)) for i in range(7)]
    net.put("total", 42000 + 900, at=("S", 7, 1))
    net.sum("total", names)
    for i in range(7):
        share = Decimal(1000 * (i + 3)) / Decimal(42000) * 100
        net.put(f"s{i}", round(share, 2), "porsi", at=("S", i, 2))
        net.eq(f"s{i}", "a / total * 100", a=f"a{i}")
    net.tables = True
    cause = only(net)
    assert (net.name(cause.node), cause.proposed) == ("total", 42000)


def test_a_wide_sum_with_a_wrong_part_that_another_relation_knows():
    net = Net()
    names = [net.put(f"a{i}", 1_000_003 * (i + 3), at=("S", i, 1)) for i in range(40)]
    net.put("total", sum(1_000_003 * (i + 3) for i in range(40)), at=("S", 40, 1))
    net.put("real", 20_000_000, "realisasi_anggaran", at=("S", 20, 2))
    net.put("rate", round(Decimal(20_000_000) / (1_000_003 * 23) * 100, 2), "serapan", at=("S", 20, 3))
    net.sum("total", names)
    net.eq("rate", "real / a20 * 100")
    net.set("a20", 2_300_069)
    cause = only(net)
    assert (net.name(cause.node), cause.proposed) == ("a20", 23_000_069)


@pytest.mark.parametrize(("stated", "alone"), [("-95.79", True), ("-95.81", False)])
def test_only_what_rounding_could_give_is_off_by_rounding_alone(stated, alone):
    """The growth is -95.7994: it is cut as -95.79, but no way of rounding makes -95.81 of it."""
    net = Net()
    net.put("now", 19_559_016)
    net.put("before", 465_626_635)
    net.put("growth", stated, "capaian")
    net.eq("growth", "(now - before) / before * 100", now="now", before="before")
    cause = only(net)
    assert net.name(cause.node) == "growth"
    assert (not cause.alternatives) is alone
