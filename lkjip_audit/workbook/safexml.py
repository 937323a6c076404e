"""XML of an unknown sender, read without ever following what it declares.

Every XML part goes through an expat parser made here: a DOCTYPE ends the reading, so there are no entities to
expand, nothing external to fetch, and nothing is kept but what a handler keeps.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Final, NoReturn
from xml.parsers import expat

from lkjip_audit.errors import WorkbookError

SPREADSHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SPREADSHEET_STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT_RELATIONSHIPS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PLAIN: Final = frozenset(
    {
        SPREADSHEET,
        SPREADSHEET_STRICT,
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/package/2006/content-types",
    }
)
MAX_DEPTH: Final = 200
MAX_TREE: Final = 32 << 20  # a tree takes many times the bytes that it is written in


def new_parser(part: str, separator: str = "}") -> expat.XMLParserType:
    """An expat parser that names elements ``namespace}local`` and refuses a DOCTYPE.

    ``part`` names the part in the error; ``separator`` is what stands between the two names.
    """
    parser = expat.ParserCreate(namespace_separator=separator, intern={})
    parser.buffer_text = True
    parser.buffer_size = 1 << 16

    def refuse(*_: object) -> NoReturn:
        raise WorkbookError("unsafe", reason="doctype", part=part)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def feed(parser: expat.XMLParserType, chunks: Iterable[bytes], part: str) -> None:
    """Run ``parser`` over ``chunks``; what is not well-formed is a WorkbookError ``corrupt``."""
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "XML"
        raise WorkbookError("corrupt", part=part, line=error.lineno, reason=reason) from error
    except (ValueError, LookupError) as error:  # an encoding that is unknown, of several bytes, or not what it says
        raise WorkbookError("corrupt", part=part, reason="encoding") from error


def _short(name: str) -> str:
    """``uri}local`` as ``local`` in the namespaces of package and spreadsheet; ``r:id`` as ``r:id``."""
    uri, separator, local = name.rpartition("}")
    if not separator or uri in _PLAIN:
        return local
    if uri in DOCUMENT_RELATIONSHIPS:
        return f"r:{local}"
    return f"{{{uri}}}{local}"


def parse_tree(chunks: Iterable[bytes], part: str) -> ET.Element:
    """The element tree of a small part.

    Names in the spreadsheet's and the package's own namespaces, strict or transitional, are given without
    namespace; relationship attributes as ``r:id``; all others as ``{uri}local``.
    """
    builder = ET.TreeBuilder()
    parser = new_parser(part)
    names: dict[str, str] = {}
    depth = 0

    def shorten(name: str) -> str:
        found = names.get(name)
        if found is None:
            found = names[name] = _short(name)
        return found

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise WorkbookError("unsafe", reason="nesting", part=part)
        builder.start(shorten(name), {shorten(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(shorten(name))

    def measured() -> Iterator[bytes]:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_TREE:
                raise WorkbookError("too_large", what="part", part=part, size=size, limit=MAX_TREE)
            yield chunk

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    feed(parser, measured(), part)
    return builder.close()


def is_true(text: str | None, *, default: bool = False) -> bool:
    """An ``xsd:boolean`` attribute; ``default`` when it is not there."""
    if text is None:
        return default
    return text.strip().lower() in {"1", "true", "on"}
