"""Text as YAML takes it, on one line: what is read back is what was written, whatever it holds."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./()–-]*[A-Za-z0-9)]")
_NUMBER = re.compile(r"[\d._-]+|\d+[eE]\d+|0[xo].*")
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str) -> str:
    """``text`` plain where nothing in it could be taken for anything else, else in quotes."""
    is_plain = _PLAIN.fullmatch(text) and not _NUMBER.fullmatch(text) and text.lower() not in _NO_TEXT
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """``text`` in double quotes; what does not show, or is no part of YAML, as an escape."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable() and character != "\ufeff":
        return character
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"
