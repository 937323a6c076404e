"""What the search for causes did not finish, as notices: nobody is accused there, and that is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lkjip_audit.diagnosis.model import Diagnosed
from lkjip_audit.judging.model import Outcome
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.workbook.model import Address, Notice

CODE = "causes_unfinished"


def left_open(diagnosed: Diagnosed, outcomes: Sequence[Outcome]) -> Iterator[Notice]:
    """A notice for each group of findings that hang together and whose causes were not searched to the end.

    Where a sheet has very many of them, the first are told one by one and the rest are counted.
    """
    by_sheet: dict[str, list[tuple[Address, int]]] = defaultdict(list)
    for group in diagnosed.unfinished:
        first = min(outcomes[index].cell for index in group).address
        by_sheet[first.sheet].append((first, len(group)))
    singly = limits().search.open_told
    for sheet, groups in by_sheet.items():
        for first, count in groups[:singly]:
            yield Notice(CODE, sheet, first.a1, (("count", str(count)), ("place", first.a1)))
        rest = groups[singly:]
        if rest:
            place = rest[0][0].a1
            counts = (("count", str(sum(count for _, count in rest))), ("groups", str(len(rest))))
            yield Notice("causes_unfinished_more", sheet, place, (*counts, ("place", place)))
