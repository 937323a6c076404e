"""A cause is an event: one value filled down over rows, a figure in the form of its column, a relation not meant."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from lkjip_audit.diagnosis.diagnose import diagnose, diagnose_all
from lkjip_audit.judging.model import Equation, Outcome, Status, Traits
from lkjip_audit.scene.place import Node
from tests.diagnosis.nets import Net
from tests.packaged import roles


def causes(net: Net) -> dict[str, tuple[Decimal, list[str]]]:
    """What each cause proposes, and the cells that would do as well."""
    found = diagnose(net.outcomes(), net.groups(), roles())
    return {net.name(item.node): (item.proposed, [net.name(x.node) for x in item.alternatives]) for item in found}


def spending(rows: list[tuple[str, str, str]]) -> Net:
    """Rows of budget, result and percentage, side by side in one table."""
    net = Net()
    for at, (pagu, real, rate) in enumerate(rows, 4):
        net.put(f"pagu{at}", pagu, "pagu", at=("S", at, 3))
        net.put(f"real{at}", real, "realisasi_anggaran", at=("S", at, 4))
        net.put(f"rate{at}", rate, "serapan", at=("S", at, 5))
        net.eq(f"rate{at}", "real / pagu * 100", real=f"real{at}", pagu=f"pagu{at}")
    return net


def test_a_percentage_filled_down_over_two_rows_does_not_outvote_a_budget() -> None:
    """A heading and its only part print the percentage of the next block; their budget is right, and round."""
    net = spending(
        [
            ("24000000000.00", "22320000000.00", "88.54"),
            ("24000000000.00", "22320000000.00", "88.54"),
            ("50000000000.00", "44270000000.00", "88.54"),
            ("18000000000.00", "17100000000.00", "95.00"),
            ("32000000000.00", "27170000000.00", "84.91"),
        ]
    )
    net.same("pagu4", "pagu5")
    net.same("real4", "real5")
    assert causes(net) == {"rate4": (Decimal("93.00"), []), "rate5": (Decimal("93.00"), [])}


def test_a_round_figure_in_a_round_column_is_not_made_odd() -> None:
    """412.371.134 would mend the percentage as well, but no other budget is odd; where all are, it is a tie."""
    rounded = spending([(f"{n}00000000", f"{n}0000000", "10.00") for n in range(4, 9)])
    odd = spending([(f"{n}12345678", f"{n}1234567", "10.00") for n in range(4, 9)])
    for net in (rounded, odd):
        net.set("rate4", "9.70")
    assert causes(rounded) == {"rate4": (Decimal("10.00"), [])}
    assert set(causes(odd)["rate4"][1]) == {"pagu4", "real4"}


def test_a_relation_whose_figures_were_guessed_does_not_accuse_a_figure_that_three_places_state() -> None:
    """A sentence's share, which a table confirms, was taken for the difference of two counts."""
    net = Net()
    net.put("share", "16.46", "porsi")
    net.put("again", "16.46", "porsi")
    net.put("before", "9", "jumlah")
    net.put("after", "23", "jumlah")
    for name, value in (("part", 2411008974), ("other", 12234960439), ("whole", 14645969413)):
        net.same(net.put(name, value), net.put(f"{name}2", value), net.put(f"{name}3", value))
    net.same("share", "again")
    net.eq("share", "part / whole * 100", part="part", whole="whole")
    net.sum("whole", ["part", "other"])
    net.eq("again", "after - before", after="after", before="before")
    outcomes = [_guessed(outcome, net.node("again")) for outcome in net.outcomes()]
    assert [outcome.cell for outcome in outcomes if outcome.status is Status.FINDING] == [net.node("again")]
    told = diagnose_all(outcomes, net.groups(), roles())
    assert (told.causes, told.unfinished) == ((), ())


def _guessed(outcome: Outcome, stated: Node) -> Outcome:
    if outcome.cell != stated or not isinstance(outcome.relation, Equation):
        return outcome
    return replace(outcome, relation=replace(outcome.relation, traits=Traits(guessed=True)))


@pytest.mark.parametrize("wrong", [1, 3, 7])
def test_budgets_with_their_first_digits_exchanged_are_told_by_the_total(wrong: int) -> None:
    """Of many, some might be exchanged for others by chance: then it is a tie, and they still come first."""
    net, right = _with_exchanged_digits(60, wrong, total=True)
    found = causes(net)
    assert {name: value for name, (value, _) in found.items()} == {n: Decimal(v) for n, v in right.items()}
    assert wrong > 3 or not any(others for _, others in found.values())


def test_without_a_total_the_percentage_is_not_accused_of_them() -> None:
    """One slip in ten digits that leads to the fourth digit of a percentage is no accident; still it is a tie."""
    net, right = _with_exchanged_digits(60, 3, total=False)
    found = causes(net)
    assert {name: value for name, (value, _) in found.items()} == {n: Decimal(v) for n, v in right.items()}
    assert all(others for _, others in found.values())


def _with_exchanged_digits(rows: int, wrong: int, *, total: bool) -> tuple[Net, dict[str, int]]:
    random = Random(rows + wrong)
    budgets = [random.randrange(12, 98) * 10**8 + random.randrange(10**7, 10**8) for _ in range(rows)]
    results = [budget * random.randrange(800, 990) // 1000 for budget in budgets]
    net = spending([(str(b), str(r), f"{Decimal(r) / b * 100:.2f}") for b, r in zip(budgets, results, strict=True)])
    if total:
        net.put("total", sum(budgets), "pagu", at=("S", rows + 4, 3))
        net.sum("total", [f"pagu{at}" for at in range(4, rows + 4)])
    right: dict[str, int] = {}
    for at in random.sample(range(rows), rows):
        digits = str(budgets[at])
        if len(right) < wrong and digits[1] not in (digits[0], "0"):
            right[f"pagu{at + 4}"] = budgets[at]
            net.set(f"pagu{at + 4}", int(digits[1] + digits[0] + digits[2:]))
    return net, right


def test_rows_with_too_many_choices_under_a_total_are_ties_and_the_total_is_left_open() -> None:
    net, right = _with_exchanged_digits(60, 3, total=True)
    for at in range(4, 60, 2):
        if f"pagu{at}" not in right:
            net.set(f"rate{at}", net.cells[f"rate{at}"].figure.value + 7)
    told = diagnose_all(net.outcomes(), net.groups(), roles())
    assert all(item.alternatives for item in told.causes)
    assert len(told.unfinished) == 1
