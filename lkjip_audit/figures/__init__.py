"""A cell or a piece of text becomes a Figure: an exact Decimal with its precision, unit and grade.

The doors, each a module: ``cells`` (a cell), ``parse`` (a cell's text, a sentence, a range, the convention
of a column), ``interval`` and ``rounding`` (what a printed figure can stand for, and how a value is written),
``terbilang`` (numbers in words), ``slips`` (how one number came to be written for another).  Here are the
types that all of them speak.
"""

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure, Reading, ReadingKind

__all__ = ["PERCENT", "RUPIAH", "Figure", "Reading", "ReadingKind"]
