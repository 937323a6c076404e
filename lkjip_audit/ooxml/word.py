"""Comments and highlights in a Word document, put between the bytes that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import unescape

from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.notes import AUTHOR, Note
from lkjip_audit.ooxml.xmlbytes import Edit, Element, append_into, escape, integer, outline, splice

_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_DEEPEST: Final = 200  # as deep as the reader goes
_WORD: Final = "wordprocessingml"
_OWN: Final = "w"
"""The prefix of what is put into a part whose namespace has none."""
_BEHIND_HIGHLIGHT: Final = frozenset(
    [
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
        "oMath",
        "rPrChange",
    ]
)
"""What stands behind a highlight among the properties of a run, in the order that the schema asks for."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on the paragraphs from ``first`` to ``last``, counted from 0 through the body's part.

    ``literals`` are the figures that it is about: one that stands once in them, and in one run of plain text, is
    highlighted.
    """

    first: int
    last: int
    literals: tuple[str, ...]
    note: Note


def with_remarks(draft: Draft, remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """Put ``remarks`` into the document of ``draft``; those that found their paragraphs.

    Every byte of the document that is not in a highlighted run stays, in its order.
    """
    data = draft.read(draft.workbook)
    body = outline(data, _DEEPEST).child("body")
    paragraphs = [] if body is None else list(_paragraphs(body))
    placed = tuple(remark for remark in remarks if _can_take(paragraphs[remark.first : remark.last + 1]))
    if not placed:
        return ()
    part = _comments_part(draft, paragraphs[placed[0].first])
    held = draft.read(part)
    root = outline(held, 2)
    number = 1 + max((integer(item.get("id"), -1) for item in root.children), default=-1)
    edits: list[Edit] = []
    entries = []
    for place, remark in enumerate(placed, number):
        edits += _range(paragraphs[remark.first], paragraphs[remark.last], place)
        entries.append(_entry(_Names(root), place, remark.note))
    edits += _highlights(data, paragraphs, placed)
    draft.write(draft.workbook, splice(data, edits))
    draft.write(part, splice(held, append_into(held, root, "".join(entries).encode())))
    return placed


def comments_of_others(draft: Draft) -> frozenset[tuple[str, str]]:
    """The comments that are not ours: who wrote each, and what."""
    part = next((link.part for link in draft.linked(draft.workbook, "comments") if link.part), None)
    if part is None:
        return frozenset()
    data = draft.read(part)
    comments = ((item.get("author") or "", _text(data, item)) for item in outline(data, _DEEPEST).children)
    return frozenset(item for item in comments if item[0] != AUTHOR)


def _text(data: bytes, element: Element) -> str:
    if element.name == "t":
        return data[element.inner : element.close].decode()
    return "".join(_text(data, child) for child in element.children)


def _paragraphs(element: Element) -> Iterator[Element]:
    """The elements so named in the order of the file, as the reader counts them: of whatever namespace."""
    for child in element.children:
        if child.name == "p":
            yield child
        yield from _paragraphs(child)


def _can_take(paragraphs: Sequence[Element]) -> bool:
    """An empty paragraph has no room."""
    return (
        bool(paragraphs)
        and all(_WORD in item.uri for item in paragraphs)
        and not (paragraphs[0].empty or paragraphs[-1].empty)
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """How elements are named beside ``like``: attributes need a prefix, which is declared where there is none."""

    like: Element

    @property
    def q(self) -> str:
        return self.like.q or f"{_OWN}:"

    @property
    def declared(self) -> str:
        return "" if self.like.prefix else f' xmlns:{_OWN}="{self.like.uri}"'


def _range(first: Element, last: Element, number: int) -> Iterator[Edit]:
    """The marks around the paragraphs, behind the properties of the first."""
    properties = first.child("pPr")
    begin = first.inner if properties is None else properties.end
    at, other = _Names(first), _Names(last)
    yield Edit(begin, begin, f'<{at.q}commentRangeStart{at.declared} {at.q}id="{number}"/>'.encode())
    q, declared = other.q, other.declared
    end = f'<{q}commentRangeEnd{declared} {q}id="{number}"/>'
    end += f'<{q}r{declared}><{q}commentReference {q}id="{number}"/></{q}r>'
    yield Edit(last.close, last.close, end.encode())


def _comments_part(draft: Draft, like: Element) -> str:
    """The part of the comments, made where there is none."""
    held = next((link.part for link in draft.linked(draft.workbook, "comments") if link.part), None)
    if held is not None:
        return held
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    prefix = like.prefix or _OWN
    data = f'{head}<{prefix}:comments xmlns:{prefix}="{like.uri}"></{prefix}:comments>'.encode()
    return draft.add_main("word/comments{}.xml", data, _COMMENTS_TYPE, "comments")


def _entry(names: _Names, number: int, note: Note) -> str:
    """The comment; it has no date, as the same audit gives the same bytes."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for run in note:
        for place, piece in enumerate(run.text.split("\n")):
            if place:
                lines.append([])
            if piece:
                lines[-1].append((piece, run.bold))
    q = names.q
    body = "".join(f"<{q}p>{''.join(_run(q, *piece) for piece in line)}</{q}p>" for line in lines if line)
    return f'<{q}comment{names.declared} {q}id="{number}" {q}author="{AUTHOR}" {q}initials="LA">{body}</{q}comment>'


def _run(q: str, text: str, bold: bool) -> str:
    properties = f"<{q}rPr><{q}b/></{q}rPr>" if bold else ""
    return f'<{q}r>{properties}<{q}t xml:space="preserve">{escape(text)}</{q}t></{q}r>'


def _highlights(data: bytes, paragraphs: Sequence[Element], remarks: Sequence[Remark]) -> Iterator[Edit]:
    """The runs that hold the figures of the remarks, cut so that nothing else in them is highlighted."""
    wanted: dict[int, tuple[Element, str, set[tuple[int, int]]]] = {}
    for remark in remarks:
        runs = [run for item in paragraphs[remark.first : remark.last + 1] for run in _plain_runs(data, item)]
        for literal in filter(None, remark.literals):
            whole = re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(literal)}(?!\d)(?![.,]\d)")
            found = [(run, text, match.span()) for run, text in runs for match in whole.finditer(text)]
            if len(found) == 1:
                run, text, span = found[0]
                wanted.setdefault(run.start, (run, text, set()))[2].add(span)
    for run, text, spans in wanted.values():
        yield Edit(run.start, run.end, "".join(_cut(data, run, text, sorted(spans))).encode())


def _plain_runs(data: bytes, paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The runs of a paragraph that hold one text and nothing else, with it."""
    for item in paragraph.children:
        if item.name == "r" and {child.name for child in item.children} <= {"rPr", "t"}:
            texts = list(item.all("t"))
            if len(texts) == 1 and not texts[0].children:
                yield item, unescape(data[texts[0].inner : texts[0].close].decode(), {"&quot;": '"', "&apos;": "'"})
        elif item.name in {"ins", "hyperlink", "smartTag", "sdt", "sdtContent"}:
            yield from _plain_runs(data, item)


def _cut(data: bytes, run: Element, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The run as several, those of ``spans`` highlighted."""
    properties = run.child("rPr")
    opening = data[run.start : run.inner].decode()
    plain = "" if properties is None else data[properties.start : properties.end].decode()

    def piece(words: str, look: str) -> str:
        told = f'{opening}{look}<{run.q}t xml:space="preserve">{escape(words)}</{run.q}t></{run.q}r>'
        return told if words else ""

    at = 0
    for start, end in spans:
        if start < at:
            continue
        yield piece(text[at:start], plain)
        yield piece(text[start:end], _highlighted(data, run, properties))
        at = end
    yield piece(text[at:], plain)


def _highlighted(data: bytes, run: Element, properties: Element | None) -> str:
    """The properties of a run with a highlight among them."""
    names, q = _Names(run), run.q
    mark = f'<{names.q}highlight{names.declared} {names.q}val="yellow"/>'
    if properties is None or properties.empty:
        return f"<{q}rPr>{mark}</{q}rPr>"
    kept = [child for child in properties.children if child.name != "highlight"]
    before = [child for child in kept if child.name not in _BEHIND_HIGHLIGHT]
    behind = [child for child in kept if child.name in _BEHIND_HIGHLIGHT]
    parts = ["".join(data[child.start : child.end].decode() for child in side) for side in (before, behind)]
    return f"{data[properties.start : properties.inner].decode()}{parts[0]}{mark}{parts[1]}</{q}rPr>"
