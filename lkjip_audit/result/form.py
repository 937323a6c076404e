"""The parts of a result as plain values: the form ``lkjip-audit/report/1`` (docs/report.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lkjip_audit.result.coverage import Coverage, TableSummary
from lkjip_audit.result.parts import Cause, Finding, FollowUp, NoticeText, Source, Suppression
from lkjip_audit.result.record import Ledger
from lkjip_audit.workbook.model import Address, PartOfDocument

SCHEMA = "lkjip-audit/report/1"


def source_form(source: Source) -> dict[str, Any]:
    """The workbook that was audited."""
    return {"name": source.name, "sha256": source.sha256, "sheets": list(source.sheets)}


def coverage_form(coverage: Coverage) -> dict[str, Any]:
    """How many figures there are, how many were tested, and each that was not."""
    return {
        "figures": coverage.figures,
        "checked": len(coverage.tested),
        "percent": coverage.percent,
        "unchecked": [
            {"sheet": item.address.sheet, "cell": item.address.a1, **place_form(item.address), "why": item.why}
            for item in coverage.unchecked
        ],
    }


def place_form(address: Address) -> dict[str, str]:
    """Where a person finds a figure of a document; nothing for a cell of a workbook, which says it itself."""
    return {"place": address.place} if isinstance(address.sheet, PartOfDocument) else {}


def notice_form(item: NoticeText) -> dict[str, Any]:
    """What could not be read or recognised."""
    notice = item.notice
    place = {"place": item.place} if isinstance(notice.sheet, PartOfDocument) else {}
    return {"code": notice.code, "message": item.message, "sheet": notice.sheet, "cell": notice.cell, **place}


def ledger_form(ledger: Ledger, findings: Iterable[Finding]) -> dict[str, Any]:
    """What ``compare`` needs: keys in one string, as there are thousands of them."""
    return {
        "found": {item.fingerprint: " ".join((item.relation, *item.anchors)) for item in findings},
        "held": {rule: " ".join(keys) for rule, keys in ledger.held.items()},
        "unjudged": {rule: " ".join(keys) for rule, keys in ledger.unjudged.items()},
        "places": " ".join(ledger.places),
    }


def table_form(table: TableSummary) -> dict[str, Any]:
    """A recognised table."""
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
    date = {"date": follow_up.date} if follow_up.date else {}
    return {"follow_up": {"status": follow_up.status, "note": follow_up.note, "name": follow_up.name, **date}}


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


def finding_form(finding: Finding) -> dict[str, Any]:
    """A finding; what does not apply to it is left out or null."""
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "title": finding.title,
        "severity": finding.severity.value,
        "sheet": finding.address.sheet,
        "cell": finding.address.a1,
        **place_form(finding.address),
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "standing": finding.standing.value,
        "proposed": finding.proposed,
        "related": [
            {
                "sheet": item.address.sheet,
                "cell": item.address.a1,
                **place_form(item.address),
                "role": item.role,
                "value": item.value,
            }
            for item in finding.related
        ],
        "message": finding.message,
        "basis": finding.basis,
        "cause": finding.cause,
        **({"file": finding.file} if finding.file else {}),
        **_suppression(finding.suppression),
        **_follow_up(finding.follow_up),
    }


def _change(address: Address, stated: str, proposed: str) -> dict[str, str]:
    place = {"sheet": address.sheet, "cell": address.a1, **place_form(address)}
    return {**place, "stated": stated, "proposed": proposed}


def _to_do(cause: Cause) -> dict[str, Any]:
    """What a cause asks for, where it asks for more than one cell; that it is a tie."""
    form: dict[str, Any] = {"tie": True, "decide": cause.decide} if cause.is_tie else {}
    for key, items in (("copies", cause.copies), ("recompute", cause.follows)):
        if items and not cause.is_tie:
            form[key] = [_change(item.address, item.stated, item.proposed) for item in items]
    return form


def cause_form(cause: Cause) -> dict[str, Any]:
    """A cause; what does not apply to it is left out or null."""
    return {
        "id": cause.id,
        "fingerprint": cause.fingerprint,
        "sheet": cause.address.sheet,
        "cell": cause.address.a1,
        **place_form(cause.address),
        "stated": cause.stated,
        "proposed": cause.proposed,
        "why": cause.why,
        "explains": list(cause.explains),
        "alternatives": [_change(item.address, item.stated, item.proposed) for item in cause.alternatives],
        **_to_do(cause),
        **_follow_up(cause.follow_up),
    }
