"""The files of one agency and year checked as one: each figure against all of them, to each file what is its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from lkjip_audit.batch.executors import Crew
from lkjip_audit.batch.last_reports import is_store, last_report
from lkjip_audit.batch.plan import Item, Plan
from lkjip_audit.batch.run import Ended, Watcher, ended_as, run, written
from lkjip_audit.batch.work import Done, Trouble, copied, or_trouble
from lkjip_audit.files import as_text
from lkjip_audit.followup.settle import Files, Settlement, settled
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Stage, open_workbook
from lkjip_audit.reports.checked import Checked
from lkjip_audit.result import AuditResult, Finding, Source
from lkjip_audit.result.apart import part_of
from lkjip_audit.workbook.dossier import Dossier, together
from lkjip_audit.workbook.model import Notice, Workbook


@dataclass(frozen=True, slots=True)
class Whole:
    """What became of each file, and of a dossier what there is to say of all; None where the files stand alone."""

    ended: tuple[Ended, ...]
    dossier: Checked | None = None

    @property
    def checked(self) -> list[Checked]:
        """What a report tells: of the dossier once, and of each file that could not be read why; else of each file."""
        if self.dossier is None:
            return [item.checked for item in self.ended]
        return [self.dossier, *(item.checked for item in self.ended if item.checked.result is None)]


def carried_out(
    plan: Plan,
    auditor: Auditor,
    catalogue: Catalogue,
    crew: Crew,
    watcher: Watcher,
    *,
    fresh: bool = False,
    settlement: Settlement | None = None,
) -> Whole:
    """Check the files of ``plan``, each by itself or all as one dossier, and write what it says of each.

    Of a dossier a file that cannot be read is told, and the others go on without it; without last year's file, where
    the plan names one, nothing is checked (WorkbookError).  A store that it names instead is asked for the report of
    each file's agency, of a dossier for one.  As ``run`` for the rest.
    """
    if plan.last_year is None and (not plan.together or len(plan.items) == 1):
        return Whole(run(plan, auditor, catalogue, crew, watcher, fresh=fresh, settlement=settlement))
    watcher.starts(len(plan.items))
    if plan.together or len(plan.items) == 1:
        return _held_together(plan, auditor, catalogue, watcher, settlement)
    ended: list[Ended] = []
    for item in plan.items:
        made = partial(_held_together, replace(plan, items=(item,)), auditor, catalogue, watcher, settlement)
        held = or_trouble(made, item.source.path)
        if isinstance(held, Trouble):
            ended.append(ended_as(item, Done(0, trouble=held), catalogue))
            watcher.ended(ended[-1])
        else:
            ended += held.ended
    return Whole(tuple(ended))


def _held_together(
    plan: Plan, auditor: Auditor, catalogue: Catalogue, watcher: Watcher, settlement: Settlement | None
) -> Whole:
    """The files of ``plan`` as one, beside last year's report where it names one."""
    watcher.at(Stage.READING)
    opened = [_opened(item) for item in plan.items]
    books = {number: book for number, book in enumerate(opened) if isinstance(book, Workbook)}
    paths = [plan.items[number].source.path for number in books]
    last_year, asked = _of_last_year(plan.last_year, list(books.values()), paths, auditor)
    found = {
        number: ended_as(plan.items[number], Done(number, trouble=trouble), catalogue)
        for number, trouble in enumerate(opened)
        if isinstance(trouble, Trouble)
    }
    dossier = None
    if books:
        files = together(list(books.values()), last_year, asked)
        joint = of_this_year(auditor.audit_workbook(files.whole, watcher.at), files, last_year)
        parts = dict(zip(books, parts_of(joint, files, last_year), strict=True))
        done = _Finishing(plan, settlement or Settlement(date.today()), catalogue)
        made = done.all_of(parts, len(joint.findings) + 1)
        found |= {number: written(plan.items[number], each, catalogue) for number, each in made.items()}
        noted = [each.result or parts[number] for number, each in made.items()]
        sheets = {
            sheet: as_text(plan.items[number].source.path.as_posix())
            for at, number in enumerate(books, len(files.files) - len(books))
            for sheet in files.sheets_of(at)
        }
        dossier = Checked(as_text(joint.source.name), _with_notes(joint, noted), files=sheets)
    ended = tuple(found[number] for number in range(len(plan.items)))
    for each in ended:
        watcher.ended(each)
    return Whole(ended, dossier)


def _of_last_year(
    named: Path | None, books: Sequence[Workbook], paths: Sequence[Path], auditor: Auditor
) -> tuple[Workbook | None, tuple[Notice, ...]]:
    """Last year's report, and what is to be said of how it was found; ``named`` is the file, or a store."""
    if named is None:
        return None, ()
    if not is_store(named):
        return _told_apart(open_workbook(named), named, books), ()
    if not books:
        return None, ()
    kept = last_report(named, auditor.about(together(books).whole), paths)
    return (None if kept.book is None else _told_apart(kept.book, kept.file, books)), (kept.notice,)


def _told_apart(book: Workbook, file: Path, others: Sequence[Workbook]) -> Workbook:
    """Last year's report, with its folder's name where one of this year's files is called the same."""
    folder = as_text(file.parent.name)
    if not folder or book.name not in {other.name for other in others}:
        return book
    return replace(book, name=f"{folder} {book.name}")


def of_this_year(joint: AuditResult, files: Dossier, last_year: Workbook | None, name: str = "") -> AuditResult:
    """The result without what it says of the file of last year; ``name`` is what the dossier goes by."""
    if last_year is None:
        return joint
    own = [number for number, book in enumerate(files.files) if book is not last_year]
    source = Source(
        name or " + ".join(files.labels[number] for number in own),
        files.whole.sha256,
        tuple(sheet for number in own for sheet in files.sheets_of(number)),
    )
    return replace(part_of(joint, source, "", {name: name for name in source.sheets}), view=joint.view)


def parts_of(joint: AuditResult, files: Dossier, last_year: Workbook | None = None) -> Iterator[AuditResult]:
    """What ``joint``, the result of ``files`` as one, says of each file but that of last year."""
    for at, book in enumerate(files.files):
        if book is last_year:
            continue
        source = Source(book.name, book.sha256, tuple(sheet.name for sheet in book.sheets))
        yield part_of(joint, source, files.labels[at], files.sheets_of(at))


def _opened(item: Item) -> Workbook | Trouble:
    if item.source.missing is not None:
        return Trouble(item.source.missing.code, tuple(item.source.missing.details.items()))
    return or_trouble(lambda: open_workbook(item.source.path), item.source.path)


@dataclass(frozen=True, slots=True)
class _Finishing:
    """What a file's result becomes: what is known beside it is laid over it, and its annotated copy is made."""

    plan: Plan
    settlement: Settlement
    catalogue: Catalogue

    def all_of(self, parts: Mapping[int, AuditResult], first: int) -> dict[int, Done]:
        """What becomes of each of ``parts``; findings that waivers are themselves are numbered from ``first`` on."""
        found = [(self.plan.items[number].source.path, part) for number, part in parts.items()]
        made: dict[int, Done] = {}
        for number, part in parts.items():
            made[number] = self._of(number, part, Files(found, first))
            if (result := made[number].result) is not None:
                first += len(result.findings) - len(part.findings)
        return made

    def _of(self, number: int, part: AuditResult, files: Files) -> Done:
        item = self.plan.items[number]

        def made() -> Done:
            result = settled(part, item.source.path, self.settlement, self.catalogue, files)
            if item.copy is None:
                return Done(number, result)
            path, front = item.source.path, self.plan.sheets_first
            return copied(number, path, item.copy, result, self.catalogue, front=front)

        done = or_trouble(made, item.source.path)
        return Done(number, trouble=done) if isinstance(done, Trouble) else done


def _with_notes(joint: AuditResult, parts: Sequence[AuditResult]) -> AuditResult:
    """``joint`` with what is known of its findings and causes beside each file, and what is to be said of waivers."""
    findings: dict[str, Finding] = {item.id: item for part in parts for item in part.findings}
    own_numbers = {item.id for item in joint.findings}
    noted = {item.id: item.follow_up for part in parts for item in part.causes if item.follow_up is not None}
    return replace(
        joint,
        findings=(
            *(
                replace(item, suppression=own.suppression, follow_up=own.follow_up)
                if (own := findings.get(item.id)) is not None
                else item
                for item in joint.findings
            ),
            *(item for number, item in findings.items() if number not in own_numbers),
        ),
        causes=tuple(replace(item, follow_up=noted.get(item.id, item.follow_up)) for item in joint.causes),
    )
