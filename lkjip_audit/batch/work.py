"""One workbook, in whatever process: an audit, and the bytes of its annotated copy.  Nothing is written here."""

from __future__ import annotations

import gc
import pickle
import re
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from lkjip_audit.batch.companions import companions
from lkjip_audit.errors import LkjipAuditError, UsageError, WorkbookError
from lkjip_audit.files import clear_old, is_file
from lkjip_audit.followup.settle import Settlement, settled
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Progress, untold
from lkjip_audit.reports.annotated import annotated_copy, marked_document
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.problems import BrokenNotesError, Problem
from lkjip_audit.workbook.model import Notice
from lkjip_audit.workbook.reader import MAX_FILE

COPIES = "salinan"
T = TypeVar("T")
_CARRIED = "lkjip-audit-task-"
_LEFT = re.compile(rf"{_CARRIED}\w+")


@dataclass(frozen=True, slots=True)
class Task:
    """One workbook to audit.

    ``target`` is where its annotated copy will stand, None when there is to be none; ``sheets_first`` puts our sheets
    first in it.  ``files`` are the contents of the
    workbook and of what else is read, by path below a folder, for a process that may not see our disk: the files beside
    the workbook, and in the folder ``COPIES`` the annotated copy that is there already.
    """

    number: int
    path: Path
    target: Path | None = None
    sheets_first: bool = True
    files: tuple[tuple[str, bytes], ...] = ()
    settlement: Settlement | None = None
    """What is known besides the files beside the workbook; None for a task that leaves all of that alone."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a workbook has no result, as plain data: exceptions do not travel between processes well."""

    code: str
    details: tuple[tuple[str, str | int], ...] = ()
    is_usage: bool = False
    """Whether the caller, or what stands beside the workbook, is to blame, and not the workbook."""
    problems: tuple[Problem, ...] = ()
    """All that is wrong in a file beside the workbook."""
    trace: str = ""
    """How a fault of the program itself came about."""

    @property
    def is_fault(self) -> bool:
        """Whether the program is to blame, not the workbook."""
        return bool(self.trace)

    @property
    def error(self) -> LkjipAuditError:
        """The trouble as the exception that it was, for its sentence."""
        if self.problems:
            return BrokenNotesError(self.problems)
        kind = UsageError if self.is_usage else WorkbookError
        return kind(self.code, **dict(self.details))


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the task of that ``number``; of ``result`` and ``trouble`` exactly one is there."""

    number: int
    result: AuditResult | None = None
    copy: bytes | None = None
    document: bytes | None = None
    """The marked document, where the file is one of Word."""
    notices: tuple[Notice, ...] = ()
    trouble: Trouble | None = None


def carried(task: Task) -> Task:
    """``task`` with the files that it needs, for where our disk is not seen."""
    wanted = {task.path.name: task.path} | {file.name: file for file in companions(task.path)}
    if task.target is not None:
        wanted[f"{COPIES}/{task.target.name}"] = task.target
    files = []
    for name, path in wanted.items():
        try:
            if is_file(path) and path.stat().st_size <= MAX_FILE:
                files.append((name, path.read_bytes()))
        except OSError:  # what cannot be read is told by whoever reads the workbook
            continue
    return replace(task, files=tuple(files))


def examine(auditor: Auditor, task: Task, progress: Progress = untold) -> Done:
    """Audit the workbook of ``task`` and make its annotated copy; whatever is wrong comes back as a Trouble."""

    def made() -> Done:
        with _places_of(task) as (path, target):
            result = auditor.audit(path, progress)
            if task.settlement is not None:
                result = settled(result, path, task.settlement, Catalogue(auditor.lang))
            if target is None:
                return Done(task.number, result)
            return copied(task.number, path, target, result, Catalogue(auditor.lang), front=task.sheets_first)

    done = or_trouble(made, task.path)
    return Done(task.number, trouble=done) if isinstance(done, Trouble) else done


def copied(number: int, path: Path, target: Path, result: AuditResult, catalogue: Catalogue, *, front: bool) -> Done:
    """``result`` with the annotated copy of the file at ``path``, which goes to ``target``."""
    copy, notices = annotated_copy(path, target, result, catalogue, front=front)
    return Done(number, result, copy, marked_document(path, result, catalogue), notices)


def or_trouble(make: Callable[[], T], path: Path) -> T | Trouble:
    """What ``make`` gives; whatever is wrong with the workbook at ``path``, or in the program, as a Trouble."""
    try:
        return make()
    except BrokenNotesError as error:
        return Trouble(error.code, is_usage=True, problems=error.problems)
    except (WorkbookError, UsageError) as error:
        return Trouble(error.code, tuple(error.details.items()), isinstance(error, UsageError))
    except MemoryError:  # what it held is let go by now, so that the others go on
        return Trouble("too_large", (("name", path.name), ("what", "work")))
    except OSError as error:  # a full disk, a folder for temporary files that is not there
        details = (("name", path.name), ("reason", error.strerror or str(error)))
        return Trouble("machine", details, is_usage=True)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one workbook must not take the others with it
        details = (("kind", type(error).__name__), ("name", path.name))
        return Trouble("fault_in", details, trace=traceback.format_exc())


def examine_packed(auditor: bytes, task: Task) -> Done:
    """As ``examine``, with the auditor as ``pickle.dumps`` of our own gave it: unpacked once in each process."""
    return examine(_unpacked(auditor), task)


def examine_in_own_process(auditor: bytes, task: Task) -> Done:
    """As ``examine_packed``, in a process that does nothing else, where cycles are collected after each workbook.

    What stays for good, the rules and all that was imported, is left out of that: without psutil joblib has its workers
    walk it every second, which took more than a tenth of their time.
    """
    gc.disable()
    done = examine_packed(auditor, task)
    gc.collect()
    _keep_what_stays()
    return done


@lru_cache(maxsize=1)
def _keep_what_stays() -> None:
    """What the first workbook has left behind is there for good."""
    gc.freeze()


@lru_cache(maxsize=2)
def _unpacked(auditor: bytes) -> Auditor:
    unpacked: Auditor = pickle.loads(auditor)  # bytes of the process that sent the task, never of an input
    return unpacked


@contextmanager
def _places_of(task: Task) -> Iterator[tuple[Path, Path | None]]:
    """The paths of the workbook and of its copy: their own, or such in a folder that goes away again."""
    if not task.files:
        yield task.path, task.target
        return
    clear_old(Path(tempfile.gettempdir()), _LEFT)
    with tempfile.TemporaryDirectory(prefix=_CARRIED) as folder:
        Path(folder, COPIES).mkdir()
        for name, data in task.files:
            Path(folder, name).write_bytes(data)
        yield Path(folder, task.path.name), None if task.target is None else Path(folder, COPIES, task.target.name)
