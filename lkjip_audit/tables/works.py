"""The work that a row of the chart of accounts is of: the same accounts stand under every sub kegiatan."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_audit.tables.codes import is_account
from lkjip_audit.tables.model import Row


def work_over(rows: Sequence[Row], row: Row) -> Row | None:
    """The first row above the account ``row`` in its tree that is of no account.

    ``rows`` are those of its table; None where ``row`` is of no account, or of a table of accounts alone.
    """
    above: Row | None = row
    while above is not None and above.code is not None and is_account(above.code):
        above = None if above.parent is None else rows[above.parent]
    return None if above is row else above
