"""Waivers: findings that somebody answers for, in ``lkjip-audit.yaml`` beside the workbook.

    waivers:
      - fingerprint: 0116ffc7c729e551   # one finding, as a report tells it
        reason: Angka sesuai DPA perubahan, disepakati saat reviu.
        who: Inspektorat
        until: 2024-12-31
      - rule: nama-berbeda              # or a rule; sheet, subject and file narrow it down (* and ? stand for anything)
        sheet: "Lampiran*"
        reason: Lampiran memakai nama nomenklatur.

A waiver that is used takes its findings out of the count and is told with them; one that is not, or whose last day is
over, is a finding of its own, about the file.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import translate
from pathlib import Path, PureWindowsPath
from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from lkjip_audit.files import is_file
from lkjip_audit.followup.notes import Day, Items, Needed, Note, read_notes
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import NOWHERE, AuditResult, Finding, Suppression
from lkjip_audit.rulepack.model import Severity, Strict
from lkjip_audit.rulepack.validation import wrong

FILE_NAME = "lkjip-audit.yaml"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}(?:-\d+)?(?:\.\d+)?")
_SEVERITY = {"expired": Severity.MINOR, "unused": Severity.INFO}
_RULES = {"expired": "pengecualian-kedaluwarsa", "unused": "pengecualian-tidak-terpakai"}


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver.  ``place`` is the file and the line that it stands on.

    Of ``fingerprint`` and ``rule`` at least one is there; ``sheet``, ``subject`` and ``file`` are patterns, or
    empty for any.
    """

    reason: str
    place: str
    fingerprint: str = ""
    rule: str = ""
    sheet: str = ""
    subject: str = ""
    file: str = ""
    who: str = ""
    until: date | None = None

    @property
    def about(self) -> str:
        """What it is for, in a few words."""
        return ", ".join(filter(None, (self.fingerprint, self.rule, self.sheet, self.subject)))

    def is_of(self, name: str) -> bool:
        """Whether it may speak of the workbook called ``name``."""
        return _fits(self.file, name)

    def covers(self, finding: Finding) -> bool:
        """Whether it is for ``finding``, today or not."""
        return (
            self.fingerprint in ("", finding.fingerprint)
            and self.rule in ("", finding.rule)
            and _fits(self.sheet, finding.address.sheet)
            and _fits(self.subject, finding.subject)
        )


def _fits(pattern: str, text: str) -> bool:
    return not pattern or re.match(translate(pattern.casefold()), " ".join(text.casefold().split())) is not None


def waivers_path(submission: Path) -> Path:
    """Where the waivers for ``submission`` stand unless told otherwise."""
    return submission.with_name(FILE_NAME)


def _fingerprint(text: str) -> str:
    if text and not _FINGERPRINT.fullmatch(text):
        raise wrong("not_a_fingerprint", value=text)
    return text


class _WaiverSpec(Strict):
    """A waiver as the file gives it."""

    fingerprint: Annotated[Note, AfterValidator(_fingerprint)] = ""
    rule: Note = ""
    sheet: Note = ""
    subject: Note = ""
    file: Note = ""
    reason: Needed
    who: Note = ""
    until: Day | None = None

    @model_validator(mode="after")
    def _is_of_something(self) -> _WaiverSpec:
        if not self.fingerprint and not self.rule:
            raise wrong("waiver_of_nothing")
        return self


def _below(name: str) -> str:
    """``name`` of a file that a folder can hold below itself: no folder holds one with a NUL in it."""
    paths = Path(name), PureWindowsPath(name)
    if "\0" in name or any(path.is_absolute() or path.drive or ".." in path.parts for path in paths):
        raise wrong("outside_folder", value=name)
    return name


class _WaiversFile(Strict):
    waivers: Items[_WaiverSpec] = ()
    dossier: Items[Annotated[Needed, AfterValidator(_below)]] = ()


def read_dossier(folder: Path) -> tuple[Path, ...]:
    """The files that ``lkjip-audit.yaml`` in ``folder`` lists as one dossier; none where there is no such file or list.

    Raises BrokenNotesError with all that is wrong in it, a file outside ``folder`` among it.
    """
    path = folder / FILE_NAME
    if not is_file(path):
        return ()
    file, _ = read_notes(path, _WaiversFile)
    return tuple(folder / name for name in file.dossier)


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers in the file at ``path``; BrokenNotesError with all that is wrong in it, line by line."""
    file, document = read_notes(path, _WaiversFile)
    lines = (document.marks["waivers", index].key[0] for index in range(len(file.waivers)))
    return tuple(
        Waiver(**spec.model_dump(), place=f"{path.name}:{line}") for spec, line in zip(file.waivers, lines, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Among:
    """The files of a dossier ``before`` and ``behind`` a file of which the same waivers speak.

    ``number`` is that of the first finding that a waiver itself is; None for the one after the file's own.
    """

    before: tuple[AuditResult, ...] = ()
    behind: tuple[AuditResult, ...] = ()
    number: int | None = None


ALONE = Among()
"""A file by itself."""


def waived(
    result: AuditResult, waivers: Iterable[Waiver], today: date, catalogue: Catalogue, among: Among = ALONE
) -> AuditResult:
    """``result`` with what ``waivers`` cover on the day ``today`` taken out of the count.

    Waivers that cover nothing, and those past their last day that would cover something, are findings at the end.  Of
    a dossier the former are told once, at the first file that they may speak of.
    """
    own = [waiver for waiver in waivers if waiver.is_of(result.source.name)]
    in_force = [waiver for waiver in own if waiver.until is None or waiver.until >= today]
    findings = [_covered(finding, in_force) for finding in result.findings]
    told = [(waiver, kind) for waiver in own if (kind := _complaint(waiver, result, among, today)) is not None]
    seen: Counter[str] = Counter()
    for number, (waiver, kind) in enumerate(told, among.number or len(findings) + 1):
        finding = _finding(f"F{number:03d}", waiver, kind, catalogue)
        seen[finding.fingerprint] += 1
        behind = "" if seen[finding.fingerprint] == 1 else f"-{seen[finding.fingerprint]}"
        findings.append(replace(finding, fingerprint=finding.fingerprint + behind))
    return replace(result, findings=tuple(findings))


def _covered(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    for waiver in waivers:
        if waiver.covers(finding):
            return replace(finding, suppression=Suppression("waiver", waiver.reason, waiver.who, waiver.until))
    return finding


def _complaint(waiver: Waiver, result: AuditResult, among: Among, today: date) -> Literal["unused", "expired"] | None:
    if not any(waiver.covers(finding) for finding in result.findings):
        before, behind = (
            [other for other in others if waiver.is_of(other.source.name)] for others in (among.before, among.behind)
        )
        if before or any(waiver.covers(finding) for other in behind for finding in other.findings):
            return None
        failed = result.failed_rules  # what such a rule would have found may be what the waiver is for
        return None if waiver.rule in failed or (failed and not waiver.rule) else "unused"
    return "expired" if waiver.until is not None and waiver.until < today else None


def _finding(number: str, waiver: Waiver, kind: Literal["unused", "expired"], catalogue: Catalogue) -> Finding:
    until = "" if waiver.until is None else waiver.until.isoformat()
    values = {"about": waiver.about, "until": until, "reason": waiver.reason, "who": waiver.who or "-"}
    said = "\x1f".join((kind, waiver.fingerprint, waiver.rule, waiver.sheet, waiver.subject, waiver.file, until))
    return Finding(
        id=number,
        fingerprint=hashlib.sha256(said.encode()).hexdigest()[:16],
        rule=_RULES[kind],
        title=catalogue.text(f"waiver.{kind}.title"),
        severity=_SEVERITY[kind],
        address=NOWHERE,
        stated="",
        expected="",
        difference="",
        message=catalogue.text(f"waiver.{kind}", **values),
        basis="",
        remedy=catalogue.text(f"waiver.{kind}.remedy", **values),
        why=catalogue.text(f"waiver.{kind}.why"),
        kind="waiver",
        subject=waiver.about,
        file=waiver.place,
    )
