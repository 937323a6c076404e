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
