"""What a reviewer notes of findings and causes on the page: each save is a step that can be taken back."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from lkjip_audit.followup.record import Entry, Record
from lkjip_audit.reports.sheets.statuses import OPEN, cause_keys, finding_keys, is_known
from lkjip_audit.result import AuditResult, FollowUp

Notes = Mapping[str, FollowUp]
"""What is noted, by the id of its finding or cause; nothing of those that are open and without a word."""

STEPS: Final = 200
"""How many steps of noting can be taken back."""

_LONGEST: Final = {"note": 2000, "name": 200}


@dataclass(frozen=True, slots=True)
class Subject:
    """A finding or a cause of which something can be noted; ``about`` tells it in a line."""

    id: str
    fingerprint: str
    about: str
    is_cause: bool


def subjects_of(result: AuditResult) -> tuple[Subject, ...]:
    """The findings and causes of ``result``, each with the key that a record knows it by."""
    findings = (
        Subject(item.id, key, _about(item.place, item.stated, item.proposed or item.expected, item.rule), False)
        for item, key in zip(result.findings, finding_keys(result), strict=True)
    )
    causes = (
        Subject(item.id, key, _about(item.address.place, item.stated, item.proposed), True)
        for item, key in zip(result.causes, cause_keys(result), strict=True)
    )
    return (*findings, *causes)


def _about(place: str, stated: str, should: str, rule: str = "") -> str:
    values = " → ".join(filter(None, (stated, should)))
    told = ": ".join(filter(None, (place, values)))
    return " ".join(" · ".join(filter(None, (rule, told))).split())


def write_subjects(subjects: Sequence[Subject], path: Path) -> None:
    """Write ``subjects`` to ``path``, for ``read_subjects``."""
    path.write_text(json.dumps([asdict(subject) for subject in subjects], ensure_ascii=False), "utf-8")


def read_subjects(path: Path) -> tuple[Subject, ...]:
    """The subjects that ``write_subjects`` wrote to ``path``."""
    return tuple(Subject(**item) for item in json.loads(path.read_text("utf-8")))


def noted(notes: Notes, subject: str, form: Mapping[str, str], today: date) -> Notes | None:
    """``notes`` with what ``form`` (status, note, name) says of ``subject`` on ``today``; None for no such status."""
    status = form.get("status", OPEN)
    if not is_known(status):
        return None
    told = {key: _plain(form.get(key, ""))[:longest] for key, longest in _LONGEST.items()}
    rest = {name: follow_up for name, follow_up in notes.items() if name != subject}
    if status == OPEN and not told["note"]:
        return rest
    return {**rest, subject: FollowUp(status, told["note"], told["name"], today.isoformat())}


def _plain(text: str) -> str:
    """``text`` on one line, without signs that do not print or that turn it round."""
    return " ".join("".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text).split())


def record_of(notes: Notes, subjects: Sequence[Subject], name: str) -> Record:
    """``notes`` as the record of the workbook that its owner calls ``name``, in the order of the report."""
    found: dict[bool, list[Entry]] = {True: [], False: []}
    for subject in subjects:
        if subject.id in notes:
            found[subject.is_cause].append(Entry(subject.fingerprint, notes[subject.id], subject.about))
    return Record(name, tuple(found[False]), tuple(found[True]))
