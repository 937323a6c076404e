"""What an input says, as a terminal may be given it: it moves no cursor, turns no text round and gives no orders."""

from __future__ import annotations

import re
from typing import Any, Final, TextIO

from lkjip_audit.reports.terminal import CONTROLS, MARK, without_commands

_COMMANDING: Final = re.compile(f"[{CONTROLS}]|\x1b(?!\\[[0-9;?]*[A-Za-z]|\\])")
"""What commands a terminal, and an escape that begins nothing that our own pages write."""
_ORDER: Final = re.compile(r"^(\s*)::|##\[", re.MULTILINE)
"""How a line begins that a runner of workflows takes for a command."""


def visible(text: str) -> str:
    """``text``, into which names and cells were put, with a mark for every sign that commands a terminal."""
    return _ordered(without_commands(text))


def _ordered(text: str) -> str:
    return _ORDER.sub(lambda match: "# #[" if match[1] is None else f"{match[1]}: :", text)


class Tamed:
    """A stream that lets through the colours of our own pages, and of what inputs say only what shows."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write ``text`` with marks in it; how much was given."""
        self._stream.write(_ordered(_COMMANDING.sub(MARK, text)))
        return len(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a stream has
        return getattr(self._stream, name)
