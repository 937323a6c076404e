"""Findings that no figure explains, brought together where they repeat one mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from lkjip_audit.diagnosis.blanks import left_empty
from lkjip_audit.diagnosis.reliability import unreliable
from lkjip_audit.figures.slips import slip_between
from lkjip_audit.findings.drafts import Draft, joined, listed, told, worst
from lkjip_audit.judging.blocks import told_of
from lkjip_audit.judging.model import Equation, Outcome, Status
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Cause, Finding

_MOST_PLACES = 6
_FEWEST_ALIKE = 2
_NAME = 3
"""A name of so many words stands for one thing, whichever way it is misspelt; "dokumen" may be anything's unit."""

Findings = Mapping[int, Finding]
"""The findings by the index of their outcome."""


def columns_of_mistakes(
    outcomes: Sequence[Outcome], findings: Findings, taken: Collection[str], catalogue: Catalogue
) -> Iterator[Draft]:
    """One cause for a column in which a rule finds most rows wrong, each for itself."""
    columns: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in sorted(unreliable(outcomes)):
        relation = outcomes[index].relation
        if isinstance(relation, Equation):
            place = relation.stated.node.address
            columns[outcomes[index].rule.id, relation.table, place.sheet, place.column].append(index)
    for members in columns.values():
        mine = [findings[index] for index in members if index in findings and findings[index].id not in taken]
        if len(mine) < _FEWEST_ALIKE:
            continue
        mine.sort(key=lambda finding: finding.address)
        judged = sum(outcomes[index].status in (Status.PASS, Status.FINDING) for index in members)
        told_of = sum(outcomes[index].status is Status.FINDING for index in members)
        evidence = (catalogue.text("cause.column", count=str(told_of), of=str(judged)),)
        yield _draft(mine, evidence, "column")


def empty_cells(
    outcomes: Sequence[Outcome], findings: Findings, taken: Collection[str], catalogue: Catalogue
) -> Iterator[Draft]:
    """A cause for each empty cell that, filled, makes the sum add up that it is part of."""
    sums: dict[int, list[int]] = defaultdict(list)
    for total, blank in left_empty(told_of(outcomes)).items():
        sums[blank].append(total)
    for blank, totals in sums.items():
        mine = [findings[index] for index in (blank, *totals) if index in findings and findings[index].id not in taken]
        if not mine or blank not in findings:
            continue
        relations = [relation for index in totals if isinstance(relation := outcomes[index].relation, Equation)]
        places = [relation.stated.node.address for relation in relations]
        expected = findings[blank].expected
        evidence = (catalogue.text("cause.left_empty", proposed=expected, places=listed(places, _MOST_PLACES)),)
        yield _draft(mine, evidence, "figure")


def repeated(
    outcomes: Sequence[Outcome], findings: Findings, taken: Collection[str], catalogue: Catalogue
) -> Iterator[Draft]:
    """One cause for all places that make the same mistake: a name written wrongly in five tables is one thing."""
    alike: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    key: tuple[str, ...]
    for index, finding in findings.items():
        outcome = outcomes[index]
        if finding.id in taken or outcome.relation is not None or not finding.expected:
            continue
        if not finding.stated:
            if outcome.expected is not None:
                yield _draft([finding], (finding.title,), "figure")
            continue
        key = (finding.rule, _plain(finding.expected))
        is_name = len(finding.expected.split()) >= _NAME
        alike[key if is_name else (*key, _plain(finding.stated))].append(finding)
    for group in alike.values():
        group.sort(key=lambda finding: finding.id)
        places = list(dict.fromkeys(finding.address for finding in group))
        if len(group) >= _FEWEST_ALIKE:
            told_places = listed(places, _MOST_PLACES)
            sentences = [catalogue.text("cause.repeated", count=str(len(group)), places=told_places)]
            sentences.extend(_other_spellings(group, catalogue))
            yield _draft(group, tuple(sentences), "wording")
        elif (slipped := _slipped(group[0], catalogue)) is not None:
            yield _draft(group, (slipped,), "figure")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _other_spellings(group: Sequence[Finding], catalogue: Catalogue) -> Iterator[str]:
    """The places that spell it in yet another way than the first."""
    seen = {_plain(group[0].stated)}
    for finding in group[1:]:
        if _plain(finding.stated) not in seen:
            seen.add(_plain(finding.stated))
            yield catalogue.text("cause.spelled", place=told(finding.address), value=_plain(finding.stated))


def _slipped(finding: Finding, catalogue: Catalogue) -> str | None:
    """How a number that is no figure (an NIP, a year) came about; None where it is no slip of digits."""
    stated, expected = finding.stated.strip(), finding.expected.strip()
    if not (stated.isdigit() and expected.isdigit()):
        return None
    try:
        slipped = slip_between(Decimal(stated), 0, Decimal(expected))
    except InvalidOperation:
        return None
    return None if slipped is None else catalogue.text(f"slip.{slipped.kind.value}")


def _draft(findings: Sequence[Finding], evidence: tuple[str, ...], kind: str) -> Draft:
    first = findings[0]
    cause = Cause(
        id="",
        address=first.address,
        stated=first.stated,
        proposed=first.expected,
        why=joined(evidence),
        explains=tuple(finding.id for finding in findings),
        also=tuple(dict.fromkeys(finding.address for finding in findings[1:] if finding.address != first.address)),
        evidence=evidence,
        severity=worst(findings),
        kind=kind,
    )
    return Draft(cause, (kind, first.rule, first.fingerprint))
