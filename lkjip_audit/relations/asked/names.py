"""Numbers and codes that stand for two things: a number twice in a list, a code under two names, a name with two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from rapidfuzz import fuzz

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.alike import plain_name
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.codes import is_output
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.workbook.model import Address


def number_twice(rule: Rule, scene: Scene, roles: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Laid]:
    """A number that the row above has already, where the rows around go on counting: 1, 2, 2, 3 or 1, 2, 2, 4."""
    del roles, beside
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for rows in _numbered(table):
            numbers = [Decimal(row.order or 0) for row in rows]
            steps = [later - earlier for earlier, later in pairwise(numbers)]
            again = [place + 1 for place, step in enumerate(steps) if step == 0]
            onwards = [step for step in steps if step]
            counts_on = len(again) <= len(onwards) and sum(
                step == 1 for step in onwards
            ) >= limits().asked.counting * len(onwards)
            for place in again if counts_on else ():
                before = rows[place - 1]
                where = _place_of(table, before).place
                yield _at(rule, table, rows[place], Status.FINDING, other=before.label, where=where)
            if again and not counts_on:
                yield _at(rule, table, rows[again[0]], Status.NOT_VERIFIABLE, reason="rows_too_few")
            elif not again and counts_on:
                yield _at(rule, table, rows[0], Status.PASS)


def _numbered(table: Table) -> Iterator[list[Row]]:
    """The rows that are numbered one after another, list by list: a number below the one above begins a new one."""
    lists: dict[tuple[int | None, int], list[Row]] = defaultdict(list)
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            yield from lists.values()
            lists.clear()
        if row.kind is not RowKind.DETAIL or not (row.order or "").isdecimal():
            continue
        held = lists[row.parent, row.level]
        if held and Decimal(row.order or 0) < Decimal(held[-1].order or 0):
            yield list(held)
            held.clear()
        held.append(row)
    yield from (held for held in lists.values() if len(held) > 1)


def code_with_names(rule: Rule, scene: Scene, roles: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Laid]:
    """Codes of the nomenclature that two rows give to works of other names; each further name is told once."""
    del beside
    known: dict[str, dict[str, str]] = defaultdict(dict)
    tables = scene.tables_of(rule.applies.kinds, rule.applies.not_kinds)
    coded = [(table, row, row.code) for table in tables for row in table.details() if row.code is not None]
    times = Counter(code for _, _, code in coded)
    for table, row, code in coded:
        if times[code] == 1:
            continue
        name = next((row.subjects[role] for role in roles if row.subjects.get(role)), "")
        if not _is_name(name) or not _is_work(code):
            continue
        names = known[code]
        likeness = [(fuzz.token_set_ratio(plain_name(other), plain_name(name)), other) for other in names]
        best, other = max(likeness, default=(0, ""))
        if not names or best < limits().asked.same_name:
            names[name] = _place_of(table, row).place
        if other and best < limits().asked.other_name:
            where = names[other]
            yield _at(rule, table, row, Status.FINDING, stated=code, other=other, where=where, subject=name)
        elif other and best < limits().asked.same_name:
            yield _at(rule, table, row, Status.NOT_VERIFIABLE, stated=code, reason="either_of_two", subject=name)
        elif other:
            yield _at(rule, table, row, Status.PASS, stated=code, subject=name)


def name_with_codes(rule: Rule, scene: Scene, roles: tuple[str, ...], beside: tuple[str, ...]) -> Iterator[Laid]:
    """Names of works that two rows give other codes of one programme; each further code is told once.

    Works of other programmes may share a name, and every agency does what is called the same in its own urusan.
    """
    del beside
    known: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    tables = scene.tables_of(rule.applies.kinds, rule.applies.not_kinds)
    works = [(table, *work) for table in tables for work in _works(table, roles)]
    times = Counter(plain for _, _, _, plain, _ in works)
    for table, row, name, plain, code in works:
        if times[plain] == 1:
            continue
        codes = known[plain][".".join(code.split(".")[: limits().asked.programme_parts])]
        alike = [other for other in codes if other.count(".") == code.count(".")]
        if code in codes:
            yield _at(rule, table, row, Status.PASS, stated=code, subject=name)
        elif alike:
            other, where = alike[0], codes[alike[0]]
            yield _at(rule, table, row, Status.FINDING, stated=code, other=other, where=where, subject=name)
        elif codes:
            yield _at(rule, table, row, Status.NOT_VERIFIABLE, stated=code, reason="either_of_two", subject=name)
        codes.setdefault(code, _place_of(table, row).place)


def _works(table: Table, roles: Sequence[str]) -> Sequence[tuple[Row, str, str, str]]:
    """The rows of works with their names, as typed and plain, and codes; none where the names are of something else.

    Of agencies, say, or of sources of money.
    """
    columns = [(role, column) for role in roles for column in table.columns_of(role)]
    works = [
        (row, name, plain_name(name), row.code)
        for row in table.details()
        if row.code is not None and _is_work(row.code) and _is_name(name := _own_name(table, row, columns))
    ]
    pairs = {(plain, code) for _, _, plain, code in works}
    return works if len({plain for plain, _ in pairs}) >= limits().habits.nearly_all * len(pairs) else ()


def _own_name(table: Table, row: Row, columns: Sequence[tuple[str, Column]]) -> str:
    """What the row itself is called in one of the ``columns`` of names, not what stands above it."""
    for role, column in columns:
        if row.subjects.get(role) and table.reading(row, column) is not None:
            return row.subjects[role]
    return ""


def _is_work(code: str) -> bool:
    """Whether a code is that of a work in the nomenclature, which has one name throughout the country."""
    return len(code.split(".")) >= limits().asked.code_parts and not is_output(code)


def _is_name(text: str) -> bool:
    return len(plain_name(text).split()) >= limits().asked.name_words


def _at(
    rule: Rule,
    table: Table,
    row: Row,
    status: Status,
    *,
    stated: str = "",
    other: str = "",
    where: str = "",
    reason: str | None = None,
    subject: str = "",
) -> Laid:
    """What became of a row; ``where`` is the cell in which ``other`` stands."""
    said, named = stated or row.order or "", subject or row.label
    address = _place_of(table, row)
    return outcome(rule, status, address, named, stated=said, reason=reason, other=other, where=where)


def _place_of(table: Table, row: Row) -> Address:
    """Where the row has its number or code."""
    return table.address(row, table.columns[_number_column(table, row)])


def _number_column(table: Table, row: Row) -> int:
    """The place of the column that numbers the row, or of its first column."""
    numbering: Sequence[int] = [
        place
        for place, column in enumerate(table.columns)
        if column.role in table.roles.numbering and table.reading(row, column) is not None
    ]
    return numbering[0] if numbering else 0
