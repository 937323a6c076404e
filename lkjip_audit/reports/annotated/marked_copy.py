"""The annotated copy as bytes: source package in, marked package out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.ooxml import book
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.drawing import ShapeBlocks
from lkjip_audit.ooxml.graft import graft, taken_table_names
from lkjip_audit.ooxml.styles import Styles, empty_styles
from lkjip_audit.ooxml.views import open_on
from lkjip_audit.ooxml.xmlbytes import outline
from lkjip_audit.reports.annotated.kept import Kept
from lkjip_audit.reports.annotated.marking import Mark, mark_sheet
from lkjip_audit.reports.annotated.marks import marks_of
from lkjip_audit.reports.annotated.opening import kept_opening
from lkjip_audit.reports.annotated.ours import read_previous
from lkjip_audit.reports.annotated.separate import empty_workbook
from lkjip_audit.reports.annotated.sheets import author
from lkjip_audit.reports.annotated.strip import strip_own
from lkjip_audit.reports.sheets.desk import Desk, FurtherSheet
from lkjip_audit.reports.sheets.statuses import cause_keys, finding_keys
from lkjip_audit.result import AuditResult
from lkjip_audit.workbook.model import Address, Notice
from lkjip_audit.workbook.ours import KEYS
from lkjip_audit.workbook.package import Package

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def annotate_package(
    draft: Draft,
    result: AuditResult,
    catalogue: Catalogue,
    kept: Kept,
    *,
    front: bool = True,
    further: FurtherSheet | None = None,
) -> tuple[Notice, ...]:
    """Mark the cells of the package and add our sheets to it; gives what there is to say about that.

    The package opens on the first of our sheets.  Macros may count sheets: where there are any, ours stand behind.

    What an earlier run had put into the package is taken out first; ``kept`` is what a reviewer wrote.
    """
    strip_own(draft, read_previous(draft))
    part, styles = _styles(draft)
    names = _sheet_names(draft, catalogue, _keys(further))
    marks, notices = _marks(draft, result, names, catalogue)
    parts = {sheet.name: sheet.part for sheet in book.sheets(draft)}
    looks: dict[Address, str] = {}
    blocks = ShapeBlocks(draft)
    for sheet, placed in marks.items():
        before = mark_sheet(draft, parts[sheet] or "", placed, styles, blocks)
        for (row, column), index in before.items():
            looks[Address(sheet, row, column)] = _look(styles, index)
    desk = _desk(draft, result, catalogue, names, kept)
    desk.further = further
    desk.looks = looks
    _add_our_sheets(draft, styles, desk, front=front and not draft.macros)
    draft.write(part, styles.to_bytes())
    return (*notices, *_notices(draft))


def separate_package(
    result: AuditResult, catalogue: Catalogue, kept: Kept, *, further: FurtherSheet | None = None
) -> bytes:
    """A workbook of our sheets alone."""
    draft = Draft(Package.open(empty_workbook()))
    part, styles = _styles(draft)
    names = _sheet_names(draft, catalogue, _keys(further))
    desk = _desk(draft, result, catalogue, names, kept)
    desk.further = further
    desk.linked = False
    _add_our_sheets(draft, styles, desk, front=False)
    draft.write(part, styles.to_bytes())
    return draft.to_bytes()


def _desk(draft: Draft, result: AuditResult, catalogue: Catalogue, names: Mapping[str, str], kept: Kept) -> Desk:
    return Desk(
        result,
        catalogue,
        names,
        _table_names(draft, names),
        kept.statuses,
        kept.gone_findings(finding_keys(result)),
        kept.gone_causes(cause_keys(result)),
        kept.verdicts,
    )


def _add_our_sheets(draft: Draft, styles: Styles, desk: Desk, *, front: bool) -> None:
    opening = kept_opening(draft)
    first = graft(draft, styles, author(desk), desk.cached, front=front)
    open_on(draft, first)
    book.add_names(draft, [*desk.marks, *opening])


def _styles(draft: Draft) -> tuple[str, Styles]:
    """The styles part, made where there is none."""
    part = next((link.part for link in draft.linked(draft.workbook, "styles")), None)
    if part is None:
        part = draft.add_main("xl/styles{}.xml", empty_styles(strict=draft.strict), _STYLES_TYPE, "styles")
    data = draft.read(part)
    return part, Styles(data if data.strip() else empty_styles(strict=draft.strict))


def _keys(further: FurtherSheet | None) -> tuple[str, ...]:
    return KEYS if further is None else (further.key, *KEYS)


def _sheet_names(draft: Draft, catalogue: Catalogue, keys: Iterable[str]) -> dict[str, str]:
    taken = [sheet.name for sheet in book.sheets(draft)]
    names = {}
    for key in keys:
        names[key] = book.free_name(catalogue.text(f"annotated.sheet.{key}"), taken)
        taken.append(names[key])
    return names


def _table_names(draft: Draft, keys: Iterable[str]) -> dict[str, str]:
    taken = taken_table_names(draft)
    names = {}
    for key in keys:
        name, number = f"lkjip_{key}", 2
        while name.casefold() in taken:
            name, number = f"lkjip_{key}_{number}", number + 1
        names[key] = name
    return names


def _marks(
    draft: Draft, result: AuditResult, names: Mapping[str, str], catalogue: Catalogue
) -> tuple[dict[str, dict[tuple[int, int], Mark]], list[Notice]]:
    """What each cell gets, by sheet; a notice for each sheet that is not there."""
    there = {sheet.name for sheet in book.sheets(draft) if sheet.part and draft.has(sheet.part)}
    marks = marks_of(result, names["findings"], catalogue)
    missing = sorted(set(marks) & set(result.source.sheets) - there)
    return {sheet: marks[sheet] for sheet in marks if sheet in there}, [
        Notice("annotated.notice.sheet_missing", sheet=sheet, details=(("sheet", sheet),)) for sheet in missing
    ]


def _look(styles: Styles, index: int) -> str:
    """How a cell looked before: enough to put it back, even after Excel has renumbered all styles."""
    xf = styles.xf(index)
    look = {
        "s": index,
        "fill": styles.part_of(xf, "fills").decode("utf-8", "replace"),
        "font": styles.part_of(xf, "fonts").decode("utf-8", "replace"),
        "q": styles.q,
    }
    return json.dumps(look, ensure_ascii=True, separators=(",", ":"))


def _notices(draft: Draft) -> list[Notice]:
    found = []
    if any(link.kind == "origin" for link in draft.links("")):
        found.append(Notice("annotated.notice.signature"))
    protection = outline(draft.read(draft.workbook), 2).child("workbookProtection")
    if protection and protection.get("lockStructure") in {"1", "true"}:
        found.append(Notice("annotated.notice.structure"))
    return found
