"""What a cause says of its figure: the evidence in words, and what putting it right changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.diagnosis.model import Correction, Diagnosis, Evidence, EvidenceKind
from lkjip_audit.figures.model import RUPIAH, Figure
from lkjip_audit.figures.rounding import format_indonesian, format_like, round_half_up
from lkjip_audit.findings.budget import Budget
from lkjip_audit.findings.drafts import joined, listed, told
from lkjip_audit.judging.model import Outcome
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Finding
from lkjip_audit.workbook.model import Address

_MOST_PLACES = 5
_MOST_CONSEQUENTS = 4
_LEAST_SHARE = Decimal("0.01")
_BY_PLACES = (EvidenceKind.STANDS_AT, EvidenceKind.KIN_STATES, EvidenceKind.PROVED_BY)
"""Evidence that is told once for all places that give it."""


def rounds_to(outcome: Outcome, diagnosis: Diagnosis) -> bool:
    """Whether what the finding asks for is what the diagnosis proposes, at the coarser of their decimals."""
    if outcome.expected is None:
        return False
    decimals = diagnosis.stated.figure.decimals
    return round_half_up(outcome.expected, decimals) == round_half_up(diagnosis.proposed, decimals)


def proposed_of(diagnosis: Diagnosis, outcomes: Sequence[Outcome]) -> str:
    """The proposed value as the cell would print it, or as fine as it is told elsewhere (52,5 for 52)."""
    own = diagnosis.stated.figure
    for index in diagnosis.explains:
        outcome = outcomes[index]
        at_home = outcome.cell == diagnosis.node
        if at_home and outcome.expected_text and rounds_to(outcome, diagnosis):
            return outcome.expected_text
    for item in diagnosis.evidence:
        finer = item.operand.figure if item.kind is EvidenceKind.STANDS_AT and item.operand else None
        if finer is None or finer.decimals <= own.decimals or finer.multiplier != own.multiplier:
            continue
        if round_half_up(finer.value, own.decimals) == round_half_up(diagnosis.proposed, own.decimals):
            return format_like(finer.value, replace(own, decimals=finer.decimals))
    return written(diagnosis.proposed, own)


def written(value: Decimal, like: Figure) -> str:
    """``value`` as the cell of ``like`` writes its figures, with all the decimals that it has."""
    decimals = max(like.decimals, -int(value.normalize().as_tuple().exponent))
    return format_like(value, replace(like, decimals=decimals))


def amount_of(diagnosis: Diagnosis, money: frozenset[str]) -> Decimal:
    """How much money the correction changes, in rupiah; 0 for what is neither in rupiah nor of the roles ``money``."""
    stated = diagnosis.stated
    if stated.role not in money and stated.figure.unit != RUPIAH:
        return Decimal(0)
    return abs(stated.figure.value - diagnosis.proposed) * stated.unit


def sentences_of(diagnosis: Diagnosis, proposed: str, catalogue: Catalogue) -> Iterator[str]:
    """What speaks for the proposed value, how the wrong one came about, and where it stands again.

    Of a tie they say first what holds whichever it is, and then what speaks for this one, as such.
    """
    grouped: dict[EvidenceKind, list[Evidence]] = defaultdict(list)
    for item in diagnosis.evidence:
        grouped[item.kind].append(item)
    if not diagnosis.alternatives:
        yield from _evidence(diagnosis, grouped, proposed, catalogue)
        yield from _computed_from_it(diagnosis, grouped[EvidenceKind.COMPUTED_FROM_WRONG], catalogue)
        return
    count = 1 + len(diagnosis.alternatives) + diagnosis.more_alternatives
    cells = {diagnosis.node, *(item.node for item in diagnosis.alternatives)}
    yield catalogue.text("cause.tied" if len(cells) > 1 else "cause.tied_values", count=str(count))
    for item in grouped.pop(EvidenceKind.RELATIONS, ()):
        yield catalogue.text("cause.relations_tied", count=str(abs(item.count)))
    said = tuple(_evidence(diagnosis, grouped, proposed, catalogue))
    if said:
        yield _if_it_is(diagnosis, "; ".join(said), proposed, catalogue)


def _if_it_is(diagnosis: Diagnosis, said: str, proposed: str, catalogue: Catalogue) -> str:
    """``said`` of one figure of a tie: it holds only where that is the wrong one."""
    place, stated = told(diagnosis.node.address), diagnosis.stated.figure.literal.strip()
    return catalogue.text("cause.if_this", place=place, stated=stated, proposed=proposed, said=said)


def _evidence(
    diagnosis: Diagnosis, grouped: Mapping[EvidenceKind, Sequence[Evidence]], proposed: str, catalogue: Catalogue
) -> Iterator[str]:
    """Each kind of evidence in words, and where the same figure stands again."""
    for kind, items in grouped.items():
        if kind is EvidenceKind.COMPUTED_FROM_WRONG:
            continue
        if kind in _BY_PLACES:
            yield _together(kind, items, proposed, catalogue)
        elif kind is EvidenceKind.USES:
            yield _sentence(items[0], diagnosis, proposed, catalogue)
        else:
            for item in items:
                yield _sentence(item, diagnosis, proposed, catalogue)
    if diagnosis.also:
        places = listed([node.address for node in diagnosis.also], _MOST_PLACES)
        yield catalogue.text("cause.also", places=places)


def _together(kind: EvidenceKind, items: Sequence[Evidence], proposed: str, catalogue: Catalogue) -> str:
    places = [item.node.address for item in items if item.node is not None]
    count = max(len(places), *(item.count for item in items)) if kind is EvidenceKind.STANDS_AT else len(places)
    place = listed(places, _MOST_PLACES) + (f", +{count - len(places)}" if count > len(places) else "")
    first = items[0].operand
    value = "" if first is None else first.figure.literal.strip()
    return catalogue.text(f"cause.{kind.value}", place=place, value=value, proposed=proposed, count=str(count))


def _sentence(item: Evidence, diagnosis: Diagnosis, proposed: str, catalogue: Catalogue) -> str:
    if item.kind is EvidenceKind.SLIP and diagnosis.slip is not None:
        return catalogue.text(f"slip.{diagnosis.slip.kind.value}")
    place = "" if item.node is None else told(item.node.address)
    figure = None if item.operand is None else item.operand.figure
    if figure is None:
        value = ""
    elif item.kind is EvidenceKind.USES:
        value = written(figure.value, figure)
    else:
        value = figure.literal.strip()
    return catalogue.text(
        f"cause.{item.kind.value}", count=str(abs(item.count)), place=place, value=value, proposed=proposed
    )


def _computed_from_it(diagnosis: Diagnosis, items: Sequence[Evidence], catalogue: Catalogue) -> Iterator[str]:
    """The figures that findings are at and that only follow: each value once, with its places."""
    values: dict[str, list[Address]] = defaultdict(list)
    for item in items:
        if item.operand is not None:
            values[item.operand.figure.literal.strip()].append(item.operand.node.address)
    stated = diagnosis.stated.figure.literal.strip()
    for value, places in values.items():
        if value != stated:  # a figure that is only carried on is told with what changes
            place = listed(places, _MOST_PLACES)
            yield catalogue.text("cause.computed_from_wrong", value=value, place=place, stated=stated)


def changes_of(
    diagnosis: Diagnosis, proposed: str, labels: Sequence[Finding], catalogue: Catalogue, budget: Budget
) -> str:
    """What putting it right changes: those of ``labels`` that flip, money, and figures that follow."""
    changes = []
    flipped: dict[tuple[str, str], list[Address]] = defaultdict(list)
    for finding in labels:
        if finding.stated != finding.expected:
            flipped[finding.stated.lower(), finding.expected.lower()].append(finding.address)
    for (stated, expected), places in flipped.items():
        place = listed(places, _MOST_PLACES)
        changes.append(catalogue.text("cause.flips", stated=stated, expected=expected, place=place))
    amount = amount_of(diagnosis, budget.money)
    if amount:
        changes.append(_money(amount, budget.total, catalogue))
    changes.extend(_following(diagnosis.consequents, catalogue))
    if changes and diagnosis.alternatives:
        return joined([_if_it_is(diagnosis, "; ".join(changes), proposed, catalogue)])
    return joined(changes)


def _money(amount: Decimal, total: Decimal | None, catalogue: Catalogue) -> str:
    written_amount = format_indonesian(amount, 0)
    share = amount / total * 100 if total else Decimal(0)
    if share < _LEAST_SHARE:
        return catalogue.text("cause.amount", amount=written_amount)
    return catalogue.text("cause.amount_of", amount=written_amount, share=format_indonesian(share, 2))


def _following(consequents: Sequence[Correction], catalogue: Catalogue) -> Iterator[str]:
    """The figures that follow from it, each change once with its places; of many the first."""
    changes: dict[tuple[str, str], list[Address]] = defaultdict(list)
    for item in consequents:
        figure = item.operand.figure
        pair = figure.literal.strip(), written(item.proposed, figure)
        if pair[0] != pair[1]:
            changes[pair].append(item.node.address)
    told_changes = [
        catalogue.text("cause.follow", stated=stated, proposed=proposed, place=listed(places, _MOST_PLACES))
        for (stated, proposed), places in list(changes.items())[:_MOST_CONSEQUENTS]
    ]
    if len(changes) > _MOST_CONSEQUENTS:
        told_changes.append(catalogue.text("cause.more_follow", count=str(len(changes) - _MOST_CONSEQUENTS)))
    if told_changes:
        yield catalogue.text("cause.follows", changes=", ".join(told_changes))
