"""A store asked for what the page on a region tells: the newest audit of each file, and what became of the first."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from lkjip_audit.batch.store import open_to_read, unusable
from lkjip_audit.reports.glance import Causes, Counted, Course, Filed, Glance, Noted
from lkjip_audit.rulepack.model import Severity

_GRAVE: Final = ", ".join(f"'{severity.value}'" for severity in Severity if severity.is_grave)

_FILES: Final = """
    SELECT path, agency, year, coalesce(figures, 0), coalesce(tested, 0), coalesce(problem, '')
    FROM latest ORDER BY path
"""
_COUNTED: Final = """
    SELECT agency, year, rule, min(title), severity, count(*)
    FROM latest JOIN findings USING (run, path) WHERE counts GROUP BY agency, year, rule, severity ORDER BY ALL
"""
_REACH: Final = f"""
    SELECT rule, count(DISTINCT path) FROM latest JOIN findings USING (run, path)
    WHERE counts AND severity <> '{Severity.INFO}' GROUP BY rule ORDER BY rule
"""
_CAUSES: Final = """
    SELECT agency, year, count(*) FROM latest JOIN causes USING (run, path) GROUP BY agency, year ORDER BY ALL
"""
_WAIVED: Final = "SELECT count(*) FROM latest JOIN findings USING (run, path) WHERE NOT counts"
_COURSE: Final = f"""
    WITH read AS (SELECT path, min(run) AS run, count(*) AS rounds FROM files WHERE problem IS NULL GROUP BY path),
    ends AS (
        SELECT path, agency, read.run AS before, latest.run AS now, rounds
        FROM latest JOIN read USING (path) WHERE problem IS NULL
    ),
    told AS (
        SELECT DISTINCT run, path, fingerprint FROM findings WHERE counts AND severity IN ({_GRAVE})
    ),
    seen AS (SELECT DISTINCT run, path, fingerprint FROM findings),
    old AS (
        SELECT agency, count(*) AS first, count(seen.path) AS left_over
        FROM ends JOIN told ON told.path = ends.path AND told.run = before
        LEFT JOIN seen ON seen.path = ends.path AND seen.run = now AND seen.fingerprint = told.fingerprint
        GROUP BY agency
    ),
    new AS (
        SELECT agency, count(*) AS new
        FROM ends JOIN told ON told.path = ends.path AND told.run = now
        LEFT JOIN seen ON seen.path = ends.path AND seen.run = before AND seen.fingerprint = told.fingerprint
        WHERE seen.path IS NULL GROUP BY agency
    ),
    every AS (SELECT agency, max(rounds) AS rounds FROM ends GROUP BY agency)
    SELECT agency, coalesce(first, 0), coalesce(first - left_over, 0), coalesce(left_over, 0), coalesce(new, 0), rounds
    FROM every LEFT JOIN old USING (agency) LEFT JOIN new USING (agency) ORDER BY agency
"""
_NOTED: Final = f"""
    WITH told AS (
        SELECT agency, run, path, id, cause FROM latest JOIN findings USING (run, path)
        WHERE counts AND severity IN ({_GRAVE})
    )
    SELECT agency, coalesce(own.status, theirs.status, 'open') AS noted, count(*) FROM told
    LEFT JOIN follow_up AS own
      ON own.run = told.run AND own.path = told.path AND own.about = 'finding' AND own.id = told.id
    LEFT JOIN follow_up AS theirs
      ON theirs.run = told.run AND theirs.path = told.path AND theirs.about = 'cause' AND theirs.id = told.cause
    GROUP BY agency, noted ORDER BY ALL
"""


def glance(path: Path) -> Glance:
    """What the store at ``path`` holds of a region; it is only read.  UsageError when it is none of ours."""
    base = open_to_read(path)
    import duckdb  # noqa: PLC0415 - an extra, which is there once the store is open

    try:
        runs, until = _rows(base, "SELECT count(*), max(kept) FROM runs")[0]
        (held,) = _rows(base, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'follow_up'")[0]
        counted = (
            (agency, year, rule, title, Severity(severity), findings)
            for agency, year, rule, title, severity, findings in _rows(base, _COUNTED)
        )
        return Glance(
            name=path.stem,
            runs=runs,
            until="" if until is None else until.date().isoformat(),
            files=tuple(Filed(*_named(row)) for row in _rows(base, _FILES)),
            counted=tuple(Counted(*row) for row in counted),
            reach=dict(_rows(base, _REACH)),
            causes=tuple(Causes(*row) for row in _rows(base, _CAUSES)),
            course=tuple(Course(*row) for row in _rows(base, _COURSE)),
            noted=tuple(Noted(*row) for row in _rows(base, _NOTED)) if held else (),
            waived=_rows(base, _WAIVED)[0][0],
        )
    except duckdb.Error as error:
        raise unusable(path, error) from error
    finally:
        base.close()


def _rows(base: Any, question: str) -> list[tuple[Any, ...]]:  # noqa: ANN401 - an extra, which may be missing
    rows: list[tuple[Any, ...]] = base.execute(question).fetchall()
    return rows


def _named(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A line of ``files``: one that could not be read is called by its path."""
    path, agency, *rest = row
    return (path, agency or path, *rest)
