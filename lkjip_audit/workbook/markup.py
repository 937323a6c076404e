"""HTML of an unknown sender, cut into tags and text: nothing is fetched, run or remembered.

A scanner of our own because html.parser of older Pythons needs the square of the time for markup that never ends
(CVE-2025-6069).  This one goes forward only: what begins and does not end (a tag, a comment, a script) is a damaged
file, and the reading stops there.  Character references are characters; a page cannot declare others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from lkjip_audit.errors import WorkbookError

INLINE: Final = frozenset(
    {"a", "abbr", "b", "big", "code", "em", "font", "i", "img", "label", "nobr", "o:p", "s", "small", "span", "strong"}
    | {"sub", "sup", "tt", "u", "wbr"}
)
"""Elements within a line; any other one ends it."""
_UNREAD: Final = frozenset({"script", "style", "template", "noscript"})
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]*)((?:=\s*+(?:\"[^\"]*\"|'[^']*'|[^\s\"'>][^\s>]*+)?|[^>=])*+)>")
_ATTRIBUTE: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9:_-]*+)\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s\"'>][^\s>]*+)")
_OPENING: Final = re.compile(r"<(?=[a-zA-Z/!?])")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in small letters, whether it ends an element, and its attributes as written."""

    name: str
    closing: bool = False
    written: str = ""

    def attributes(self) -> Mapping[str, str]:
        """The attributes that have a value, by name in small letters; of a name given twice the first counts."""
        found: dict[str, str] = {}
        for name, value in _ATTRIBUTE.findall(self.written):
            bare = value[1:-1] if value[0] in "\"'" else value.removesuffix("/")
            found.setdefault(name.lower(), unescape(bare))
        return found


def tokens(text: str) -> Iterator[Tag | str]:
    """The tags and the pieces of text of a page, in order, without comments, scripts and styles.

    Raises WorkbookError ``corrupt`` where a tag, a comment or a script does not end.
    """
    at = 0
    while (opening := _OPENING.search(text, at)) is not None:
        start = opening.start()
        if start > at:
            yield unescape(text[at:start])
        match = _TAG.match(text, start)
        if match is None:
            at = _behind_no_tag(text, start)
            continue
        at = match.end()
        tag = Tag(match[2].lower(), bool(match[1]), match[3])
        yield tag
        if tag.name in _UNREAD and not tag.closing and not tag.written.endswith("/"):
            at = _behind(re.compile(f"</{tag.name}(?=[\\s/>])", re.IGNORECASE), text, at, tag.name)
    if at < len(text):
        yield unescape(text[at:])


def _behind_no_tag(text: str, start: int) -> int:
    """Where a comment, a declaration or an end without a name ends."""
    if text.startswith("<!--", start):
        return _behind(re.compile("-->"), text, start + 2, "!--")
    if text[start + 1] in "!?/":
        return _behind(re.compile(">"), text, start, text[start + 1])
    raise WorkbookError("corrupt", part="html", reason=f"<{text[start + 1 : start + 9]}")


def _behind(end: re.Pattern[str], text: str, start: int, name: str) -> int:
    match = end.search(text, start)
    if match is None:
        raise WorkbookError("corrupt", part="html", reason=f"<{name}")
    return match.start() if match[0].startswith("</") else match.end()
