"""A clue that a right figure could show by chance accuses nobody: either may be the wrong one, and both are told."""

from __future__ import annotations

from decimal import Decimal

from lkjip_audit.diagnosis.diagnose import diagnose
from lkjip_audit.diagnosis.model import EvidenceKind
from tests.diagnosis.nets import Net
from tests.packaged import roles


def told(net: Net) -> tuple[str, set[str], set[EvidenceKind]]:
    """The cell of the only cause, the other candidates, and what speaks for it."""
    (cause,) = diagnose(net.outcomes(), net.groups(), roles())
    return net.name(cause.node), {net.name(item.node) for item in cause.alternatives}, {x.kind for x in cause.evidence}


def rate(result: str, target: str, stated: str) -> Net:
    net = Net()
    net.put("result", result, "realisasi"), net.put("target", target, "target"), net.put("rate", stated, "capaian")
    net.eq("rate", "r / t * 100", r="result", t="target")
    return net


def test_a_slip_in_a_long_figure_is_no_likelier_than_one_in_a_short_one():
    first, others, why = told(rate("42", "50", "88.00"))
    assert (first, others) == ("rate", {"result"})
    assert EvidenceKind.SLIP in why


def test_a_zero_at_the_end_is_no_proof_of_padding():
    net = Net()
    net.put("real", "15.66", "serapan"), net.put("target", "14.89", "serapan"), net.put("gap", "0.80", "serapan")
    net.eq("gap", "r - t", r="real", t="target")
    first, others, why = told(net)
    assert (first, others) == ("gap", {"real", "target"})
    assert EvidenceKind.PADDED in why


def test_what_looks_cut_may_come_from_a_slip_in_what_it_is_computed_from():
    first, others, why = told(rate("181143417", "210003999", "86.25"))
    assert first == "rate"
    assert "target" in others
    assert EvidenceKind.CUT in why


def test_what_looks_cut_is_cut_where_no_slip_nearby_would_do():
    first, others, why = told(rate("28", "33", "84.84"))
    assert (first, others) == ("rate", set())
    assert EvidenceKind.CUT in why


def test_two_digits_that_stand_in_another_row_too_are_no_copy():
    net = Net()
    for row, (real, target, gap) in enumerate((("5.10", "5.70", "-0.65"), ("10.41", "11.01", "-0.65")), 1):
        net.put(f"real{row}", real, "serapan", at=("S", row, 1))
        net.put(f"target{row}", target, "serapan", at=("S", row, 2))
        net.put(f"gap{row}", gap, "porsi", at=("S", row, 3))
    net.set("real1", "5.05")
    for row in (1, 2):
        net.eq(f"gap{row}", "r - t", r=f"real{row}", t=f"target{row}")
    assert told(net)[1] == {"real2", "target2"}


def test_a_figure_of_many_digits_that_is_that_of_the_row_above_was_copied():
    net = Net()
    for row, value in enumerate((195_350_200, 195_350_200, 331_698_600), 1):
        net.put(f"b{row}", value, at=("Renja", row, 10))
    net.put("total", 684_886_400, at=("Renja", 4, 10))
    net.sum("total", ["b1", "b2", "b3"])
    assert told(net)[:2] == ("b2", set())


def test_two_places_that_repeat_a_wrong_figure_nothing_contradicts_are_a_tie_with_what_follows_from_it():
    net = rate("717", "617", "103.61")
    net.put("again", "617", "target"), net.same("target", "again")
    assert told(net)[:2] == ("rate", {"target"})


def test_a_figure_is_not_free_because_a_row_states_the_same_that_is_wrong_too():
    """The right total lacks one rupiah; two rows that state one number would mend it only if both were wrong."""
    net = Net()
    for row, (own, other) in enumerate(
        ((894_603_000, 894_603_000), (894_603_000, 789_455_437), (173_800_001, None)), 1
    ):
        net.put(f"a{row}", own, at=("S", row, 3))
        net.put(f"b{row}", other or own, at=("T", row, 3))
        net.same(f"a{row}", f"b{row}")
    net.put("a", 1_857_858_437, at=("S", 4, 3)), net.put("b", 1_857_858_438, at=("T", 4, 3)), net.same("a", "b")
    for sheet in "ab":
        net.sum(sheet, [f"{sheet}{row}" for row in (1, 2, 3)])
    causes = diagnose(net.outcomes(), net.groups(), roles())
    assert {net.name(cause.node) for cause in causes if not cause.alternatives} == {"a", "a2"}


def two_lists(wrong: str, total: str) -> Net:
    """A list and its annex; the list's third figure is typed ``wrong`` and its total computed so: ``total``.

    So is its percentage.  In the annex, whose total is right, the figure is that of the row above; the list's own sum
    is not tested.
    """
    made = Net()
    right = ("697043000", "229833411", "486133000", "289655353")
    for at, value in enumerate(right):
        made.put(f"list{at}", wrong if at == 2 else value, at=("Daftar", at + 3, 3))
        made.put(f"annex{at}", right[1] if at == 2 else value, at=("Lampiran", at + 3, 3))
        made.same(f"list{at}", f"annex{at}")
    made.put("list", total, at=("Daftar", 7, 3))
    made.put("annex", sum(map(int, right)), at=("Lampiran", 7, 3))
    made.same("list", "annex")
    made.sum("annex", [f"annex{at}" for at in range(4)])
    made.put("spent", "480861606", "realisasi_anggaran", at=("Daftar", 5, 4))
    made.put("rate", f"{Decimal(48086160600) / int(wrong):.2f}", "serapan", at=("Daftar", 5, 5))
    made.eq("rate", "spent / budget * 100", spent="spent", budget="list2")
    return made


def test_a_total_computed_from_a_wrong_figure_does_not_confirm_it_a_second_time() -> None:
    """486313000 is 486133000 with two digits exchanged; the annex's total asks for that one, and is not accused."""
    made = two_lists("486313000", str(697043000 + 229833411 + 486313000 + 289655353))
    found = diagnose(made.outcomes(), made.groups(), roles())
    outright = {made.name(each.node) for each in found if not each.alternatives}
    named = {made.name(node) for each in found for node in (each.node, *(other.node for other in each.alternatives))}
    assert "annex" not in outright
    assert "list2" in named


def register(*amounts, total, row=1):
    """A column of amounts with their total beside it."""
    net = Net()
    for number, amount in enumerate(amounts, row):
        net.put(f"a{number}", amount, at=("Daftar", number, 5))
    net.put("total", total, at=("Rekap", 1, 2))
    net.sum("total", [f"a{number}" for number in range(row, row + len(amounts))])
    return net


ROUND = (140_611_848, 323_543_000, 487_509_000, 737_101_000, 793_094_217, 229_118_000)


def test_amount_that_its_right_value_makes_as_round_as_others_of_its_column_is_the_wrong_one():
    net = register(*ROUND, total=sum(ROUND))
    net.set("a2", 323_543_003)
    assert told(net)[:2] == ("a2", set())


def test_amounts_of_a_column_without_zeros_stay_a_tie():
    odd = [amount + 111 * place for place, amount in enumerate(ROUND, 1)]
    net = register(*odd, total=sum(odd))
    net.set("a2", odd[1] + 3)
    assert len(told(net)[1]) == len(ROUND)


def test_round_amount_that_the_right_value_would_make_odd_is_not_told_before_its_odd_neighbours():
    net = register(*ROUND, total=sum(ROUND))
    net.set("total", sum(ROUND) + 4)
    assert told(net)[0] in ("a1", "a5", "total")


def progress(rising=True):
    """Plan, result and how far apart, by month; the plan only goes up where it is ``rising``."""
    net = Net()
    plans = ["4.10", "9.35", "15.20", "21.05", "28.89", "33.40", "39.90", "47.15", "55.60"]
    for month, plan in enumerate(plans if rising else [*plans[4:], *plans[:4]], 1):
        real = str(Decimal(plan) - Decimal("1.33"))
        net.put(f"p{month}", plan, at=("Deviasi", month, 2))
        net.put(f"r{month}", real, at=("Deviasi", month, 3))
        net.put(f"d{month}", "-1.33", at=("Deviasi", month, 4))
        net.eq(f"d{month}", "r - p", r=f"r{month}", p=f"p{month}")
    return net


def test_figure_out_of_the_order_that_its_column_keeps_is_the_wrong_one():
    net = progress()
    net.set("p5", "48.89")
    assert told(net)[:2] == ("p5", set())


def test_figure_of_a_column_in_no_order_is_a_tie():
    net = progress(rising=False)
    net.set("p1", "48.89")
    assert "p1" in {told(net)[0], *told(net)[1]}
    assert told(net)[1]


def test_result_of_a_tie_is_told_first_unless_a_slip_under_it_is_far_likelier():
    """Two digits exchanged tell something; that one digit is another, where a result may be outdated, does not."""
    first, others, _ = told(rate("97", "74", "106.76"))
    assert (first, others) == ("result", {"rate"})
    first, others, _ = told(rate("49", "81", "96.08"))
    assert (first, "target" in others) == ("rate", True)


def test_an_operand_of_which_one_digit_makes_a_ratio_right_is_told_first():
    """805 of 842 are 95.61 percent: the target reads 872, and no slip makes 92.32 of what the rate states."""
    first, others, _ = told(rate("805", "872", "95.61"))
    assert (first, others) == ("target", {"rate"})


def test_a_ratio_stays_first_where_its_operand_is_no_slip_away():
    """64 of 68 and 64 of 93: the target may have been raised and the rate not computed again."""
    first, _, _ = told(rate("64", "93", "94.12"))
    assert first == "rate"
