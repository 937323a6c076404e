"""One sheet of the source as it was before we marked it: our notes go, and the cells' own fills come back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from lkjip_audit.errors import WorkbookError
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.drawing import is_empty
from lkjip_audit.ooxml.notes import AUTHOR, Comments, our_blocks, without_ours
from lkjip_audit.ooxml.scan import Place, scan_sheet
from lkjip_audit.ooxml.styles import Styles, is_light
from lkjip_audit.ooxml.threads import PERSON, threads_part
from lkjip_audit.ooxml.xmlbytes import Edit, Element, escape, outline, splice, xstring
from lkjip_audit.reports.annotated.marking import cell_edits
from lkjip_audit.reports.sheets.colours import fill_xml, is_ours
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.places import written_place

_SHAPE = re.compile(rb"<v:shape\s")
_SHAPE_END = re.compile(rb"</v:shape\s*>\s*")
_SHAPE_ROW = re.compile(rb"<x:Row>\s*([0-9]{1,7})\s*</x:Row>")
_SHAPE_COLUMN = re.compile(rb"<x:Column>\s*([0-9]{1,7})\s*</x:Column>")


def take_notes(draft: Draft, part: str) -> dict[Place, str]:
    """Take our notes off the sheet in ``part``.  Gives the id that each ends with, by the cell that it stood at."""
    held = next((link for link in draft.linked(part, "comments")), None)
    if held is None or held.part is None:
        return {}
    _take_replies(draft, part)
    comments = Comments(draft.read(held.part))
    said: dict[Place, str] = {}
    edits: list[Edit] = []
    gone: set[Place] = set()
    for reference, comment in comments.held.items():
        text = comments.text_of(comment)
        block = next(our_blocks(text), None)
        place = written_place(reference)
        if not block or not place:
            continue
        said[place] = block.id
        author = comments.author_of(comment).strip()  # LibreOffice saves no author
        if author in {AUTHOR, ""} and not without_ours(text).strip():
            edits.append(Edit(comment.start, comment.end, b""))
            gone.add(place)
        else:
            edits += _without_block(comments, comment)
    if not edits:
        return said
    if len(gone) == len(comments.held) and set(comments.authors) <= {AUTHOR, ""}:
        draft.remove(held.part)
        draft.unrelate(part, held.id)
    else:
        draft.write(held.part, splice(comments.data, edits))
    _take_boxes(draft, part, gone)
    return said


def _without_block(comments: Comments, comment: Element) -> list[Edit]:
    """The edits that cut what is ours out of a comment's texts, with the line end before it."""
    texts = list(comments.stretches(comment))
    whole = "".join(stretch.text for stretch in texts)
    ours: set[int] = set()
    for block in our_blocks(whole):
        before = 1 if whole.endswith("\n", 0, block.start) else 0
        ours.update(range(block.start - before, block.end))
    edits = []
    at = 0
    for stretch in texts:
        left = "".join(letter for place, letter in enumerate(stretch.text, at) if place not in ours)
        at += len(stretch.text)
        if left == stretch.text:
            continue
        if left or stretch.run is None:
            edits.append(Edit(stretch.start, stretch.end, escape(xstring(left)).encode()))
        else:
            edits.append(Edit(stretch.run.start, stretch.run.end, b""))
    return edits


def _take_replies(draft: Draft, part: str) -> None:
    threads = threads_part(draft, part)
    if threads is None:
        return
    data = draft.read(threads)
    ours = [c for c in outline(data, 2).all("threadedComment") if c.get("personId") == PERSON]
    if ours:
        draft.write(threads, splice(data, [Edit(c.start, c.end, b"") for c in ours]))


def _take_boxes(draft: Draft, part: str, gone: set[Place]) -> None:
    """Take the boxes of notes that are gone; a drawing of ours that is left with none goes too."""
    data = draft.read(part)
    scan = scan_sheet(data, ())
    identifier = scan.relations.get("legacyDrawing", "")
    drawing = {link.id: link.part for link in draft.linked(part, "vmlDrawing")}.get(identifier)
    if not gone or drawing is None:
        return
    boxes = draft.read(drawing)
    ours = [edit for edit in _shapes(boxes) if _is_box(boxes[edit.start : edit.end], gone)]
    left = splice(boxes, ours)
    if not is_empty(left):
        draft.write(drawing, left)
        return
    draft.remove(drawing)
    draft.unrelate(part, identifier)
    edits = [Edit(start, end, b"") for name, start, end in scan.top if name == "legacyDrawing"]
    draft.write(part, splice(data, edits))


def _shapes(drawing: bytes) -> Iterator[Edit]:
    """The edits that take out each shape; one that is not closed ends the search."""
    at = 0
    while (start := _SHAPE.search(drawing, at)) and (end := _SHAPE_END.search(drawing, start.end())):
        at = end.end()
        yield Edit(start.start(), at, b"")


def _is_box(shape: bytes, places: set[Place]) -> bool:
    return b'"Note"' in shape and _box_place(shape) in places


def _box_place(shape: bytes) -> Place | None:
    row, column = _SHAPE_ROW.search(shape), _SHAPE_COLUMN.search(shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else None


def put_back_looks(draft: Draft, part: str, looks: Mapping[Place, str], styles: Styles) -> None:
    """Give those cells the fill (and the font, where we had blackened it) that they had before."""
    data = draft.read(part)
    scan = scan_sheet(data, looks)
    wanted = {}
    for place, look in looks.items():
        spot = scan.cells.get(place)
        if spot is None or spot.inner is None:
            continue
        index = _former(styles, spot.style, look)
        if index is not None:
            wanted[place] = index
    if wanted:
        draft.write(part, splice(data, cell_edits(data, scan, wanted)))


def _former(styles: Styles, index: int, look: str) -> int | None:
    """The style index for a cell that has ``index`` now; None when its fill is no longer ours."""
    xf = styles.xf(index)
    if not is_ours(styles.part_of(xf, "fills")):
        return None
    try:
        held = json.loads(look)
        former, fill, font, q = int(held["s"]), held["fill"].encode(), held["font"].encode(), held["q"]
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        # somebody has been at the hidden column
        return styles.with_parts(xf, fill=styles.part_of(styles.xf(0), "fills"))
    if any(styles.is_marked(xf, former, fill_xml(severity, styles.q)) for severity in Severity):
        return former
    if q != styles.q or not _sound(fill, "fill", q) or not _sound(font, "font", q):
        fill, font = styles.part_of(styles.xf(0), "fills"), b""
    blackened = font and is_light(font) and not is_light(styles.part_of(xf, "fonts"))
    return styles.with_parts(xf, fill=fill, font=font if blackened else None)


def _sound(xml: bytes, name: str, q: str) -> bool:
    """Whether ``xml`` is one element of that name: it comes from a cell, and goes into a part again."""
    declared = f' xmlns:{q[:-1]}="-"' if q else ""
    try:
        held = outline(f"<held{declared}>".encode() + xml + b"</held>", 2)
    except WorkbookError:
        return False
    return len(held.children) == 1 and held.children[0].name == name and held.children[0].q == q
