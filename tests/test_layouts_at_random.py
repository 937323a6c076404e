"""Who is accused depends on what a workbook says, never on where it says it (see ``layouts_at_random``)."""

from __future__ import annotations

from functools import cache

import pytest

from tests.benchmarks.layouts_at_random import Book, accused, auditor, found, generated, loud, sample, wrongly_accused
from tests.layouts_at_random import STEPS, Laid, laid_anew, put_under

pytestmark = pytest.mark.slow

BLITAR = "kota-blitar-bkpsdm-2023"


@cache
def book(name: str) -> Book:
    return generated(int(name)) if name.isdigit() else sample(name)


def judged(laid: Laid, of: Book) -> tuple[set[object], list[str], list[str]]:
    result = auditor().audit_workbook(laid.workbook)
    return set(accused(result, laid)), wrongly_accused(result, laid, of), loud(result, laid, of)


def test_two_sheets_on_one_accuse_whom_they_accused_on_two():
    blitar = book(BLITAR)
    names = [sheet.name for sheet in blitar.first.workbook.sheets]
    upper = names.index("3.2 Keuangan")
    assert names[upper + 1] == "3.2.3 Efisiensi"
    as_it_was = judged(blitar.first, blitar)
    assert judged(put_under(blitar.first, upper, upper + 1, 4, "3.2 Keuangan"), blitar) == as_it_was
    assert as_it_was[1:] == ([], [])


@pytest.mark.parametrize("name", [BLITAR, "contoh-selaras", "3"])
@pytest.mark.parametrize("step", STEPS)
def test_nobody_is_accused_wrongly_in_another_layout(name: str, step: str) -> None:
    of = book(name)
    laid = laid_anew(of.first, (step,), seed=7)
    result = auditor().audit_workbook(laid.workbook)
    assert wrongly_accused(result, laid, of) == []
    assert loud(result, laid, of) == []
    assert found(result, laid, of) >= 0.98 * len(of.defects)
