"""The agency under an abbreviation that it no longer has: a plan's later part with the name of an earlier one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordSet
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.known import PENANGGUNG_JAWAB
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_SHORT = re.compile(r"[A-Z]{3,10}")
_AGENCIES = WordSet("agency_heads")
_TELLING = 2


def agencies(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Every part of a plan that names one unit as responsible throughout, and no cell of it an earlier part's unit."""
    for table in scene.tables:
        for column in table.columns_of(PENANGGUNG_JAWAB)[:1]:
            earlier: list[tuple[str, str]] = []
            for band, part in _parts(table):
                own = _unit(table, column, part)
                if own is None:
                    continue
                old = [unit for name, unit in earlier if unit != own and _is_renamed(name, band)]
                yield from _of_part(rule, table, column, part, own, old)
                earlier.append((band, own))


def _parts(table: Table) -> Iterator[tuple[str, Sequence[Row]]]:
    """The rows under each band of the table, with what the band says."""
    band, part = "", list[Row]()
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            yield band, part
            band, part = row.label, []
        elif row.kind is RowKind.DETAIL:
            part.append(row)
    yield band, part


def _is_renamed(old: str, new: str) -> bool:
    """Whether two bands name one agency before and after a change: "Badan Kepegawaian ..." both."""
    before, after = old.lower().split(), new.lower().split()
    return len(before) >= _TELLING and before[:_TELLING] == after[:_TELLING] and before[0] in _AGENCIES


def _unit(table: Table, column: Column, part: Sequence[Row]) -> str | None:
    """The abbreviation that nearly all rows of ``part`` give as the unit responsible; None where they differ."""
    texts = [reading.text.strip() for row in part if (reading := table.reading(row, column)) is not None]
    counts = Counter(text for text in texts if _SHORT.fullmatch(text))
    unit, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return unit if count >= limits().habits.agency_rows and count >= limits().habits.nearly_all * len(texts) else None


def _of_part(
    rule: Rule, table: Table, column: Column, part: Sequence[Row], own: str, old: Sequence[str]
) -> Iterator[Laid]:
    found = False
    for row in part:
        for item in table.columns:
            reading = table.reading(row, item)
            stale = None if reading is None else next((unit for unit in old if _names(reading.text, unit)), None)
            if reading is None or stale is None:
                continue
            found = True
            yield outcome(
                rule,
                Status.FINDING,
                table.address(row, item),
                row.label,
                stated=stale,
                expected_text=own,
                text=" ".join(reading.text.split()),
            )
    if not found and part:
        status = Status.PASS if old else Status.NOT_APPLICABLE
        reason = None if old else "nothing_to_compare"
        yield outcome(rule, status, table.address(part[0], column), own, stated=own, reason=reason)


def _names(text: str, unit: str) -> bool:
    return re.search(rf"\b{re.escape(unit)}\b", text) is not None
