"""Agencies, layouts and typing habits that no rule was written for: the right is left in peace, the wrong is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Options, audit_workbook, load_pack
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.loader import RulePack
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import CellValue, Workbook, column_letter
from tests.agencies.content import AGENCIES
from tests.agencies.layouts import LAYOUTS, Pages
from tests.grids import workbook_from_grids

pytestmark = pytest.mark.slow


@cache
def pack() -> RulePack:
    return load_pack(Options())


@cache
def written(agency: str, layout: str) -> tuple[Pages, Workbook]:
    pages = LAYOUTS[layout](AGENCIES[agency])
    return pages, workbook_from_grids(pages.grids)


def result_of(workbook: Workbook) -> AuditResult:
    return audit_workbook(workbook, pack(), Catalogue("id"))


@cache
def result_as_written(agency: str, layout: str) -> AuditResult:
    return result_of(written(agency, layout)[1])


def spoiled(agency: str, layout: str, place: str, right: str, wrong: str) -> tuple[AuditResult, tuple[str, str]]:
    """The audit after one figure was changed, and the address of its cell."""
    pages, workbook = written(agency, layout)
    sheet, cell = pages.places[place]
    found = next(item for item in workbook.sheets if item.name == sheet)
    (at,) = (key for key, item in found.cells.items() if f"{column_letter(key[1])}{key[0]}" == cell)
    value = found.cells[at].value
    if isinstance(value, str):
        assert value.count(right) == 1, value
        new: CellValue = value.replace(right, wrong)
    else:
        assert value == Decimal(right), value
        new = Decimal(wrong)
    cells = {**found.cells, at: replace(found.cells[at], value=new)}
    sheets = tuple(replace(item, cells=cells) if item is found else item for item in workbook.sheets)
    return result_of(replace(workbook, sheets=sheets)), (sheet, cell)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("agency", AGENCIES)
def test_consistent_workbook_raises_nothing_above_info(agency, layout):
    result = result_as_written(agency, layout)
    told = [
        (item.rule, item.address.a1, item.stated, item.expected)
        for item in result.findings
        if item.severity is not Severity.INFO
    ]
    assert told == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("agency", AGENCIES)
def test_nearly_every_figure_is_tested(agency, layout):
    coverage = result_as_written(agency, layout).coverage
    assert len(coverage.tested) >= 0.9 * coverage.figures, [item.address for item in coverage.unchecked]


@pytest.mark.parametrize(
    ("agency", "layout", "place", "right", "wrong", "proposed"),
    [
        ("health", "pasted", "p2.spent", "86.251.904.361", "86.521.904.361", "86.251.904.361"),
        ("health", "pasted", "p2.budget", "93.402.118.775", "88.714.520.300", "93.402.118.775"),
        ("health", "pasted", "total.spent", "128.981.752.554", "128.129.436.479", "128.981.752.554"),
        ("health", "pasted", "p3.absorbed", "96,04", "94,06", "96,04"),
        ("health", "pasted", "i1.achieved", "102,84", "97,16", "102,84"),
        ("health", "pasted", "i3.target", "60,00", "14,00", "60,00"),
        ("health", "pasted", "summary", "Rp137.407.743.925", "Rp137.407.734.925", "Rp137.407.743.925"),
        ("health", "pasted", "summary", "93,87%", "98,37%", "93,87%"),
        ("health", "pasted", "i4.prose", "82,16", "81,26", "82,16"),
        ("roads", "sheets", "pk2.target", "81.00", "18.00", "81,00"),
        ("roads", "sheets", "i3.change", "1.90", "1.09", "1,90"),
        ("roads", "sheets", "r1.progress", "0.9155", "0.9515", "91,55%"),
        ("roads", "sheets", "total.budget", "60451290000", "59576975000", "60.451.290.000"),
        ("roads", "sheets", "staff.men", "88", "98", "88"),
        ("roads", "sheets", "c3.share", "0.1451", "0.1541", "14,51%"),
        ("district", "english", "i1.achieved", "101.44", "104.14", "101.44%"),
        ("district", "english", "p2.spent", "399,876,250", "399,786,250", "399,876,250"),
        ("district", "english", "spent", "581,116,750", "581,661,750", "581,116,750,-"),
        ("district", "english", "counted.count", "13", "9", "13"),
    ],
)
def test_single_fault_is_named_at_its_cell_with_its_right_value(agency, layout, place, right, wrong, proposed):
    result, address = spoiled(agency, layout, place, right, wrong)
    named = {(item.address.sheet, item.address.a1): item.proposed for item in result.causes}
    assert named.get(address, "").strip(" .%Rp,-") == proposed.strip(" .%Rp,-"), [*named.items()]


def test_label_of_another_band_is_found():
    result, address = spoiled("health", "pasted", "i3.label", "Tinggi", "Rendah")
    assert [(item.address.a1, item.expected) for item in result.findings if item.severity is Severity.MATERIAL] == [
        (address[1], "Tinggi")
    ]
