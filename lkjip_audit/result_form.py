"""An AuditResult as plain values: the form ``lkjip-audit/report/1`` (docs/report.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkjip_audit.result import AuditResult, Cause, Finding, FollowUp, Suppression, TableSummary

SCHEMA = "lkjip-audit/report/1"


def form(result: AuditResult) -> dict[str, Any]:
    """``result`` ready for JSON."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "lkjip-audit", "version": result.version, "rules_sha256": result.rules_sha256},
        "source": {
            "name": result.source.name,
            "sha256": result.source.sha256,
            "sheets": list(result.source.sheets),
        },
        "tables": [_table(table) for table in result.tables],
        "checks": dict(result.checks),
        "findings": [_finding(finding) for finding in result.findings],
        "causes": [_cause(cause) for cause in result.causes],
        "coverage": {
            "figures": result.coverage.figures,
            "checked": len(result.coverage.tested),
            "unchecked": [
                {"sheet": item.address.sheet, "cell": item.address.a1, "why": item.why}
                for item in result.coverage.unchecked
            ],
        },
        "notices": [
            {
                "code": item.notice.code,
                "message": item.message,
                "sheet": item.notice.sheet,
                "cell": item.notice.cell,
            }
            for item in result.notices
        ],
        "ledger": _ledger(result),
    }


def _ledger(result: AuditResult) -> dict[str, Any]:
    """What ``compare`` needs: keys in one string, as there are thousands of them."""
    ledger = result.ledger
    return {
        "found": {item.fingerprint: " ".join((item.relation, *item.anchors)) for item in result.findings},
        "held": {rule: " ".join(keys) for rule, keys in ledger.held.items()},
        "unjudged": {rule: " ".join(keys) for rule, keys in ledger.unjudged.items()},
        "places": " ".join(ledger.places),
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


def _follow_up(follow_up: FollowUp | None) -> dict[str, Any]:
    if follow_up is None:
        return {}
    return {"follow_up": {"status": follow_up.status, "note": follow_up.note, "name": follow_up.name}}


def _suppression(suppression: Suppression | None) -> dict[str, Any]:
    if suppression is None:
        return {}
    until = suppression.until
    return {
        "suppression": {
            "kind": suppression.kind,
            "reason": suppression.reason,
            "who": suppression.who,
            "until": None if until is None else until.isoformat(),
        }
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
        **({"file": finding.file} if finding.file else {}),
        **_suppression(finding.suppression),
        **_follow_up(finding.follow_up),
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "id": cause.id,
        "fingerprint": cause.fingerprint,
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
        **_follow_up(cause.follow_up),
    }
