"""What one column may be of two others, as arithmetic: over exact numbers one by one, or over vectors of floats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        "ratio": lambda a, b: 100 * b / a,
        "inverse_ratio": lambda a, b: (2 - b / a) * 100,
        "difference": lambda a, b: a - b,
        "sum": lambda a, b: a + b,
        "product": lambda a, b: a * b,
        "growth": lambda a, b: (b / a - 1) * 100,
        "plain_ratio": lambda a, b: b / a,
    }
)
"""By name; both arguments are of one kind (Decimal, or a vector), and so is what comes out."""
