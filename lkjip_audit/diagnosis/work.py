"""How much a search may do, counted in what it does and never in time: it ends at the same place on every machine."""

from __future__ import annotations

from lkjip_audit.rulepack.limits import limits


class Work:
    """What is left to do in the component at hand, and in all of a workbook of so many ``figures``."""

    def __init__(self, figures: int) -> None:
        bounds = limits().search
        self._one = bounds.work
        self._all = bounds.work_in_all + bounds.work_per_figure * figures
        self._left = self._one
        self._judged = bounds.judged_work
        self._tried = bounds.tried_work
        self._read = bounds.answer_work
        self._opened = bounds.component_work

    def begin(self) -> None:
        """The next component has its own share, of what is left in all; looking at it is work as well."""
        self._all -= self._opened
        self._left = min(self._one, self._all)

    def done(self, units: int) -> None:
        """Count ``units`` relations that were looked at."""
        self._left -= units
        self._all -= units

    def tried(self, decisions: int, judged: int) -> None:
        """Count a state that was tried: the ``decisions`` that were copied for it, and the relations judged anew."""
        self.done(self._tried + decisions + self._judged * judged)

    def read(self, answers: int) -> None:
        """Count ``answers`` that were read: what speaks for each of their corrections."""
        self.done(self._read * answers)

    @property
    def out(self) -> bool:
        """Whether the component at hand has had its share."""
        return self._left <= 0
