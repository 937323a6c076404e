"""From an annotated copy to the record: what reviewers wrote beside findings and causes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lkjip_audit.errors import UsageError
from lkjip_audit.files import DOCUMENTS
from lkjip_audit.followup.record import Entry, Record
from lkjip_audit.reports.annotated import read_answers, read_copy
from lkjip_audit.reports.sheets.statuses import FIXED, OPEN, WORDS, Row, is_known, status_of, written_in
from lkjip_audit.result import FollowUp

if TYPE_CHECKING:
    from lkjip_audit.reports.annotated.word_copy import Answered

_MARK = ".temuan"
_COMPARED = ".perbandingan"


def submission_of(copy: Path) -> Path:
    """The submission that the annotated copy at ``copy`` is named after."""
    stem = copy.stem
    if not stem.endswith(_MARK):
        return copy
    return copy.with_name(f"{stem.removesuffix(_MARK).removesuffix(_COMPARED)}{copy.suffix}")


def record_of(copy: Path) -> Record:
    """What stands in the annotated copy at ``copy``, blank rows too.

    Of a Word document, what was answered to its comments: one that is resolved is fixed; an answer that begins with a
    status ("ditolak, ...") has that, and is the note.  A comment that nobody touched says nothing.

    Raises WorkbookError for a file that cannot be read, UsageError for one that is no copy of ours, or for a status
    that is none.
    """
    if copy.suffix.lower() in DOCUMENTS:
        return _record_of_document(copy)
    found = read_copy(copy)
    if "findings" not in found.sheets:
        raise UsageError("not_a_copy", name=copy.name)
    return Record(
        submission_of(copy).name,
        tuple(_entries(found.findings, copy)),
        tuple(_entries(found.causes, copy)),
    )


def _record_of_document(copy: Path) -> Record:
    answers = read_answers(copy)
    if not answers:
        raise UsageError("not_a_copy", name=copy.name)
    findings: dict[str, Entry] = {}
    causes: dict[str, Entry] = {}
    for item in answers:
        follow_up = _answered(item)
        if follow_up is None:
            continue
        headings = iter(item.headings)
        for identity, fingerprint in item.about:
            told = findings if identity.startswith("F") else causes
            about = " ".join(f"{identity} {next(headings, '')}".split())
            told.setdefault(fingerprint, Entry(fingerprint, follow_up, about))
    return Record(submission_of(copy).name, tuple(findings.values()), tuple(causes.values()))


def _answered(item: Answered) -> FollowUp | None:
    """What was noted of a comment; None where nobody touched it."""
    if not item.done and not item.answers:
        return None
    status, note = FIXED if item.done else OPEN, ""
    for answer in item.answers:
        said, note = _status_in(answer.text)
        status = said or status
    last = item.answers[-1] if item.answers else None
    name, date = ("", "") if last is None else (last.author, last.date.partition("T")[0])
    return FollowUp(status, note, name, date)


def _status_in(text: str) -> tuple[str, str]:
    """The status that an answer begins with, empty for none, and what is said behind it."""
    plain = " ".join(text.split())
    word = re.match(r"\w*", plain)
    status = status_of(word[0]) if word else ""
    if word is None or not word[0] or not is_known(status):
        return "", plain
    return status, plain[word.end() :].lstrip(" ,.:;-–")


def _entries(rows: Iterable[Row], copy: Path) -> Iterable[Entry]:
    seen: set[str] = set()
    for row in rows:
        written = written_in(row)
        fingerprint = row["fingerprint"]
        if fingerprint in seen:
            continue
        seen.add(fingerprint)
        if not is_known(written.status):
            known = ", ".join(WORDS["id"].values())
            raise UsageError("copy_status", name=copy.name, id=row.get("id", ""), value=written.status, known=known)
        follow_up = FollowUp(written.status, written.note.strip(), written.name.strip(), written.date.strip())
        yield Entry(fingerprint, follow_up, _about(row))


def _about(row: Row) -> str:
    """What the row is about, in one line: ``serapan-rasio · 3.2 Keuangan!I24: 99,63% → 95,96%``."""
    rule = row.get("rule", "").splitlines()[-1:]
    sheet, cell = (row.get(key, "").partition("\n")[0] for key in ("sheet", "cell"))
    place = "!".join(filter(None, (sheet, cell)))
    should = row.get("recomputed") or row.get("proposed") or ""
    values = " → ".join(filter(None, (row.get("stated", ""), should)))
    told = ": ".join(filter(None, (place, values)))
    return " ".join(" · ".join(filter(None, (*rule, told))).split())
