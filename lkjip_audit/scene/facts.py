"""Facts: what a figure is about.  The same fact stated in two places must read the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.owners import Owners
from lkjip_audit.tables.known import (
    EFISIENSI,
    INDIKATOR,
    PAGU,
    REALISASI,
    SERAPAN,
    TAHUN,
    TARGET,
    TARGET_AKHIR,
    URAIAN,
)
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_RESOURCES = {"sdm": r"\b(sdm|sumber daya manusia|pegawai)\b", "sarana": r"\b(sarana|prasarana|sarpras)\b"}
_MONEY_WORDS = frozenset({"anggaran", "keuangan", "pagu", "belanja"})


def of_table(scene: Scene, table: Table) -> Iterator[Stated]:
    """The facts that the rows of ``table`` state.

    Where two cells of one table would state one fact, they are not told apart well enough, and neither counts: two
    columns of a row, or the same code in the blocks of two periods.
    """
    found = list(_all_of_table(scene, table))
    times = Counter(key for key, _, _ in found)
    return (Stated(key, None, table, row, column) for key, row, column in found if times[key] == 1)


def _all_of_table(scene: Scene, table: Table) -> Iterator[tuple[FactKey, Row, Column]]:
    owners = Owners(scene, table)
    roles = [(column, role) for column in table.columns if (role := role_of(table, column)) is not None]
    read = [table.readings.column(column.index) for column, _ in roles]
    columns = [
        (column, role, said, _Told(scene, table, column)) for (column, role), said in zip(roles, read, strict=True)
    ]
    places = table.readings.places([row.number for row in table.rows])
    for row, place in zip(table.rows, places, strict=True):
        if place is None or row.kind not in (RowKind.DETAIL, RowKind.TOTAL):
            continue
        for column, role, said, told in columns:
            reading = said[place]
            if reading is None or reading.figure is None:
                continue
            measure = _as_the_row_says(table, row, role)
            subject = None if measure is None else owners.owner(row, column, measure)
            if measure is not None and subject is not None:
                yield told.key(row, subject, measure), row, column


class _Told:
    """What sets the facts of one column apart from others, found once for it."""

    def __init__(self, scene: Scene, table: Table, column: Column) -> None:
        self._scene, self._table, self._column = scene, table, column
        self._year = _year_of(scene, table, column)
        self._period = "" if column.period is None else str(column.period)
        self._by_measure: dict[str, tuple[str, str]] = {}

    def key(self, row: Row, subject: tuple[str, str], measure: str) -> FactKey:
        """The fact of ``subject`` that the figure in ``row`` states."""
        said = self._by_measure.get(measure)
        if said is None:
            stage = stage_of(self._scene, self._table, self._column, measure)
            entity = _entity(self._scene, self._column) or _resource(self._table, measure)
            said = self._by_measure[measure] = stage, entity
        stage, entity = said
        year = _year_said(row) if TAHUN in row.subjects else 0
        return FactKey(*subject, measure, year or self._year, stage, entity, self._period)


def measure_of(table: Table, row: Row, column: Column) -> str | None:
    """What the figure measures: the column's role, but for rows that themselves say "Anggaran" or "Efisiensi"."""
    role = role_of(table, column)
    return None if role is None else _as_the_row_says(table, row, role)


def _as_the_row_says(table: Table, row: Row, role: str) -> str | None:
    if URAIAN not in row.subjects:
        return role
    roles = table.roles
    label = row.subjects[URAIAN].lower()
    words = label.split()
    speaks = len(words) <= limits().facts.resource_words and (
        EFISIENSI in label or (words and words[0] in _MONEY_WORDS)
    )
    if speaks and table.columns_of(URAIAN) and not row.subjects.get(INDIKATOR):
        if EFISIENSI in label:
            return EFISIENSI if role == EFISIENSI or role in roles.made_of(EFISIENSI) else None
        if words[0] in _MONEY_WORDS:
            return roles.in_money.get(role, role)
    return role


def role_of(table: Table, column: Column) -> str | None:
    """The role of ``column``, that which it stands in for; None where its figures state no facts.

    What the report declares to be a ratio of other columns ("11 = 10/4") is no target, whatever its header calls it.
    """
    roles = table.roles
    role = next((whole for whole, other in roles.stand_in.items() if other == column.role), column.role)
    is_share = role in roles.decided and "/" in (column.formula or "")
    return role if role in roles.fact and not is_share else None


def stage_of(scene: Scene, table: Table, column: Column, measure: str) -> str:
    """The document stage that sets a target or a pagu apart; empty for the plan as agreed last, and for results.

    A PK or DPA is the plan agreed last unless the workbook holds its change as well.
    """
    stage, agreed = column.stage or _stage_of_all(table, measure) or "", scene.roles.agreed
    if measure not in scene.roles.staged or stage in agreed.values():
        return ""
    return "" if stage in agreed and agreed[stage] not in scene.stages_at(table.sheet) else stage


def _stage_of_all(table: Table, measure: str) -> str | None:
    """The document that a table is of as a whole.

    A title such as "Perkembangan Kinerja dan Target Akhir Renstra" is of the column for the end of the plan: the
    targets beside what was reached of them are those of the year, as agreed.
    """
    told = {column.role for column in table.columns}
    return None if measure == TARGET and {TARGET_AKHIR, REALISASI} <= told else table.stage


def _year_said(row: Row) -> int:
    """The year that the row names itself; 0 for none."""
    told = row.subjects.get(TAHUN)
    return int(told[:4]) if told and re.match(r"[0-9]{4}", told) else 0


def _year_of(scene: Scene, table: Table, column: Column) -> int:
    base = table.year or scene.year_at(table.sheet) or 0
    if column.year is not None:
        return column.year
    if column.year_offset is not None and base:
        return base + column.year_offset
    return base


def _entity(scene: Scene, column: Column) -> str:
    if column.entity is None or scene.is_own(column.entity):
        return ""
    return column.entity.lower()


def _resource(table: Table, measure: str) -> str:
    """What an efficiency is of, where that is not the budget: people or equipment."""
    if measure != EFISIENSI or table.columns_of(SERAPAN) or table.columns_of(PAGU):
        return ""
    words = " ".join((table.title, *(word for column in table.columns for word in column.header))).lower()
    return next((name for name, pattern in _RESOURCES.items() if re.search(pattern, words)), "")


def subject_of(key: FactKey, places: Sequence[Stated]) -> str:
    """What the fact stated at ``places`` is called: as the first row that states it does, else by its key."""
    named = next((place.row.label for place in places if place.row is not None and place.row.label), "")
    return named or key.subject
