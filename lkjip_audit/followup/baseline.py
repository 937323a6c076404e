"""A baseline: an earlier report whose findings do not count again, so that only what is new does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lkjip_audit.followup.earlier import read_reports
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import AuditResult, Suppression


@dataclass(frozen=True, slots=True)
class Baseline:
    """The fingerprints of an earlier report, called ``name``, by the workbook that they are of."""

    name: str
    fingerprints: Mapping[str, tuple[str, ...]]

    def of(self, workbook: str) -> frozenset[str]:
        """What was known of ``workbook``: a report of one workbook is about it under whatever name."""
        if len(self.fingerprints) == 1:
            return frozenset(*self.fingerprints.values())
        return frozenset(self.fingerprints.get(workbook, ()))


def read_baseline(path: Path) -> Baseline:
    """The baseline in the JSON report at ``path``; UsageError for a file that is none."""
    found: dict[str, set[str]] = {}
    for audit in read_reports(path):
        found.setdefault(audit.name, set()).update(finding.fingerprint for finding in audit.findings)
    return Baseline(path.name, {name: tuple(sorted(found[name])) for name in sorted(found)})


def known_before(result: AuditResult, baseline: Baseline, catalogue: Catalogue) -> AuditResult:
    """``result`` with the findings that ``baseline`` has taken out of the count, but for those that a waiver covers."""
    known = baseline.of(result.source.name)
    before = Suppression("baseline", catalogue.text("baseline.known", name=baseline.name))
    return replace(
        result,
        findings=tuple(
            replace(item, suppression=before) if item.counts and item.fingerprint in known else item
            for item in result.findings
        ),
    )
