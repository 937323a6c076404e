"""Which rows a total, or a mean, closes: the sets that it may, and the likeliest of those that do not make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from lkjip_audit.figures.slipped import one_slip_away
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, total_of
from lkjip_audit.tables.model import Column, Row, RowKind, Table

Scope = tuple[Operand, ...]


def likeliest(stated: Operand, scopes: Sequence[Scope], *, mean: bool = False) -> Scope:
    """Of ``scopes``, none of which makes ``stated``, the one that a slip of the hand explains; else the nearest.

    With ``mean`` it is their mean that should make it.  A row beside a slip is off by what the slip made of its figure,
    so that the nearest of several sets may be that with the slip left out.
    """

    def share(scope: Scope) -> int:
        return len(scope) if mean else 1

    told = [scope for scope in scopes if is_slip_away(stated, scope, share(scope))]
    return min(told or scopes, key=lambda scope: abs(total_of(scope) / share(scope) - amount_of(stated)))


def counts_levels_twice(stated: Operand, scopes: Sequence[Scope], table: Table, column: Column) -> bool:
    """Whether the rows make ``stated`` several times over, but for one slip, and once in none of ``scopes``.

    They are then of levels that nothing marks, and nobody knows which of them are its parts: where rows are marked as
    parts of others, and make them, it is known.
    """
    several = range(2, limits().evidence.reading_levels)
    if any(_adds_heads_and_parts(table, whole) for whole in filled([table.rows], table, column)):
        return False
    return (
        amount_of(stated) > 0
        and not any(is_slip_away(stated, scope) for scope in scopes)
        and any(is_slip_away(stated, scope, times) for scope in scopes for times in several)
    )


def each_row_once(table: Table, scopes: Iterable[Scope]) -> Iterator[Scope]:
    """Those of ``scopes`` that count no row twice, by itself and in the row over it."""
    return (scope for scope in scopes if not _adds_heads_and_parts(table, scope))


def _adds_heads_and_parts(table: Table, scope: Scope) -> bool:
    """Whether ``scope`` holds a row and, besides, the rows under it that it is the sum of: they would count twice."""
    amounts = {item.node.address.row: amount_of(item) for item in scope if item.node.address.sheet == table.sheet}
    parts: dict[int, list[Decimal]] = defaultdict(list)
    for row in table.rows:
        if row.parent is not None and row.number in amounts:
            parts[row.parent].append(amounts[row.number])
    return any(
        len(own) >= limits().sums.fewest_parts
        and sum(own) > limits().sums.least_sum
        and amounts.get(table.rows[parent].number) == sum(own)
        for parent, own in parts.items()
    )


def is_slip_away(stated: Operand, scope: Scope, share: int = 1) -> bool:
    """Whether ``scope`` makes ``share`` times ``stated`` once one figure of either is put right by one slip."""
    total, half = total_of(scope), stated.half_step
    if slips_to(stated, total / share - half, total / share + half):
        return True
    short = amount_of(stated) * share - total
    return any(
        slips_to(item, amount_of(item) + short - share * half, amount_of(item) + short + share * half) for item in scope
    )


def slips_to(item: Operand, low: Decimal, high: Decimal, shortest: int | None = None) -> bool:
    """Whether what ``item`` prints is one slip away from something between ``low`` and ``high``, in plain units.

    ``shortest`` is how many digits it must have so that a slip tells something; what the search asks for when None.
    """
    figure, digits = item.figure, limits().search.shortest_slip if shortest is None else shortest
    return bool(one_slip_away(figure.value, figure.decimals, low / item.unit, high / item.unit, digits))


def scopes_of(table: Table, index: int, column: Column) -> Iterator[Scope]:
    """The sets of rows that the row at ``index`` may close, the likeliest first.

    The rows under it in the hierarchy; else the top rows since the last total; the leaves since then; the sub-totals.
    """
    row = table.rows[index]
    own = [item for _, item in table.children(index)]
    if own:
        yield from filled([own], table, column)
        return
    reach = reach_of(table, index)
    block = table.rows[reach]
    if row.kind is RowKind.SUBTOTAL and not block:
        return
    indexed = list(enumerate(block, reach.start))
    details = [(i, item) for i, item in indexed if item.kind is RowKind.DETAIL]
    parents = {item.parent for item in block if item.parent is not None}
    members = {i for i, _ in indexed}
    tops = [item for i, item in details if item.parent is None or item.parent not in members]
    leaves = [item for i, item in details if i not in parents]
    subtotals = [item for _, item in indexed if item.kind is RowKind.SUBTOTAL]
    totals = [item for item in table.rows[:index] if item.kind is RowKind.TOTAL]
    style = _style(tops[0].order) if tops else ""
    heads = [item for item in tops if _style(item.order) == style]
    candidates = [tops, heads, leaves, subtotals, [item for _, item in details]]
    if len(totals) > 1 and not block:
        candidates = [totals]
    unmarked = chain(
        _since_another(details, row),
        _unmarked_tops(details, table, column),
        _of_one_form(details, table),
        _of_one_level(details, table),
    )
    yield from filled(chain(candidates, unmarked), table, column)


def _since_another(details: Sequence[tuple[int, Row]], closing: Row) -> Iterator[list[Row]]:
    """The rows since the last that is called as the closing one is: "JUMLAH KELOMPOK 52" before "JUMLAH SUB 5321"."""
    word = closing.label.split(maxsplit=1)[:1]
    called = [at for at, (_, row) in enumerate(details) if word and row.label.split(maxsplit=1)[:1] == word]
    if called:
        yield [row for _, row in details[called[-1] + 1 :]]


def _unmarked_tops(details: Sequence[tuple[int, Row]], table: Table, column: Column) -> Iterator[list[Row]]:
    """The rows without those that one before them is the sum of, once: a list of levels that nothing marks."""
    rows = [(row, item) for _, row in details if (item := operand("r", table, row, column)) is not None]
    amounts = [amount_of(item) for _, item in rows]
    tops, place = [], 0
    while place < len(rows):
        tops.append(rows[place][0])
        place += 1 + _parts_after(amounts, place)
    yield tops


def _of_one_form(details: Sequence[tuple[int, Row]], table: Table) -> Iterator[list[Row]]:
    """The rows that fill the same cells as the first, once: accounts with a code, over items with a volume and a price.

    Heads are told by their form even where one is not the sum of its items, as one of them is wrong.
    """
    if details:
        form = _form(details[0][1], table)
        yield [row for _, row in details if _form(row, table) == form]


def _of_one_level(details: Sequence[tuple[int, Row]], table: Table) -> Iterator[list[Row]]:
    """The rows that are called by the first one's level, once: "Program ..." over kegiatan that only names tell."""
    words = [row.label.split(maxsplit=1)[:1] for _, row in details]
    level = words[0][0].lower() if words and words[0] else ""
    named = [row for (_, row), first in zip(details, words, strict=True) if [level] == [word.lower() for word in first]]
    if level in table.roles.ladder and 1 < len(named) < len(details):
        yield named


def _form(row: Row, table: Table) -> tuple[bool, frozenset[int]]:
    return row.code is not None, table.readings.filled(row.number)


def _parts_after(amounts: Sequence[Decimal], place: int) -> int:
    """How many of the amounts right after ``place`` (two or more) make the one there; 0 where none do."""
    own, total = limits().sums, Decimal(0)
    for end in range(place + 1, min(len(amounts), place + own.most_parts)):
        total += amounts[end]
        if total == amounts[place] and end - place >= own.fewest_parts and amounts[place] > own.least_sum:
            return end - place
    return 0


def _style(order: str | None) -> str:
    """How a row is numbered: "1", "I" and "a" are three levels of a list."""
    if not order:
        return ""
    if order[0].isdigit():
        return "digit"
    return "roman" if set(order.upper()) <= set("IVX") and order.isupper() else "letter"


def reach_of(table: Table, index: int) -> slice:
    """The rows that the total at ``index`` may close: those above it; all below where it heads the only list.

    A mean right under a total is of the rows of that total.
    """
    if index == 0 and not any(row.kind is RowKind.TOTAL for row in table.rows[1:]):
        return slice(1, len(table.rows))
    end = index
    while table.rows[index].kind is RowKind.MEAN and end > 1 and table.rows[end - 1].kind is RowKind.TOTAL:
        end -= 1
    return slice(_start(table, end), end)


def _start(table: Table, index: int) -> int:
    """The first row after the total (for a sub-total: after the closing row) before ``index``."""
    closing = (RowKind.TOTAL,) if table.rows[index].kind is RowKind.TOTAL else (RowKind.TOTAL, RowKind.SUBTOTAL)
    for back in range(index - 1, -1, -1):
        if table.rows[back].kind in closing:
            return back + 1
    return 0


def filled(candidates: Iterable[Sequence[Row]], table: Table, column: Column) -> Iterator[Scope]:
    """The figures of ``column`` in each of ``candidates``: of two rows or more, and no set twice."""
    seen: set[tuple[int, ...]] = set()
    known: dict[int, Operand | None] = {}
    for rows in candidates:
        for row in rows:
            if row.number not in known:
                known[row.number] = operand(f"r{row.number}", table, row, column)
        operands = [item for row in rows if (item := known[row.number]) is not None]
        key = tuple(item.node.address.row for item in operands)
        if len(operands) >= 2 and key not in seen:
            seen.add(key)
            yield tuple(operands)
