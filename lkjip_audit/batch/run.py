"""A run over many workbooks: what is known from before, the rest spread over workers, everything written wholly."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from lkjip_audit.batch.executors import Crew
from lkjip_audit.batch.journal import Journal, key_of
from lkjip_audit.batch.plan import Item, Plan
from lkjip_audit.batch.spread import spread
from lkjip_audit.batch.work import Done, Task, Trouble
from lkjip_audit.errors import WorkbookError
from lkjip_audit.files import as_text, make_folder, marked_document_for, write_file
from lkjip_audit.followup.settle import Settlement
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Stage
from lkjip_audit.reports.annotated import refuse_commented
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.forms import Form, render
from lkjip_audit.reports.recap import Line, recap
from lkjip_audit.workbook.model import Notice


@dataclass(frozen=True, slots=True)
class Ended:
    """One workbook's end: what the reports say of it, and for the exit code and the screen why there is no result.

    ``known`` is True for one that an earlier run had done.
    """

    item: Item
    checked: Checked
    trouble: Trouble | None = None
    notices: tuple[Notice, ...] = ()
    known: bool = False


class Watcher(Protocol):
    """Whoever is told how far a run is."""

    def starts(self, total: int) -> None:
        """There are ``total`` workbooks."""

    def at(self, stage: Stage) -> None:
        """The one workbook in work is at ``stage``."""

    def ended(self, ended: Ended) -> None:
        """One more is done."""


def run(
    plan: Plan,
    auditor: Auditor,
    catalogue: Catalogue,
    crew: Crew,
    watcher: Watcher,
    *,
    fresh: bool = False,
    settlement: Settlement | None = None,
) -> tuple[Ended, ...]:
    """Check every workbook of ``plan`` and write what it says of each; in the plan's order.

    ``fresh`` is for doing everything again; ``settlement`` is what is known besides (the day of today, unless given).
    Raises UsageError when the crew cannot be had.
    """
    watcher.starts(len(plan.items))
    settlement = settlement or Settlement(date.today())
    journal = Journal.at(plan.journal)
    found: dict[int, Ended] = {}
    keys: dict[int, str] = {}
    tasks: list[Task] = []
    for number, item in enumerate(plan.items):
        task = Task(number, item.source.path, item.copy, plan.sheets_first, settlement=settlement)
        keys[number] = "" if journal.folder is None else key_of(task, auditor)
        known = None if fresh else journal.result(item, keys[number])
        if item.source.missing is not None:
            error = item.source.missing
            trouble = Trouble(error.code, tuple(error.details.items()))
            found[number] = ended_as(item, Done(number, trouble=trouble), catalogue)
        elif known is not None:
            found[number] = written(item, Done(number, known), catalogue, known=True)
        else:
            tasks.append(task)
            continue
        watcher.ended(found[number])
    tasks_of = {task.number: task for task in tasks}
    for done in spread(auditor, tasks, crew, watcher.at):
        item = plan.items[done.number]
        ended = found[done.number] = written(item, done, catalogue)
        key = keys[done.number]
        if ended.checked.result is not None and key and key_of(tasks_of[done.number], auditor) == key:
            journal.keep(item, key, ended.checked.result)  # nothing of what it rests on changed meanwhile
        watcher.ended(ended)
    journal.drop_others(plan.items)
    return tuple(found[number] for number in range(len(plan.items)))


def written(item: Item, done: Done, catalogue: Catalogue, *, known: bool = False) -> Ended:
    """Write what there is to write of one workbook; a file that cannot be written is that workbook's trouble."""
    ended = ended_as(item, done, catalogue, known=known)
    try:
        if item.copy is not None and done.copy is not None:
            document = marked_document_for(item.copy, item.source.path)
            if done.document is not None and done.result is not None:
                refuse_commented(document, done.document, done.result)  # before anything is written
            _put(item.copy, done.copy)
            if done.document is not None:
                _put(document, done.document)
        if item.report is not None and done.result is not None:
            _put(item.report, render(Form.JSON, [ended.checked], catalogue))
    except WorkbookError as error:
        return replace(ended, trouble=Trouble(error.code, tuple(error.details.items())), notices=())
    return ended


def _put(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    write_file(path, data)


def ended_as(item: Item, done: Done, catalogue: Catalogue, *, known: bool = False) -> Ended:
    """What the reports say of one workbook."""
    told = "" if done.trouble is None else "\n".join(catalogue.lines(done.trouble.error))
    checked = Checked(as_text(item.source.path.as_posix()), done.result, told)
    return Ended(item, checked, done.trouble, done.notices, known)


def write_recap(path: Path, ended: Sequence[Ended], catalogue: Catalogue) -> None:
    """Write the recap of a run to ``path``; WorkbookError when it cannot be written."""
    _put(path, recap([_line(item, path.parent) for item in ended], catalogue))


def _line(ended: Ended, folder: Path) -> Line:
    """The line of one workbook, with the way from ``folder`` to its copy where that is there."""
    copy = ended.item.copy
    if copy is None or ended.checked.result is None or ended.trouble is not None:
        return Line(ended.checked, ended.item.source.name)
    try:
        way = as_text(Path(os.path.relpath(copy, folder)).as_posix())
    except ValueError:  # on another drive
        way = as_text(copy.absolute().as_posix())
    return Line(ended.checked, ended.item.source.name, way)
