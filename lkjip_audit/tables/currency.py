"""Columns that hold nothing but "Rp", set apart from the amounts on their right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lkjip_audit.figures.model import RUPIAH, Reading
from lkjip_audit.tables.headers import Head

_NAMES = frozenset({"rp", "idr"})


def join_currency(
    heads: Sequence[Head], readings: Mapping[tuple[int, int], Reading], rows: Sequence[int]
) -> tuple[Head, ...]:
    """``heads`` where a column of "Rp" has no name of its own and the column on its right counts in rupiah."""
    currency = {head.column.index for head in heads if _is_currency(head.column.index, readings, rows)}
    return tuple(_joined(head, currency) for head in heads) if currency else tuple(heads)


def _is_currency(column: int, readings: Mapping[tuple[int, int], Reading], rows: Sequence[int]) -> bool:
    texts = [readings[row, column].text for row in rows if (row, column) in readings]
    return bool(texts) and all(text.strip(" .:").lower() in _NAMES for text in texts)


def _joined(head: Head, currency: set[int]) -> Head:
    if head.column.index in currency:
        return replace(head, column=replace(head.column, header=()), parts=(), rests=(), group=None, own_group=None)
    if head.column.index - 1 in currency and head.column.unit is None:
        return replace(head, column=replace(head.column, unit=RUPIAH))
    return head
