"""What a sentence says: figures, each with the fact that it restates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkjip_audit.figures.model import Figure
from lkjip_audit.workbook.model import Address


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of one cell that is prose.  ``heading`` is the nearest heading above it on its sheet."""

    address: Address
    text: str
    figures: tuple[Figure, ...]
    years: tuple[int, ...] = ()
    heading: str = ""
    hidden: bool = False
    tabled: tuple[str, ...] = ()
    """The names in the tables that stand between the heading and this."""
    names: tuple[tuple[int, int], ...] = ()
    """Where the text names subjects that the tables know: words within a name tell nothing else."""

    @property
    def said(self) -> str:
        """The text with the names of subjects blanked out, so that places in it are those of the text."""
        text = self.text
        for start, end in self.names:
            text = text[:start] + " " * (end - start) + text[end:]
        return text

    def figures_between(self, start: int, end: int) -> list[int]:
        """The places of the figures that stand in the text from ``start`` to ``end``: those of a sentence."""
        spans = (figure.span for figure in self.figures)
        return [part for part, span in enumerate(spans) if start <= span[0] and span[1] <= end]


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in a sentence, tied to the fact that it restates.

    ``measure`` is the role that the words before it name (``pagu``, ``serapan``, ...); ``subject`` what it is about, by
    level like a table row's; ``year`` the year it speaks of.  ``part`` is the figure's index in the paragraph, and
    ``sentence`` where its sentence stands in the text.
    """

    address: Address
    part: int
    figure: Figure
    measure: str
    text: str
    subject: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    total: bool = False
    plain: bool = True
    """Whether the sentence names the measure outright; else the claim counts only where it fits."""
    sentence: tuple[int, int] = (0, 0)
    named: bool = True
    """Whether the sentence itself names the subject; else it was named before, or nowhere."""
    close: bool = False
    """Whether nothing but words that lead to a figure stand between the subject's name and this one."""

    @property
    def told_at(self) -> tuple[object, ...]:
        """The sentence that it stands in, and what it is about there; a total is about no subject."""
        return self.address, self.sentence, tuple(sorted(self.subject.items()))
