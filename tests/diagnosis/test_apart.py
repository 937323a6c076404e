"""Figures that are alike without having to be: what is put right in one is not carried to the other."""

from dataclasses import replace

import pytest

from lkjip_audit.diagnosis.diagnose import diagnose
from lkjip_audit.judging.model import Equation, Outcome, Source
from tests.diagnosis.nets import Net
from tests.packaged import roles


def net() -> Net:
    """A target that three documents state as 82 and one as 81; the column beside it has 81 as well."""
    made = Net()
    made.put("target", 81, "target")
    made.put("beside", 81, "target", at=("S", 1, 2))
    for name in ("one", "two", "three"):
        made.put(name, 82, "target")
    made.same("target", "one", "two", "three")
    made.eq("beside", "target", target="target")
    return made


def by_figures(outcome: Outcome) -> Outcome:
    if not isinstance(outcome.relation, Equation):
        return outcome
    return replace(outcome, relation=replace(outcome.relation, source=Source.SHOWN))


@pytest.mark.parametrize("shown", [True, False], ids=["shown", "named"])
def test_a_copy_that_only_figures_show_carries_no_correction(shown: bool) -> None:
    made = net()
    outcomes = [by_figures(outcome) if shown else outcome for outcome in made.outcomes()]
    (cause,) = diagnose(outcomes, made.groups(), roles())
    assert (cause.node, cause.proposed) == (made.node("target"), 82)
    assert [item.operand.node for item in cause.consequents] == ([] if shown else [made.node("beside")])


@pytest.mark.parametrize("shown", [True, False], ids=["shown", "named"])
def test_what_figures_show_within_their_rounding_holds_once_a_wrong_figure_is_put_right(shown: bool) -> None:
    """The weight per piece is printed rounded: the right count makes the whole weight possible, not equal."""
    made = Net()
    made.put("early", 4210, "target")
    made.put("late", 3574, "target")
    made.put("pieces", 7184, "target")
    made.put("other", 1021, "target")
    made.put("all", 8805, "target")
    made.put("each", "2.37", "efisiensi")
    made.put("weight", 18472, "target")
    made.eq("pieces", "early + late", early="early", late="late")
    made.sum("all", ["pieces", "other"])
    made.eq("weight", "pieces * each", pieces="pieces", each="each")
    outcomes = [
        by_figures(outcome) if shown and outcome.cell == made.node("weight") else outcome for outcome in made.outcomes()
    ]
    found = diagnose(outcomes, made.groups(), roles())
    assert ([(each.node, each.proposed) for each in found] == [(made.node("pieces"), 7784)]) is shown
