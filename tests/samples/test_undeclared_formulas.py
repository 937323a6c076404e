"""A report that does not say how a column is computed is found out by its rows, and told the same of."""

import re
from dataclasses import replace

import pytest

from lkjip_audit.pipeline import Auditor, open_workbook
from lkjip_audit.rulepack.folder import pack_folder

pytestmark = pytest.mark.slow

SAMPLES = pack_folder().parent / "samples"
NAMES = ["kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023", "contoh-selaras"]


def declarations(auditor, rule_id):
    """The patterns by which the rule knows its formulas in the words of a report."""
    settings = next(rule for rule in auditor.pack.rules if rule.id == rule_id).relation.settings()
    own = [settings, *settings["variants"]]
    return [re.compile(pattern, re.IGNORECASE) for part in own for pattern in part.get("declared", ())]


def without(workbook, patterns):
    """``workbook`` without the words that ``patterns`` match, and the cells that they stood in."""
    cut, sheets = set(), []
    for sheet in workbook.sheets:
        cells = dict(sheet.cells)
        for (row, column), cell in sheet.cells.items():
            if isinstance(cell.value, str):
                text = said = " ".join(cell.value.split())
                for pattern in patterns:
                    text = pattern.sub("", text)
                if text != said:
                    cells[row, column] = replace(cell, value=text)
                    cut.add((sheet.name, row, column))
        sheets.append(replace(sheet, cells=cells))
    return replace(workbook, sheets=tuple(sheets)), cut


def findings(result, cut):
    return sorted(
        (finding.rule, finding.severity, finding.place, finding.stated, finding.expected)
        for finding in result.findings
        if (finding.address.sheet, finding.address.row, finding.address.column) not in cut
    )


@pytest.mark.parametrize("rule", ["efisiensi-rasio", "capaian-rasio"])
@pytest.mark.parametrize("name", NAMES)
def test_without_the_sentence_that_states_a_formula_the_same_is_found(name, rule):
    auditor = Auditor.load()
    workbook = open_workbook(SAMPLES / f"{name}.xlsx")
    silent, cut = without(workbook, declarations(auditor, rule))
    assert findings(auditor.audit_workbook(silent), cut) == findings(auditor.audit_workbook(workbook), cut)
