"""What a kind of table declares of one of its columns: the bounds that its figures keep (``rules/tables/*.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from lkjip_audit.rulepack.model import Strict, Text


class Check(StrEnum):
    """What is checked of a column; a rule of the kind ``gate`` tells one of these."""

    TYPE = "type"
    CLOSED = "closed"
    UNIQUE = "unique"
    LEAST = "least"
    MOST = "most"
    WHOLE = "whole"
    NOT_ABOVE = "not_above"
    NEEDS = "needs"
    NOT_ZERO_AT = "not_zero_at"
    CHANGES = "changes"


class Bounds(Strict):
    """What holds for every detail row of a column, as far as its cells hold a figure.

    ``least``, ``most``  the range, in the unit that the column counts in (100 is 100 %).
    ``whole``            whole numbers only; ``whole_of`` only where the row counts one of these units, ``indivisible``
                         only where it counts people or things that cannot be divided.
    ``not_above``        not more than the column of this role, the first of these that the table has.
    ``needs``            where a figure stands, the column of one of these roles is not empty either.
    ``not_zero_at``      no zero where the column of this role has reached this value.
    ``changes``          in some row other than the same role one year earlier.
    ``unless``           left alone in a table with a column of one of these roles.
    ``not_rows``         rows left alone: their own name, or that of a row over them, begins with one of these.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False
    whole_of: tuple[Text, ...] = ()
    indivisible: bool = False
    not_above: tuple[Text, ...] = ()
    needs: tuple[Text, ...] = ()
    not_zero_at: dict[Text, Decimal] = Field(default_factory=dict)
    changes: bool = False
    unless: tuple[Text, ...] = ()
    not_rows: tuple[Text, ...] = ()

    @property
    def counts_whole(self) -> bool:
        """Whether whole numbers are asked for, in all rows or in some."""
        return self.whole or self.indivisible or bool(self.whole_of)

    def named(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The roles that it names besides its own, each with its place."""
        for key in ("not_above", "needs", "unless"):
            yield from (((key, at), role) for at, role in enumerate(getattr(self, key)))
        yield from ((("not_zero_at", role), role) for role in self.not_zero_at)
