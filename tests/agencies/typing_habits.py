"""How people type figures into cells: as text in one country's marks or the other's, or as numbers with formats."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_SWAP = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Habit:
    """``english`` marks, ``numbers`` instead of text, ``sign`` after percentages."""

    english: bool = False
    numbers: bool = False
    sign: str = ""

    def amount(self, value: int) -> Any:
        """A rupiah amount in a table."""
        return {"v": Decimal(value), "fmt": "#,##0"} if self.numbers else self.text(value, 0)

    def figure(self, value: Decimal) -> Any:
        """A target or what was reached."""
        return {"v": value, "fmt": "0.00"} if self.numbers else self.text(value)

    def share(self, value: Decimal) -> Any:
        """A percentage."""
        return {"v": value / 100, "fmt": "0.00%"} if self.numbers else self.text(value) + self.sign

    def count(self, value: int) -> Any:
        """A number of people or things."""
        return value if self.numbers else self.text(value, 0)

    def text(self, value: Decimal | int, decimals: int = 2) -> str:
        """The figure as it stands in a sentence."""
        written = f"{Decimal(value):,.{decimals}f}"
        return written if self.english else written.translate(_SWAP)
