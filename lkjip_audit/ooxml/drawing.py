"""The boxes in which notes are shown: shapes in a VML drawing, appended to the sheet's own if any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lkjip_audit.errors import WorkbookError
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.scan import Place, SheetScan
from lkjip_audit.ooxml.xmlbytes import Edit, splice
from lkjip_audit.workbook.places import LAST_COLUMN

TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CLUSTER = 1024
_SHAPE_TYPE = "_x0000_t202"
_IDMAP = re.compile(rb"<o:idmap\b[^<>]*\bdata\s*=\s*[\"']([0-9,\s]*)[\"'][^<>]*>")
_SHORT_NUMBER = re.compile(rb"(?<![0-9])[0-9]{1,9}(?![0-9])")
_SHAPE_ID = re.compile(rb"_x0000_s([0-9]{1,15})(?![0-9])")
_DRAWN = re.compile(rb"<(?:[\w.-]+:)?(?:shape|rect|roundrect|oval|line|polyline|curve|arc|image|group)[\s/>]")
"""Anything that is seen, under whatever prefix a program gave it."""
_CLOSE = re.compile(rb"</(?:[A-Za-z0-9_]+:)?xml\s*>\s*\Z")
_WIDTH = 340  # of a box, in pixels
_LINE = 16
_LETTERS = 56  # that a line of a box holds
_LEAST_LINES, _MOST_LINES = 4, 34
_MOST_COLUMNS = 1000
_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
_TYPE_XML = (
    f'<v:shapetype id="{_SHAPE_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A note's box: the cell it belongs to, and its text, which sizes it."""

    place: Place
    text: str


def is_empty(drawing: bytes) -> bool:
    """Whether a drawing is one that we made, and none of its boxes is left: a source's stays, whatever it holds."""
    if _DRAWN.search(drawing):
        return False
    bare = _IDMAP.sub(lambda found: found[0].replace(found[1], b""), drawing)
    return bare.replace(_TYPE_XML.encode(), b"").strip() == _DRAWING.encode()


def clusters(drawing: bytes) -> set[int]:
    """The numbers of the blocks of shape ids that a drawing uses or claims."""
    named = (n for found in _IDMAP.findall(drawing) for n in _SHORT_NUMBER.findall(found))
    return {int(n) for n in named} | {int(n) // _CLUSTER for n in _SHAPE_ID.findall(drawing)}


class ShapeBlocks:
    """The blocks of shape ids that the drawings of a package use: read once, and kept as boxes are added."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._used: dict[str, set[int]] | None = None

    def taken(self, but: str | None) -> set[int]:
        """The blocks of all drawings but one."""
        if self._used is None:
            drawings = (name for name in self._draft.names if name.lower().endswith(".vml"))
            self._used = {name: clusters(self._draft.read(name)) for name in drawings}
        return set().union(*(used for name, used in self._used.items() if name != but))

    def enter(self, name: str, drawing: bytes) -> None:
        """The drawing of that name is there, or another, from now on."""
        if self._used is not None:
            self._used[name] = clusters(drawing)


def with_boxes(drawing: bytes | None, boxes: Sequence[Box], scan: SheetScan, taken: Iterable[int]) -> bytes:
    """The drawing with a box for each of ``boxes``; ``taken``: blocks of shape ids of other drawings."""
    data = drawing if drawing is not None else _DRAWING.encode()
    close = _CLOSE.search(data)
    if not close:
        raise WorkbookError("corrupt", part="vmlDrawing", reason="</xml>")
    numbers, used = _free_numbers(data, len(boxes), set(taken))
    shapes = "".join(_shape(number, box, scan) for number, box in zip(numbers, boxes, strict=True))
    kind = "" if f'id="{_SHAPE_TYPE}"'.encode() in data else _TYPE_XML
    edits = [Edit(close.start(), close.start(), (kind + shapes).encode()), *_namespaces(data)]
    idmap = _IDMAP.search(data)
    blocks = ",".join(str(n) for n in sorted(used))
    if idmap:
        edits.append(Edit(idmap.start(1), idmap.end(1), blocks.encode()))
    else:
        layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
        at = _root_end(data)
        edits.append(Edit(at, at, layout.encode()))
    return splice(data, edits)


def _root_end(data: bytes) -> int:
    found = re.search(rb"<(?:[A-Za-z0-9_]+:)?xml\b[^<>]*>", data)
    if not found:
        raise WorkbookError("corrupt", part="vmlDrawing", reason="<xml>")
    return found.end()


def _namespaces(data: bytes) -> list[Edit]:
    """The namespaces that our shapes need and the root does not name."""
    end = _root_end(data)
    start = data.rindex(b"<", 0, end)
    missing = [f' xmlns:{p}="{u}"' for p, u in _NAMESPACES.items() if f"xmlns:{p}=".encode() not in data[start:end]]
    return [Edit(end - 1, end - 1, "".join(missing).encode())] if missing else []


def _free_numbers(data: bytes, count: int, taken: set[int]) -> tuple[list[int], set[int]]:
    """``count`` shape numbers that are free, and all blocks that the drawing then uses."""
    tops: dict[int, int] = {}
    for number in map(int, _SHAPE_ID.findall(data)):
        tops[number // _CLUSTER] = max(number, tops.get(number // _CLUSTER, 0))
    own = clusters(data)
    numbers: list[int] = []
    for block in sorted(own):
        if len(numbers) >= count:  # a drawing may claim blocks by the million
            break
        numbers += range(tops.get(block, block * _CLUSTER) + 1, (block + 1) * _CLUSTER)
    blocks = sorted(own)
    while len(numbers) < count:
        block = max({0, *own, *taken, *blocks}) + 1
        blocks.append(block)
        numbers += range(block * _CLUSTER + 1, (block + 1) * _CLUSTER)
    return numbers[:count], set(blocks)


def _shape(number: int, box: Box, scan: SheetScan) -> str:
    row, column = box.place[0] - 1, box.place[1] - 1
    lines = sum(max(1, -(-len(line) // _LETTERS)) for line in box.text.split("\n"))
    height = _LINE * min(max(lines + 1, _LEAST_LINES), _MOST_LINES)
    left, top = column + 1, max(row - 1, 0)
    right, dx = _across(left, 15 + _WIDTH, scan)
    bottom, dy = _down(top, 10 + height, scan)
    anchor = f"{left}, 15, {top}, 10, {right}, {dx}, {bottom}, {dy}"
    return (
        f'<v:shape id="_x0000_s{number}" type="#{_SHAPE_TYPE}" '
        f"style='position:absolute;margin-left:107pt;margin-top:7pt;width:{_WIDTH * 3 // 4}pt;"
        f'height:{height * 3 // 4}pt;z-index:{number % _CLUSTER};visibility:hidden\' fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        "<v:path o:connecttype=\"none\"/><v:textbox style='mso-direction-alt:auto'>"
        "<div style='text-align:left'></div></v:textbox>"
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _across(column: int, pixels: int, scan: SheetScan) -> tuple[int, int]:
    """Where a box ends that begins at ``column`` and is so wide: the column, from 0, and the pixels in it.

    It spans no more than ``_MOST_COLUMNS``, which may all be hidden, and ends on the sheet.
    """
    last = min(column + _MOST_COLUMNS, LAST_COLUMN - 1)
    while pixels > (width := _column_pixels(column + 1, scan)) and column < last:
        pixels -= width
        column += 1
    return column, pixels


def _down(row: int, pixels: int, scan: SheetScan) -> tuple[int, int]:
    usual = scan.default_height if scan.default_height >= 1 else 15.0
    while pixels > (height := round(scan.heights.get(row + 1, usual) * 4 / 3)):
        pixels -= height
        row += 1
    return row, pixels


def _column_pixels(column: int, scan: SheetScan) -> int:
    entry = scan.columns.at(column)
    if entry is not None and entry.hidden:
        return 0
    width = scan.default_width if entry is None or entry.width is None else entry.width
    return int(width * 7) + 5
