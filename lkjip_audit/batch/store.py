"""Runs kept in a DuckDB file, so that the years and agencies of a region can be asked about in SQL (docs/store.md)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from lkjip_audit.batch.run import Ended
from lkjip_audit.errors import UsageError
from lkjip_audit.files import as_text
from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult, Cause, Finding, Judged, StatedFigure
from lkjip_audit.version import __version__

_MAGIC, _MAGIC_AT = b"DUCK", 8
"""What a file of DuckDB holds, and after how many bytes."""

FORM: Final = 1
_TEXT, _COUNT, _YES = "VARCHAR", "INTEGER", "BOOLEAN"
_EXACT = "DECIMAL(38, 10)"
_FILE = {"run": _COUNT, "path": _TEXT}
_PLACE = {"sheet": _TEXT, "cell": _TEXT}

TABLES: Final = {
    "runs": {
        "run": _COUNT, "kept": "TIMESTAMP", "version": _TEXT, "rules_sha256": _TEXT, "profile": _TEXT, "lang": _TEXT,
    },
    "files": _FILE | {
        "name": _TEXT, "sha256": _TEXT, "agency": _TEXT, "year": _COUNT, "tables": _COUNT, "figures": _COUNT,
        "tested": _COUNT, "problem": _TEXT,
    },
    "findings": _FILE | {
        "id": _TEXT, "fingerprint": _TEXT, "rule": _TEXT, "title": _TEXT, "severity": _TEXT,
    } | _PLACE | {
        "stated": _TEXT, "expected": _TEXT, "difference": _TEXT, "subject": _TEXT, "message": _TEXT, "cause": _TEXT,
        "counts": _YES,
    },
    "causes": _FILE | {"id": _TEXT, "severity": _TEXT} | _PLACE | {
        "stated": _TEXT, "proposed": _TEXT, "why": _TEXT, "changes": _TEXT, "explains": _COUNT,
    },
    "follow_up": _FILE | {
        "about": _TEXT, "id": _TEXT, "fingerprint": _TEXT, "status": _TEXT, "date": _TEXT,
    },
    "figures": _FILE | _PLACE | {
        "part": _COUNT, "printed": _TEXT, "value": _EXACT, "unit": _TEXT, "measure": _TEXT, "level": _TEXT,
        "subject": _TEXT, "key": _TEXT, "year": _COUNT, "stage": _TEXT, "entity": _TEXT, "period": _TEXT,
        "in_sentence": _YES,
    },
    "places": _FILE | {"place": _TEXT},
    "outcomes": _FILE | _PLACE | {
        "part": _COUNT, "rule": _TEXT, "status": _TEXT, "subject": _TEXT, "stated": _TEXT, "expected": _TEXT,
        "reason": _TEXT,
    },
}  # fmt: skip
"""The tables with their columns in order; docs/store.md says what each holds."""

_LATEST: Final = """
    CREATE VIEW IF NOT EXISTS latest AS
    SELECT * FROM files QUALIFY row_number() OVER (PARTITION BY path ORDER BY run DESC) = 1
"""


def open_store(path: Path) -> Any:  # noqa: ANN401 - an extra, which may be missing
    """The database at ``path``, made when it is not there; UsageError when it is none of ours or cannot be used."""
    if find_spec("duckdb") is None:
        raise UsageError("extra_missing", extra="store")
    import duckdb  # noqa: PLC0415 - an extra

    try:
        base = duckdb.connect(str(path))
    except duckdb.Error as error:
        raise unusable(path, error) from error
    try:
        base.execute("CREATE TABLE IF NOT EXISTS form (form INTEGER)")
        if _known_form(base, path) is None:
            base.execute("INSERT INTO form VALUES (?)", [FORM])
        for name, columns in TABLES.items():
            told = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
            base.execute(f"CREATE TABLE IF NOT EXISTS {name} ({told})")
        base.execute(_LATEST)
    except duckdb.Error as error:
        base.close()
        raise unusable(path, error) from error
    except UsageError:
        base.close()
        raise
    return base


def open_to_read(path: Path) -> Any:  # noqa: ANN401 - an extra, which may be missing
    """The database at ``path``, only to be read; UsageError when it is none of ours, or not there."""
    if find_spec("duckdb") is None:
        raise UsageError("extra_missing", extra="store")
    import duckdb  # noqa: PLC0415 - an extra

    try:
        base = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise unusable(path, error) from error
    try:
        if _known_form(base, path) is None:
            raise UsageError("store_other", name=str(path), found="-", wanted=FORM)
    except (duckdb.Error, UsageError) as error:
        base.close()
        raise error if isinstance(error, UsageError) else unusable(path, error) from error
    return base


def _known_form(base: Any, path: Path) -> int | None:  # noqa: ANN401
    """The form that the database has, None where it has none yet; UsageError for another than ours."""
    found: int | None = base.execute("SELECT max(form) FROM form").fetchone()[0]
    if found not in (None, FORM):
        raise UsageError("store_other", name=str(path), found=found, wanted=FORM)
    return found


def keep(path: Path, ended: Sequence[Ended], auditor: Auditor, now: datetime | None = None) -> int:
    """Add a run to the database at ``path``, wholly or not at all; its number.  ``now`` is when it was."""
    import duckdb  # noqa: PLC0415

    base = open_store(path)
    try:
        base.begin()
        run: int = base.execute("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchone()[0]
        at = (now or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None, microsecond=0)
        profile = "" if auditor.pack.profile is None else auditor.pack.profile.id
        _add(base, "runs", [(run, at, __version__, auditor.pack.sha256, profile, auditor.lang)])
        for item in ended:
            for table, rows in _rows(run, item, path.parent):
                _add(base, table, rows)
        base.commit()
    except duckdb.Error as error:
        raise unusable(path, error) from error
    finally:
        base.close()
    return run


def unusable(path: Path, error: Exception) -> UsageError:
    """What is told of a database that cannot be used: that it is none, or the first line of what it says."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC) + _MAGIC_AT)
    except OSError:
        start = b""
    if start and start[_MAGIC_AT:] != _MAGIC:
        return UsageError("store_unusable", name=str(path), what="foreign")
    return UsageError("store_unusable", name=str(path), reason=str(error).splitlines()[0])


def _add(base: Any, table: str, rows: Iterable[tuple[Any, ...]]) -> None:  # noqa: ANN401
    """Add ``rows`` column by column: row by row would take a thousand times as long.

    A value that is too long for its column (a figure of more than 28 digits) is left empty; its text is there as well.
    """
    columns = list(zip(*rows, strict=True))
    if columns:
        kinds = TABLES[table].values()
        values = ", ".join(f"TRY_CAST(unnest(CAST(? AS VARCHAR[])) AS {kind})" for kind in kinds)
        texts = [[None if value is None else str(value) for value in column] for column in columns]
        base.execute(f"INSERT INTO {table} SELECT {values}", texts)


def _rows(run: int, ended: Ended, home: Path) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """The rows of one file, table by table; ``home`` is the folder of the database."""
    path, result = ended.item.source.name, ended.checked.result
    of = (run, path)
    if result is None:
        yield (
            "files",
            [(*of, as_text(ended.item.source.path.name), None, None, None, None, None, None, ended.checked.problem)],
        )
        return
    yield "files", [(*of, *_file(result, as_text(ended.item.source.path.stem)))]
    yield "places", [(*of, _place(ended.item.source.path, home))]
    yield "findings", [(*of, *_finding(finding)) for finding in result.findings]
    yield "causes", [(*of, *_cause(cause)) for cause in result.causes]
    yield "follow_up", [(*of, *row) for row in _noted(result)]
    if result.record is not None:
        yield "figures", [(*of, *_figure(figure)) for figure in result.record.figures]
        yield "outcomes", [(*of, *_outcome(outcome)) for outcome in result.record.outcomes]


def _file(result: AuditResult, stem: str) -> tuple[Any, ...]:
    tested, figures = len(result.coverage.tested), result.coverage.figures
    about = (result.about.agency or stem, result.about.year)
    return (result.source.name, result.source.sha256, *about, len(result.tables), figures, tested, None)


def _place(path: Path, home: Path) -> str:
    """Where the file stands, from the database's folder on: both may move together; whole where they share no disk."""
    file = os.path.realpath(path)
    try:
        return as_text(Path(os.path.relpath(file, os.path.realpath(home))).as_posix())
    except ValueError:
        return as_text(Path(file).as_posix())


def _finding(finding: Finding) -> tuple[Any, ...]:
    return (
        *(finding.id, finding.fingerprint, finding.rule, finding.title, finding.severity.value),
        *(finding.address.sheet, finding.address.a1 if finding.address.sheet else finding.file),
        *(finding.stated, finding.expected, finding.difference, finding.subject, finding.message, finding.cause),
        finding.counts,
    )


def _cause(cause: Cause) -> tuple[Any, ...]:
    return (
        *(cause.id, cause.severity.value, cause.address.sheet, cause.address.a1, cause.stated, cause.proposed),
        *(cause.why, cause.changes, len(cause.explains)),
    )


def _noted(result: AuditResult) -> Iterator[tuple[Any, ...]]:
    """What was noted of findings and causes; of most nothing is."""
    for about, items in (("finding", result.findings), ("cause", result.causes)):
        for item in items:
            if (noted := item.follow_up) is not None:
                yield about, item.id, item.fingerprint, noted.status, noted.date


def _figure(figure: StatedFigure) -> tuple[Any, ...]:
    return (
        *(figure.address.sheet, figure.address.a1, figure.part, figure.printed, f"{figure.value:f}", figure.unit),
        *(figure.measure, figure.level, figure.subject, figure.key, figure.year, figure.stage, figure.entity),
        *(figure.period, figure.in_sentence),
    )


def _outcome(outcome: Judged) -> tuple[Any, ...]:
    return (
        *(outcome.address.sheet, outcome.address.a1, outcome.part, outcome.rule, outcome.status, outcome.subject),
        *(outcome.stated, outcome.expected, outcome.reason),
    )
