"""The result of a dossier taken apart: what it says of one of its files, told in that file's own places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar, cast

from lkjip_audit.result.coverage import Coverage
from lkjip_audit.result.later import Later
from lkjip_audit.result.parts import Cause, Finding, NoticeText, Source
from lkjip_audit.result.record import Record
from lkjip_audit.result.tested import RelationTold
from lkjip_audit.result.whole import AuditResult
from lkjip_audit.workbook.dossier import naming
from lkjip_audit.workbook.model import Address

T = TypeVar("T")


def part_of(result: AuditResult, source: Source, label: str, sheets: Mapping[str, str]) -> AuditResult:
    """What ``result``, on a whole dossier, says of the file ``source``, which is called ``label`` there.

    ``sheets`` gives its sheets by their names in the dossier.  A cause stays with every file that it changes or in
    which it explains something.  Numbers (F001, C01), the count of relations and what a later audit is compared by
    are those of the dossier.
    """
    apart = _Apart(sheets, f"[{label}]" if label else "")
    findings = tuple(apart.finding(item) for item in result.findings if apart.has(item.address))
    told = {item.id for item in findings}
    causes = (item for item in result.causes if told.intersection(item.explains) or apart.is_changed_by(item))
    return replace(
        result,
        source=source,
        tables=tuple(replace(item, sheet=sheets[item.sheet]) for item in result.tables if item.sheet in sheets),
        findings=findings,
        causes=tuple(apart.moved(item) for item in causes),
        coverage=apart.coverage(result.coverage),
        notices=tuple(apart.notices(result.notices)),
        unverified=apart.moved(tuple(item for item in result.unverified if apart.has(item.address))),
        tried=Later(partial(apart.tried, result.tried)),
        record=None if result.record is None else apart.record(result.record),
        view=None,
    )


@dataclass(frozen=True, slots=True)
class _Apart:
    """``own`` is how the dossier's texts begin the name of a sheet of this file."""

    sheets: Mapping[str, str]
    own: str

    def has(self, address: Address) -> bool:
        return address.sheet in self.sheets

    def moved(self, item: T) -> T:
        """``item`` with every place in this file told as the file itself has it; those in others stay."""
        if isinstance(item, str):
            return cast("T", item.replace(self.own, "") if self.own and type(item) is str else item)
        if isinstance(item, Address):
            return cast("T", item._replace(sheet=self.sheets.get(item.sheet, item.sheet)))
        if type(item) is tuple:
            return cast("T", tuple(self.moved(each) for each in cast("tuple[Any, ...]", item)))
        if is_dataclass(item) and not isinstance(item, type):
            return replace(item, **{each.name: self.moved(getattr(item, each.name)) for each in fields(item)})
        return item

    def finding(self, item: Finding) -> Finding:
        """A finding, with its live formula where that stays within this file: Excel asks before it opens others."""
        foreign = any(not self.has(other.address) for other in item.related)
        live = None if item.live is None or foreign else naming(item.live, lambda sheet: self.sheets.get(sheet, sheet))
        return replace(self.moved(item), live=live)

    def is_changed_by(self, cause: Cause) -> bool:
        return any(self.has(item.address) for item in (*cause.candidates, *cause.copies))

    def coverage(self, coverage: Coverage) -> Coverage:
        tested = tuple(self.moved(item) for item in coverage.tested if self.has(item.address))
        unchecked = tuple(self.moved(item) for item in coverage.unchecked if self.has(item.address))
        return Coverage(len(tested) + len(unchecked), tested, unchecked)

    def notices(self, notices: Sequence[NoticeText]) -> Iterator[NoticeText]:
        """The notices on this file and those on the dossier as a whole."""
        for item in notices:
            sheet = item.notice.sheet
            if sheet is None or sheet in self.sheets:
                known = None if sheet is None else self.sheets[sheet]
                yield self._named(replace(item, notice=replace(item.notice, sheet=known)))
            elif sheet == self.own:
                yield self._named(replace(item, notice=replace(item.notice, sheet=None)))

    def _named(self, item: NoticeText) -> NoticeText:
        return replace(item, message=self.moved(item.message))

    def tried(self, tried: Later[tuple[RelationTold, ...]]) -> tuple[RelationTold, ...]:
        return self.moved(tuple(item for item in tried.get() if self.has(item.first)))

    def record(self, record: Record) -> Record:
        kept: list[tuple[Any, ...]] = [
            tuple(self.moved(item) for item in items if self.has(item.address))
            for items in (record.figures, record.outcomes)
        ]
        return Record(*kept)
