"""From outcomes and diagnoses to an AuditResult."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.findings.about import about
from lkjip_audit.findings.budget import whole_budget
from lkjip_audit.findings.causes import causes_of
from lkjip_audit.findings.coverage import coverage_of
from lkjip_audit.findings.fingerprints import Identities, Identity
from lkjip_audit.findings.origin import at_origin
from lkjip_audit.findings.spoken import spoken
from lkjip_audit.findings.standing import finals_of, with_standing
from lkjip_audit.findings.tested import relations_told
from lkjip_audit.findings.wording import difference_of, live_formula, message_of
from lkjip_audit.judging.blocks import counts_of, told_of
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import (
    LEFT_OUT,
    RULE_FAILED,
    AuditResult,
    Finding,
    Later,
    NoticeText,
    Related,
    Source,
    TableSummary,
    Unverified,
)
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Notice, Workbook, column_letter


def assemble(
    scene: Scene,
    outcomes: Sequence[Outcome],
    diagnoses: Sequence[Diagnosis],
    notices: Iterable[Notice],
    catalogue: Catalogue,
    *,
    version: str,
    rules_sha256: str,
    kinds: Mapping[str, str] | None = None,
) -> AuditResult:
    """Everything that the run has to say, in the language of ``catalogue``.

    ``kinds`` tells what the kinds of tables are called.
    """
    workbook = scene.workbook
    identities = Identities(
        scene, outcomes, diagnoses
    )  # of the relations as laid: where a finding is told depends on more
    outcomes = at_origin(outcomes, diagnoses)
    order = {sheet.name: sheet.index for sheet in workbook.sheets}
    ranked = sorted(
        (index for index, outcome in enumerate(told_of(outcomes)) if outcome.status is Status.FINDING),
        key=lambda index: _rank(outcomes[index], order),
    )
    told, left_out = _told_and_left_out(ranked, outcomes, catalogue)
    findings = _numbered(told, outcomes, identities, workbook, catalogue)
    by_outcome = dict(zip(told, findings, strict=True))
    causes = causes_of(diagnoses, outcomes, by_outcome, identities, catalogue, order, whole_budget(scene))
    cause_of = {finding: cause.id for cause in reversed(causes) for finding in cause.explains}
    findings = [replace(item, cause=cause_of[item.id]) if item.id in cause_of else item for item in findings]
    known, finals = {cause.id: cause for cause in causes}, finals_of(diagnoses)
    findings = with_standing(findings, [outcomes[index] for index in told], known, finals, catalogue)
    return AuditResult(
        source=Source(workbook.name, workbook.sha256, tuple(sheet.name for sheet in workbook.sheets)),
        version=version,
        rules_sha256=rules_sha256,
        tables=tuple(_summary(table, (kinds or {}).get(table.kind, "")) for table in scene.tables),
        checks=_checks(outcomes),
        findings=tuple(findings),
        causes=tuple(causes),
        coverage=coverage_of(scene, outcomes, catalogue),
        notices=tuple(
            _told(notice, catalogue) for notice in (*left_out, *_failures(told_of(outcomes), catalogue), *notices)
        ),
        unverified=_unverified(outcomes, order, catalogue),
        lang=catalogue.lang,
        kept=Later(identities.ledger),
        tried=Later(partial(relations_told, outcomes, scene.tables, tuple(order), catalogue)),
        about=about(scene),
    )


def _rank(outcome: Outcome, order: Mapping[str, int]) -> tuple[object, ...]:
    address = outcome.cell.address
    severity = outcome.severity or Severity.INFO
    return (
        severity.rank,
        order.get(address.sheet, 0),
        address.row,
        address.column,
        outcome.cell.number,
        outcome.rule.id,
    )


def _told_and_left_out(
    ranked: Sequence[int], outcomes: Sequence[Outcome], catalogue: Catalogue
) -> tuple[Sequence[int], tuple[Notice, ...]]:
    """The heaviest of the findings ``ranked``, as many as are told, and a notice of how many are not, and how heavy."""
    most = limits().telling.findings
    rest = Counter((outcomes[index].severity or Severity.INFO) for index in ranked[most:])
    if not rest:
        return ranked, ()
    weights = [severity for severity in Severity if rest[severity]]
    counted = ", ".join(f"{rest[severity]} {catalogue.text(f'severity.{severity}')}" for severity in weights)
    details = {"count": str(rest.total()), "of": str(len(ranked)), "limit": str(most), "severities": counted}
    return ranked[:most], (Notice(LEFT_OUT, details=tuple(details.items())),)


def _checks(outcomes: Sequence[Outcome]) -> Mapping[str, int]:
    counts = counts_of(outcomes)
    return {status.value: counts[status] for status in Status}


def _numbered(
    ranked: Sequence[int],
    outcomes: Sequence[Outcome],
    identities: Identities,
    workbook: Workbook,
    catalogue: Catalogue,
) -> list[Finding]:
    return [
        _finding(f"F{number:03d}", identities.of(index), outcomes[index], workbook, catalogue)
        for number, index in enumerate(ranked, 1)
    ]


def _finding(number: str, identity: Identity, outcome: Outcome, workbook: Workbook, catalogue: Catalogue) -> Finding:
    rule, lang = outcome.rule, catalogue.lang
    address = outcome.cell.address
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == address.sheet)
    return Finding(
        id=number,
        fingerprint=identity.fingerprint,
        rule=rule.id,
        title=rule.finding.get(lang),
        severity=outcome.severity or rule.severity,
        address=address,
        stated=outcome.stated.strip(),
        expected=outcome.expected_text,
        difference=difference_of(outcome),
        message=message_of(outcome, catalogue),
        basis="; ".join(f"{basis.document}, {basis.article}" for basis in rule.basis),
        remedy=rule.remedy.get(lang),
        why=rule.why.get(lang),
        kind=rule.relation.kind,
        manner=None if outcome.manner is None else outcome.manner.value,
        formula=dict(outcome.values).get("formula", ""),
        live=live_formula(outcome),
        related=tuple(
            Related(item.node.address, item.role, spoken(item.figure.literal, lang))
            for item in outcome.related or outcome.computed_from
        ),
        subject=outcome.subject,
        hidden=sheet.is_hidden(address.row, address.column),
        relation=identity.relation,
        anchors=identity.anchors,
    )


def _summary(table: Table, kind_title: str) -> TableSummary:
    columns: dict[str, str] = {}
    for column in table.columns:
        if column.role is None:
            continue
        marks = [str(mark) for mark in (column.year, column.period, column.entity, column.stage) if mark]
        name = f"{column.role}[{','.join(marks)}]" if marks else column.role
        number = 2
        unique = name
        while unique in columns:
            unique, number = f"{name}#{number}", number + 1
        columns[unique] = column_letter(column.index)
    return TableSummary(
        table.id,
        table.kind,
        table.sheet,
        table.area.a1,
        table.title,
        columns,
        round(table.confidence, 3),
        kind_title,
    )


def _failures(outcomes: Iterable[Outcome], catalogue: Catalogue) -> Iterator[Notice]:
    """A notice for each rule that failed, by name; with the place where it did, where that is known."""
    for outcome in outcomes:
        if outcome.status is not Status.RULE_ERROR:
            continue
        known, sheet = dict(outcome.values), outcome.cell.address.sheet or None
        details = {
            "rule": outcome.rule.id,
            "title": outcome.rule.title.get(catalogue.lang),
            "reason": catalogue.text(f"reason.{outcome.reason}"),
            "kind": known["kind"],
            "at": known["at"],
        }
        yield Notice(RULE_FAILED, sheet, known["place"] or None, tuple(details.items()))


def _told(notice: Notice, catalogue: Catalogue) -> NoticeText:
    return NoticeText(notice, catalogue.text(f"notice.{notice.code}", **dict(notice.details)))


def _unverified(outcomes: Sequence[Outcome], order: Mapping[str, int], catalogue: Catalogue) -> tuple[Unverified, ...]:
    """What could not be judged, in reading order, each with what is needed."""
    found = [outcome for outcome in told_of(outcomes) if outcome.status is Status.NOT_VERIFIABLE]
    found.sort(key=lambda outcome: (order.get(outcome.cell.address.sheet, 0), outcome.cell, outcome.rule.id))
    return tuple(
        Unverified(
            outcome.cell.address,
            outcome.rule.id,
            catalogue.text(f"reason.{outcome.reason}", **dict(outcome.values)),
        )
        for outcome in found
    )
