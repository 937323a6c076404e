"""Sheets of one workbook (ours, authored by openpyxl) grafted onto another, with all that hangs on them.

Only parts that openpyxl has just written are parsed here; the package they go to is added to, not rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from lkjip_audit.ooxml.book import DefinedName, add_names, add_sheets, defined_names
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.styles import Styles
from lkjip_audit.ooxml.xmlbytes import clean, escape, integer, outline
from lkjip_audit.workbook.package import Package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_M = f"{{{_MAIN}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    (b"http://schemas.openxmlformats.org/drawingml/2006/", b"http://purl.oclc.org/ooxml/drawingml/"),
)
_FONT = "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
_FONT_ORDER = _FONT.split()
_PATTERNS = {
    "table": "xl/tables/table{}.xml",
    "drawing": "xl/drawings/drawing{}.xml",
    "chart": "xl/charts/chart{}.xml",
}
Cached = Mapping[tuple[str, str], str | int | float]


def graft(draft: Draft, styles: Styles, authored: bytes, cached: Cached, *, front: bool) -> int:
    """Add the sheets of the workbook ``authored``, behind the others or in front; gives the first's place.

    ``cached`` are the values of its formulas, by sheet name and cell: nothing is left for others to compute.
    """
    source = Package.open(authored)
    looks = _Looks(styles, etree.fromstring(source.read("xl/styles.xml")))
    strings = _shared_strings(source)
    book = etree.fromstring(source.read(source.workbook_part))
    targets = {link.id: link.target for link in source.relationships(source.workbook_part)}
    tables = _Tables(draft)
    added = []
    for entry in book.iter(f"{_M}sheet"):
        name, part = entry.get("name", ""), targets[entry.get(f"{_R}id", "")]
        sheet = etree.fromstring(source.read(part))
        _restyle(sheet, looks)
        _inline(sheet, strings, {cell: value for (held, cell), value in cached.items() if held == name})
        added.append((name, _place(draft, source, part, sheet, tables)))
    first = add_sheets(draft, added, front=front)
    names = [
        DefinedName(item.get("name", ""), item.text or "", int(item.get("localSheetId", "0")) + first)
        for item in book.iter(f"{_M}definedName")
    ]
    if names:
        add_names(draft, names)
    return first


class _Tables:
    """Table ids, which a workbook has each only once."""

    def __init__(self, draft: Draft) -> None:
        self.last = 0
        for name in draft.of_type("table+xml"):
            identifier = outline(draft.read(name), 1).get("id") or "0"
            self.last = max(self.last, integer(identifier))

    def next(self) -> int:
        """An id that is free."""
        self.last += 1
        return self.last


def _place(draft: Draft, source: Package, part: str, sheet: etree._Element, tables: _Tables) -> str:
    """Add the sheet with the parts that hang on it; their relationship ids may become others."""
    name = draft.add("xl/worksheets/sheet{}.xml", b"", _SHEET_TYPE)
    identifiers = _place_links(draft, source, part, name, tables)
    for element in sheet.iter():
        if (identifier := element.get(f"{_R}id")) is not None:
            element.set(f"{_R}id", identifiers[identifier])
    draft.write(name, _bytes(draft, sheet))
    return name


def _place_links(draft: Draft, source: Package, part: str, name: str, tables: _Tables) -> dict[str, str]:
    identifiers = {}
    for link in source.relationships(part):
        root = etree.fromstring(source.read(link.target))
        if link.type == "table":
            root.set("id", str(tables.next()))
        made = draft.add(_PATTERNS[link.type], b"", source.content_type(link.target))
        below = _place_links(draft, source, link.target, made, tables)
        for element in root.iter():
            if (identifier := element.get(f"{_R}id")) in below:
                element.set(f"{_R}id", below[identifier])
        draft.write(made, _bytes(draft, root))
        identifiers[link.id] = draft.relate(name, link.type, made)
    return identifiers


def _bytes(draft: Draft, root: etree._Element) -> bytes:
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for transitional, strict in _STRICT if draft.strict else ():
        data = data.replace(transitional, strict)
    return data


class _Looks:
    """The authored workbook's style indexes as those of the workbook grafted onto."""

    def __init__(self, styles: Styles, authored: etree._Element) -> None:
        self._styles = styles
        self._formats = {item.get("numFmtId"): item.get("formatCode", "") for item in authored.iter(f"{_M}numFmt")}
        self._lists = {
            name: authored.findall(f"{_M}{name}/{_M}*") for name in ("fonts", "fills", "borders", "cellXfs", "dxfs")
        }
        self._made: dict[int, int] = {}

    def xf(self, index: int) -> int:
        """The index of a cell format that looks like the authored one of that index."""
        if index not in self._made:
            self._made[index] = self._styles.intern("cellXfs", self._format(self._lists["cellXfs"][index]))
        return self._made[index]

    def dxf(self, index: int) -> int:
        """Likewise of a differential format."""
        return self._styles.intern("dxfs", _serialise(self._lists["dxfs"][index], self._styles.q))

    def _format(self, xf: etree._Element) -> bytes:
        q, styles = self._styles.q, self._styles
        number = xf.get("numFmtId", "0")
        if number in self._formats:
            number = str(styles.number_format(self._formats[number]))
        parts = {
            attribute: styles.intern(name, _serialise(self._lists[name][int(xf.get(attribute, "0"))], q))
            for attribute, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
        }
        listed = " ".join(f'{attribute}="{index}"' for attribute, index in parts.items())
        applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
        alignment = xf.find(f"{_M}alignment")
        head = f'<{q}xf numFmtId="{number}" {listed} {styles.base_attribute}{applied}'
        if alignment is None:
            return f"{head}/>".encode()
        inner = _serialise(alignment, q).decode()
        return f'{head} applyAlignment="1">{inner}</{q}xf>'.encode()


def _serialise(element: etree._Element, q: str) -> bytes:
    """An element of the spreadsheet's namespace with the prefix that the other part uses."""
    name = q + etree.QName(element).localname
    words = "".join(f' {key}="{escape(element.get(key, ""))}"' for key in map(str, element.keys()))
    children = list(element)
    if etree.QName(element).localname == "font":  # openpyxl writes them in an order that is not the schema's
        children.sort(key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    inner = b"".join(_serialise(child, q) for child in children)
    if not inner:
        return f"<{name}{words}/>".encode()
    return f"<{name}{words}>".encode() + inner + f"</{name}>".encode()


def _restyle(sheet: etree._Element, looks: _Looks) -> None:
    for element in sheet.iter(f"{_M}c", f"{_M}row"):
        if (index := element.get("s")) is not None:
            element.set("s", str(looks.xf(int(index))))
    for element in sheet.iter(f"{_M}row"):  # a height that is only a first guess: it may grow with what is typed
        _drop(element, "customHeight")
    for element in sheet.iter(f"{_M}col"):
        if (index := element.get("style")) is not None:
            element.set("style", str(looks.xf(int(index))))
    for element in sheet.iter(f"{_M}cfRule"):
        if (index := element.get("dxfId")) is not None:
            element.set("dxfId", str(looks.dxf(int(index))))
    for element in sheet.iter(f"{_M}sheetView"):  # two selected tabs would be edited together
        _drop(element, "tabSelected")


def _drop(element: etree._Element, attribute: str) -> None:
    if element.get(attribute) is not None:
        del element.attrib[attribute]


def _shared_strings(source: Package) -> list[str]:
    if source.find("xl/sharedStrings.xml") is None:
        return []
    root = etree.fromstring(source.read("xl/sharedStrings.xml"))
    return ["".join(text.text or "" for text in item.iter(f"{_M}t")) for item in root.iter(f"{_M}si")]


def _inline(sheet: etree._Element, strings: list[str], cached: Mapping[str, str | int | float]) -> None:
    """Shared strings become inline ones; formulas get their values."""
    for cell in sheet.iter(f"{_M}c"):
        value = cell.find(f"{_M}v")
        if cell.get("t") == "s" and value is not None:
            text = strings[int(value.text or "0")]
            cell.remove(value)
            cell.set("t", "inlineStr")
            made = etree.SubElement(etree.SubElement(cell, f"{_M}is"), f"{_M}t")
            made.text = clean(text)
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif cell.find(f"{_M}f") is not None and (held := cached.get(cell.get("r", ""))) is not None:
            if value is None:
                value = etree.SubElement(cell, f"{_M}v")
            value.text = clean(str(held)) if isinstance(held, str) else repr(held)
            _drop(cell, "t")
            if isinstance(held, str):
                cell.set("t", "str")


def taken_table_names(draft: Draft) -> set[str]:
    """The names, folded, that a new table may not have: those of tables and of defined names."""
    names = {item.name.casefold() for item in defined_names(draft)}
    for part in draft.of_type("table+xml"):
        root = outline(draft.read(part), 1)
        names |= {(root.get(key) or "").casefold() for key in ("name", "displayName")}
    return names
