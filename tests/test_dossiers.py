"""The files of one agency checked together: as if they were one workbook, and to each file what is its own."""

from __future__ import annotations

import pytest

from lkjip_audit.result import Source
from lkjip_audit.result.apart import part_of
from lkjip_audit.workbook.dossier import together
from tests.benchmarks.dossiers import cut, measured
from tests.benchmarks.layouts_at_random import auditor, sample

pytestmark = pytest.mark.slow


def seen(sheet, item, *more):
    return (sheet.rpartition("]")[2], item.address.a1, item.stated, *more)


@pytest.mark.parametrize("name", ["kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023"])
def test_a_report_cut_into_files_is_judged_as_the_whole(name):
    laid = sample(name).first
    whole = auditor().audit_workbook(laid.workbook)
    files = together(cut(laid, [2, 4, 7]))
    result = auditor().audit_workbook(files.whole)
    for kind in ("findings", "causes"):
        told = [seen(item.address.sheet, item) for item in getattr(result, kind)]
        assert sorted(told) == sorted(seen(item.address.sheet, item) for item in getattr(whole, kind))


def test_each_file_gets_its_own_findings_in_its_own_places():
    laid = sample("kota-blitar-bkpsdm-2023").first
    files = together(cut(laid, [5, 10, 13]))
    joint = auditor().audit_workbook(files.whole)
    parts = []
    for at, book in enumerate(files.files):
        source = Source(book.name, book.sha256, tuple(sheet.name for sheet in book.sheets))
        parts.append(part_of(joint, source, files.labels[at], files.sheets_of(at)))
    assert sorted(item.id for part in parts for item in part.findings) == sorted(item.id for item in joint.findings)
    for part in parts:
        own = set(part.source.sheets)
        assert {item.address.sheet for item in part.findings} <= own
        assert {item.sheet for item in part.tables} <= own
        assert {item.address.sheet for item in part.coverage.tested} <= own
        explained = {finding for cause in part.causes for finding in cause.explains}
        assert {item.id for item in part.findings if item.cause} <= explained
    figures = sum(part.coverage.figures for part in parts)
    assert (figures, sum(len(part.tables) for part in parts)) == (joint.coverage.figures, len(joint.tables))


def test_a_right_dossier_is_silent_and_a_slip_in_any_file_accuses_no_other():
    tally, others = measured(6, seed=3)
    assert (tally["alarms"], tally["accused_wrongly"]) == (0, 0), others
    assert tally["first"] >= 3, others
