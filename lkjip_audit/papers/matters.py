"""What a review has to say, matter by matter: condition, criterion, cause, effect, recommendation, reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.lines import steps_of
from lkjip_audit.reports.sheets.statuses import Status
from lkjip_audit.result import AuditResult, Cause, Finding, FollowUp
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.listing import place_list


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to put right, and all that a working paper says of it; a text is empty where there is nothing to say.

    ``code`` is the same in every round, whatever number the matter has in a report.  ``change`` is what to do in one
    line, ``steps`` the same place by place.  ``is_open`` tells that the figures cannot say which of several is wrong.
    """

    id: str
    code: str
    severity: Severity
    heading: str
    where: str
    change: str
    condition: tuple[str, ...]
    criterion: tuple[str, ...]
    cause: tuple[str, ...]
    effect: tuple[str, ...]
    steps: tuple[str, ...]
    reply: str
    is_open: bool = False

    @property
    def is_grave(self) -> bool:
        """Whether it is more than a trifle."""
        return self.severity.is_grave


def matters_of(result: AuditResult, catalogue: Catalogue) -> tuple[Matter, ...]:
    """The matters of ``result``, the gravest first: its causes, then rule by rule what no cause explains.

    What is only information is no matter of a review.
    """
    by_id = {finding.id: finding for finding in result.counted}
    caused = [_of_cause(cause, by_id, catalogue) for cause in result.counted_causes]
    by_rule: dict[str, list[Finding]] = {}
    for finding in result.counted:
        if finding.cause is None and finding.severity is not Severity.INFO:
            by_rule.setdefault(finding.rule, []).append(finding)
    alone = [_of_rule(findings, catalogue) for findings in by_rule.values()]
    return tuple(sorted((*caused, *alone), key=lambda matter: matter.severity.rank))


def _of_cause(cause: Cause, by_id: dict[str, Finding], catalogue: Catalogue) -> Matter:
    findings = [by_id[identity] for identity in cause.explains if identity in by_id]
    cells = [item.address for item in (cause.candidates if cause.is_tie else cause.places)]
    here = [item for item in findings if item.address == cause.address] or findings
    return Matter(
        id=cause.id,
        code=cause.code,
        severity=cause.severity,
        heading=min(here, key=lambda item: item.severity.rank).title,
        where=place_list(cells),
        change=_change(cause, catalogue),
        condition=tuple(_said(finding) for finding in findings),
        criterion=_criteria(findings),
        cause=tuple(map(_sentence, cause.evidence)) or (cause.why,),
        effect=_once((cause.changes, *(finding.why for finding in findings))),
        steps=(*steps_of(cause, catalogue), *_once(finding.remedy for finding in findings)),
        reply=_reply(cause.follow_up, catalogue),
        is_open=cause.is_tie,
    )


def _of_rule(findings: Sequence[Finding], catalogue: Catalogue) -> Matter:
    first = findings[0]
    changes = [_stated_change(finding) for finding in findings]
    return Matter(
        id=first.id if len(findings) == 1 else f"{first.id}, …",
        code=first.code,
        severity=min((finding.severity for finding in findings), key=lambda severity: severity.rank),
        heading=first.title,
        where=", ".join(dict.fromkeys(finding.place for finding in findings)),
        change=changes[0] if len(findings) == 1 else catalogue.text("papers.as_listed", count=len(findings)),
        condition=tuple(_said(finding) for finding in findings),
        criterion=_criteria(findings),
        cause=(),
        effect=_once(finding.why for finding in findings),
        steps=_once(finding.remedy for finding in findings),
        reply="; ".join(_once(_reply(finding.follow_up, catalogue) for finding in findings)),
    )


def _change(cause: Cause, catalogue: Catalogue) -> str:
    if cause.is_tie:
        return catalogue.text("papers.either", count=len(cause.candidates))
    return f"{cause.stated or catalogue.text('console.empty')} → {cause.proposed}"


def _stated_change(finding: Finding) -> str:
    return f"{finding.stated} → {finding.expected}" if finding.expected else finding.stated


def _said(finding: Finding) -> str:
    return f"{finding.id} {finding.place}: {finding.message}"


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}".rstrip(".") + "."


def _criteria(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The regulations that the findings rest on, each once."""
    return _once(item for finding in findings for item in finding.basis.split("; "))


def _reply(follow_up: FollowUp | None, catalogue: Catalogue) -> str:
    """What was noted of the matter, by whom; empty where nobody noted anything."""
    if follow_up is None or follow_up == FollowUp("open"):
        return ""
    status = Status(follow_up.status).word(catalogue.lang)
    return ", ".join(filter(None, (status, follow_up.note, follow_up.name, follow_up.date)))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
