"""What part of a year, or which end of a plan, a column speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PeriodKind(StrEnum):
    """What kind of period it is; the values are what its text begins with."""

    MONTH = "bulan"
    QUARTER = "tw"
    SEMESTER = "smt"
    PLAN_YEAR = "tahun"
    """A year by its number within a plan: "Tahun ke-3"."""

    END = "akhir"
    """The end of the plan."""


@dataclass(frozen=True, slots=True)
class Period:
    """The ``number``-th ``kind``, alone or with all before it (``until``); no number for "bulan ini" and the end.

    As text, in maps of tables and in a store: ``tw2``, ``sd_tw2``, ``bulan11``, ``tahun4``, ``akhir``.
    """

    kind: PeriodKind
    number: int | None = None
    until: bool = False

    def __str__(self) -> str:
        return f"{'sd_' if self.until else ''}{self.kind}{'' if self.number is None else self.number}"

    @property
    def is_quarter(self) -> bool:
        """Whether it is one quarter by itself."""
        return self.kind is PeriodKind.QUARTER and not self.until

    @property
    def is_partly(self) -> bool:
        """Whether it is a month, a quarter, or the quarters up to one: less than the year that it stands in."""
        return self.kind is PeriodKind.QUARTER or (self.kind is PeriodKind.MONTH and not self.until)


END = Period(PeriodKind.END)
