"""What each place with a finding or a cause gets, whatever kind of file it is in."""

from __future__ import annotations

from collections import defaultdict

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.annotated.marking import Mark
from lkjip_audit.reports.annotated.wording import note_for
from lkjip_audit.result import AuditResult, Cause, Finding, Standing
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address


def marks_of(result: AuditResult, listed: str, catalogue: Catalogue) -> dict[str, dict[tuple[int, int], Mark]]:
    """The marks by sheet and cell; ``listed`` is what the list of all findings is called."""
    findings: dict[Address, list[Finding]] = defaultdict(list)
    causes: dict[Address, list[Cause]] = defaultdict(list)
    for finding in result.findings:
        if finding.address.sheet and finding.counts:
            findings[finding.address].append(finding)
    for cause in result.counted_causes:
        causes[cause.address].append(cause)
    by_id = {cause.id: cause for cause in result.causes}

    def say(key: str, **values: object) -> str:
        if key.startswith("severity."):
            return catalogue.text(key)
        return catalogue.text(f"annotated.{key}", **{"sheet": listed, **values})

    marks: dict[str, dict[tuple[int, int], Mark]] = {}
    for address in sorted({*findings, *causes}):
        here, from_here = findings[address], causes[address]
        severities: list[Severity] = [_shown(f) for f in here] or [c.severity for c in from_here]
        note = note_for(here, from_here if not here else (), by_id, say)
        mark = Mark(min(severities, key=lambda s: s.rank), note)
        marks.setdefault(address.sheet, {})[address.row, address.column] = mark
    return marks


def _shown(finding: Finding) -> Severity:
    """The severity whose colour the cell gets: a figure that stays is not marked like the one that is wrong."""
    return Severity.INFO if finding.standing is Standing.RIGHT else finding.severity
