"""Word documents made for a test, from the XML of their body."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run; a line break stays one."""
    told = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p>{told}<w:r>{lines}</w:r></w:p>"


def heading(text: str) -> str:
    """A heading of the first level."""
    return paragraph(text, '<w:outlineLvl w:val="0"/>')


def cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{paragraph(text)}</w:tc>"


def row(*texts: str) -> str:
    """A row of cells, of their texts or of what ``cell`` made."""
    return f"<w:tr>{''.join(text if text.startswith('<w:tc>') else cell(text) for text in texts)}</w:tr>"


def table(*rows: str) -> str:
    """A table of what ``row`` made."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tables(grids: Mapping[str, Sequence[Sequence[object]]]) -> str:
    """A chapter for each of the grids, which begin with their title: that as a paragraph, the rows as a table."""
    told = ""
    for name, (title, *rows) in grids.items():
        cells = [["" if item is None else str(item) for item in line] for line in rows]
        told += heading(name) + paragraph(str(title[0])) + table(*(row(*line) for line in cells))
    return told


def package(path: Path, body: str, **parts: str) -> Path:
    """A document with ``body`` at ``path``; ``parts`` are further parts by the names of their relationships."""
    spaces = f'xmlns:w="{WORD}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
    )
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", f"{relations}{main}</Relationships>")
        archive.writestr("word/_rels/document.xml.rels", f"{relations}{''.join(_links(parts))}</Relationships>")
        archive.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {spaces}>{text}</w:{name}>")
    return path


def _links(parts: Iterable[str]) -> Iterable[str]:
    for number, name in enumerate(parts, 1):
        yield f'<Relationship Id="rId{number}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
