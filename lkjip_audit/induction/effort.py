"""How much the search in one block may test, counted in the figures that it lays side by side and never in time."""

from __future__ import annotations

from collections.abc import Iterable

from lkjip_audit.induction.arithmetic import Candidate
from lkjip_audit.induction.frame import Frame


class TooMuchToTestError(Exception):
    """So many candidates look like relations in a block that they are not all tested, and none is told."""


class Effort:
    """What is left to test in one block."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, frame: Frame, candidates: Iterable[Candidate]) -> None:
        """Count the figures of ``candidates`` in all lines; raises TooMuchToTestError where these are too many."""
        self._left -= frame.size[0] * sum(1 + len(each.operands) for each in candidates)
        if self._left < 0:
            raise TooMuchToTestError
