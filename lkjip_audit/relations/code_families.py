"""Codes of any chart of accounts against the heads that they stand under, in one column or in several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_audit.figures.slipped import are_near
from lkjip_audit.tables.known import KODE
from lkjip_audit.tables.model import Row, RowKind, Table
from lkjip_audit.workbook.model import Address

_WORK = 5
_GOVERNMENT = 3
_GOVERNMENTS = ("1", "2")
"""A kegiatan has five parts, the fourth of which tells the government (Permendagri 90/2019): no account has."""


class Coded(NamedTuple):
    """A row with a code, its parts without noughts in front, and its amounts, column by column."""

    row: Row
    parts: tuple[str, ...]
    amounts: tuple[Decimal | None, ...]


class Told(NamedTuple):
    """Where a code is wrong, the cell of a part where each has its own; the code as typed, and as it should be."""

    address: Address
    label: str
    text: str
    right: str


def of_accounts(table: Table) -> tuple[tuple[Told, ...], int]:
    """The codes of ``table`` that are one slip away from where they stand, and how many stand where they belong.

    A code is wrong where no row of the table is its head, while the head that it stands under is the sum of what
    stands there with it, or goes on behind it.  A head is wrong where all that stands under it goes on from another
    code that no row has.  A table of programs and kegiatan has none: their codes are looked at by their levels.
    """
    if any(_is_of_a_work(row) for row in _rows(table)):
        return (), 0
    coded = [*_coded(table)]
    known = {item.parts for item in coded}
    wrong, fitting = dict[int, tuple[Coded, tuple[str, ...]]](), 0
    for head, under in _families(coded):
        level = len(head.parts)
        children = [item for item in under if len(item.parts) == level + 1]
        over = Counter(item.parts[:level] for item in under)
        if not over[head.parts]:
            usual, count = over.most_common(1)[0]
            if count == len(under) > 1 and usual not in known:
                wrong[head.row.number] = head, usual
            continue
        fitting += sum(item.parts[:level] == head.parts for item in children)
        last = max(at for at, item in enumerate(children) if item.parts[:level] == head.parts) if children else 0
        for at, item in enumerate(children):
            right = (*head.parts, *item.parts[level:])
            if item.parts[:level] in known or right in known or not (at < last or _adds_up(head, children)):
                continue
            wrong.setdefault(item.row.number, (item, right))
    near = (_told(table, item, right) for item, right in wrong.values() if _is_slip(item.parts, right))
    return tuple(told for told in near if told is not None), fitting


def _rows(table: Table) -> Iterator[Row]:
    kinds = (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.GROUP)
    return (row for row in table.rows if row.code is not None and row.kind in kinds)


def _is_of_a_work(row: Row) -> bool:
    parts = _parts(row)
    return len(parts) >= _WORK and parts[_GOVERNMENT] in _GOVERNMENTS


def _coded(table: Table) -> Iterator[Coded]:
    money = [column for column in table.columns if column.role in table.roles.money]
    for row in _rows(table):
        figures = (table.figure(row, column) for column in money)
        yield Coded(row, _parts(row), tuple(None if figure is None else figure.amount for figure in figures))


def _families(coded: Sequence[Coded]) -> Iterator[tuple[Coded, list[Coded]]]:
    """Each code with the longer ones that follow it, up to the next of its length or shorter."""
    open_heads: list[tuple[Coded, list[Coded]]] = []
    for item in coded:
        while open_heads and len(open_heads[-1][0].parts) >= len(item.parts):
            head, under = open_heads.pop()
            if under:
                yield head, under
        for _, under in open_heads:
            under.append(item)
        open_heads.append((item, []))
    yield from ((head, under) for head, under in reversed(open_heads) if under)


def _adds_up(head: Coded, children: Iterable[Coded]) -> bool:
    """Whether an amount of ``head`` is the sum of those of ``children``."""
    columns = zip(head.amounts, *(item.amounts for item in children), strict=True)
    return any(
        whole is not None and whole > 0 and whole == sum(part or 0 for part in parts) for whole, *parts in columns
    )


def _is_slip(parts: Sequence[str], right: Sequence[str]) -> bool:
    """Whether ``parts`` are ``right`` but for one slip in one of them, "20" for "02" among these."""
    odd = [(one, other) for one, other in zip(parts, right, strict=True) if one != other]
    if len(odd) != 1:
        return False
    one, other = odd[0]
    width = max(len(one), len(other), 2)
    return are_near(one.zfill(width), other.zfill(width), 1)


def _parts(row: Row) -> tuple[str, ...]:
    return tuple(part.lstrip("0") or "0" for part in (row.code or "").split("."))


def _told(table: Table, item: Coded, right: tuple[str, ...]) -> Told | None:
    """``item`` at the cell of the part that is wrong, or that of the whole code; None where its parts are joined."""
    cells = [
        (column, reading.text.strip().rstrip("."))
        for column in table.columns_of(KODE)
        if (reading := table.reading(item.row, column)) is not None and reading.text.strip()
    ]
    typed = ".".join(text for _, text in cells)
    pieces = typed.split(".")
    if len(pieces) != len(right) or len(cells) not in (1, len(right)):
        return None
    padded = any(piece.startswith("0") for piece in pieces)
    said = [
        piece if one == other else other.zfill(len(piece) if padded else 1)
        for piece, one, other in zip(pieces, item.parts, right, strict=True)
    ]
    odd = next(place for place, (one, other) in enumerate(zip(item.parts, right, strict=True)) if one != other)
    column, _ = cells[odd if len(cells) > 1 else 0]
    return Told(table.address(item.row, column), item.row.label, typed, ".".join(said))
