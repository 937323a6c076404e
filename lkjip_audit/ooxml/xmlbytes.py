"""XML as bytes: where elements stand, and changes spliced in at their offsets.

Nothing here parses a part and writes it out again; what is not changed keeps its bytes, prefixes and spacing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.safexml import feed as run
from lkjip_audit.workbook.safexml import new_parser

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.parsers import expat

SEPARATOR = " "
"""Between namespace, local name and prefix in the names that expat hands over; no name can hold it."""

_PART = "XML"
_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"(?<=\s)([^\s=<>/\"']++)(\s*=\s*)(\"[^\"]*\"|'[^']*')")
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_LONGEST_NUMBER = 15
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from ``start`` to ``end`` become ``text``; an insertion where both are the same."""

    start: int
    end: int
    text: bytes


def splice(data: bytes, edits: Sequence[Edit]) -> bytes:
    """``data`` with all ``edits`` made; insertions at one place keep the order in which they are given."""
    pieces = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            raise ValueError(f"overlapping edits at byte {edit.start}")
        pieces += [data[at : edit.start], edit.text]
        at = edit.end
    pieces.append(data[at:])
    return b"".join(pieces)


@dataclass(slots=True)
class Element:
    """An element and its place: ``start``, ``inner`` behind its tag, ``close`` before the end tag, ``end``.

    In an empty-element tag ``inner``, ``close`` and ``end`` are the same and ``empty`` is True.
    """

    uri: str
    name: str
    prefix: str
    attributes: Mapping[str, str]
    start: int
    inner: int = 0
    close: int = 0
    end: int = 0
    empty: bool = False
    children: list[Element] = field(default_factory=list)

    @property
    def q(self) -> str:
        """The prefix with its colon, ready to stand before a name; empty for the default namespace."""
        return f"{self.prefix}:" if self.prefix else ""

    def child(self, name: str) -> Element | None:
        """The first child of that local name in this element's namespace."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Element]:
        """The children of that local name in this element's namespace, in order."""
        return (child for child in self.children if child.name == name and child.uri == self.uri)

    def get(self, name: str) -> str | None:
        """The attribute of that local name, in whichever namespace; the one in none comes first."""
        if name in self.attributes:
            return self.attributes[name]
        return next((v for k, v in self.attributes.items() if k.split(SEPARATOR)[1:2] == [name]), None)


def utf8(data: bytes) -> bytes:
    """``data`` as UTF-8, which offsets need: itself nearly always; UTF-16 and the like are turned."""
    declared = _DECLARED.match(data)
    if data[:2] in _UTF16:
        encoding = "utf-16" if data[:2] in _UTF16[:2] else ("utf-16-le" if data[:1] == b"<" else "utf-16-be")
    elif declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}:
        encoding = declared[1].decode("ascii")
    else:
        return data
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise WorkbookError("corrupt", part=_PART, reason=str(error)) from error
    return _DECLARATION.sub("", text.removeprefix("\ufeff")).encode("utf-8")


def parser(start: Callable[[str, dict[str, str]], None], end: Callable[[str], None]) -> expat.XMLParserType:
    """A namespace-aware parser that takes no document type; names come as ``uri local prefix``."""
    made = new_parser(_PART, SEPARATOR)
    made.namespace_prefixes = True
    made.StartElementHandler = start
    made.EndElementHandler = end
    return made


def feed(made: expat.XMLParserType, data: bytes) -> None:
    """Run the parser over ``data``; a part that is not well-formed is a WorkbookError."""
    run(made, [data], _PART)


def split_name(name: str) -> tuple[str, str, str]:
    """``uri local prefix`` as expat gives it, into its three; absent ones are empty."""
    parts = name.split(SEPARATOR)
    if len(parts) == 1:
        return "", parts[0], ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""


def tag_end(data: bytes, start: int) -> int:
    """The offset just behind the tag that begins at ``start``."""
    found = _TAG.match(data, start)
    if not found:
        raise WorkbookError("corrupt", part=_PART, reason=f"tag at byte {start}")
    return found.end()


def outline(data: bytes, depth: int = 3) -> Element:
    """The root element with its descendants down to ``depth`` (the root is 1), each with its place."""
    stack: list[Element] = []
    roots: list[Element] = []
    level = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > depth:
            return
        at = made.CurrentByteIndex
        element = Element(*split_name(name), attributes, at)
        element.inner = tag_end(data, at)
        element.empty = data[element.inner - 2 : element.inner] == b"/>"
        (stack[-1].children if stack else roots).append(element)
        stack.append(element)

    def closed(_: str) -> None:
        nonlocal level
        level -= 1
        if level >= depth:
            return
        element = stack.pop()
        element.close = element.inner if element.empty else made.CurrentByteIndex
        element.end = element.inner if element.empty else data.index(b">", element.close) + 1

    made = parser(opened, closed)
    feed(made, data)
    return roots[0]


def set_attributes(tag: bytes, values: Mapping[str, str]) -> bytes:
    """The start tag with these attributes set: replaced where they stand, else added at the end."""
    left = dict(values)
    edits = []
    for found in _ATTRIBUTE.finditer(tag):
        name = found[1].decode("utf-8", "replace")
        if name in left:
            edits.append(Edit(found.start(3), found.end(3), b'"' + escape(left.pop(name)).encode() + b'"'))
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    added = "".join(f' {name}="{escape(value)}"' for name, value in left.items())
    edits.append(Edit(at, at, added.encode()))
    return splice(tag, edits)


def without_attributes(tag: bytes, names: Collection[str]) -> bytes:
    """The start tag without these attributes."""
    found = (item for item in _ATTRIBUTE.finditer(tag) if item[1].decode("utf-8", "replace") in names)
    return splice(tag, [Edit(item.start() - 1, item.end(), b"") for item in found])


def open_tag(data: bytes, element: Element) -> bytes:
    """The start tag of ``element`` as it stands."""
    return data[element.start : element.inner]


def append_into(data: bytes, element: Element, text: bytes, **attributes: str) -> list[Edit]:
    """The edits that put ``text`` behind the last child of ``element`` and set its attributes."""
    tag = set_attributes(open_tag(data, element), attributes) if attributes else open_tag(data, element)
    if not element.empty:
        return [Edit(element.start, element.inner, tag), Edit(element.close, element.close, text)]
    name = f"{element.q}{element.name}".encode()
    opened = tag[:-2].rstrip() + b">"
    return [Edit(element.start, element.end, opened + text + b"</" + name + b">")]


def integer(text: str | None, default: int = 0) -> int:
    """A whole number as attributes write it; ``default`` for anything else: foreign files hold all sorts."""
    return int(text) if text and len(text) <= _LONGEST_NUMBER and text.isascii() and text.isdigit() else default


def clean(text: str) -> str:
    """``text`` without what XML cannot hold: control characters and lone surrogates become U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def xstring(text: str) -> str:
    """``text`` for a place where ``_x0041_`` means a character: what looks so is kept as it looks."""
    return _CODED.sub(r"_x005F_\1", clean(text))


def escape(text: str) -> str:
    """``text`` ready to stand in an element or in a double-quoted attribute."""
    out = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return out.replace("\n", "&#10;").replace("\t", "&#9;")
