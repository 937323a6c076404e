"""What a comparison needs of an audit: from a result, or from its report as JSON (``check --format json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lkjip_audit.errors import UsageError
from lkjip_audit.result import SCHEMA, AuditResult, Ledger
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import PartOfDocument

_LARGEST = 200_000_000
_Name = Annotated[str, Field(max_length=400)]
"""The name of a sheet or of a cell: no sheet's is longer, however its program writes it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as an audit told it; ``relation`` and ``anchors`` as in ``Finding``, empty where nothing is known."""

    id: str
    fingerprint: str
    rule: str
    severity: Severity
    sheet: str
    cell: str
    stated: str
    expected: str
    message: str
    suppressed: bool = False
    relation: str = ""
    anchors: tuple[str, ...] = ()
    told: str = ""
    """The place in a document."""

    @property
    def place(self) -> str:
        """Where it stood, as a reader finds it."""
        return "!".join(filter(None, self.in_columns))

    @property
    def in_columns(self) -> tuple[str, str]:
        """The same for a column of sheets and one of cells; in a document it is one, and stands in the first."""
        return (self.told, "") if self.told else (self.sheet, self.cell)


Asked = tuple[str, str, str]
"""A cell that is to be changed: its sheet, its address, and what is stated there."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One audit of one workbook.  ``ledger`` is None for a report of a version that kept none.

    ``asked`` are the cells that its causes asked to be changed or computed anew, each with what stood there.
    """

    name: str
    sha256: str
    rules_sha256: str
    findings: tuple[Seen, ...]
    ledger: Ledger | None = field(default=None, repr=False)
    asked: frozenset[Asked] = field(default=frozenset(), repr=False)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Source(_Strict):
    name: str
    sha256: str


class _Tool(_Strict):
    rules_sha256: str


class _Finding(_Strict):
    id: str
    fingerprint: str
    rule: str
    severity: Severity
    sheet: _Name
    cell: _Name
    stated: str
    expected: str
    message: str
    place: str = ""
    suppression: dict[str, Any] | None = None


class _Ledger(_Strict):
    found: dict[str, str]
    held: dict[str, str]
    unjudged: dict[str, str]
    places: str


class _Place(_Strict):
    sheet: _Name
    cell: _Name
    stated: str


class _Cause(_Place):
    copies: list[_Place] = []
    recompute: list[_Place] = []


class _Report(_Strict):
    source: _Source
    tool: _Tool
    findings: list[_Finding]
    causes: list[_Cause] = []
    ledger: _Ledger | None = None


def of_result(result: AuditResult) -> Audited:
    """An audit of just now; findings about files beside the workbook are left out."""
    findings = (
        Seen(
            item.id,
            item.fingerprint,
            item.rule,
            item.severity,
            item.address.sheet,
            item.address.a1,
            item.stated,
            item.expected,
            item.message,
            not item.counts,
            item.relation,
            item.anchors,
            item.address.place if isinstance(item.address.sheet, PartOfDocument) else "",
        )
        for item in result.findings
        if item.address.sheet
    )
    source = result.source
    asked = frozenset(
        (item.address.sheet, item.address.a1, item.stated)
        for cause in result.causes
        for item in (*cause.places, *cause.follows)
    )
    return Audited(source.name, source.sha256, result.rules_sha256, tuple(findings), result.ledger, asked)


def read_reports(path: Path) -> tuple[Audited, ...]:
    """The audits in the JSON report at ``path``; UsageError for a file that is no such report."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError("not_a_report", name=path.name, schema=SCHEMA)
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError("report_unreadable", name=str(path), reason=error.strerror or "") from error
    except (ValueError, RecursionError) as error:  # no JSON, no UTF-8, or a number of thousands of digits
        raise UsageError("not_a_report", name=path.name, schema=SCHEMA) from error
    reports = data if isinstance(data, list) else [data]
    return tuple(_audited(report, path) for report in reports)


def _audited(data: object, path: Path) -> Audited:
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError("not_a_report", name=path.name, schema=SCHEMA)
    try:
        report = _Report.model_validate(data)
    except ValidationError as error:
        raise UsageError("not_a_report", name=path.name, schema=SCHEMA) from error
    found = {} if report.ledger is None else report.ledger.found
    findings = tuple(_seen(item, found) for item in report.findings if item.sheet)
    ledger = None if report.ledger is None else _ledger(report.ledger)
    asked = frozenset(
        (item.sheet, item.cell, item.stated)
        for cause in report.causes
        for item in (cause, *cause.copies, *cause.recompute)
    )
    return Audited(report.source.name, report.source.sha256, report.tool.rules_sha256, findings, ledger, asked)


def _seen(item: _Finding, found: Mapping[str, str]) -> Seen:
    relation, *anchors = found.get(item.fingerprint, "").split() or [""]
    values = item.model_dump(exclude={"suppression", "place"})
    suppressed = item.suppression is not None
    return Seen(**values, suppressed=suppressed, relation=relation, anchors=tuple(anchors), told=item.place)


def _ledger(ledger: _Ledger) -> Ledger:
    held, unjudged = (
        {rule: tuple(keys.split()) for rule, keys in item.items()} for item in (ledger.held, ledger.unjudged)
    )
    return Ledger(held, unjudged, tuple(ledger.places.split()))


def is_report(path: Path) -> bool:
    """Whether the file at ``path`` is named as a report, and not as a workbook."""
    return path.suffix.lower() == ".json"
