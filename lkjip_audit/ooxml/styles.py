"""The styles part, appended to and never renumbered."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lkjip_audit.ooxml.xmlbytes import (
    Edit,
    append_into,
    escape,
    integer,
    outline,
    set_attributes,
    splice,
    tag_end,
)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()  # noqa: SIM905
_FIRST_CUSTOM_FORMAT = 164
_LIGHT = 0.6
"""Above this luminance text cannot be read on a light fill."""
_LISTS = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf", "dxfs": "dxf"}
_LEAST = {
    "fonts": ("<{q}font/>",),
    "fills": (
        '<{q}fill><{q}patternFill patternType="none"/></{q}fill>',
        '<{q}fill><{q}patternFill patternType="gray125"/></{q}fill>',
    ),
    "borders": ("<{q}border/>",),
    "cellXfs": ('<{q}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "dxfs": (),
}


def empty_styles(*, strict: bool) -> bytes:
    """A styles part for a workbook that has none."""
    uri = _MAIN_STRICT if strict else _MAIN
    lists = (
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<styleSheet xmlns="{uri}">{lists}</styleSheet>'.encode()


_MOST_PADDING = 1000


class Styles:
    """A styles part: what it holds, and what is to be added behind it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._root = outline(data, 3)
        self.q = self._root.q
        self._lists = {name: self._entries(name, item) for name, item in _LISTS.items()}
        self._held = {name: len(entries) for name, entries in self._lists.items()}
        self._index = {name: _first_index(entries) for name, entries in self._lists.items()}
        for name, least in _LEAST.items():
            if not self._lists[name]:
                for text in least:
                    self._append(name, text.format(q=self.q).encode())
        self._pad()
        self._formats = self._number_formats()
        self._new_formats: dict[str, int] = {}
        self._marked: dict[tuple[int, bytes], int] = {}

    def _entries(self, name: str, item: str) -> list[bytes]:
        held = self._root.child(name)
        return [self._data[e.start : e.end] for e in held.all(item)] if held else []

    def _pad(self) -> None:
        """Let formats that name an entry behind the last mean the first, as they did: what we append must not be it."""
        formats = [*self._lists["cellXfs"], *self._entries("cellStyleXfs", "xf")]
        for name in ("fonts", "fills", "borders"):
            entries = self._lists[name]
            named = max((integer(attribute(xf, _LISTS[name] + "Id")) for xf in formats), default=0)
            if named - len(entries) < _MOST_PADDING:
                entries += entries[:1] * (named + 1 - len(entries))

    def _append(self, name: str, text: bytes) -> int:
        self._lists[name].append(text)
        return self._index[name].setdefault(text, len(self._lists[name]) - 1)

    def intern(self, name: str, text: bytes) -> int:
        """The index of an entry of that list (``fonts``, ...), appended if there is none like it."""
        found = self._index[name].get(text)
        return self._append(name, text) if found is None else found

    def xf(self, index: int) -> bytes:
        """The cell format of that index; the first for an index that the list does not have."""
        formats = self._lists["cellXfs"]
        return formats[index] if 0 <= index < len(formats) else formats[0]

    def part_of(self, xf: bytes, name: str) -> bytes:
        """What a cell format names of the list ``fonts``, ``fills`` or ``borders``."""
        entries = self._lists[name]
        index = integer(attribute(xf, _LISTS[name] + "Id"))
        return entries[index] if index < len(entries) else entries[0]

    def with_parts(self, xf: bytes, *, fill: bytes | None = None, font: bytes | None = None) -> int:
        """The index of a cell format like ``xf`` but for its fill or font."""
        values: dict[str, str] = {}
        if fill is not None:
            values |= {"fillId": str(self.intern("fills", fill)), "applyFill": "1"}
        if font is not None:
            values |= {"fontId": str(self.intern("fonts", font)), "applyFont": "1"}
        return self.intern("cellXfs", _with_attributes(xf, values))

    def marked(self, base: int, fill: bytes) -> int:
        """The cell format ``base`` with another ``fill`` (an element); light text on it becomes black."""
        key = (base, fill)
        if key not in self._marked:
            xf = self.xf(base)
            self._marked[key] = self.with_parts(xf, fill=fill, font=self._darker(xf))
        return self._marked[key]

    def is_marked(self, xf: bytes, base: int, fill: bytes) -> bool:
        """Whether ``xf`` is what the cell format ``base`` became when it was marked with ``fill``."""
        former = self.xf(base)
        parts = {"fills": fill, "fonts": self._darker(former)}
        values: dict[str, str] = {}
        for name, text in parts.items():
            if text is not None and text not in self._index[name]:
                return False
            if text is not None:
                item = _LISTS[name]
                values |= {f"{item}Id": str(self._index[name][text]), f"apply{item.capitalize()}": "1"}
        return xf == _with_attributes(former, values)

    def _darker(self, xf: bytes) -> bytes | None:
        font = self.part_of(xf, "fonts")
        return _blackened(font, self.q) if is_light(font) else None

    @property
    def base_attribute(self) -> str:
        """How a new cell format names the base that all cells have; empty where the part has no bases."""
        return 'xfId="0" ' if self._root.child("cellStyleXfs") else ""

    def number_format(self, code: str) -> int:
        """The id of a number format, made if the part has none like it."""
        if code in self._formats:
            return self._formats[code]
        number = max([_FIRST_CUSTOM_FORMAT - 1, *self._formats.values()]) + 1
        self._formats[code] = self._new_formats[code] = number
        return number

    def _number_formats(self) -> dict[str, int]:
        held = self._root.child("numFmts")
        codes: dict[str, int] = {}
        for element in held.all("numFmt") if held else ():
            codes.setdefault(element.get("formatCode") or "", integer(element.get("numFmtId")))
        return codes

    def to_bytes(self) -> bytes:
        """The part with all that was added."""
        added = {name: b"".join(self._lists[name][held:]) for name, held in self._held.items()}
        counts = {name: len(entries) for name, entries in self._lists.items()}
        added["numFmts"] = "".join(
            f'<{self.q}numFmt numFmtId="{number}" formatCode="{escape(code)}"/>'
            for code, number in self._new_formats.items()
        ).encode()
        counts["numFmts"] = len(self._new_formats) + len(
            list(held.all("numFmt")) if (held := self._root.child("numFmts")) else ()
        )
        edits: list[Edit] = []
        opened: list[bytes] = []
        for name in _ORDER:
            if not added.get(name):
                continue
            element = self._root.child(name)
            if element:
                edits += append_into(self._data, element, added[name], count=str(counts[name]))
            elif self._root.empty:
                opened.append(self._list(name, counts[name], added[name]))
            else:
                at = self._place_for(name)
                edits.append(Edit(at, at, self._list(name, counts[name], added[name])))
        if opened:
            edits += append_into(self._data, self._root, b"".join(opened))
        return splice(self._data, edits)

    def _list(self, name: str, count: int, entries: bytes) -> bytes:
        tag = f"{self.q}{name}".encode()
        return b"<" + tag + f' count="{count}">'.encode() + entries + b"</" + tag + b">"

    def _place_for(self, name: str) -> int:
        rank = _ORDER.index(name)
        for child in self._root.children:
            if child.name in _ORDER and _ORDER.index(child.name) > rank:
                return child.start
        return self._root.close


def attribute(xml: bytes, name: str) -> str | None:
    """The value of an attribute in the first tag of ``xml``, as written there."""
    tag = xml[: tag_end(xml, 0)]
    found = re.search(rb"\s" + name.encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return (found[1] if found[1] is not None else found[2]).decode("utf-8", "replace") if found else None


def _with_attributes(xf: bytes, values: Mapping[str, str]) -> bytes:
    end = tag_end(xf, 0)
    return set_attributes(xf[:end], values) + xf[end:]


def _blackened(font: bytes, q: str) -> bytes:
    """The font with black for its colour."""
    colour = re.compile(rb"<(?:[A-Za-z0-9]+:)?color\b[^<>]*?(?:/>|>\s*</(?:[A-Za-z0-9]+:)?color>)")
    return colour.sub(f'<{q}color rgb="FF000000"/>'.encode(), font, count=1)


def _first_index(entries: list[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for index, entry in enumerate(entries):
        found.setdefault(entry, index)
    return found


def is_light(font: bytes) -> bool:
    """Whether a font's colour is too light to be read on a light fill (white heads on dark ground, mostly)."""
    found = re.search(rb"<(?:[A-Za-z0-9]+:)?color\b([^<>]*)>", font)
    if not found:
        return False
    words = dict(re.findall(r"(?<!\w)(\w++)\s*=\s*[\"']([^\"']*)[\"']", found[1].decode("ascii", "ignore")))
    if "rgb" in words and re.fullmatch("[0-9A-Fa-f]{6,8}", words["rgb"]):
        red, green, blue = (int(words["rgb"][-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue > _LIGHT
    if "theme" in words:  # 0 and 2 are the theme's two light colours, unless darkened
        tint = float(words["tint"]) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", words.get("tint", "")) else 0.0
        return words["theme"] in {"0", "2"} and tint > -0.4
    return words.get("indexed") in {"1", "9", "26", "34", "41", "42", "43"}
