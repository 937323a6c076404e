"""Where things stand in the sheets of blank forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lkjip_audit.blank.model import TOTAL, Column, Form
from lkjip_audit.workbook.model import column_letter

TITLE_ROW = 1
HEAD_ROW = 3
_YEAR = re.compile(r"\{tahun([+-]\d+)?\}")


class Places:
    """The rows and cells of ``forms`` in a workbook for the report of ``year``."""

    def __init__(self, forms: Sequence[Form], *, year: int, rows: int) -> None:
        self._forms = {form.id: form for form in forms}
        self._year = year
        self._rows = rows

    def text(self, text: str) -> str:
        """``text`` with the years in their places."""
        return _YEAR.sub(lambda found: str(self._year + int(found[1] or 0)), text)

    def head_rows(self, form: Form) -> int:
        """How many rows the header of ``form`` takes."""
        return max(len(column.header) for column in form.columns)

    def body(self, form: Form) -> range:
        """The rows to fill."""
        first = HEAD_ROW + self.head_rows(form)
        return range(first, first + (len(form.fixed) or self._rows))

    def total_row(self, form: Form) -> int:
        """The row of the totals, directly below."""
        return self.body(form).stop

    def cells(self, form: Form, row: int) -> Mapping[str, str]:
        """The cells of ``row`` by column, and those of the total row as ``column@total``."""
        letters = {column.id: column_letter(place) for place, column in enumerate(form.columns, start=1)}
        totals = {f"{name}{TOTAL}": f"{letter}${self.total_row(form)}" for name, letter in letters.items()}
        return {**{name: f"{letter}{row}" for name, letter in letters.items()}, **totals}

    def source(self, column: Column, nth: int) -> str | None:
        """The cell that the ``nth`` row (from 0) of ``column`` repeats; None when its form is not in the workbook."""
        if column.source is None:
            return None
        kind, _, name = column.source.partition(".")
        form = self._forms.get(kind)
        if form is None or nth >= len(self.body(form)):
            return None
        letter = column_letter(form.column(name) + 1)
        sheet = form.sheet.replace("'", "''")
        return f"'{sheet}'!{letter}{self.body(form)[nth]}"
