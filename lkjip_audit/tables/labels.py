"""The names that rows of tables have, each with what else is known of its row: code, number, figures, other names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.model import Row, RowKind, Table
from lkjip_audit.tables.sheet_view import is_year
from lkjip_audit.tables.similarity import has_words


@quickly_made
@dataclass(frozen=True, slots=True)
class Labelled:
    """One name in one row: ``role`` and ``text`` as in ``Row.subjects``, with what else is known of the row.

    ``figures`` are the row's telling numbers, ``beside`` the names of other roles in the same row.
    """

    table: str
    row: int
    role: str
    text: str
    code: str | None = None
    order: str | None = None
    figures: frozenset[Decimal] = frozenset()
    beside: frozenset[str] = frozenset()


_NONE: frozenset[str] = frozenset()
_NO_FIGURES: frozenset[Decimal] = frozenset()


def labels_of(table: Table, *, alone: bool) -> Iterator[Labelled]:
    """Every name in the detail and group rows of ``table``.

    When it is the only table of its workbook (``alone``) there is nothing to match its figures with, and none are told.
    """
    classes = table.roles.matched
    own = table.roles.indicator | table.roles.goal
    says: dict[str, bool] = {}
    for row in table.rows:
        if row.kind not in (RowKind.DETAIL, RowKind.GROUP):
            continue
        performance = _NO_FIGURES if alone else _figures(table, row, "anggaran")
        money = _NO_FIGURES if alone else _figures(table, row, "kinerja")
        deepest = next(reversed(list(row.subjects)), None) if row.kind is RowKind.DETAIL else None
        several = len(row.subjects) > 1
        for role, text in row.subjects.items():
            telling = says.get(text)
            if telling is None:
                telling = says[text] = has_words(text)
            if role in classes and telling:
                others = (other for name, other in row.subjects.items() if name != role)
                beside = frozenset(others) if several else _NONE
                code = row.code if role == deepest else None
                figures = performance if classes[role] in own else money
                yield Labelled(table.id, row.number, role, text, code, row.order, figures, beside)


def _figures(table: Table, row: Row, not_group: str) -> frozenset[Decimal]:
    """The telling figures of ``row`` outside one half of the table: an indicator's are no money."""
    figures = (table.figure(row, column) for column in table.columns if column.group != not_group)
    return frozenset(figure.amount for figure in figures if figure is not None and _is_telling(figure.amount))


def _is_telling(figure: Decimal) -> bool:
    """Whether two rows hardly share ``figure`` by chance: digits enough, no year."""
    digits = figure.normalize().as_tuple().digits
    return len(digits) >= limits().matching.telling_digits and not is_year(figure)
