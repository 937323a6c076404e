"""The record of a follow-up: what reviewers noted of findings and causes, in a YAML file beside the submission.

    NAME.tindak-lanjut.yaml

It may be written by hand as well.  A finding is known by its fingerprint; ``about`` is for the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lkjip_audit.followup.yamlfile import Reader, load, scalar
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.nearest import nearest
from lkjip_audit.reports.annotated.statuses import WORDS, is_known, status_of
from lkjip_audit.result import FollowUp
from lkjip_audit.rulepack.document import Location

SUFFIX = ".tindak-lanjut.yaml"
_KEYS = ("submission", "findings", "causes")
_ENTRY_KEYS = ("fingerprint", "about", "status", "note", "name")


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


def read_record(path: Path) -> Record:
    """The record at ``path``; UsageError with line and column for what is wrong in it."""
    document = load(path)
    reader = Reader(document)
    reader.keys((), _KEYS)
    return Record(
        reader.text(("submission",)),
        tuple(_entries(reader, "findings")),
        tuple(_entries(reader, "causes")),
    )


def _entries(reader: Reader, key: str) -> Iterable[Entry]:
    seen: set[str] = set()
    for location in reader.items((key,)):
        reader.keys(location, _ENTRY_KEYS)
        fingerprint = reader.text((*location, "fingerprint"))
        if not fingerprint:
            raise reader.wrong("missing_key", location, key="fingerprint")
        if fingerprint in seen:
            raise reader.wrong("twice", (*location, "fingerprint"), value=fingerprint)
        seen.add(fingerprint)
        about = reader.text((*location, "about"))
        yield Entry(fingerprint, _follow_up(reader, location), about)


def _follow_up(reader: Reader, location: Location) -> FollowUp:
    word = reader.text((*location, "status"))
    status = status_of(word)
    if not is_known(status):
        words = tuple(WORDS["id"].values())
        where = (*location, "status")
        raise reader.wrong("status", where, value=word, known=", ".join(words), nearest=nearest(word, words))
    return FollowUp(status, reader.text((*location, "note")), reader.text((*location, "name")))


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
    values = {"about": entry.about, "status": words[follow_up.status], "note": follow_up.note, "name": follow_up.name}
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
