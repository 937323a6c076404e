"""What a run writes for each workbook, and where; no file that is read is ever among it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkjip_audit.batch.companions import companions
from lkjip_audit.batch.inputs import RECAP_NAME, Gathered, Source
from lkjip_audit.errors import UsageError
from lkjip_audit.files import DOCUMENTS, marked_document_for, refuse_inputs
from lkjip_audit.reports.annotated import target_for

JOURNAL_NAME = ".lkjip-audit"


@dataclass(frozen=True, slots=True)
class Item:
    """A workbook, where its annotated copy goes and where its report as JSON; None where there is to be none."""

    source: Source
    copy: Path | None = None
    report: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The workbooks of a run in order, and the files that are about all of them.

    ``sheets_first`` puts our sheets before those of the workbook in each annotated copy; ``together`` is whether the
    workbooks are one dossier, and each figure is held to all of them; ``last_year`` is the report of the year before
    that they are compared with, and that gets nothing written.
    """

    items: tuple[Item, ...]
    recap: Path | None = None
    journal: Path | None = None
    sheets_first: bool = True
    together: bool = False
    last_year: Path | None = None


def make_plan(gathered: Gathered, *, out: Path | None, annotated: Path | None, copies: bool) -> Plan:
    """What is written for ``gathered``.

    ``out`` is the folder for everything, ``annotated`` the one copy's name; without them copies go beside their
    sources.  ``copies`` is False when nobody wants any.  Raises UsageError for what cannot be.
    """
    sources = [source for source in gathered.sources if source.missing is None]
    if annotated is not None and len(gathered.sources) > 1:
        raise UsageError("one_file_only", option="--annotated", count=len(gathered.sources))
    targets = _targets(sources, out) if annotated is None else dict.fromkeys(sources, annotated)
    reports = _reports(targets)
    items = tuple(
        Item(
            source,
            copy=targets.get(source) if copies else None,
            report=None if out is None or source.missing else reports[source],
        )
        for source in gathered.sources
    )
    home = out if out is not None else gathered.home if gathered.several and copies else None
    plan = Plan(items, home and home / RECAP_NAME, home and home / JOURNAL_NAME)
    refuse_inputs(read_for(plan), written_by(plan))
    return plan


def read_for(plan: Plan) -> Iterable[Path]:
    """The workbooks of ``plan`` and what is read beside each."""
    if plan.last_year is not None:
        yield plan.last_year
    for item in plan.items:
        if item.source.missing is None:
            yield item.source.path
            yield from companions(item.source.path)


def _targets(sources: Sequence[Source], out: Path | None) -> dict[Source, Path]:
    """``NAME.temuan.xlsx`` for each; of report.xls and report.xlsx the first keeps its suffix in the name."""
    places = {
        source: source.path if out is None else out.joinpath(*source.name.split("/"))
        for source in sources
        if source.path.name  # "." and "/" have none
    }
    usual = {source: target_for(place) for source, place in places.items()}
    times = Counter(usual.values())
    return {
        source: usual[source]
        if times[usual[source]] == 1 or place.suffix.lower() == usual[source].suffix
        else place.with_name(f"{place.name}{''.join(usual[source].suffixes[-2:])}")
        for source, place in places.items()
    }


def _reports(targets: Mapping[Source, Path]) -> dict[Source, Path]:
    """``NAME.temuan.json`` for each; of report.xlsx and report.xlsm both keep their suffix in the name."""
    usual = {source: target.with_suffix(".json") for source, target in targets.items()}
    times = Counter(usual.values())
    return {
        source: usual[source] if times[usual[source]] == 1 else target.with_name(f"{target.name}.json")
        for source, target in targets.items()
    }


def written_by(plan: Plan) -> Iterable[Path | None]:
    """Every file that a run of ``plan`` writes; its journal has a folder of its own."""
    yield plan.recap
    for item in plan.items:
        yield item.copy
        yield item.report
        if item.copy is not None and item.source.path.suffix.lower() in DOCUMENTS:
            yield marked_document_for(item.copy, item.source.path)
