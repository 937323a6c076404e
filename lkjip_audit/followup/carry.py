"""From the record to a result: what reviewers noted is found again by fingerprint."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from lkjip_audit.followup.record import Entry, Record
from lkjip_audit.result import AuditResult, Cause, Finding, FollowUp

_Item = TypeVar("_Item", Finding, Cause)


def carried(result: AuditResult, record: Record) -> AuditResult:
    """``result`` with what ``record`` notes of its findings and causes."""
    findings = matched([item.fingerprint for item in result.findings], record.findings)
    causes = matched([item.fingerprint for item in result.causes], record.causes)
    return replace(
        result,
        findings=tuple(_noted(item, findings) for item in result.findings),
        causes=tuple(_noted(item, causes) for item in result.causes),
    )


def _noted(item: _Item, notes: Mapping[str, FollowUp]) -> _Item:
    return replace(item, follow_up=notes.get(item.fingerprint, item.follow_up))


def matched(fingerprints: Sequence[str], entries: Iterable[Entry]) -> Mapping[str, FollowUp]:
    """What is noted, by those of ``fingerprints`` that it is noted of.

    Where places that read alike were put in or taken out, the number behind a fingerprint may be another: an entry is
    then taken for the one that says the same, if on both sides there is but one.
    """
    known = set(fingerprints)
    found = {entry.fingerprint: entry.follow_up for entry in entries if entry.fingerprint in known}
    left: dict[str, list[str]] = defaultdict(list)
    for fingerprint in fingerprints:
        if fingerprint not in found:
            left[without_number(fingerprint)].append(fingerprint)
    loose: dict[str, list[FollowUp]] = defaultdict(list)
    for entry in entries:
        if entry.fingerprint not in known:
            loose[without_number(entry.fingerprint)].append(entry.follow_up)
    for base, notes in loose.items():
        if len(notes) == 1 and len(left[base]) == 1:
            found[left[base][0]] = notes[0]
    return found


def without_number(key: str) -> str:
    """A fingerprint or a relation without what tells it from others that say the same."""
    return re.split(r"[-.#]", key, maxsplit=1)[0]
