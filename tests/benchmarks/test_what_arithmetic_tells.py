"""What the equations of a form say of a slip: nothing, one cell, or a tie."""

from __future__ import annotations

from random import Random

import pytest

from tests.benchmarks.agency_forms import FORMS, REGIONS
from tests.benchmarks.form_words import Form
from tests.benchmarks.what_arithmetic_tells import answers_of


@pytest.mark.parametrize("name", sorted(FORMS))
def test_right_form_keeps_its_equations(name):
    for region in range(REGIONS):
        form = FORMS[name](Random(region), region)
        stated = [equation.stated for equation in form.equations]
        assert [place for place in stated if answers_of(form, place)] == []


def test_slip_that_no_equation_sees_has_no_answers():
    assert answers_of(_form([1000, 999, 99.9]), ("S", 0, 0)) == ()


def test_slip_in_a_lone_ratio_is_a_tie():
    assert len(answers_of(_form([10_000, 9_000, 99.9]), ("S", 0, 2))) == 3


def test_slip_that_two_equations_see_stands_alone():
    form = Form({"S": [[3, 4, 7], [1, 1, 2], [4, 6, 9]]})
    form.along("S", range(3), "sum", 2, 0, 1).down("S", range(3), "sum", 2, range(2))
    assert answers_of(form, ("S", 2, 1)) == (("S", 2, 1),)


def _form(cells: list[float]) -> Form:
    return Form({"S": [cells]}).along("S", [0], "ratio", 2, 1, 0)
