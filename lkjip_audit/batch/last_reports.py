"""Last year's report of the agency that files are of, looked for in a store (docs/store.md)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lkjip_audit.batch.store import open_to_read, unusable
from lkjip_audit.errors import WorkbookError
from lkjip_audit.pipeline import open_workbook
from lkjip_audit.result import About
from lkjip_audit.workbook.model import Notice, Workbook

_MAGIC: Final = slice(8, 12)
_YEAR = re.compile(r"(?:19|20)\d\d")
_KEPT: Final = """
    WITH told AS (
        SELECT run, path, count(*) AS results FROM figures
        WHERE measure IN ('realisasi', 'realisasi_anggaran') AND NOT in_sentence GROUP BY run, path
    ),
    newest AS (
        SELECT files.*, place FROM files JOIN places USING (run, path)
        QUALIFY row_number() OVER (PARTITION BY place ORDER BY run DESC) = 1
    )
    SELECT path, place, sha256, agency FROM newest JOIN told USING (run, path)
    WHERE year = ? ORDER BY results DESC, run DESC, path
"""
"""Of each file the newest audit: not of each path, which may be another folder's in another run."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Last year's report and its file, if one was found, and what is to be said of where it is from."""

    notice: Notice
    book: Workbook | None = None
    file: Path = Path()


def is_store(path: Path) -> bool:
    """Whether the file at ``path`` is a database of DuckDB, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(_MAGIC.stop)[_MAGIC] == b"DUCK"
    except OSError:
        return False


def last_report(store: Path, about: About, own: Sequence[Path]) -> Kept:
    """The report of the year before ``about`` that ``store`` knows of the same agency; ``own`` are the files checked.

    Where several are kept it is the one that tells the most results, of equals the one checked last.  Files that name
    no agency are known by their path, but for its years.  UsageError for a store that cannot be used.
    """
    if about.year is None:
        return Kept(Notice("last_year_unknown", details=(("name", store.name),)))
    wanted = about.year - 1
    asked = (("store", store.name), ("agency", about.agency or own[0].name), ("year", str(wanted)))
    checked = {os.path.realpath(path) for path in own}
    missing = None
    for path, place, sha256, agency in _kept(store, wanted):
        file = Path(os.path.normpath(store.parent / place))
        if not _is_of(about, own, agency, path) or os.path.realpath(file) in checked:
            continue
        said = (*asked, ("name", path))
        try:
            book = open_workbook(file)
        except WorkbookError:
            missing = missing or Kept(Notice("last_year_file_gone", details=said))
            continue
        code = "last_year_from_store" if book.sha256 == sha256 else "last_year_changed"
        return Kept(Notice(code, details=said), book, file)
    return missing or Kept(Notice("last_year_not_kept", details=asked))


def _kept(store: Path, year: int) -> Iterator[tuple[str, str, str, str]]:
    base = open_to_read(store)
    import duckdb  # noqa: PLC0415 - an extra, which is there once the store is open

    try:
        if _has_places(base):
            yield from base.execute(_KEPT, [year]).fetchall()
    except duckdb.Error as error:
        raise unusable(store, error) from error
    finally:
        base.close()


def _has_places(base: Any) -> bool:  # noqa: ANN401 - an extra, which may be missing
    """Whether the store knows where its files stood: one made by an earlier version does not yet."""
    question = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'places'"
    return bool(base.execute(question).fetchone()[0])


def _is_of(about: About, own: Sequence[Path], agency: str, path: str) -> bool:
    if about.agency:
        return _plain(agency) == _plain(about.agency)
    return any(_without_years(path) == _without_years(file.as_posix()[-len(path) :]) for file in own)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _without_years(path: str) -> str:
    return _YEAR.sub("", path.casefold())
