"""Rows within rows by their nomenclature codes.

A row belongs to the last row whose code begins its own.  Two kinds of codes say less: an agency's begins with the
bidang urusan that it serves first, wherever its row stands, and the chart of accounts starts anew under every work.
Both stand below the row that they follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lkjip_audit.tables.codes import is_account, is_agency
from lkjip_audit.tables.nestable import APART, Nestable, Nesting

_Place = tuple[str | None, str]
_BIDANG = 1
"""How many dots the code of a bidang urusan has."""

_KEGIATAN = 4
"""How many dots that of a kegiatan has."""

_AKUN = frozenset("4567")
"""The first digits of the chart of accounts."""


def nest_by_code(rows: Sequence[Nestable]) -> list[Nesting]:
    """Each row under the last row of its owner whose code begins its own; rows without a code stay apart.

    Where codes come again under each owner and few rows stand in another they are no tree, but a register.
    """
    nest = _Nest(rows)
    nested = nest.nested()
    within = sum(parent is not None for parent, _ in nested)
    return nested if nest.owner is None or 2 * within > len(nested) else [APART] * len(nested)


class _Nest:
    """The work of one table, from the top down."""

    def __init__(self, rows: Sequence[Nestable]) -> None:
        coded = [row for row in rows if row.code]
        self._rows = rows
        self.owner = _column_of_owners(coded)
        self._places: dict[_Place, int] = {}
        self._plain: dict[str, str] = {}
        self._accounts = _starting_anew([row.code for row in coded if row.code])
        self._first = min((code.count(".") for code in self._accounts), default=0)
        self._work: int | None = None  # the last row that is of no account
        self._agency: int | None = None  # the row of the agency that the rows are of

    def nested(self) -> list[Nesting]:
        """The place of each row."""
        nested: list[Nesting] = []
        for index, row in enumerate(self._rows):
            parent = self._parent(index, row.code, row) if row.code else None
            if row.code is None and self._heads_accounts(index + 1):
                self._work = index
            nested.append(APART if parent is None else (parent, nested[parent][1] + 1))
        return nested

    def _parent(self, index: int, code: str, row: Nestable) -> int | None:
        whose = None if self.owner is None else row.texts[self.owner]
        above, key = self._key(code)
        if is_agency(code):
            return self._of_agency(index, (whose, key))
        of_account = code in self._accounts
        if not of_account:
            self._work = index
        parent = None
        while above and parent is None:
            parent = self._places.get((whose, above))
            above = above.rpartition(".")[0]
            if of_account and parent is not None and parent < (self._work or 0):
                parent = None  # an account of the work before
        if parent is None and of_account:
            parent = self._work
        self._places[whose, key] = index
        return parent

    def _heads_accounts(self, following: int) -> bool:
        """Whether the row at ``following`` is the first account of a work."""
        code = self._rows[following].code if following < len(self._rows) else None
        return code is not None and code in self._accounts and code.count(".") == self._first

    def _of_agency(self, index: int, place: _Place) -> int | None:
        """Below the bidang urusan whose rows these are, or the agency of which it is a unit; its rows come below it."""
        before = self._places.get(place)
        if before is not None and before == self._agency == index - 1:
            parent: int | None = before
        else:
            over = (at for at in range(index - 1, -1, -1) if _is_bidang(self._rows[at].code))
            parent = next(over, None)
        if parent is not None:
            for other, held in self._places.items():
                if held == parent:
                    self._places[other] = index
        self._places[place] = self._agency = self._work = index
        return parent

    def _key(self, code: str) -> tuple[str, str]:
        """What stands before the last dot of ``code``, and the code, however many zeros their parts begin with."""
        # What stands before its last dot is kept by itself: a long table has few of them.
        head, dot, last = code.rpartition(".")
        above = (
            ""
            if not dot
            else self._plain.get(head) or self._plain.setdefault(head, ".".join(map(_significant, head.split("."))))
        )
        return above, f"{above}{dot}{_significant(last)}"


def _is_bidang(code: str | None) -> bool:
    return code is not None and code.count(".") <= _BIDANG and not is_account(f"{code}.00")


def _starting_anew(codes: Sequence[str]) -> frozenset[str]:
    """The accounts of a table in which they come under one row after another; empty where none comes again.

    Beside the code of a kegiatan all are its own, though each may come once.
    """
    counts = Counter(codes)
    accounts = {code for code in codes if is_account(code)}
    of_works = any(code.count(".") >= _KEGIATAN for code in counts.keys() - accounts)
    if not of_works and not any(counts[code] > 1 for code in accounts):
        return frozenset()
    # "5.1" in a cell of numbers reads like the bidang urusan 5.01, which stands there once.
    above = {code for code in counts if code.count(".") <= _BIDANG and counts[code] > 1 and code[0] in _AKUN}
    return frozenset(accounts | above)


def _column_of_owners(coded: Sequence[Nestable]) -> int | None:
    """The column that says whose each row is, where most codes come again, under other owners: agency by agency.

    It names each for several rows, and no code twice for one.
    """
    counts = Counter(row.code for row in coded)
    if 2 * sum(counts[row.code] > 1 for row in coded) <= len(coded):
        return None
    return next((column for column in sorted(coded[0].texts) if _names_owners(coded, column)), None)


def _names_owners(coded: Sequence[Nestable], column: int) -> bool:
    """Whether ``column`` is filled in all rows, with few enough names, and with no code twice for one."""
    owners: set[str] = set()
    owned: set[tuple[str | None, str]] = set()
    for row in coded:
        owner = row.texts.get(column)
        if owner is None or (row.code, owner) in owned:
            return False
        owners.add(owner)
        owned.add((row.code, owner))
        if 2 * len(owners) > len(coded):
            return False
    return True


def _significant(part: str) -> str:
    return part.lstrip("0") or "0"
