"""Files, folders and patterns on the command line become the workbooks to check, always in the same order."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from os.path import realpath  # never fails, as Path.resolve does on links that go round
from pathlib import Path, PurePath
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.files import DOCUMENTS, PAPERS, as_text, is_folder, is_there
from lkjip_audit.reports.annotated import target_for
from lkjip_audit.reports.recap import RECAP_MARK

SUFFIXES: Final = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".docx", ".docm"}
)
RECAP_NAME: Final = "rekap.xlsx"
_COPY: Final = ".temuan"
_COPIES: Final = frozenset({".xlsx", ".xlsm"})
_PAPERS: Final = frozenset(f".{paper}" for paper in PAPERS)
_LOCK: Final = "~$"
_PDF: Final = ".pdf"


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook to check.

    ``name`` is its path below the folder that all of them share, with forward slashes; ``missing`` says why there is
    nothing to read where the command line named it.
    """

    path: Path
    name: str
    missing: WorkbookError | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The workbooks of a run.

    ``home`` is the folder that all of them share, None where there is none (two drives); ``several`` whether a folder
    or more than one file was asked for; ``copies`` are annotated copies and recaps of ours that were left out, ``pdfs``
    the PDFs in folders and patterns, which nobody reads: whoever tells the run tells them.
    """

    sources: tuple[Source, ...]
    home: Path | None
    several: bool
    copies: tuple[Path, ...] = ()
    pdfs: tuple[Path, ...] = ()


def gather(given: Sequence[Path]) -> Gathered:
    """The workbooks that ``given`` names: files, folders (all below them) and patterns; each once.

    In folders and patterns only what may be a workbook counts; a file named outright is always read.  Copies and
    recaps that we wrote are left out, as are the files that an office program locks others with.  A folder that may
    not be looked into is named as one that could not be read: nobody knows what is in it.
    """
    found: dict[str, Path | None] = {}  # by the real path; None where nothing is
    named: dict[str, Path] = {}
    copies: list[Path] = []
    pdfs: dict[str, Path] = {}
    closed: dict[str, Path] = {}
    folders = [path for path in given if is_folder(path)]
    for path in given:
        before = len(closed)
        inside = _below(path, closed)
        if inside is None:
            named.setdefault(realpath(path), path)
            found.setdefault(realpath(path), path)
            continue
        pdfs.update((realpath(item), item) for item in inside if item.suffix.lower() == _PDF)
        kept = [item for item in inside if _may_be_read(item)]
        copies += [item for item in kept if _is_ours(item)]
        kept = [item for item in kept if not _is_ours(item)]
        for item in kept:
            found.setdefault(realpath(item), item)
        if not kept and len(closed) == before:
            named[realpath(path)] = path
            found.setdefault(realpath(path), None)
    ours = _copies_among(named.values())
    copies += [named[real] for real in named if real in ours]
    paths = {real: path for real, path in found.items() if real not in ours}
    several = len(paths) > 1 or bool(folders) or any(_is_pattern(path) for path in given)
    home = _home(folders, [path for path in paths.values() if path is not None])
    sources = [
        Source(path, _name(path, home)) if path is not None else _nothing_at(named[real], home)
        for real, path in paths.items()
    ]
    sources += [_closed(path, home) for path in closed.values()]
    told = (pdf for real, pdf in pdfs.items() if real not in found)
    return Gathered(tuple(sources), home, several, tuple(sorted(set(copies))), tuple(told))


def _below(path: Path, closed: dict[str, Path]) -> list[Path] | None:
    """The files below a folder or matching a pattern, in order; None for anything else.

    Folders that may not be looked into are put into ``closed``.
    """
    if is_folder(path):
        return list(_files_of(path, closed))
    if _is_pattern(path):
        matches = (Path(match) for match in sorted(glob(str(path), recursive=True)))  # noqa: PTH207 - any folder
        return [file for match in matches for file in (_files_of(match, closed) if is_folder(match) else (match,))]
    return None


def _is_pattern(path: Path) -> bool:
    return has_magic(str(path)) and not is_there(path)


def _files_of(folder: Path, closed: dict[str, Path]) -> Iterator[Path]:
    """Every file below ``folder``: its own by name, then those of its folders; what is hidden is passed over."""

    def refused(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # gone meanwhile
            closed.setdefault(realpath(error.filename), Path(error.filename))

    for here, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(here) / name


def _may_be_read(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(_LOCK)


def _is_ours(path: Path) -> bool:
    if path.name.lower() == RECAP_NAME:
        return is_recap(path)
    marked = PurePath(path.stem).suffix.lower()
    if path.suffix.lower() in DOCUMENTS:
        return marked in _PAPERS or marked == _COPY
    return marked == _COPY and path.suffix.lower() in _COPIES


def _copies_among(named: Iterable[Path]) -> frozenset[str]:
    """Of files named outright, the copies of others of them and the recap: a second ``check *.xlsx`` names both."""
    files = [file for file in named if file.name]
    copies = {realpath(target_for(file)) for file in files}
    recaps = {realpath(file) for file in files if file.name.lower() == RECAP_NAME and len(files) > 1 and is_recap(file)}
    return frozenset(copies & {realpath(file) for file in files}) | recaps


def is_recap(path: Path) -> bool:
    """Whether the workbook at ``path`` is a recap that we wrote."""
    try:
        with zipfile.ZipFile(path) as package:
            return RECAP_MARK.encode() in package.read("docProps/core.xml")
    except (OSError, zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError):
        return False


def _home(folders: Sequence[Path], files: Sequence[Path]) -> Path | None:
    """The folder given, if it is the only one, else the deepest folder that holds all of ``files``."""
    if len(folders) == 1 and all(file.is_relative_to(folders[0]) for file in files):
        return folders[0]
    try:
        shared = os.path.commonpath([Path(os.path.abspath(file)).parent for file in files])  # noqa: PTH100 - no links
    except ValueError:  # on two drives, or nothing at all
        return None
    here = Path.cwd()
    return Path(shared).relative_to(here) if Path(shared).is_relative_to(here) else Path(shared)


def _name(path: Path, home: Path | None) -> str:
    """The path of ``path`` below ``home``."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
    if home is None:
        return as_text("/".join((absolute.drive.rstrip(":").strip("\\/") or "_", *absolute.parts[1:])))
    return as_text(absolute.relative_to(os.path.abspath(home)).as_posix())  # noqa: PTH100


def _closed(path: Path, home: Path | None) -> Source:
    name = as_text(path.as_posix())
    return Source(path, _name(path, home) if home else name, WorkbookError("folder_not_permitted", name=name))


def _nothing_at(path: Path, home: Path | None) -> Source:
    """A folder or a pattern in which there is no workbook."""
    code = "no_workbooks" if is_folder(path) else "no_match"
    name = PurePath(path).as_posix()
    return Source(path, name, WorkbookError(code, name=name))
