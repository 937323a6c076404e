"""The shared strings of a workbook, and the escapes of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lkjip_audit.workbook.safexml import feed, new_parser

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def unescape(text: str) -> str:
    """Text as a reader sees it: ``_x000D_`` is a character that XML cannot hold as it is."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATES.search(text):  # two escapes may make one character; half of one is none
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return printable(text)


def printable(text: str) -> str:
    """``text`` with a mark for what no reader sees, which may command a terminal and cannot be in XML."""
    return _UNPRINTABLE.sub("\ufffd", text)


def read_strings(chunks: Iterable[bytes], part: str) -> list[str]:
    """The strings of a shared strings part, by index: rich runs joined, phonetic runs left out."""
    parser = new_parser(part)
    strings: list[str] = []
    pieces: list[str] = []
    taken: list[str] = []
    phonetic = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal phonetic
        local = name.rpartition("}")[2]
        if local == "t":
            pieces.clear()
        elif local == "si":
            taken.clear()
        elif local == "rPh":
            phonetic = True

    def end(name: str) -> None:
        nonlocal phonetic
        local = name.rpartition("}")[2]
        if local == "t":
            if not phonetic:
                taken.append("".join(pieces))
        elif local == "si":
            strings.append(unescape("".join(taken)))
        elif local == "rPh":
            phonetic = False

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    feed(parser, chunks, part)
    return strings
