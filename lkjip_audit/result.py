"""What an audit says: the one thing that reports and the command line look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address, Notice

SCHEMA = "lkjip-audit/report/1"


@dataclass(frozen=True, slots=True)
class Related:
    """Another cell that a finding rests on: its role in the formula and the figure as printed there."""

    address: Address
    role: str
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome that a person must look at.

    ``stated`` and ``expected`` are written as the cell writes its figures; ``difference`` likewise.  ``formula`` is
    the formula with every operand filled in; ``live`` the same as an Excel formula over the source cells, where
    Excel can compute it.  ``cause`` is the id of the cause that explains the finding.
    """

    id: str
    fingerprint: str
    rule: str
    title: str
    severity: Severity
    address: Address
    stated: str
    expected: str
    difference: str
    message: str
    basis: str
    remedy: str
    why: str
    kind: str
    manner: str | None = None
    formula: str = ""
    live: str | None = None
    related: tuple[Related, ...] = ()
    cause: str | None = None
    subject: str = ""
    hidden: bool = False
    part: tuple[int, int] | None = None
    """Where the stated figure stands in the cell's text (start, end); None when it is the whole cell."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another cell whose correction would explain the same findings as well."""

    address: Address
    stated: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Cause:
    """A cell whose correction explains one or more findings.

    ``also`` are the other cells that repeat the same wrong figure; ``evidence`` sentences say what speaks for the
    proposed value; ``slip`` names how it came about; ``changes`` says what the correction changes (a label, an
    amount); ``weight`` orders causes by what they change, heaviest first.
    """

    id: str
    address: Address
    stated: str
    proposed: str
    why: str
    explains: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    also: tuple[Address, ...] = ()
    evidence: tuple[str, ...] = ()
    slip: str | None = None
    changes: str = ""
    severity: Severity = Severity.SIGNIFICANT


@dataclass(frozen=True, slots=True)
class TableSummary:
    """One recognised table, as a report tells it."""

    id: str
    kind: str
    sheet: str
    area: str
    title: str
    columns: Mapping[str, str]
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A figure that no relation tested, and why."""

    address: Address
    why: str


@dataclass(frozen=True, slots=True)
class Tested:
    """A figure and the rules that tested it."""

    address: Address
    value: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures the workbook holds and which of them nobody could test."""

    figures: int
    tested: tuple[Tested, ...]
    unchecked: tuple[Unchecked, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read."""

    name: str
    sha256: str
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice with its sentence."""

    notice: Notice
    message: str


@dataclass(frozen=True, slots=True)
class Unverified:
    """A relation that could not be judged: where, by which rule, and what is needed."""

    address: Address
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class AuditResult:
    """All that an audit found.  Findings are ordered by severity, then by place; causes by what they change."""

    source: Source
    version: str
    rules_sha256: str
    tables: tuple[TableSummary, ...]
    checks: Mapping[str, int]
    findings: tuple[Finding, ...]
    causes: tuple[Cause, ...]
    coverage: Coverage
    notices: tuple[NoticeText, ...] = ()
    unverified: tuple[Unverified, ...] = ()
    lang: str = "id"

    def worst(self) -> Severity | None:
        """The heaviest severity found; None when there is no finding."""
        return min((finding.severity for finding in self.findings), key=lambda s: s.rank, default=None)

    def to_dict(self) -> dict[str, Any]:
        """The report in the form ``lkjip-audit/report/1`` (docs/report.md): plain values, ready for JSON."""
        return {
            "schema": SCHEMA,
            "tool": {"name": "lkjip-audit", "version": self.version, "rules_sha256": self.rules_sha256},
            "source": {
                "name": self.source.name,
                "sha256": self.source.sha256,
                "sheets": list(self.source.sheets),
            },
            "tables": [_table(table) for table in self.tables],
            "checks": dict(self.checks),
            "findings": [_finding(finding) for finding in self.findings],
            "causes": [_cause(cause) for cause in self.causes],
            "coverage": {
                "figures": self.coverage.figures,
                "checked": len(self.coverage.tested),
                "unchecked": [
                    {"sheet": item.address.sheet, "cell": item.address.a1, "why": item.why}
                    for item in self.coverage.unchecked
                ],
            },
            "notices": [
                {
                    "code": item.notice.code,
                    "message": item.message,
                    "sheet": item.notice.sheet,
                    "cell": item.notice.cell,
                }
                for item in self.notices
            ],
        }


def _table(table: TableSummary) -> dict[str, Any]:
    return {
        "id": table.id,
        "kind": table.kind,
        "sheet": table.sheet,
        "range": table.area,
        "title": table.title,
        "columns": dict(table.columns),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "title": finding.title,
        "severity": finding.severity.value,
        "sheet": finding.address.sheet,
        "cell": finding.address.a1,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "related": [
            {"sheet": item.address.sheet, "cell": item.address.a1, "role": item.role, "value": item.value}
            for item in finding.related
        ],
        "message": finding.message,
        "basis": finding.basis,
        "cause": finding.cause,
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "id": cause.id,
        "sheet": cause.address.sheet,
        "cell": cause.address.a1,
        "stated": cause.stated,
        "proposed": cause.proposed,
        "why": cause.why,
        "explains": list(cause.explains),
        "alternatives": [
            {
                "sheet": item.address.sheet,
                "cell": item.address.a1,
                "stated": item.stated,
                "proposed": item.proposed,
            }
            for item in cause.alternatives
        ],
    }
