"""The review aid: an audit's result lined up with the items of the official checklist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lkjip_audit.result import AuditResult, Finding
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.rulepack.review import Need, Review, ReviewItem, load_review

CHECKLIST = "permenpanrb-53-2014"


class Answer(StrEnum):
    """What the workbook says to an item; never that the item is met, which a person decides."""

    OUTSIDE = "outside"  # nothing in a workbook speaks to it
    FINDINGS = "findings"  # there are findings that bear on it
    MISSING = "missing"  # something that it asks for was not found
    UNTESTED = "untested"  # no figure could be tested
    CLEAN = "clean"  # tested, and nothing found
    FAILED = "failed"  # a rule that bears on it failed
    THERE = "there"  # what it asks for is there; nothing to test


@dataclass(frozen=True, slots=True)
class Place:
    """Where something that an item asks for stands: a table by its id and range, or a sheet."""

    name: str
    sheet: str
    area: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One item with what the audit can say to it.

    ``found`` are the places of each thing that it asks for; none where it was not found.  ``findings`` are those that
    count; ``tested`` figures were tested by its rules, ``unverified`` relations could not be judged.
    """

    item: ReviewItem
    answers: tuple[Answer, ...]
    found: tuple[tuple[Need, tuple[Place, ...]], ...]
    findings: tuple[Finding, ...]
    tested: int
    unverified: int


def checklist() -> Review:
    """The packaged checklist; raises BrokenPackError when it is broken."""
    return load_review(pack_folder() / "review" / f"{CHECKLIST}.yaml")


def review_lines(result: AuditResult, review: Review) -> tuple[ReviewLine, ...]:
    """A line for each item, in the order of the checklist."""
    return tuple(_line(item, result) for item in review.items)


def _line(item: ReviewItem, result: AuditResult) -> ReviewLine:
    bears = _bears_on(item)
    found = tuple((need, tuple(_places(need, result))) for need in item.needs)
    cited = re.compile(rf"checklist\b[^;]*\b{re.escape(item.no)}(?![.\d])")
    findings = tuple(
        finding
        for finding in result.counted
        if finding.severity is not Severity.INFO and (bears(finding.rule) or cited.search(finding.basis))
    )
    tested = sum(any(map(bears, figure.rules)) for figure in result.coverage.tested)
    unverified = sum(bears(relation.rule) for relation in result.unverified)
    missing = any(not places for _, places in found)
    failed = any(map(bears, result.failed_rules))
    answers = tuple(_answers(item, bool(findings), missing, failed, bool(tested)))
    return ReviewLine(item, answers, found, findings, tested, unverified)


def _bears_on(item: ReviewItem) -> Callable[[str], bool]:
    if item.rules == "all":
        return lambda _: True
    rules = frozenset(item.rules)
    return rules.__contains__


def _answers(item: ReviewItem, findings: bool, missing: bool, failed: bool, tested: bool) -> Iterator[Answer]:
    if item.reach == "none":
        yield Answer.OUTSIDE
        return
    if findings:
        yield Answer.FINDINGS
    if missing:
        yield Answer.MISSING
    if failed:
        yield Answer.FAILED
    if findings or missing or failed:
        return
    if item.rules:
        yield Answer.CLEAN if tested else Answer.UNTESTED
    elif item.needs:
        yield Answer.THERE


def _places(need: Need, result: AuditResult) -> Iterator[Place]:
    """The tables that are of one of the kinds or have one of the columns; failing that, the sheets so named."""
    found = False
    for table in result.tables:
        roles = {re.split(r"[\[#]", role, maxsplit=1)[0] for role in table.columns}
        if table.kind in need.tables or roles & set(need.columns):
            found = True
            yield Place(table.id, table.sheet, table.area)
    for sheet in () if found else result.source.sheets:
        words = " ".join(re.findall(r"[^\W_]+", sheet.casefold()))
        if any(re.search(rf"\b{re.escape(word.casefold())}\b", words) for word in need.sheets):
            yield Place(sheet, sheet, "A1")
