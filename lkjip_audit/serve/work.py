"""What the auditing process does with one file: audit it once, write every form of the result into its folder."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from lkjip_audit.errors import LkjipAuditError, WorkbookError
from lkjip_audit.files import ending_of_copy, marked_document_for
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Options, Stage
from lkjip_audit.reports.annotated import annotate, marked_document
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.html import Action, page
from lkjip_audit.reports.json_form import render as render_json
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.serve.desk import Part, State, Summary
from lkjip_audit.serve.joint import audited_together, write_copies
from lkjip_audit.serve.names import COPY, DOCUMENT, ENDING, JSON, PAGE, REPORT, RESULT, SUBJECTS
from lkjip_audit.serve.noting import subjects_of, write_subjects
from lkjip_audit.serve.recapped import write_result
from lkjip_audit.serve.telling import Told, told, told_error
from lkjip_audit.workbook.listing import place_list

ACTIONS = (
    Action("../../", "serve.back", saves=False),
    Action("salinan", "serve.copy"),
    Action("laporan", "serve.report"),
)


DOCUMENT_ACTIONS = (ACTIONS[0], Action("dokumen", "serve.document"), *ACTIONS[1:])

DOSSIER_ACTIONS = (ACTIONS[0], Action("salinan", "serve.copies"), ACTIONS[2])


@dataclass(frozen=True, slots=True)
class Task:
    """One file to audit, or the ``parts`` of a dossier: where it lies, and what its owner calls it."""

    source: Path
    name: str
    parts: tuple[Part, ...] = ()


def load(options: Options) -> Auditor:
    """The auditor of a session: results carry what the page shows."""
    return Auditor.load(replace(options, view=True))


def do(task: Task, auditor: Auditor, progress: Callable[[State], None]) -> Summary | Told:
    """Audit and write; ``progress`` is told each state.  Gives the sentence that says why when it cannot be."""
    try:
        result, copy, document = _audited(task, auditor, progress)
    except LkjipAuditError as error:
        return told_error(error, task.name)
    except MemoryError:
        return told_error(WorkbookError("too_large", name=task.name, what="work"), task.name)
    counts = result.severities()
    return Summary(
        {severity.value: counts[severity] for severity in Severity},
        len(result.findings),
        len(result.causes),
        _first(result),
        copy,
        len(result.failures),
        len(result.coverage.tested),
        result.coverage.figures,
        document,
    )


def _audited(task: Task, auditor: Auditor, progress: Callable[[State], None]) -> tuple[AuditResult, str, str]:
    """What is found, and the endings of what its copies are in and of the marked document; every form is written."""

    def watch(stage: Stage) -> None:
        progress(State(stage.value))

    document = ""
    if task.parts:
        result, own = audited_together(task.parts, task.name, auditor, watch)
        ending = ENDING
        progress(State.REPORTS)
        write_copies(own, task.source.with_name(f"{COPY}{ending}"))
    else:
        result, ending = auditor.audit(task.source, watch, name=task.name), ending_of_copy(task.source)
        progress(State.REPORTS)
        annotate(task.source, task.source.with_name(f"{COPY}{ending}"), result, Catalogue(result.lang))
        document = _write_document(task.source, result)
    _write(task, result, DOSSIER_ACTIONS if task.parts else DOCUMENT_ACTIONS if document else ACTIONS)
    return result, ending, document


def _write_document(source: Path, result: AuditResult) -> str:
    """The ending of the Word document with its comments, which is written; nothing for any other file."""
    data = marked_document(source, result, Catalogue(result.lang))
    if data is None:
        return ""
    target = marked_document_for(source.with_name(DOCUMENT), source)
    target.write_bytes(data)
    return target.suffix


def _write(task: Task, result: AuditResult, actions: Sequence[Action]) -> None:
    """Every form of ``result`` but the copies, beside the source; ``actions`` stand at the head of its page."""
    folder, checked = task.source.parent, [Checked(task.name, result)]
    catalogue = Catalogue(result.lang)
    for name, text in (
        (REPORT, page(checked, result.lang)),
        (JSON, render_json(checked, catalogue)),
        (PAGE, page(checked, result.lang, actions=actions, noting=True)),
    ):
        (folder / name).write_bytes(text.encode())
    write_subjects(subjects_of(result), folder / SUBJECTS)
    write_result(result, folder / RESULT)


def _first(result: AuditResult) -> Told:
    """The heaviest cause in a sentence, of a tie that it is one; nothing when there is none."""
    if not result.causes:
        return {}
    cause = result.causes[0]
    if cause.is_tie:
        cells = place_list([item.address for item in cause.candidates])
        return told("serve.first_tie", number=len(cause.candidates), cells=cells)
    place = cause.address.place
    key = "console.cause" if cause.stated else "console.cause_empty"
    return told(key, place=place, stated=cause.stated, proposed=cause.proposed)


def main(connection: Connection, options: Options) -> None:
    """What the process runs: a task in; states, then a summary or the reason why there is none, out; until it is ended.

    Any other exception ends the process, which the thread that watches it takes as a fault of our own.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    if hasattr(os, "nice"):
        os.nice(5)  # the page answers first
    auditor = load(options)
    while True:
        try:
            task: Task = connection.recv()
        except EOFError:
            return
        connection.send(do(task, auditor, connection.send))
