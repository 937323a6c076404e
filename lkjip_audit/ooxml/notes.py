"""The notes of a sheet: its comments part, appended to where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from lkjip_audit.ooxml.xmlbytes import (
    Edit,
    Element,
    append_into,
    escape,
    integer,
    outline,
    splice,
    xstring,
)
from lkjip_audit.workbook.strings import unescape as as_read

AUTHOR = "lkjip-audit"
HEAD = "lkjip-audit · "
TAIL = "· lkjip-audit {id} ·"
"""How our text in a comment ends; the id of the row whose cell it is finds that again when the cell has moved."""
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_TAIL = re.compile(r"· lkjip-audit ([^\n]*?) ·\n?")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_DEPTH = 6  # comments, commentList, comment, text, r, t


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a note's text."""

    text: str
    bold: bool = False


Note = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a comment's text as it stands in the part: from ``start`` to ``end``, in ``run`` if in any."""

    text: str
    start: int
    end: int
    run: Element | None


@dataclass(frozen=True, slots=True)
class Block:
    """What of a comment's text is ours: from ``start`` to ``end``, of the row ``id``."""

    id: str
    start: int
    end: int


def our_blocks(text: str) -> Iterator[Block]:
    """What of a comment's text is ours.  A head without a tail ends the search: none stands behind it either."""
    at = 0
    while (start := text.find(HEAD, at)) >= 0 and (tail := _TAIL.search(text, start + len(HEAD))):
        at = tail.end()
        yield Block(tail[1], start, at)


def without_ours(text: str) -> str:
    """What of a comment's text is not ours."""
    left, at = "", 0
    for block in our_blocks(text):
        left, at = left + text[at : block.start], block.end
    return left + text[at:]


def empty_comments(*, strict: bool) -> bytes:
    """A comments part with none in it."""
    uri = _MAIN_STRICT if strict else _MAIN
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<comments xmlns="{uri}"><authors/><commentList/></comments>'.encode()


class Comments:
    """A comments part: the comments by cell, and the changes to be made to it."""

    def __init__(self, data: bytes) -> None:
        root = outline(data, _DEPTH)
        if root.empty:
            data = splice(data, append_into(data, root, f"<{root.q}commentList/>".encode()))
            root = outline(data, _DEPTH)
        self.data = data
        self._root = root
        self._authors = root.child("authors")
        self._list = root.child("commentList")
        self.held: dict[str, Element] = {}
        for comment in self._list.all("comment") if self._list else ():
            self.held.setdefault(comment.get("ref") or "", comment)
        names = list(self._authors.all("author")) if self._authors else []
        self.authors = [unescape(data[a.inner : a.close].decode()) for a in names]

    def author_of(self, comment: Element) -> str:
        """The author's name; empty when the part does not say."""
        number = integer(comment.get("authorId"), -1)
        return self.authors[number] if 0 <= number < len(self.authors) else ""

    def text_of(self, comment: Element) -> str:
        """The comment's text, without its looks."""
        return "".join(stretch.text for stretch in self.stretches(comment))

    def stretches(self, comment: Element) -> Iterator[Stretch]:
        """The stretches of the comment's text, in order."""
        for text in comment.all("text"):
            for element in text.children:
                runs = [element] if element.name == "r" else []
                for plain in [element] if element.name == "t" else element.all("t") if runs else ():
                    words = unescape(self.data[plain.inner : plain.close].decode("utf-8", "replace"))
                    yield Stretch(as_read(words), plain.inner, plain.close, runs[0] if runs else None)

    def with_notes(self, notes: Mapping[str, Note]) -> bytes:
        """The part with these notes: comments of ours, or runs behind the text of those that are there."""
        edits: list[Edit] = []
        added = []
        number = self._our_number()
        for reference, note in notes.items():
            comment = self.held.get(reference)
            if comment is None:
                added.append(self._comment(reference, number, note))
            else:
                edits += self._join(comment, note)
        if added:
            edits += self._with_author()
            edits += self._with_comments(b"".join(added))
        return splice(self.data, edits)

    def _our_number(self) -> int:
        return self.authors.index(AUTHOR) if AUTHOR in self.authors else len(self.authors)

    def _with_author(self) -> list[Edit]:
        q = self._root.q
        if AUTHOR in self.authors:
            return []
        entry = f"<{q}author>{AUTHOR}</{q}author>".encode()
        if self._authors:
            return append_into(self.data, self._authors, entry)
        at = self._root.inner
        return [Edit(at, at, f"<{q}authors>".encode() + entry + f"</{q}authors>".encode())]

    def _with_comments(self, entries: bytes) -> list[Edit]:
        q = self._root.q
        if self._list:
            return append_into(self.data, self._list, entries)
        at = self._authors.end if self._authors else self._root.inner
        whole = f"<{q}commentList>".encode() + entries + f"</{q}commentList>".encode()
        return [Edit(at, at, whole)]

    def _comment(self, reference: str, number: int, note: Note) -> bytes:
        q = self._root.q
        runs = _runs(note, q)
        head = f'<{q}comment ref="{reference}" authorId="{number}">'
        return f"{head}<{q}text>{runs}</{q}text></{q}comment>".encode()

    def _join(self, comment: Element, note: Note) -> list[Edit]:
        """Our runs behind the comment's own; a text without runs becomes the first of them."""
        q = self._root.q
        apart = "\n" if self.text_of(comment).strip() else ""
        runs = _runs((Run(apart), *note) if apart else note, q).encode()
        text = comment.child("text")
        if text is None:
            return append_into(self.data, comment, f"<{q}text>".encode() + runs + f"</{q}text>".encode())
        edits: list[Edit] = []
        for plain in text.all("t"):
            wrapped = self.data[plain.start : plain.end]
            edits.append(Edit(plain.start, plain.end, f"<{q}r>".encode() + wrapped + f"</{q}r>".encode()))
        last_run = max((run.end for run in [*text.all("r"), *text.all("t")]), default=None)
        if last_run is None:
            return append_into(self.data, text, runs)
        return [*edits, Edit(last_run, last_run, runs)]


def _runs(note: Iterable[Run], q: str) -> str:
    return "".join(
        f"<{q}r><{q}rPr>{f'<{q}b/>' if run.bold else ''}"
        f'<{q}sz val="9"/><{q}color indexed="81"/><{q}rFont val="Tahoma"/><{q}family val="2"/></{q}rPr>'
        f'<{q}t xml:space="preserve">{escape(xstring(run.text))}</{q}t></{q}r>'
        for run in note
    )
