"""The same content gives the same findings, cell for cell, however it is laid out (see ``same_content``)."""

from __future__ import annotations

import re
from random import Random

import pytest

from lkjip_audit.audit import Auditor
from lkjip_audit.result import AuditResult
from tests.same_content import FAULTS, LAYOUTS, Content, Key, Places, with_faults

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
