"""Doing as told: what an audit proposes, written into the cells, leaves nothing to find there and spoils nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from lkjip_audit.followup.comparison import State, compare
from lkjip_audit.followup.earlier import of_result
from lkjip_audit.pipeline import Auditor, open_workbook
from lkjip_audit.result import AuditResult, Standing
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address, Workbook
from tests.benchmarks.layouts_at_random import Book, sample
from tests.truth import SAMPLES
from tests.written_back import Write, asked_for, written

pytestmark = pytest.mark.slow

NAMES = ("kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023")


@cache
def auditor() -> Auditor:
    return Auditor.load()


@cache
def audited(name: str) -> tuple[Workbook, AuditResult, Book]:
    workbook = open_workbook(Path(SAMPLES) / f"{name}.xlsx")
    return workbook, auditor().audit_workbook(workbook), sample(name)


def _spot(address: Address) -> tuple[str, int, int]:
    return address.sheet, address.row, address.column


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_told_to_be_changed_that_is_right(name: str) -> None:
    _, result, book = audited(name)
    told = [place.address for cause in result.causes for place in cause.places]
    assert [address for address in told if book.is_right(_spot(address))] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_at_a_right_cell_proposes_nothing_for_it(name: str) -> None:
    _, result, _ = audited(name)
    stay = [finding for finding in result.findings if finding.standing is Standing.RIGHT]
    asked = {(write.address, write.stated) for write in asked_for(result)}
    assert stay
    assert [finding for finding in stay if finding.proposed or (finding.address, finding.stated) in asked] == []


@pytest.mark.parametrize("name", NAMES)
def test_all_proposals_written_leave_nothing_to_find_where_they_stand(name: str) -> None:
    """What was no figure's cause (a repeated word, a percent sign behind a ratio) is still told where it was.

    So is, as info, that two documents differ where they may; and a wrong figure that only a filled cell makes testable.
    """
    workbook, result, book = audited(name)
    writes = asked_for(result)
    again = auditor().audit_workbook(written(workbook, writes))
    anew = {
        finding.address
        for finding in again.findings
        if finding.severity is not Severity.INFO
        and any(_was_empty(item.address, writes) for item in (finding, *finding.related))
    }
    assert not [address for address in anew if book.is_right(_spot(address))]
    touched = {write.address for write in writes if write.stated}
    form = {(finding.rule, finding.address) for finding in result.findings if finding.cause is None}
    left = [
        (finding.rule, finding.address.place, finding.stated, finding.expected)
        for finding in again.findings
        if finding.severity is not Severity.INFO
        and (finding.rule, finding.address) not in form
        and not touched.isdisjoint((finding.address, *(item.address for item in finding.related)))
        and finding.address not in anew
    ]
    assert left == []
    assert len(again.findings) < len(result.findings) / 2


def _was_empty(address: Address, writes: list[Write]) -> bool:
    """Whether a figure was put where none stood: what is computed with it can be tested only now."""
    return any(write.address == address and not write.stated for write in writes)


@pytest.mark.parametrize("name", NAMES)
def test_half_of_a_cause_put_right_makes_nothing_new(name: str) -> None:
    workbook, result, _ = audited(name)
    cause = max(result.causes, key=lambda cause: len(cause.places))
    assert len(cause.places) > 3
    half = [Write(item.address, item.stated, item.proposed) for item in cause.places[: len(cause.places) // 2 + 1]]
    again = auditor().audit_workbook(written(workbook, half))
    assert [
        item.latest.place for item in compare(of_result(result), of_result(again), again.ledger).of(State.NEW)
    ] == []
