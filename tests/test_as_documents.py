"""The reports of the samples as Word documents: the same defects found, nobody accused who is not in the workbook."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.as_documents import as_document
from tests.benchmarks.layouts_at_random import auditor, found, generated, loud, sample, wrongly_accused

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["contoh-selaras", "kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023", "3", "8"])
def test_a_report_in_word_is_judged_as_its_workbook(name: str, tmp_path):
    book = generated(int(name)) if name.isdigit() else sample(name)
    laid = as_document(book.first, tmp_path / f"{name}.docx")
    result = auditor().audit_workbook(laid.workbook)
    assert wrongly_accused(result, laid, book) == []
    assert loud(result, laid, book) == []
    assert found(result, laid, book) >= 0.98 * len(book.defects)


@pytest.mark.parametrize("name", ["kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023"])
def test_what_weighs_in_the_workbook_weighs_in_word_at_the_same_figure(name: str, tmp_path):
    first = sample(name).first
    laid = as_document(first, tmp_path / f"{name}.docx")

    def grave(form):
        findings = auditor().audit_workbook(form.workbook).findings
        return Counter((item.rule, form.origin(item.address)) for item in findings if item.severity.value != "info")

    assert grave(laid) == grave(first)
