"""The whole of what an audit says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lkjip_audit.result.coverage import Coverage, TableSummary, Unverified
from lkjip_audit.result.excerpt import Excerpt
from lkjip_audit.result.form import (
    SCHEMA,
    cause_form,
    coverage_form,
    finding_form,
    ledger_form,
    notice_form,
    source_form,
    table_form,
)
from lkjip_audit.result.later import Later, at_once
from lkjip_audit.result.parts import RULE_FAILED, About, Cause, Finding, NoticeText, Source
from lkjip_audit.result.record import Ledger, Record
from lkjip_audit.result.tested import RelationTold
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.tables.kinds import UNKNOWN
from lkjip_audit.workbook.model import Address


def _nothing_tried() -> Later[tuple[RelationTold, ...]]:
    return at_once(())


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
    kept: Later[Ledger] = field(default_factory=partial(at_once, Ledger()))
    """What a later audit is compared by; made when it is asked for (``ledger``)."""
    tried: Later[tuple[RelationTold, ...]] = field(default_factory=_nothing_tried)
    """What was tested on what ground; made when it is asked for (``tested``)."""
    about: About = field(default_factory=About)
    record: Record | None = None
    """What a store keeps besides; there only when it was asked for."""
    view: View | None = None
    """What a page shows besides; not part of the report's JSON form, and there only when it was asked for."""

    @property
    def ledger(self) -> Ledger:
        """What a later audit is compared by."""
        return self.kept.get()

    @property
    def tested(self) -> tuple[RelationTold, ...]:
        """What was tested on what ground: a line for each relation."""
        return self.tried.get()

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that count: all but those that a waiver or a baseline takes out."""
        return tuple(finding for finding in self.findings if finding.counts)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that somebody answers for."""
        return tuple(item for item in self.findings if item.suppression and item.suppression.kind == "waiver")

    @property
    def counted_causes(self) -> tuple[Cause, ...]:
        """The causes that explain a finding that counts."""
        counted = {finding.id for finding in self.counted}
        return tuple(cause for cause in self.causes if counted.intersection(cause.explains))

    @property
    def failures(self) -> tuple[NoticeText, ...]:
        """What there is to say of rules that failed: nothing in this result was tested by them."""
        return tuple(told for told in self.notices if told.notice.code == RULE_FAILED)

    @property
    def failed_rules(self) -> tuple[str, ...]:
        """The rules that failed, by id."""
        return tuple(dict(told.notice.details)["rule"] for told in self.failures)

    @property
    def relations(self) -> int:
        """How many relations were tested: those that hold, and those that do not."""
        return self.checks["pass"] + self.checks["finding"]

    @property
    def understood(self) -> int:
        """How many tables are of a kind that is known."""
        return sum(table.kind != UNKNOWN for table in self.tables)

    @property
    def nothing_told(self) -> str:
        """The key (under ``verdict``) of what to say where nothing was found: no good news where nothing was tested."""
        return "nothing_found" if self.coverage.tested else "nothing_tested"

    def severities(self) -> Mapping[Severity, int]:
        """How many findings of each severity count."""
        found = Counter(finding.severity for finding in self.counted)
        return {severity: found[severity] for severity in Severity}

    def worst(self) -> Severity | None:
        """The heaviest severity that counts; None when no finding does."""
        return min((finding.severity for finding in self.counted), key=lambda s: s.rank, default=None)

    def to_dict(self) -> dict[str, Any]:
        """The report in the form ``lkjip-audit/report/1`` (docs/report.md): plain values, ready for JSON."""
        return {
            "schema": SCHEMA,
            "tool": {"name": "lkjip-audit", "version": self.version, "rules_sha256": self.rules_sha256},
            "source": source_form(self.source),
            "tables": [table_form(table) for table in self.tables],
            "checks": dict(self.checks),
            "findings": [finding_form(finding) for finding in self.findings],
            "causes": [cause_form(cause) for cause in self.causes],
            "coverage": {**coverage_form(self.coverage), "tables": len(self.tables), "understood": self.understood},
            "notices": [notice_form(item) for item in self.notices],
            "ledger": ledger_form(self.ledger, self.findings),
        }


@dataclass(frozen=True, slots=True)
class View:
    """The excerpts by the cell that they are cut around, and the same result told in each other language."""

    excerpts: Mapping[Address, Excerpt]
    others: tuple[AuditResult, ...]
