"""From an annotated copy to the record: what reviewers wrote beside findings and causes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lkjip_audit.errors import UsageError
from lkjip_audit.followup.record import Entry, Record
from lkjip_audit.reports.annotated import read_copy
from lkjip_audit.reports.sheets.statuses import WORDS, Row, is_known, written_in
from lkjip_audit.result import FollowUp

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

    Raises WorkbookError for a file that cannot be read, UsageError for one that is no copy of ours, or for a status
    that is none.
    """
    found = read_copy(copy)
    if "findings" not in found.sheets:
        raise UsageError("not_a_copy", name=copy.name)
    return Record(
        submission_of(copy).name,
        tuple(_entries(found.findings, copy)),
        tuple(_entries(found.causes, copy)),
    )


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
