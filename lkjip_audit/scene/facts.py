"""Facts: what a figure is about.  The same fact stated in two places must read the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.owners import Owners
from lkjip_audit.tables.known import EFISIENSI, INDIKATOR, PAGU, SERAPAN, TAHUN, URAIAN
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_RESOURCES = {"sdm": r"\b(sdm|sumber daya manusia|pegawai)\b", "sarana": r"\b(sarana|prasarana|sarpras)\b"}
_MONEY_WORDS = frozenset({"anggaran", "keuangan", "pagu", "belanja"})
_AGREED = frozenset({None, "pk_perubahan", "dpa_perubahan"})
_CHANGED = {"pk": "pk_perubahan", "dpa": "dpa_perubahan"}


def of_table(scene: Scene, table: Table) -> Iterator[Stated]:
    """The facts that the rows of ``table`` state.

    Where two cells of one table would state one fact, they are not told apart well enough, and neither counts: two
    columns of a row, or the same code in the blocks of two periods.
    """
    found = list(_all_of_table(scene, table))
    times = Counter(stated.key for stated in found)
    return (stated for stated in found if times[stated.key] == 1)


def _all_of_table(scene: Scene, table: Table) -> Iterator[Stated]:
    owners = Owners(scene, table)
    for row in table.rows:
        if row.kind not in (RowKind.DETAIL, RowKind.TOTAL):
            continue
        for column in table.columns:
            measure = measure_of(table, row, column)
            if measure is None:
                continue
            subject = owners.owner(row, column, measure)
            item = operand(measure, table, row, column)
            if subject is None or item is None:
                continue
            level, key = subject
            yield Stated(
                FactKey(
                    level=level,
                    subject=key,
                    measure=measure,
                    year=_year(scene, table, row, column),
                    stage=stage_of(scene, table, column, measure),
                    entity=_entity(scene, column) or _resource(table, measure),
                    period="" if column.period is None else str(column.period),
                ),
                item,
                table,
                row,
                column,
            )


def measure_of(table: Table, row: Row, column: Column) -> str | None:
    """What the figure measures: the column's role, but for rows that themselves say "Anggaran" or "Efisiensi"."""
    roles = table.roles
    role = next((whole for whole, other in roles.stand_in.items() if other == column.role), column.role)
    if role not in roles.fact:
        return None
    label = (row.subjects.get(URAIAN) or "").lower()
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


def stage_of(scene: Scene, table: Table, column: Column, measure: str) -> str:
    """The document stage that sets a target or a pagu apart; empty for the plan as agreed last, and for results.

    A PK or DPA is the plan agreed last unless the workbook holds its change as well.
    """
    stage = column.stage or table.stage
    if measure not in scene.roles.staged or stage in _AGREED:
        return ""
    changed = _CHANGED.get(stage or "")
    return "" if changed is not None and changed not in scene.stages else stage or ""


def _year(scene: Scene, table: Table, row: Row, column: Column) -> int:
    told = row.subjects.get(TAHUN, "")
    if re.match(r"[0-9]{4}", told):
        return int(told[:4])
    base = table.year or scene.year or 0
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
