"""What the search for causes did not finish, as notices: nobody is accused there, and that is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_audit.diagnosis.model import Diagnosed
from lkjip_audit.judging.model import Outcome
from lkjip_audit.workbook.model import Notice

CODE = "causes_unfinished"


def left_open(diagnosed: Diagnosed, outcomes: Sequence[Outcome]) -> Iterator[Notice]:
    """A notice for each group of findings that hang together and whose causes were not searched to the end."""
    for group in diagnosed.unfinished:
        first = min(outcomes[index].cell for index in group)
        details = (("count", str(len(group))), ("place", first.address.a1))
        yield Notice(CODE, first.address.sheet, first.address.a1, details)
