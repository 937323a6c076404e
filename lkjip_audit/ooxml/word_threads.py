"""The comments of a Word document with what was answered to each, and whether each was resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.ooxml.xmlbytes import Element, outline

_DEEPEST: Final = 200  # as deep as the reader goes
_TRUE: Final = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who wrote it, when (as Word writes it), and what, a line for each paragraph."""

    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment that answers no other, with its answers in their order, and whether it is resolved."""

    first: Comment
    answers: tuple[Comment, ...] = ()
    done: bool = False


def threads_in(draft: Draft) -> tuple[Thread, ...]:
    """The comments of the document, in the order of their part.

    Word tells in a further part which are resolved and which are answers; a document without it has neither.
    """
    comments = list(_comments(draft))
    of_paragraph = {identity: at for at, (_, identities) in enumerate(comments) for identity in identities}
    above: dict[int, int] = {}
    done: set[int] = set()
    for told in _told(draft, "commentsExtended"):
        at = of_paragraph.get(told.get("paraId") or "")
        if at is None:
            continue
        parent = of_paragraph.get(told.get("paraIdParent") or "")
        if parent is not None and parent != at:
            above[at] = parent
        if (told.get("done") or "") in _TRUE:
            done.add(at)
    return tuple(
        Thread(comment, tuple(comments[other][0] for other in sorted(above) if above[other] == at), at in done)
        for at, (comment, _) in enumerate(comments)
        if at not in above
    )


def _comments(draft: Draft) -> Iterator[tuple[Comment, frozenset[str]]]:
    """Each comment with the ids of its paragraphs, by which the further part names it."""
    for part in _parts(draft, "comments"):
        data = draft.read(part)
        for item in outline(data, _DEEPEST).children:
            paragraphs = list(_named(item, "p"))
            lines = ("".join(_text(data, text) for text in _named(each, "t")) for each in paragraphs)
            identities = frozenset(filter(None, (each.get("paraId") for each in paragraphs)))
            yield Comment(item.get("author") or "", item.get("date") or "", "\n".join(lines)), identities


def _told(draft: Draft, kind: str) -> Iterator[Element]:
    for part in _parts(draft, kind):
        yield from outline(draft.read(part), 2).children


def _parts(draft: Draft, kind: str) -> Iterator[str]:
    """The parts linked as ``kind``."""
    return (link.part for link in draft.linked(draft.workbook, kind) if link.part)


def _text(data: bytes, element: Element) -> str:
    return unescape(data[element.inner : element.close].decode("utf-8", "replace"))


def _named(element: Element, name: str) -> Iterator[Element]:
    for child in element.children:
        if child.name == name:
            yield child
        else:
            yield from _named(child, name)
