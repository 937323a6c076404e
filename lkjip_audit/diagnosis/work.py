"""How much a search may do, counted in what it does and never in time: it ends at the same place on every machine."""

from __future__ import annotations

from lkjip_audit.rulepack.limits import limits


class Work:
    """What is left to do in the component at hand, and in all."""

    def __init__(self) -> None:
        bounds = limits().search
        self._one = bounds.work
        self._all = bounds.work_in_all
        self._left = self._one
        self._judged = bounds.judged_work

    def begin(self) -> None:
        """The next component has its own share, of what is left in all."""
        self._left = min(self._one, self._all)

    def done(self, units: int, judged: int = 0) -> None:
        """Count ``units`` decisions that were copied or relations that were looked at, and those judged anew."""
        spent = units + self._judged * judged
        self._left -= spent
        self._all -= spent

    @property
    def out(self) -> bool:
        """Whether the component at hand has had its share."""
        return self._left <= 0
