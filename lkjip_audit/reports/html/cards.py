"""What the page shows of each cause, finding and result, put together from a result and its view."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from lkjip_audit.reports.html.marks import Mark, Picture, picture
from lkjip_audit.result import AuditResult, Cause, Finding, NoticeText, Standing, TableSummary
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.listing import place_list
from lkjip_audit.workbook.model import Address

MOST_PICTURES: Final = 400
"""A page that shows the table around more findings than these is too heavy for the computers that it is read on."""

_GRAVE: Final = frozenset({Severity.MATERIAL, Severity.SIGNIFICANT})
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding, told in each language of the page, with the excerpt around its cell."""

    told: tuple[Finding, ...]
    anchor: str
    cause: str
    picture: Picture | None

    @property
    def first(self) -> Finding:
        """In the language first shown."""
        return self.told[0]


@dataclass(frozen=True, slots=True)
class CauseCard:
    """A cause, told in each language of the page, with the findings that it explains."""

    told: tuple[Cause, ...]
    anchor: str
    explains: tuple[FindingCard, ...]
    picture: Picture | None
    elsewhere: tuple[FindingCard, ...] = ()
    """Of those the ones that stand under a cause before it."""

    @property
    def grouped(self) -> tuple[FindingCard, ...]:
        """The findings that stand under it, the gravest first."""
        here = (card for card in self.explains if card not in self.elsewhere)
        return tuple(sorted(here, key=lambda card: card.first.severity.rank))

    @property
    def first(self) -> Cause:
        """In the language first shown."""
        return self.told[0]

    @property
    def where(self) -> str:
        """All cells of which one is wrong, where it is a tie."""
        return place_list([item.address for item in self.first.candidates])


@dataclass(frozen=True, slots=True)
class Untested:
    """Cells of one sheet that could not be tested, all for one reason (told in each language)."""

    why: tuple[str, ...]
    sheet: str
    cells: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """One result, ready for the page; ``key`` begins the anchors in it."""

    key: str
    result: AuditResult
    causes: tuple[CauseCard, ...]
    findings: tuple[FindingCard, ...]
    counts: Mapping[Severity, int]
    sheets: tuple[str, ...]
    unverified: tuple[Untested, ...]
    unchecked: tuple[Untested, ...]
    notices: tuple[tuple[NoticeText, ...], ...]
    failures: tuple[tuple[NoticeText, ...], ...]
    tables: tuple[TableSummary, ...]

    @property
    def alone(self) -> tuple[FindingCard, ...]:
        """The findings that stand under no cause."""
        grouped = {card.anchor for cause in self.causes for card in cause.explains}
        return tuple(card for card in self.findings if card.anchor not in grouped)

    @property
    def grave(self) -> tuple[FindingCard, ...]:
        """Of these the material and significant ones."""
        return tuple(card for card in self.alone if card.first.severity in _GRAVE)

    @property
    def trifles(self) -> tuple[FindingCard, ...]:
        """Of these the others."""
        return tuple(card for card in self.alone if card.first.severity not in _GRAVE)

    @property
    def explained(self) -> int:
        """How many findings some cause explains."""
        return sum(card.first.cause is not None for card in self.findings)


def report_of(result: AuditResult, key: str) -> Report:
    """Everything that the page shows of ``result``."""
    told = (result,) if result.view is None else (result, *result.view.others)
    findings = tuple(_findings(result, told[1:], key))
    by_id = {card.first.id: card for card in findings}
    order = {name: number for number, name in enumerate(result.source.sheets)}
    marked = [*(cause.address for cause in result.causes), *(finding.address for finding in result.findings)]
    places = {address.sheet for address in marked if address.sheet}
    return Report(
        key=key,
        result=result,
        causes=tuple(_causes(result, told[1:], key, by_id)),
        findings=findings,
        counts=Counter(finding.severity for finding in result.findings),
        sheets=tuple(sorted(places, key=lambda name: order.get(name, len(order)))),
        unverified=_untested([[(i.address, i.why) for i in each.unverified] for each in told], order),
        unchecked=_untested([[(i.address, i.why) for i in each.coverage.unchecked] for each in told], order),
        notices=tuple(_side_by_side([each.notices for each in told])),
        failures=tuple(_side_by_side([each.failures for each in told])),
        tables=result.tables,
    )


def _findings(result: AuditResult, others: Iterable[AuditResult], key: str) -> Iterator[FindingCard]:
    """The findings with what the other languages say of the same; waivers and the like are known of the first only."""
    same = [{finding.fingerprint: finding for finding in other.findings} for other in others]
    for number, finding in enumerate(result.findings):
        told = (finding, *(known.get(finding.fingerprint, finding) for known in same))
        used = {item.address for item in finding.related}
        shown = None
        if number < MOST_PICTURES:
            own = Mark.WRONG if finding.standing in (Standing.WRONG, Standing.FOLLOWS) else Mark.UNMATCHED
            shown = _picture(result, finding.address, used, finding.stated, finding.part, own)
        yield FindingCard(told, f"{key}{finding.id}", f"{key}{finding.cause}" if finding.cause else "", shown)


def _causes(
    result: AuditResult, others: Iterable[AuditResult], key: str, findings: Mapping[str, FindingCard]
) -> Iterator[CauseCard]:
    same = [{(cause.fingerprint, cause.address): cause for cause in other.causes} for other in others]
    grouped: set[str] = set()
    for cause in result.causes:
        told = (cause, *(known.get((cause.fingerprint, cause.address), cause) for known in same))
        explains = tuple(findings[name] for name in cause.explains if name in findings)
        elsewhere = tuple(card for card in explains if card.anchor in grouped)
        grouped.update(card.anchor for card in explains)
        shown = _picture(result, cause.address, (), cause.stated, None)
        yield CauseCard(told, f"{key}{cause.id}", explains, shown, elsewhere)


def _picture(
    result: AuditResult,
    address: Address,
    used: Iterable[Address],
    stated: str,
    part: tuple[int, int] | None,
    own: Mark = Mark.WRONG,
) -> Picture | None:
    excerpt = None if result.view is None else result.view.excerpts.get(address)
    return None if excerpt is None else picture(excerpt, address, frozenset(used), stated, part, own)


def _side_by_side(told: Sequence[Sequence[Item]]) -> Iterator[tuple[Item, ...]]:
    """What each language says of the same thing; the first alone where the others do not have as many."""
    first = told[0]
    if any(len(other) != len(first) for other in told):
        told = [first] * len(told)
    return zip(*told, strict=True)


def _untested(told: Sequence[Sequence[tuple[Address, str]]], order: Mapping[str, int]) -> tuple[Untested, ...]:
    """Cells that share sheet and reason taken together, in the order of the sheets."""
    groups: dict[tuple[str, tuple[str, ...]], set[Address]] = defaultdict(set)
    for items in _side_by_side(told):
        groups[items[0][0].sheet, tuple(why for _, why in items)].add(items[0][0])
    rows = sorted(groups.items(), key=lambda item: (order.get(item[0][0], len(order)), min(item[1]), item[0][1]))
    return tuple(Untested(why, sheet, ", ".join(_areas(addresses)), len(addresses)) for (sheet, why), addresses in rows)


def _areas(addresses: Iterable[Address]) -> Iterator[str]:
    """``B3:B7, D4``: cells below one another as one range."""
    run: list[Address] = []
    for address in sorted(addresses, key=lambda item: (item.column, item.row)):
        if run and (address.column, address.row) != (run[-1].column, run[-1].row + 1):
            yield _area(run)
            run = []
        run.append(address)
    if run:
        yield _area(run)


def _area(run: Sequence[Address]) -> str:
    return run[0].to(run[-1])
