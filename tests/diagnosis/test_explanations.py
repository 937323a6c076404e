"""How a wrong figure came about: each way is told, and what only looks like one is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lkjip_audit.diagnosis.blanks import left_empty
from lkjip_audit.diagnosis.diagnose import diagnose
from lkjip_audit.diagnosis.model import Diagnosis, EvidenceKind
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.scene.place import Node
from lkjip_audit.scene.same_measure import Kin
from lkjip_audit.workbook.model import Address
from tests.benchmarks.faults import WAYS, explains
from tests.benchmarks.measure import Fault, faults, with_values
from tests.benchmarks.shapes import performance, spending, years
from tests.diagnosis.nets import Net, rule
from tests.packaged import roles

_SLOW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
_SHAPES = {"spending": spending, "performance": performance, "years": years}
_HOME = {"earlier stage": "spending", "block copied": "spending", "factor 1000": "spending", "last year": "performance"}
_HOME |= {"target as result": "performance", "inverted ratio": "performance", "cut": "performance"}


def kinds(cause: Diagnosis) -> set[EvidenceKind]:
    return {item.kind for item in cause.evidence}


def _is_written_as_meant(net: Net, fault: Fault) -> bool:
    """Whether the cell shows all digits of the wrong number, and enough of them to tell it from any other."""
    shown = net.cells[fault.name].figure.decimals
    return len(str(abs(fault.right))) > 3 and -int(fault.wrong.as_tuple().exponent) <= shown


@pytest.mark.parametrize("way", sorted(WAYS))
@_SLOW
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_every_way_is_named_where_the_cell_is(way, seed):
    net = _SHAPES[_HOME.get(way, "spending")](1, seed % 50)
    planted = [fault for fault in faults(net, seed) if fault.way == way and _is_written_as_meant(net, fault)]
    fault = Random(seed).choice(planted)
    wrong = with_values(net, {fault.name: fault.wrong})
    causes = diagnose(wrong.outcomes(), wrong.groups(), roles())
    found = [cause for cause in causes if cause.node == net.node(fault.name)]
    for cause in found:
        if cause.proposed == fault.right:
            copied_digits = way == "block copied" and cause.slip is not None  # too few digits to name their source
            assert explains(way, cause) or copied_digits, (fault, kinds(cause), cause.slip)


def plan(*rows: tuple[int, int], alike: bool = False) -> tuple[Net, list[tuple[Kin, Kin]]]:
    """Rows of two years of a plan under one total, of which the second is wrong by as much as the rows say."""
    net = Net()
    kin = []
    for number, (before, now) in enumerate(rows, 1):
        net.put(f"a{number}", before, at=("Renstra", number, 3))
        net.put(f"b{number}", now, at=("Renstra", number, 4))
        stages = ("renja", "renja_perubahan") if alike else ("renstra", "renstra")
        periods = ("", "") if alike else ("tahun4", "tahun5")
        kin.append(
            tuple(Kin(net.cells[f"{c}{number}"], 2023, s, p) for c, s, p in zip("ab", stages, periods, strict=True))
        )
    return net, kin


def test_the_part_that_repeats_last_year_is_the_wrong_one():
    rows = [(684_585_000, 684_585_000), (1_144_220_000, 1_302_071_500), (120_500_000, 343_737_500)]
    rows += [(50_125_000, 61_333_000), (70_321_000, 81_777_000), (90_123_400, 99_222_100)]
    net, kin = plan(*rows)
    right = sum(now for _, now in rows) - 10_831_000
    net.put("total", right, at=("Renstra", 9, 4))
    net.sum("total", [f"b{number}" for number in range(1, 7)])
    (cause,) = diagnose(net.outcomes(), net.groups(), roles(), kin)
    assert (net.name(cause.node), cause.proposed, cause.alternatives) == ("b1", 673_754_000, ())
    assert any(net.name(item.node) == "a1" for item in cause.evidence if item.kind is EvidenceKind.LAST_YEAR)


def test_a_plan_that_a_change_left_alone_is_no_copy():
    net, kin = plan((10_111_100, 10_111_100), (20_222_200, 20_222_200), (30_333_300, 31_333_300), alike=True)
    net.put("total", 61_666_700, at=("Renja", 9, 4))
    net.sum("total", ["b1", "b2", "b3"])
    (cause,) = diagnose(net.outcomes(), net.groups(), roles(), kin)
    assert cause.alternatives
    assert not kinds(cause) & {EvidenceKind.OTHER_STAGE, EvidenceKind.LAST_YEAR}


def test_the_value_that_another_stage_states_tells_which_part_is_wrong():
    net, kin = plan((6_284_031, 6_284_444), (166_998, 171_528), (1_058_500, 1_058_900), (2_446_500, 1_126_500))
    net.put("total", 6_284_444 + 171_528 + 1_058_500 + 1_126_500, at=("Renstra", 9, 4))
    net.sum("total", ["b1", "b2", "b3", "b4"])
    (cause,) = diagnose(net.outcomes(), net.groups(), roles(), kin)
    assert (net.name(cause.node), cause.proposed, cause.alternatives) == ("b3", 1_058_500, ())
    assert EvidenceKind.KIN_STATES in kinds(cause)


def test_the_figure_that_the_same_sentence_states_is_the_right_one():
    net = Net()
    net.put("need", "36.84", "serapan", at=("Prosa", 1, 1)), net.put("rate", "98.20", "capaian", at=("Prosa", 1, 2))
    net.put("wrong", "44", "serapan", at=("Prosa", 1, 3)), net.put("result", "166.56", "efisiensi", at=("Prosa", 1, 4))
    for part, name in enumerate(["need", "rate", "wrong", "result"]):
        net.cells[name] = replace(net.cells[name], node=Node(Address("Prosa", 1, 1), part))
    (
        net.put("table", "166.56", "efisiensi", at=("Tabel", 4, 5)),
        net.put("table2", "98.20", "capaian", at=("Tabel", 4, 3)),
    )
    net.eq("result", "(rate / wrong - 1) * 100")
    (cause,) = diagnose(net.outcomes(), net.groups(), roles())
    assert (net.name(cause.node), str(cause.proposed)) == ("wrong", "36.84")
    assert EvidenceKind.NEAR in kinds(cause)


def test_a_copy_of_the_row_above_is_no_tie_with_the_other_parts():
    net = Net()
    for row, value in enumerate((195_350_200, 195_350_200, 331_698_600), 1):
        net.put(f"b{row}", value, at=("Renja", row, 10))
    net.put("total", 684_886_400, at=("Renja", 4, 10)), net.put("again", 684_886_400, at=("PK", 4, 10))
    net.sum("total", ["b1", "b2", "b3"]), net.same("total", "again")
    (cause,) = diagnose(net.outcomes(), net.groups(), roles())
    assert (net.name(cause.node), cause.proposed, cause.alternatives) == ("b2", 157_837_600, ())


def test_what_is_told_more_finely_elsewhere_is_not_rounded():
    net = Net()
    net.put("a", "40", "nilai"), net.put("b", "52", "nilai"), net.put("total", "92.5", "nilai")
    net.put("again", "52.5", "nilai")
    net.sum("total", ["a", "b"]), net.same("b", "again")
    (cause,) = diagnose(net.outcomes(), net.groups(), roles())
    assert (net.name(cause.node), str(cause.proposed)) == ("b", "52.5")


def test_a_figure_that_a_finding_contradicts_is_put_right_before_its_sum_is_asked():
    net = Net()
    net.put("a", "40", "nilai"), net.put("b", "52", "nilai"), net.put("total", "92.5", "nilai")
    net.put("again", "52.5", "nilai")
    net.sum("total", ["a", "b"])
    finding = Outcome(
        rule("list-item"),
        Status.FINDING,
        "b",
        net.node("b"),
        stated="52",
        expected=Decimal("52.5"),
        expected_text="52,5",
        related=(net.cells["again"],),
    )
    (cause,) = diagnose([*net.outcomes(), finding], net.groups(), roles())
    assert (net.name(cause.node), str(cause.proposed), len(cause.explains)) == ("b", "52.5", 2)


def test_zeros_put_behind_a_rounded_figure():
    net = Net()
    net.put("rate", "583.03", "capaian"), net.put("use", "87.19", "serapan"), net.put("eff", "6.690", "efisiensi")
    net.eq("eff", "rate / use")
    (cause,) = diagnose(net.outcomes(), net.groups(), roles())
    assert (net.name(cause.node), str(cause.proposed)) == ("eff", "6.687")
    assert EvidenceKind.PADDED in kinds(cause)


def test_a_figure_with_a_finding_that_follows_is_named_by_its_cause():
    net = Net()
    net.put("rate", "99.00", "capaian"), net.put("spent", 9_129_279_310), net.put("budget", 9_546_367_212)
    net.put("use", "99.63", "serapan"), net.put("eff", "0.99", "efisiensi"), net.put("eff2", "1.04", "efisiensi")
    net.put("use2", "95.63", "serapan"), net.put("eff3", "1.04", "efisiensi")
    net.eq("use", "spent / budget * 100"), net.eq("eff", "rate / use")
    net.same("use", "use2"), net.same("eff", "eff2", "eff3")
    (cause,) = diagnose(net.outcomes(), net.groups(), roles())
    assert net.name(cause.node) == "use"
    following = [item for item in cause.evidence if item.kind is EvidenceKind.COMPUTED_FROM_WRONG]
    assert [net.name(item.node) for item in following] == ["eff"]


def test_a_copy_that_follows_its_source_is_not_its_source():
    net = Net()
    net.put("year", 892_250_123, at=("Renstra", 1, 2)), net.put("end", 892_250_123, at=("Renstra", 1, 3))
    net.put("part", 400_000_111, at=("Renstra", 2, 2)), net.put("part2", 400_000_222, at=("Renstra", 3, 2))
    net.eq("end", "year"), net.sum("year", ["part", "part2"])
    (cause,) = diagnose(net.outcomes(), net.groups(), roles())
    assert not kinds(cause) & {EvidenceKind.OTHER_YEAR, EvidenceKind.LAST_YEAR, EvidenceKind.BLOCK_COPIED}


def test_a_sum_that_lacks_what_was_left_empty_accuses_no_figure():
    net = Net()
    net.put("total", 900, at=("Renstra", 1, 5)), net.put("a", 300, at=("Renstra", 2, 5))
    net.put("c", 200, at=("Renstra", 4, 5))
    net.sum("total", ["a", "c"])
    empty = Outcome(
        rule("completeness"),
        Status.FINDING,
        "b",
        Node(Address("Renstra", 3, 5)),
        expected=Decimal(400),
        expected_text="400",
    )
    outcomes = [*net.outcomes(), empty]
    assert left_empty(outcomes) == {0: 1}
    assert diagnose(outcomes, net.groups(), roles()) == ()
