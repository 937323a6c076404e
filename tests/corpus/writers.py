"""Workbooks as one writer or another makes them."""

from __future__ import annotations

import re

from features import notes
from lxml import etree
from parts import MAIN, OFFICE, book, changed, corpus, plain, related, typed


@corpus("strict.xlsx")
def strict():
    parts = notes()
    swaps = (
        (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    )
    for name in parts:
        for transitional, other in swaps:
            parts[name] = parts[name].replace(transitional.encode(), other.encode())
    changed(parts, "xl/workbook.xml", "<workbook ", '<workbook conformance="strict" ')
    return parts


@corpus("prefixed.xlsx")
def prefixed():
    parts = notes()
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/comments1.xml", "xl/worksheets/sheet1.xml"):
        parts[name] = _prefixed(parts[name])
    return parts


def _prefixed(data):
    """The part with the main namespace under the prefix ``x``, and relationships under ``rel``."""
    old = etree.fromstring(data)
    new = etree.Element(old.tag, old.attrib, nsmap={"x": MAIN, "rel": OFFICE})
    new.extend(list(old))
    etree.cleanup_namespaces(new, keep_ns_prefixes=["x", "rel"])
    return etree.tostring(new, xml_declaration=True, encoding="UTF-8", standalone=True)


@corpus("no-styles.xlsx")
def no_styles():
    parts = book(plain)
    del parts["xl/styles.xml"]
    drop = rb"<(?:Override|Relationship) [^>]*styles[^>]*/>"
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parts[name] = re.sub(drop, b"", parts[name])
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb' s="[0-9]+"', b"", parts["xl/worksheets/sheet1.xml"])
    return parts


@corpus("styles-gone.xlsx")
def styles_gone():
    """The content types and the workbook still speak of styles that are not there."""
    parts = book(plain)
    del parts["xl/styles.xml"]
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb' s="[0-9]+"', b"", parts["xl/worksheets/sheet1.xml"])
    return parts


@corpus("implicit.xlsx")
def implicit():
    """Inline strings, rows and cells without references, an empty row, a row in an empty-element tag."""
    parts = book(plain)
    rows = (
        '<row><c t="inlineStr"><is><t>Indikator</t></is></c><c t="inlineStr"><is><t>Target</t></is></c></row>'
        '<row/><row><c t="inlineStr"><is><t>IP ASN</t></is></c><c><v>84</v></c>'
        '<c r="E3"><v>1.5</v></c><c><v>2</v></c></row>'
        '<row r="7" ht="30" customHeight="1"/><row><c><f>B3*2</f><v>168</v></c></row>'
    )
    sheet = f'<?xml version="1.0"?>\n<worksheet xmlns="{MAIN}">\n <sheetData>{rows}</sheetData>\n</worksheet>'
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return parts


@corpus("elsewhere.xlsx")
def elsewhere():
    """The workbook part has another name and place; targets are absolute or percent-encoded."""
    parts = book(plain)
    moved = {}
    for name, data in parts.items():
        new = name.replace("xl/worksheets/sheet1", "isi/lembar 1").replace("xl/workbook", "isi/buku")
        moved[new.replace("xl/_rels/workbook", "isi/_rels/buku")] = data
    changed(moved, "_rels/.rels", 'Target="xl/workbook.xml"', 'Target="/isi/buku.xml"')
    links = moved["isi/_rels/buku.xml.rels"].decode()
    links = links.replace('Target="worksheets/sheet1.xml"', 'Target="lembar%201.xml"')
    moved["isi/_rels/buku.xml.rels"] = re.sub(
        r'Target="((?:theme|styles|shared)[^"]*)"', r'Target="/xl/\1"', links
    ).encode()
    types = moved["[Content_Types].xml"].decode().replace("/xl/workbook.xml", "/isi/buku.xml")
    moved["[Content_Types].xml"] = types.replace("/xl/worksheets/sheet1.xml", "/isi/lembar%201.xml").encode()
    return moved


@corpus("utf16.xlsx")
def utf16():
    parts = notes()
    for name in ("xl/worksheets/sheet1.xml", "xl/comments1.xml"):
        text = parts[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        parts[name] = text.encode("utf-16")
    return parts


@corpus("google.xlsx")
def google():
    """As Google Sheets exports: an empty drawing on each sheet, no docProps."""
    parts = {name: data for name, data in book(plain).items() if not name.startswith("docProps")}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = re.sub(rb"<(?:Override|Relationship) [^>]*docProps[^>]*/>", b"", parts[name])
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    parts["xl/drawings/drawing1.xml"] = f'<xdr:wsDr xmlns:xdr="{drawing}"/>'.encode()
    typed(parts, "xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml")
    related(parts, "xl/worksheets/sheet1.xml", "drawing", "../drawings/drawing1.xml", "rId1")
    changed(parts, "xl/worksheets/sheet1.xml", "</worksheet>", '<drawing r:id="rId1"/></worksheet>')
    return parts


@corpus("old-libreoffice.xlsx")
def old_libreoffice():
    """As LibreOffice of old writes content types: no defaults, each relations part named by itself."""
    parts = book(plain)
    kind = "application/vnd.openxmlformats-package.relationships+xml"
    for name in [n for n in parts if n.endswith(".rels")]:
        typed(parts, name, kind)
    name = "[Content_Types].xml"
    parts[name] = re.sub(rb'<Default Extension="rels"[^>]*/>', b"", parts[name])
    return parts


@corpus("wps.xlsx")
def wps():
    """As WPS writes: its own namespace and extension list at the sheet's end, styles with one too."""
    parts = book(plain)
    own = "http://www.wps.cn/officeDocument/2017/etCustomData"
    extension = f'<extLst><ext uri="{{1}}" xmlns:etc="{own}"><etc:a/></ext></extLst>'
    changed(parts, "xl/worksheets/sheet1.xml", "</worksheet>", f"{extension}</worksheet>")
    changed(parts, "xl/styles.xml", "</styleSheet>", f"{extension}</styleSheet>")
    changed(parts, "xl/worksheets/sheet1.xml", "<worksheet ", f'<worksheet xmlns:etc="{own}" ')
    return parts


@corpus("bare.xlsx")
def bare():
    """A sheet with an empty-element ``sheetData``; a styles part with next to nothing in it."""
    parts = book(lambda made: plain(made, ["Isi", "Kosong"]))
    parts["xl/worksheets/sheet2.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
    parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}"><cellXfs count="0"/></styleSheet>'.encode()
    parts["xl/worksheets/sheet1.xml"] = re.sub(rb' s="[0-9]+"', b"", parts["xl/worksheets/sheet1.xml"])
    return parts


@corpus("emptied.xlsx")
def emptied():
    """Lists that are there and hold nothing: names, notes, the drawing of their boxes."""
    parts = book(plain)
    changed(parts, "xl/workbook.xml", "<calcPr", "\n  <definedNames/>\n  <calcPr")
    name = "xl/worksheets/sheet1.xml"
    related(parts, name, "comments", "../comments1.xml", "rId1")
    typed(parts, "xl/comments1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
    authors = "<authors><author>Staf</author></authors>"
    parts["xl/comments1.xml"] = f'<comments xmlns="{MAIN}">{authors}<commentList/></comments>'.encode()
    related(parts, name, "vmlDrawing", "../drawings/vmlDrawing1.vml", "rId2")
    kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    entry = f'<Default Extension="vml" ContentType="{kind}"/>'
    changed(parts, "[Content_Types].xml", '<Default Extension="xml"', f'{entry}<Default Extension="xml"')
    parts["xl/drawings/vmlDrawing1.vml"] = (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        b'xmlns:x="urn:schemas-microsoft-com:office:excel">\n  <o:shapelayout v:ext="edit">'
        b'<o:idmap v:ext="edit" data="7"/></o:shapelayout>\n</xml>\n'
    )
    changed(parts, name, "</worksheet>", f'<legacyDrawing xmlns:r="{OFFICE}" r:id="rId2"/></worksheet>')
    return parts
