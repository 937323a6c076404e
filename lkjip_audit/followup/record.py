"""The record of a follow-up: what reviewers noted of findings and causes, in a YAML file beside the submission.

    NAME.tindak-lanjut.yaml

It may be written by hand as well.  A finding is known by its fingerprint; ``about`` is for the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from lkjip_audit.followup.notes import Items, Needed, Note, read_notes, refuse
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.nearest import nearest
from lkjip_audit.reports.sheets.statuses import OPEN, WORDS, is_known, status_of
from lkjip_audit.result import FollowUp
from lkjip_audit.rulepack.document import Document
from lkjip_audit.rulepack.model import Strict
from lkjip_audit.rulepack.problems import Problem
from lkjip_audit.rulepack.validation import wrong
from lkjip_audit.rulepack.written import scalar

SUFFIX = ".tindak-lanjut.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was noted of one finding or cause; ``about`` says in a line what that was."""

    fingerprint: str
    follow_up: FollowUp
    about: str = ""

    @property
    def blank(self) -> bool:
        """Whether nobody has noted anything."""
        return self.follow_up == FollowUp("open")


@dataclass(frozen=True, slots=True)
class Record:
    """The entries of a record, in its order."""

    submission: str
    findings: tuple[Entry, ...] = ()
    causes: tuple[Entry, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write down."""
        return not self.findings and not self.causes


def record_path(submission: Path) -> Path:
    """Where the record of ``submission`` stands."""
    return submission.with_name(submission.stem + SUFFIX)


def _status(word: str) -> str:
    status = status_of(word)
    if not is_known(status):
        words = tuple(WORDS["id"].values())
        raise wrong("unknown_status", value=word, known=", ".join(words), nearest=nearest(word, words))
    return status


class _EntrySpec(Strict):
    """An entry as the file gives it."""

    fingerprint: Needed
    about: Note = ""
    status: Annotated[Note, AfterValidator(_status)] = OPEN
    note: Note = ""
    name: Note = ""
    date: Note = ""

    def entry(self) -> Entry:
        """It, as the program has it."""
        return Entry(self.fingerprint, FollowUp(self.status, self.note, self.name, self.date), self.about)


class _RecordFile(Strict):
    submission: Note = ""
    findings: Items[_EntrySpec] = ()
    causes: Items[_EntrySpec] = ()


def read_record(path: Path) -> Record:
    """The record at ``path``; BrokenNotesError with all that is wrong in it, line by line."""
    file, document = read_notes(path, _RecordFile)
    refuse([*_twice(document, "findings", file.findings), *_twice(document, "causes", file.causes)])
    findings, causes = (tuple(spec.entry() for spec in specs) for specs in (file.findings, file.causes))
    return Record(file.submission, findings, causes)


def _twice(document: Document, key: str, specs: Iterable[_EntrySpec]) -> Iterable[Problem]:
    seen: set[str] = set()
    for index, spec in enumerate(specs):
        if spec.fingerprint in seen:
            yield document.problem("twice_noted", (key, index, "fingerprint"), {"value": spec.fingerprint})
        seen.add(spec.fingerprint)


def render_record(record: Record, catalogue: Catalogue) -> str:
    """The record as YAML: a few lines on what it is, then its entries."""
    words = WORDS[catalogue.lang]
    lines = [f"# {catalogue.text('follow_up.head', name=record.submission)}"]
    lines += [f"# {catalogue.text(f'follow_up.{key}', known=', '.join(words.values()))}" for key in ("words", "known")]
    lines.append(f"submission: {scalar(record.submission)}")
    for key, entries in (("findings", record.findings), ("causes", record.causes)):
        if entries:
            lines += ["", f"{key}:"]
            lines += [line for entry in entries for line in _lines(entry, words)]
    return "\n".join(lines) + "\n"


def _lines(entry: Entry, words: Mapping[str, str]) -> Iterable[str]:
    follow_up = entry.follow_up
    yield f"  - fingerprint: {scalar(entry.fingerprint)}"
    values = {
        "about": entry.about,
        "status": words[follow_up.status],
        "note": follow_up.note,
        "name": follow_up.name,
        "date": follow_up.date,
    }
    for key, value in values.items():
        if value:
            yield f"    {key}: {scalar(value)}"


def merged(before: Record, now: Record) -> Record:
    """``before`` with what ``now`` says: for what it speaks of, it alone counts, and blank entries go.

    The entries of ``now`` come first, in their order; those that it does not know (of findings that are no more) stay
    behind them as they were.
    """
    return replace(
        now,
        findings=_merged(before.findings, now.findings),
        causes=_merged(before.causes, now.causes),
    )


def _merged(before: Iterable[Entry], now: Iterable[Entry]) -> tuple[Entry, ...]:
    spoken = {entry.fingerprint for entry in now}
    older = (entry for entry in before if entry.fingerprint not in spoken)
    return tuple(entry for entry in (*now, *older) if not entry.blank)
