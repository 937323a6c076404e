"""What a reviewer has written so far, wherever it stands: in the source, in the copy to be replaced, on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lkjip_audit.reports.annotated.ours import Previous
from lkjip_audit.reports.sheets.statuses import Row, Status, cause_keys, finding_keys, written_in
from lkjip_audit.result import AuditResult, Cause, Finding


@dataclass(frozen=True, slots=True)
class Kept:
    """Statuses by the fingerprint of finding or cause; the rows of findings and causes that somebody wrote beside.

    ``verdicts`` are what was written in the review aid, by the number of the item.
    """

    statuses: Mapping[str, Status] = field(default_factory=dict)
    findings: tuple[Row, ...] = ()
    causes: tuple[Row, ...] = ()
    verdicts: Mapping[str, Status] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Previous, target: Previous, result: AuditResult) -> Kept:
        """Put together what is known: the source counts before the copy to be replaced, that before the record."""
        return cls(
            _latest(_recorded(result), target.statuses(), source.statuses()),
            tuple(_written((*source.findings, *target.findings))),
            tuple(_written((*source.causes, *target.causes))),
            _latest(target.verdicts(), source.verdicts()),
        )

    def gone_findings(self, keys: Iterable[str]) -> tuple[Row, ...]:
        """The rows of findings that are not among ``keys`` any more."""
        return _gone(self.findings, keys)

    def gone_causes(self, keys: Iterable[str]) -> tuple[Row, ...]:
        """The rows of causes that are not among ``keys`` any more."""
        return _gone(self.causes, keys)


def _latest(*known: Mapping[str, Status]) -> Mapping[str, Status]:
    """What was written, by key; where several speak, the last."""
    return {key: value for statuses in known for key, value in statuses.items() if not value.blank}


def _recorded(result: AuditResult) -> Mapping[str, Status]:
    """What the audit knows of the follow-up, by the key of each row."""
    items: tuple[Finding | Cause, ...] = (*result.findings, *result.causes)
    follow_ups = zip([*finding_keys(result), *cause_keys(result)], (item.follow_up for item in items), strict=True)
    return {key: Status(known.status, known.note, known.name, known.date) for key, known in follow_ups if known}


def _written(rows: Iterable[Row]) -> Iterable[Row]:
    """The rows beside which somebody has written, each fingerprint once."""
    first: dict[str, Row] = {}
    for row in rows:
        if not written_in(row).blank:
            first.setdefault(row["fingerprint"], row)
    return first.values()


def _gone(rows: Iterable[Row], keys: Iterable[str]) -> tuple[Row, ...]:
    known = set(keys)
    return tuple(row for row in rows if row["fingerprint"] not in known)
