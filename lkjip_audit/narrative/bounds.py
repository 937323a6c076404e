"""How much of a workbook's prose is read: what an input can make long is bounded, and what is left out is told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.parse import find_figures_and_years
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.workbook.model import Address, Notice

Read = tuple[tuple[Figure, ...], tuple[int, ...]]
"""The figures of a text, and the years that it names."""


class Bounds:
    """Reads the texts of one workbook, each once, until it has read as many signs and figures as anybody writes.

    Sheets of lists say the same in thousands of cells.
    """

    def __init__(self) -> None:
        self._limits = limits().prose
        self._signs = self._limits.signs_in_all
        self._figures = self._limits.figures_in_all
        self._known: dict[str, Read] = {}
        self._crowded: dict[str, list[tuple[Address, int]]] = defaultdict(list)
        self._first: dict[str, Address] = {}
        self._left_out: Counter[str] = Counter()

    def read(self, text: str, address: Address) -> Read | None:
        """The figures and years of ``text``; None where it is left out, as enough was read before it.

        A text of more figures than stand in sentences is a list: none of them is taken for a sentence's.
        """
        if self._signs <= 0 or self._figures <= 0:
            self._leave(text, address)
            return None
        self._signs -= len(text)
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = find_figures_and_years(text)
            self._figures -= len(found[0])
        if len(found[0]) > self._limits.figures_in_text:
            self._crowded[address.sheet].append((address, len(found[0])))
            return (), ()
        self._figures -= len(found[0])
        return found

    def _leave(self, text: str, address: Address) -> None:
        if len(text.split()) >= self._limits.fewest_words or any(map(str.isdigit, text)):
            self._first.setdefault(address.sheet, address)
            self._left_out[address.sheet] += 1

    def notices(self) -> Iterator[Notice]:
        """What was left out of the prose, cell by cell, and sheet by sheet."""
        own = self._limits
        for sheet, cells in self._crowded.items():
            for address, figures in cells[: own.crowded_told]:
                details = (("figures", str(figures)), ("limit", str(own.figures_in_text)))
                yield Notice("crowded_text", sheet, address.a1, details)
            if len(cells) > own.crowded_told:
                yield Notice("more_notices", sheet)
        for sheet, texts in self._left_out.items():
            bounds = (("figures", str(own.figures_in_all)), ("signs", str(own.signs_in_all)))
            yield Notice("prose_left_out", sheet, self._first[sheet].a1, (("texts", str(texts)), *bounds))
