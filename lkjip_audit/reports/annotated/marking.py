"""One sheet of the source gets its fills and its notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lkjip_audit.ooxml.draft import STRICT, TRANSITIONAL, Draft
from lkjip_audit.ooxml.drawing import TYPE as DRAWING_TYPE
from lkjip_audit.ooxml.drawing import Box, ShapeBlocks, with_boxes
from lkjip_audit.ooxml.notes import TYPE as COMMENTS_TYPE
from lkjip_audit.ooxml.notes import Comments, Note, Run, empty_comments
from lkjip_audit.ooxml.scan import Place, SheetScan, scan_sheet
from lkjip_audit.ooxml.styles import Styles
from lkjip_audit.ooxml.threads import enter_person, roots, threads_part, with_replies
from lkjip_audit.ooxml.xmlbytes import Edit, set_attributes, splice
from lkjip_audit.reports.sheets.colours import fill_xml
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import column_letter


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell gets: a fill and a note.  ``short`` is the note for a thread, in plain text."""

    severity: Severity
    note: Note


def mark_sheet(
    draft: Draft, part: str, marks: Mapping[Place, Mark], styles: Styles, blocks: ShapeBlocks
) -> dict[Place, int]:
    """Put the marks on the sheet in ``part``.  Gives the style index that each of the cells had before.

    ``blocks`` are those of shape ids that the drawings of the package use.
    """
    data = draft.read(part)
    scan = scan_sheet(data, marks)
    anchors = {place: _anchor(place, scan) for place in marks}
    if any(place != anchor for place, anchor in anchors.items()):
        scan = scan_sheet(data, set(anchors.values()))
    placed = _at_anchors(marks, anchors)
    before = {anchor: scan.cells[anchor].style for anchor in placed}
    wanted = {
        anchor: styles.marked(style, fill_xml(placed[anchor].severity, styles.q)) for anchor, style in before.items()
    }
    edits = cell_edits(data, scan, wanted)
    edits += _add_notes(draft, part, placed, scan, blocks)
    draft.write(part, splice(data, edits))
    return {place: before[anchor] for place, anchor in anchors.items()}


def _anchor(place: Place, scan: SheetScan) -> Place:
    """The cell itself, or the first cell of the merged range that covers it: no other is seen."""
    for top, left, bottom, right in scan.merges:
        if top <= place[0] <= bottom and left <= place[1] <= right:
            return top, left
    return place


def _at_anchors(marks: Mapping[Place, Mark], anchors: Mapping[Place, Place]) -> dict[Place, Mark]:
    """The marks by the cell at which they are seen; several that meet there become one."""
    placed: dict[Place, Mark] = {}
    for place, mark in marks.items():
        held = placed.get(anchors[place])
        if held:
            heavier = min(held.severity, mark.severity, key=lambda s: s.rank)
            mark = Mark(heavier, (*held.note, Run("\n"), *mark.note))  # noqa: PLW2901
        placed[anchors[place]] = mark
    return placed


def cell_edits(data: bytes, scan: SheetScan, wanted: Mapping[Place, int]) -> list[Edit]:
    """The edits that give those cells those style indexes; cells and rows that are not there are made."""
    edits = []
    new: dict[int, list[tuple[int, str]]] = {}
    for (row, column), style in sorted(wanted.items()):
        spot = scan.cells[row, column]
        if spot.inner is not None:
            tag = set_attributes(data[spot.start : spot.inner], {"s": str(style)})
            edits.append(Edit(spot.start, spot.inner, tag))
        else:
            cell = f'<{scan.q}c r="{column_letter(column)}{row}" s="{style}"/>'
            new.setdefault(row, []).append((spot.start, cell))
    rows = []
    for row, cells in new.items():
        spot_row = scan.rows[row]
        if not spot_row.exists:
            text = "".join(cell for _, cell in cells)
            rows.append((spot_row.start, f'<{scan.q}row r="{row}">{text}</{scan.q}row>'))
        elif spot_row.empty:
            text = "".join(cell for _, cell in cells)
            opened = data[spot_row.start : spot_row.inner - 2].rstrip()
            edits.append(Edit(spot_row.start, spot_row.inner, opened + f">{text}</{scan.q}row>".encode()))
        else:
            edits += [Edit(at, at, cell.encode()) for at, cell in cells]
    if rows and scan.empty_data:
        opened = data[scan.empty_data[0] : scan.empty_data[1] - 2].rstrip()
        text = f">{''.join(row for _, row in rows)}</{scan.q}sheetData>"
        edits.append(Edit(*scan.empty_data, opened + text.encode()))
    else:
        edits += [Edit(at, at, row.encode()) for at, row in rows]
    return edits


def _add_notes(
    draft: Draft, part: str, marks: Mapping[Place, Mark], scan: SheetScan, blocks: ShapeBlocks
) -> list[Edit]:
    """Write the notes and their boxes to their parts; gives the edits that the sheet itself needs."""
    notes = {f"{column_letter(c)}{r}": mark.note for (r, c), mark in sorted(marks.items())}
    _reply_in_threads(draft, part, notes)
    held = next((link.part for link in draft.linked(part, "comments")), None)
    if held is None:
        held = draft.add("xl/comments{}.xml", empty_comments(strict=draft.strict), COMMENTS_TYPE)
        draft.relate(part, "comments", held)
    comments = Comments(draft.read(held))
    draft.write(held, comments.with_notes(notes))
    boxes = [
        Box(place, "".join(run.text for run in mark.note))
        for place, mark in sorted(marks.items())
        if f"{column_letter(place[1])}{place[0]}" not in comments.held
    ]
    return _add_boxes(draft, part, boxes, scan, blocks) if boxes else []


def _reply_in_threads(draft: Draft, part: str, notes: Mapping[str, Note]) -> None:
    threads = threads_part(draft, part)
    if threads is None:
        return
    data = draft.read(threads)
    firsts = roots(data)
    replies = {ref: "".join(run.text for run in note) for ref, note in notes.items() if ref in firsts}
    if replies:
        draft.write(threads, with_replies(data, replies))
        enter_person(draft)


def _add_boxes(draft: Draft, part: str, boxes: list[Box], scan: SheetScan, blocks: ShapeBlocks) -> list[Edit]:
    links = {link.id: link.part for link in draft.linked(part, "vmlDrawing")}
    held = links.get(scan.relations.get("legacyDrawing", ""))
    drawn = with_boxes(draft.read(held) if held else None, boxes, scan, blocks.taken(held))
    if held:
        draft.write(held, drawn)
        blocks.enter(held, drawn)
        return []
    made = draft.add("xl/drawings/vmlDrawing{}.vml", drawn, DRAWING_TYPE)
    blocks.enter(made, drawn)
    return [_reference(draft.read(part), scan, draft.relate(part, "vmlDrawing", made), strict=draft.strict)]


def _reference(data: bytes, scan: SheetScan, identifier: str, *, strict: bool) -> Edit:
    """``<legacyDrawing r:id="..."/>`` where the schema wants it."""
    uri = STRICT if strict else TRANSITIONAL
    root = data[scan.root[0] : scan.root[1]]
    declared = re.search(rb"xmlns:([A-Za-z0-9_]+)\s*=\s*[\"']" + re.escape(uri.encode()) + rb"[\"']", root)
    name = f"{declared[1].decode()}:id" if declared else "r:id"
    namespace = "" if declared else f' xmlns:r="{uri}"'
    element = f'<{scan.q}legacyDrawing{namespace} {name}="{identifier}"/>'.encode()
    stale = [(start, end) for found, start, end in scan.top if found == "legacyDrawing"]
    if stale:  # it leads to nothing: the drawing that it names is not there
        return Edit(*stale[0], element)
    at = scan.place_for("legacyDrawing")
    return Edit(at, at, element)
