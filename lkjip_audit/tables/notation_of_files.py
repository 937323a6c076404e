"""How the numbers that are typed as text in a file mark thousands and decimals, where all that show it agree.

``53.335`` alone in its column is thousands or decimals, and a ratio of two such figures comes out either way.  Beside
``97,60`` and ``1.250.000`` all over its file it is thousands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lkjip_audit.figures.notation import Marks
from lkjip_audit.figures.parse import judge_marks
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.sheet_view import Look, look_at
from lkjip_audit.workbook.dossier import file_of
from lkjip_audit.workbook.model import Workbook

_ITEM_NUMBER = re.compile(r"\d{1,2}\.\d|\d\.\d{1,2}")
"""May number a line as well: 1.1, 2.10."""


class NotationOfFiles:
    """The notation of each file of ``workbook``, looked for where somebody asks."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._known: dict[str, Marks] = {}

    def at(self, sheet: str) -> Marks:
        """The notation of the file of ``sheet``; UNKNOWN where too few numbers show one, or not all the same."""
        file = file_of(sheet)
        if file not in self._known:
            self._known[file] = _agreed(_typed(self._workbook, file))
        return self._known[file]


def _typed(workbook: Workbook, file: str) -> Iterator[str]:
    """A sample of the texts of the file that are numbers, spread over it."""
    texts = [
        cell.value
        for sheet in workbook.sheets
        if file_of(sheet.name) == file
        for cell in sheet.cells.values()
        if isinstance(cell.value, str) and len(cell.value) <= limits().cells.longest_number
    ]
    spread = texts[:: max(1, len(texts) // limits().cells.file_marks_sample)]
    return (text for text in spread if look_at(text) is Look.NUMBER and not _ITEM_NUMBER.fullmatch(text.strip()))


def _agreed(texts: Iterable[str]) -> Marks:
    votes = Counter(marks for text in texts if (marks := judge_marks([text])) is not Marks.UNKNOWN)
    sure = len(votes) == 1 and votes.total() >= limits().cells.file_marks
    return next(iter(votes)) if sure else Marks.UNKNOWN
