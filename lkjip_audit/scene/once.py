"""What several rules ask of one workbook, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
S = TypeVar("S")


class Once:
    """What functions made of one scene, each kept under the function itself."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[Callable[..., Any], Any] = {}

    def of(self, make: Callable[[S], T], scene: S) -> T:
        """What ``make`` gives for ``scene``: it must rest on what stays the same for all rules."""
        if make not in self._made:
            self._made[make] = make(scene)
        made: T = self._made[make]
        return made
