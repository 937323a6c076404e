"""What was recognised and what was tested: tables, figures, and what nobody could judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lkjip_audit.result.later import Many
from lkjip_audit.workbook.model import Address


@dataclass(frozen=True, slots=True)
class TableSummary:
    """One recognised table, as a report tells it."""

    id: str
    kind: str
    sheet: str
    area: str
    title: str
    columns: Mapping[str, str]
    confidence: float = 0.0
    kind_title: str = ""
    """What the kind is called, in the language of the result; empty for a table of no known kind."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A figure that no relation tested, and why."""

    address: Address
    why: str


@dataclass(frozen=True, slots=True)
class Tested:
    """A figure and the rules that tested it."""

    address: Address
    value: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures the workbook holds, which of them were tested, and which nobody could test."""

    figures: int
    tested: Many[Tested]
    unchecked: Many[Unchecked]

    @property
    def percent(self) -> int:
        """How many of a hundred figures were tested, rounded down; 0 where there are no figures."""
        return 100 * len(self.tested) // self.figures if self.figures else 0


@dataclass(frozen=True, slots=True)
class Unverified:
    """A relation that could not be judged: where, by which rule, and what is needed."""

    address: Address
    rule: str
    why: str
