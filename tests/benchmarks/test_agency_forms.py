"""The forms that agencies keep: silent while right, nearly every figure tested, slips found."""

from __future__ import annotations

from random import Random

import pytest

from lkjip_audit.pipeline import Auditor
from tests.benchmarks.agency_forms import FORMS, REGIONS, measure, write
from tests.benchmarks.pages import write_page

MOSTLY = 0.9
IN_PART = {"renstra_funding", "plan_review"}
"""Forms with figures that nothing in the book computes: the targets of coming years."""


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FORMS))
def test_right_form_of_any_region_is_silent_and_tested(name, auditor):
    for region in range(REGIONS):
        found = measure(name, region, 0, auditor)
        assert found.alarms == ()
        assert found.tested >= MOSTLY * found.figures or name in IN_PART


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cost_plan", "cash_budget", "spending_matrix"])
def test_slips_are_found_and_their_cell_is_among_the_answers(name, auditor):
    found = measure(name, 1, 6, auditor, seed=5)
    assert (found.detected, found.among) == (6, 6)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FORMS))
def test_no_right_cell_is_accused_alone(name, auditor):
    region = sorted(FORMS).index(name) % REGIONS
    assert measure(name, region, 5, auditor, seed=17).accused == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FORMS))
def test_form_that_an_application_saved_as_a_web_page_says_the_same(name, auditor, tmp_path):
    form = FORMS[name](Random(name), 0)
    write(form, tmp_path / "a.xlsx")
    write_page(form, tmp_path / "a.xls")
    own, page = (auditor.audit(tmp_path / file) for file in ("a.xlsx", "a.xls"))
    assert [item for item in page.findings if item.severity.value != "info"] == []
    assert (page.coverage.figures, len(page.coverage.tested)) == (own.coverage.figures, len(own.coverage.tested))


@pytest.fixture(scope="module")
def auditor():
    return Auditor.load()
