"""What was tested, as a reader follows it: a line for each relation, however many rows it holds in."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_audit.workbook.model import Address


@dataclass(frozen=True, slots=True)
class RelationTold:
    """One relation that was tested in one or more places.

    ``source`` is the word for who says that it holds, ``bits`` what speaks for it, ``holds`` and ``departs`` in how
    many places it does and does not.  ``stated`` are the cells that it gives (``E5:E20``), on the sheet of ``first``,
    the first of them; ``operands`` all cells that it is computed from.  ``formula`` is in the sheet's own words,
    ``cells`` in the cells of the first place (empty where places restate one another: then ``formula`` is what they
    state).  ``failing`` are the cells in which it does not hold.
    """

    rule: str
    title: str
    source: str
    bits: int
    holds: int
    departs: int
    first: Address
    stated: str
    formula: str
    cells: str
    operands: str
    failing: tuple[Address, ...] = ()
