"""Signs by which a text commands the terminal that it is shown on, or turns round what stands beside it."""

from __future__ import annotations

import re
from typing import Final

MARK: Final = "\ufffd"
CONTROLS: Final = "\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
"""Control signs (C0 but for tab, end of line and escape; C1) and marks of direction, as a class holds them."""
_COMMANDING: Final = re.compile(f"[{CONTROLS}\x1b]")


def without_commands(text: str) -> str:
    """``text`` with a mark for every sign that commands a terminal; the ends of its lines stay."""
    return _COMMANDING.sub(MARK, text)
