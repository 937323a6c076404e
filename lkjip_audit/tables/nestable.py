"""What a row shows of its place among the others before that place is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from lkjip_audit.tables.model import RowKind


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark before a row's name: its style, its depth within the style, and its number or letter."""

    style: str
    depth: int = 0
    order: str | None = None


class Nestable(Protocol):
    """A row as it is before its place among the others is known."""

    @property
    def number(self) -> int:
        """The sheet's row."""

    @property
    def kind(self) -> RowKind:
        """What it is."""

    @property
    def code(self) -> str | None:
        """Its nomenclature code."""

    @property
    def order(self) -> str | None:
        """Its own number."""

    @property
    def marker(self) -> Marker | None:
        """The mark before its name."""

    @property
    def indent(self) -> int:
        """How far its name is indented."""

    @property
    def own(self) -> Mapping[str, str]:
        """The words that stand in it, by role."""

    @property
    def texts(self) -> Mapping[int, str]:
        """The words that stand in it, by column."""


Nesting = tuple[int | None, int]
"""The place of the row that one is a part of, and how deep it stands."""

APART: Nesting = (None, 0)
