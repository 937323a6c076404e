"""Last year's report is there to be compared with: what is wrong in it is no finding of this year's audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.judging.blocks import Outcomes
from lkjip_audit.judging.model import Outcome, Restatement, Status
from lkjip_audit.scene.model import Scene
from lkjip_audit.workbook.model import Address, Notice


def without_last_year(outcomes: Outcomes, causes: Sequence[Diagnosis], scene: Scene) -> Outcomes:
    """``outcomes``, in their order, without the findings in the file of the year before.

    A figure of this year's report that differs only because ``causes`` prove last year's to be wrong is none either.
    """
    if not scene.workbook.last_year:
        return outcomes
    proven = _proven(causes, scene)

    def told(index: int, outcome: Outcome) -> Outcome:
        if not _is_told_there(outcome, scene) and not _differs(index, outcome, proven):
            return outcome
        return replace(outcome, status=Status.NOT_APPLICABLE, severity=None, reason="of_last_year")

    return Outcomes((told(index, outcome) for index, outcome in enumerate(outcomes.told)), outcomes.blocks)


def said_of_last_year(outcomes: Outcomes, causes: Sequence[Diagnosis], scene: Scene) -> Iterator[Notice]:
    """What is worth telling of last year's file: that it is of another year, and where it contradicts this year's.

    There the figure of this year's report is the one that arithmetic or other places speak for, so that it is no
    finding, and silence would hide that the two reports differ.
    """
    if scene.workbook.last_year:
        yield from _of_another_year(scene)
        yield from dict.fromkeys(_contradictions(outcomes, _proven(causes, scene), scene))


def _of_another_year(scene: Scene) -> Iterator[Notice]:
    last, year = scene.workbook.last_year, scene.year
    sheets = (sheet.name for sheet in scene.workbook.sheets)
    own = next((scene.year_at(sheet) for sheet in sheets if scene.is_of_last_year(sheet)), None)
    if year is None or own is None:
        yield Notice("last_year_unknown", details=(("name", last),))
    elif own != year - 1:
        details = (("name", last), ("found", str(own)), ("year", str(year)), ("wanted", str(year - 1)))
        yield Notice("not_last_year", details=details)


def _contradictions(outcomes: Outcomes, proven: Mapping[int, Diagnosis], scene: Scene) -> Iterator[Notice]:
    for index, outcome in enumerate(outcomes.told):
        if _is_told_there(outcome, scene):
            addresses = [item.node.address for item in outcome.related]
            here = next((item for item in addresses if not scene.is_of_last_year(item.sheet)), None)
            if here is not None:
                yield _otherwise(here, outcome.cell.address, outcome.stated, outcome.expected_text)
        elif _differs(index, outcome, proven):
            cause = proven[index]
            literal = cause.stated.figure.literal
            yield _otherwise(outcome.cell.address, cause.node.address, literal, outcome.stated)


def _otherwise(here: Address, there: Address, stated: str, expected: str) -> Notice:
    details = (("place", there.place), ("stated", stated.strip()), ("expected", expected.strip()))
    return Notice("last_year_otherwise", here.sheet, here.a1, details)


def _proven(causes: Sequence[Diagnosis], scene: Scene) -> Mapping[int, Diagnosis]:
    """What is explained by a wrong figure that stands in last year's file alone, by the index of the outcome."""

    def is_theirs(cause: Diagnosis) -> bool:
        changed = (cause.node, *cause.also, *(item.node for item in (*cause.copies, *cause.consequents)))
        is_tie = bool(cause.alternatives or cause.more_alternatives)
        return not is_tie and all(scene.is_of_last_year(node.address.sheet) for node in changed)

    return {index: cause for cause in causes if is_theirs(cause) for index in cause.explains}


def _differs(index: int, outcome: Outcome, proven: Mapping[int, Diagnosis]) -> bool:
    return index in proven and outcome.status is Status.FINDING and isinstance(outcome.relation, Restatement)


def _is_told_there(outcome: Outcome, scene: Scene) -> bool:
    return outcome.status is Status.FINDING and scene.is_of_last_year(outcome.cell.address.sheet)
