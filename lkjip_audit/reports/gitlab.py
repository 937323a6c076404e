"""The report as a GitLab Code Quality artifact: an issue for each finding that counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.rulepack.model import Severity

_SEVERITIES = {
    Severity.MATERIAL: "critical",
    Severity.SIGNIFICANT: "major",
    Severity.MINOR: "minor",
    Severity.INFO: "info",
}


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """A list of issues; "blocker" is a file that could not be read; a rule that failed is a "major" one."""
    del catalogue  # findings and problems carry their sentences
    issues = []
    for item in checked:
        if item.result is None:
            issues.append(_issue(item.path, "workbook", item.problem, "blocker", item.problem))
            continue
        for rule, told in zip(item.result.failed_rules, item.result.failures, strict=True):
            issues.append(_issue(item.path, rule, told.message, "major", told.notice.code))
        for finding in item.result.counted:
            text = f"{finding.place}: {finding.message}" if finding.address.sheet else finding.message
            path = item.path_of(finding.address.sheet)
            issues.append(_issue(path, finding.rule, text, _SEVERITIES[finding.severity], finding.fingerprint))
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(path: str, check: str, text: str, severity: str, identity: str) -> dict[str, Any]:
    """One issue.  GitLab wants a line, which a workbook has not, and a fingerprint that is unique in the project."""
    path = path.removeprefix("./")
    return {
        "description": text,
        "check_name": check,
        "fingerprint": sha256(f"{path}\0{check}\0{identity}".encode(errors="replace")).hexdigest(),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": 1}},
    }
