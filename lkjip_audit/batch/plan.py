"""What a run writes for each workbook, and where; no file that is read is ever among it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path

from lkjip_audit.batch.inputs import RECAP_NAME, Gathered, Source
from lkjip_audit.errors import UsageError
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

    ``sheets_first`` puts our sheets before those of the workbook in each annotated copy.
    """

    items: tuple[Item, ...]
    recap: Path | None = None
    journal: Path | None = None
    sheets_first: bool = False


def make_plan(gathered: Gathered, *, out: Path | None, annotated: Path | None, copies: bool) -> Plan:
    """What is written for ``gathered``.

    ``out`` is the folder for everything, ``annotated`` the one copy's name; without them copies go beside their
    sources.  ``copies`` is False when nobody wants any.  Raises UsageError for what cannot be.
    """
    sources = [source for source in gathered.sources if source.missing is None]
    if annotated is not None and len(gathered.sources) > 1:
        raise UsageError("one_file_only", option="--annotated", count=len(gathered.sources))
    targets = _targets(sources, out) if annotated is None else dict.fromkeys(sources, annotated)
    items = tuple(
        Item(
            source,
            copy=targets.get(source) if copies else None,
            report=None if out is None or source.missing else targets[source].with_suffix(".json"),
        )
        for source in gathered.sources
    )
    home = out if out is not None else gathered.home if gathered.several and copies else None
    plan = Plan(items, home and home / RECAP_NAME, home and home / JOURNAL_NAME)
    refuse_sources([item.source.path for item in items], _written(plan))
    return plan


def refuse_sources(files: Sequence[Path], written: Iterable[Path | None]) -> None:
    """Raise UsageError when a file that is read would be written."""
    sources = {realpath(file) for file in files}
    for path in written:
        if path is not None and realpath(path) in sources:
            raise UsageError("output_is_source", name=str(path))


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


def _written(plan: Plan) -> Iterable[Path | None]:
    yield plan.recap
    for item in plan.items:
        yield item.copy
        yield item.report
