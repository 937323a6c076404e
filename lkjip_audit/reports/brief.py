"""Lines of the console that each tell one thing: where, what is stated, what it should be, what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from lkjip_audit.reports.console_details import STYLES
from lkjip_audit.reports.lines import ARROW, shortened, shortened_change
from lkjip_audit.rulepack.model import Severity

_PLACE_SHARE: Final = 0.3
"""The part of the line that a place takes at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """``reach`` is what hangs on it; ``between`` stands between ``stated`` and ``proposed`` where there are both."""

    id: str
    severity: Severity
    place: str
    stated: str
    proposed: str
    reach: str
    is_tie: bool = False
    between: str = ARROW


def print_lines(lines: Sequence[Line], console: Console) -> None:
    """Print ``lines`` as columns that fit ``console``: what is too long is shortened, never broken."""
    identity = max(cell_len(line.id) for line in lines)
    place = min(max(cell_len(line.place) for line in lines), int(console.width * _PLACE_SHARE))
    for line in lines:
        where = shortened(line.place, place, keep_end=not line.is_tie)
        room = console.width - identity - place - cell_len(line.reach) - 6
        change = shortened_change(line.stated, line.proposed, max(room, 1), line.between)
        start = (" ", (line.id.ljust(identity), STYLES[line.severity]), " ", _padded(where, place), "  ")
        text = Text.assemble(*start, _padded(change, room), "  ", (line.reach, "dim"))
        console.print(text, no_wrap=True, overflow="ellipsis", crop=True)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
