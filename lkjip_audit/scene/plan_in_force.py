"""Tables under the name of the plan as it was before its change that show it as it was agreed last.

A report writes "Perjanjian Kinerja Tahun 2024" over the targets of the changed agreement; where files hold both, its
figures tell which of the two it copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from lkjip_audit.scene.model import FactKey, Scene, Stated
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.scene.setting import reports
from lkjip_audit.tables.known import PAGU, PAGU_SEBELUM
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.dossier import file_of

BEFORE: Final = "before_change"
"""The stage of a budget that the plan tells as it was before its change."""
Said = Mapping[str, Sequence[Stated]]
"""What each table states, by its id."""
_Values = Mapping[FactKey, set[Decimal]]


def of_the_plan_in_force(scene: Scene, stated: Said) -> tuple[Table, ...]:
    """The tables that are of the changed plan, as such: more of their figures are its than are of the plan before.

    Figures that both tell alike count for neither.  In a dossier only a report copies; in one workbook, where nobody
    knows which table is the copy, a figure that the changed plan tells otherwise counts for the plan before.
    """
    found = list[Table]()
    for stage, later in scene.roles.agreed.items():
        earlier = [table for table in scene.tables if table.stage == stage]
        if earlier and any(table.stage == later for table in scene.tables):
            last = _values(place for told in stated.values() for place in told if not place.key.stage)
            for table in earlier:
                files = bool(file_of(table.sheet))
                if files and file_of(table.sheet) not in reports(scene):
                    continue
                others = [place for other in earlier if _measures(other, table, scene) for place in stated[other.id]]
                if others or _is_alone(table, later, scene):
                    before = _values(others) if others else None
                    if _is_changed(stated[table.id], last, before, copies=files):
                        found.append(replace(table, stage=later))
    return tuple(found)


def of_the_budget_before(scene: Scene, stated: Said) -> tuple[Table, ...]:
    """The tables of the plan whose budgets are those told elsewhere as before their change, with that column set apart.

    An agreement is often not changed with the budget: its figures are then what the others call "Anggaran Semula".
    """
    earlier = [table for table in scene.tables if table.stage in scene.roles.agreed]
    before = _pagu(stated, PAGU_SEBELUM) if earlier else {}
    if not before:
        return ()
    now, found = _pagu(stated, PAGU), list[Table]()
    for table in earlier:
        own = [place for place in stated[table.id] if place.key.measure == PAGU and not place.key.stage]
        keys = {place.key._replace(measure=""): amount_of(place.operand) for place in own}
        told = [key for key in keys if key in before and now.get(key, set()) - {keys[key]}]
        as_before = sum(keys[key] in before[key] for key in told)
        if as_before > 1 and as_before * 2 > len(told):
            columns = {place.column.index for place in own if place.column is not None}
            apart = (replace(c, stage=BEFORE) if c.index in columns else c for c in table.columns)
            found.append(replace(table, columns=tuple(apart)))
    return tuple(found)


def _pagu(stated: Said, measure: str) -> _Values:
    values: dict[FactKey, set[Decimal]] = defaultdict(set)
    for places in stated.values():
        for place in places:
            if place.key.measure == measure and not place.key.stage:
                values[place.key._replace(measure="")].add(amount_of(place.operand))
    return values


def _measures(other: Table, table: Table, scene: Scene) -> bool:
    """Whether ``other`` tells the plan before its change, for ``table`` to be held to."""
    return other.id != table.id and (not file_of(other.sheet) or file_of(other.sheet) not in reports(scene))


def _is_alone(table: Table, later: str, scene: Scene) -> bool:
    """Whether the changed plan of ``table`` stands in another file."""
    own = file_of(table.sheet)
    return bool(own) and own not in {file_of(other.sheet) for other in scene.tables if other.stage == later}


def _values(places: Iterable[Stated]) -> _Values:
    values: dict[FactKey, set[Decimal]] = defaultdict(set)
    for place in places:
        values[place.key._replace(stage="")].add(amount_of(place.operand))
    return values


def _is_changed(places: Sequence[Stated], last: _Values, before: _Values | None, *, copies: bool) -> bool:
    as_last = as_before = 0
    for place in places:
        key = place.key._replace(stage="")
        value, now = amount_of(place.operand), last.get(key)
        if not place.key.stage or not now:
            continue
        then = now if before is None else before.get(key, {value})
        as_last += value in now and (before is None or value not in then)
        as_before += value not in now and (value in then or before is None or not copies)
    return as_last > as_before
