"""Files: the copy is written beside its target and renamed, so that a crash leaves no half file."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from os.path import realpath  # never fails, as Path.resolve does on links that go round
from pathlib import Path
from typing import Final

from lkjip_audit.errors import UsageError, WorkbookError

DOCUMENTS: Final = frozenset({".docx", ".docm"})
"""How the names of Word documents end."""
_OF_TEMPLATES: Final = {".dotm": ".docm"}
PAPERS: Final = ("kertas-kerja", "catatan", "pernyataan")
"""How the names of the papers end that are written on a workbook: ``NAME.kertas-kerja.docx``."""
_OURS: Final = ".lkjip-audit-"
_TEMPORARY: Final = ".tmp"
_LEFT: Final = re.compile(rf"{re.escape(_OURS)}\w+{re.escape(_TEMPORARY)}")
_DAY: Final = 24 * 60 * 60
_DEVICES: Final = Path("/dev")


def target_for(source: Path) -> Path:
    """Where the annotated copy of a workbook goes unless told otherwise: ``NAME.temuan.xlsx`` beside it."""
    return source.with_name(f"{source.stem}.temuan{ending_of_copy(source)}")


def ending_of_copy(source: Path) -> str:
    """How the name of a workbook's annotated copy ends: a template's is a workbook, and macros stay macros."""
    return ".xlsm" if source.suffix.lower() in (".xlsm", ".xltm") else ".xlsx"


def marked_document_for(copy: Path, source: Path) -> Path:
    """Where a Word document with its comments goes, beside the workbook of its findings: ``NAME.temuan.docx``."""
    suffix = source.suffix.lower()
    return copy.with_suffix(suffix if suffix in DOCUMENTS else _OF_TEMPLATES.get(suffix, ".docx"))


def as_text(name: str) -> str:
    """The name of a file as text: bytes of it that are none stand as their code, which no report could hold."""
    return name.encode("utf-8", "backslashreplace").decode()


def is_file(path: Path) -> bool:
    """Whether a file is at ``path``; a name that no disk takes, or one that may not be looked at, is none."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for a name that is too long


def is_folder(path: Path) -> bool:
    """Whether a folder is at ``path``, as ``is_file`` says of files."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def is_there(path: Path) -> bool:
    """Whether anything is at ``path``, as ``is_file`` says of files."""
    return os.path.exists(path)  # noqa: PTH110 - as above


def refuse_inputs(read: Iterable[Path | None], written: Iterable[Path | None]) -> None:
    """The one place that decides that no output goes over an input, and no two outputs over each other.

    ``read`` are the files that a command reads, and folders whose files it reads; ``written`` is what it will write.
    The same file counts by any name: a link, a hard link.  None is what was not asked for; devices and pipes hold
    nothing that could be lost.  Raises UsageError ``output_is_source`` or ``output_twice`` before anything is touched.
    """
    sources = [path for path in read if path is not None]
    folders = {realpath(path) for path in sources if is_folder(path)}
    files = {key for path in sources if not is_folder(path) for key in _keys(path)}
    taken: set[object] = set()
    for path in written:
        if path is None or _holds_nothing(path):
            continue
        keys = _keys(path)
        above = {str(folder) for folder in Path(realpath(path)).parents}
        if not files.isdisjoint(keys) or (is_file(path) and not folders.isdisjoint(above)):
            raise UsageError("output_is_source", name=str(path))
        if not taken.isdisjoint(keys):
            raise UsageError("output_twice", name=str(path))
        taken |= keys


def _keys(path: Path) -> set[object]:
    """What the file at ``path`` is known by: its real path, and its place on the disk where there is one."""
    keys: set[object] = {realpath(path)}
    try:
        status = path.stat()
    except (OSError, ValueError):
        return keys
    return keys | {(status.st_dev, status.st_ino)} if status.st_ino else keys


def _holds_nothing(path: Path) -> bool:
    """Whether ``path`` is a device, a pipe, or the stream that a process has open under a name in ``/dev``."""
    return (is_there(path) and not is_file(path) and not is_folder(path)) or _DEVICES in path.absolute().parents


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, where they are not there; WorkbookError ``not_written``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _not_written(folder, error) from error


def write_file(target: Path, data: bytes) -> None:
    """Put ``data`` into ``target``, wholly or not at all; a device or a pipe is written to as it is.

    Raises WorkbookError ``not_written``.
    """
    try:
        if _holds_nothing(target):
            _pour(target, data)
        else:
            _replace(target, data)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _not_written(target, error) from error


def _not_written(path: Path, error: Exception) -> WorkbookError:
    return WorkbookError("not_written", name=str(path), reason=getattr(error, "strerror", None) or str(error))


def clear_old(folder: Path, names: re.Pattern[str]) -> None:
    """Remove what killed runs of this user left in ``folder``: files and folders of such ``names``, older than a day.

    What is younger may be another run's that is under way; what cannot be removed stays.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if names.fullmatch(entry.name):
                _clear_if_old(Path(entry.path))


def _clear_if_old(path: Path) -> None:
    with suppress(OSError):
        status = path.lstat()
        if time.time() - status.st_mtime < _DAY or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
            return
        if stat.S_ISDIR(status.st_mode):
            shutil.rmtree(path)
        elif stat.S_ISREG(status.st_mode):
            path.unlink()


def _replace(target: Path, data: bytes) -> None:
    clear_old(target.parent, _LEFT)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_OURS, suffix=_TEMPORARY)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(target))
        temporary.replace(target)
    finally:  # also when somebody stops the program here
        temporary.unlink(missing_ok=True)


def _pour(target: Path, data: bytes) -> None:
    """Write to a device or a pipe; one that nobody reads is refused: it would be waited for without end."""
    handle = os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _mode_for(target: Path) -> int:
    """The permissions that the target has, or that a new file gets: temporary files are private otherwise."""
    if is_there(target):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
