"""The report as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for code scanning and its viewers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.lines import cause_line
from lkjip_audit.result import AuditResult, Finding, Suppression
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.version import __version__
from lkjip_audit.workbook.model import Address

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "lkjipAuditFinding/v1"
_LEVELS = {
    Severity.MATERIAL: "error",
    Severity.SIGNIFICANT: "error",
    Severity.MINOR: "warning",
    Severity.INFO: "note",
}
_FIRST_LINE = {"startLine": 1}
"""A workbook has no lines, but viewers show nothing without one; the cell is a logical location."""


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """One run over all files: a result for each finding, a notification for each unreadable file and failed rule."""
    rules = _rules(checked)
    index = {rule["id"]: place for place, rule in enumerate(rules)}
    places = {item.path: place for place, item in enumerate(checked)}
    more = [path for item in checked for path in dict.fromkeys(item.files.values()) if path not in places]
    places |= {path: place for place, path in enumerate(more, len(checked))}
    results = [
        _result(finding, places, item, index, catalogue)
        for item in checked
        if item.result is not None
        for finding in item.result.findings
    ]
    run = {
        "tool": {
            "driver": {"name": "lkjip-audit", "version": __version__, "semanticVersion": __version__, "rules": rules}
        },
        "invocations": [_invocation(checked)],
        "artifacts": [
            *(_artifact(item) for item in checked),
            *({"location": {"uri": _uri(path)}, "roles": ["analysisTarget"]} for path in more),
        ],
        "results": results,
        "columnKind": "unicodeCodePoints",
        "language": catalogue.lang,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rules(checked: Sequence[Checked]) -> list[dict[str, Any]]:
    """The rules that found something, by id, each with its help."""
    first: dict[str, Finding] = {}
    worst: dict[str, Severity] = {}
    for finding in _findings(checked):
        first.setdefault(finding.rule, finding)
        worst[finding.rule] = min(worst.get(finding.rule, finding.severity), finding.severity, key=lambda s: s.rank)
    return [_rule(first[rule], worst[rule]) for rule in sorted(first)]


def _findings(checked: Sequence[Checked]) -> list[Finding]:
    return [finding for item in checked if item.result is not None for finding in item.result.findings]


def _rule(finding: Finding, severity: Severity) -> dict[str, Any]:
    help_lines = [line for line in (finding.why, finding.remedy, finding.basis) if line]
    rule: dict[str, Any] = {
        "id": finding.rule,
        "shortDescription": {"text": finding.title},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [finding.kind]},
    }
    if finding.why:
        rule["fullDescription"] = {"text": finding.why}
    if help_lines:
        rule["help"] = {"text": "\n\n".join(help_lines)}
    return rule


def _result(
    finding: Finding, places: Mapping[str, int], item: Checked, index: Mapping[str, int], catalogue: Catalogue
) -> dict[str, Any]:
    text = f"{finding.place}: {finding.message}" if finding.address.sheet else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(item, places, finding.address)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "suppressions": [_suppression(finding.suppression)] if finding.suppression else [],
        "properties": _properties(finding, item.result, catalogue),
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": f"{other.role}: {other.value}"},
                **_location(item, places, other.address),
            }
            for number, other in enumerate(finding.related, start=1)
        ]
    return result


def _location(item: Checked, places: Mapping[str, int], address: Address) -> dict[str, Any]:
    path = item.path_of(address.sheet)
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(path), "index": places[path]}, "region": _FIRST_LINE}
    }
    if address.sheet:
        sheet = address.sheet.replace("'", "''")
        name = {"name": address.a1, "fullyQualifiedName": f"'{sheet}'!{address.a1}", "kind": "cell"}
        location["logicalLocations"] = [name]
    return location


def _suppression(suppression: Suppression) -> dict[str, Any]:
    parts = [suppression.reason, suppression.who, suppression.until.isoformat() if suppression.until else ""]
    return {"kind": "external", "status": "accepted", "justification": "; ".join(filter(None, parts))}


def _properties(finding: Finding, result: AuditResult | None, catalogue: Catalogue) -> dict[str, Any]:
    causes = {cause.id: cause for cause in result.causes} if result else {}
    properties: dict[str, Any] = {
        "severity": finding.severity.value,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "standing": finding.standing.value,
        "proposed": finding.proposed,
        "basis": finding.basis,
    }
    cause = causes.get(finding.cause or "")
    if cause is not None:
        properties["cause"] = cause_line(cause, catalogue)
        properties["causeIsTie"] = cause.is_tie
    return properties


def _artifact(item: Checked) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": _uri(item.path)}, "roles": ["analysisTarget"]}
    if item.result is not None:
        artifact["hashes"] = {"sha-256": item.result.source.sha256}
    return artifact


def _invocation(checked: Sequence[Checked]) -> dict[str, Any]:
    told = [
        {
            "level": "error",
            "message": {"text": text},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(item.path), "index": place}}}],
        }
        for place, item in enumerate(checked)
        for text in ([item.problem] if item.result is None else [each.message for each in item.result.failures])
    ]
    invocation: dict[str, Any] = {"executionSuccessful": not told}
    if told:
        invocation["toolExecutionNotifications"] = told
    return invocation


def _uri(path: str) -> str:
    """``path`` as the relative URI that a repository's viewer looks for, or a file URI when it is absolute."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(path.removeprefix("./"), safe="/", errors="replace")
