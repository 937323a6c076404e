"""The same content gives the same findings, cell for cell, however it is laid out (see ``same_content``)."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from lkjip_audit.workbook.model import Workbook
from tests.same_content import FAULTS, LAYOUTS, Content, Key, Places, with_faults

pytestmark = pytest.mark.slow

ABOUT_STORAGE = {"angka-di-antara-rumus", "angka-teks-dalam-jumlah", "nilai-tersimpan-rumus"}
"""Rules that speak of how a figure is stored, which is what the layouts differ in."""

Said = tuple[Key, str, str, str, str]
MIXED = [tuple(sorted(Random(seed).sample(sorted(FAULTS), 4))) for seed in range(4)]


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor.load()


def said(result: AuditResult, places: Places) -> set[Said]:
    """Every finding: the content's cell, the rule, its weight, what is stated and what should be."""
    return {
        (
            places[finding.address.sheet, finding.address.a1],
            finding.rule,
            str(finding.severity),
            digits(finding.stated),
            digits(finding.expected),
        )
        for finding in result.findings
        if finding.rule not in ABOUT_STORAGE
    }


def causes(result: AuditResult, places: Places) -> set[tuple[Key, str]]:
    """The cells that causes name, each with its right value."""
    checked = {finding.id for finding in result.findings if finding.rule not in ABOUT_STORAGE}
    return {
        (places[cause.address.sheet, cause.address.a1], digits(cause.proposed))
        for cause in result.causes
        if checked & set(cause.explains)
    }


def digits(text: str) -> str:
    """``text`` without what a layout may write around a figure: "Rp2.418.350.000" and "2.418.350.000"."""
    return re.sub(r"(?<!\w)Rp|[.%\s]", "", text)


def as_values(workbook: Workbook) -> Workbook:
    """``workbook`` as a file that tells values only: no formulas, formats or merges."""
    sheets = tuple(
        replace(
            sheet,
            cells={at: replace(cell, formula=None, number_format="General") for at, cell in sheet.cells.items()},
            merges=(),
        )
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=sheets, knows_formats=False)


def audited(auditor: Auditor, given: Content) -> dict[str, tuple[AuditResult, Places]]:
    made = {name: lay(given) for name, lay in LAYOUTS.items()}
    return {name: (auditor.audit_workbook(workbook), places) for name, (workbook, places) in made.items()}


SETS = [(), *((name,) for name in FAULTS), *MIXED, tuple(FAULTS)]


@pytest.mark.parametrize("faults", SETS, ids=lambda names: "+".join(names)[:60] or "none")
def test_findings_and_causes_are_the_same_in_every_layout(auditor: Auditor, faults: tuple[str, ...]) -> None:
    results = audited(auditor, with_faults(*faults))
    first, *others = (said(result, places) for result, places in results.values())
    assert bool(first) == bool(faults)
    assert others == [first] * len(others)
    first_causes, *other_causes = (causes(result, places) for result, places in results.values())
    assert other_causes == [first_causes] * len(other_causes)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_right_stays_right_in_a_file_that_tells_values_only(auditor: Auditor, layout: str) -> None:
    workbook, _ = LAYOUTS[layout](with_faults())
    assert auditor.audit_workbook(as_values(workbook)).findings == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_wrong_figure_is_found_in_a_file_that_tells_values_only(auditor: Auditor, layout: str) -> None:
    """Stored decimals leave less room for rounding, so that a weight may differ; the cells may not."""
    workbook, places = LAYOUTS[layout](with_faults(*FAULTS))
    plain = {(key, rule) for key, rule, *_ in said(auditor.audit_workbook(workbook), places)}
    values = {(key, rule) for key, rule, *_ in said(auditor.audit_workbook(as_values(workbook)), places)}
    assert len(plain & values) >= 0.9 * len(plain)
