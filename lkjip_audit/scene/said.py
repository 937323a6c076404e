"""How headers and labels say that figures are computed: a total, a mean, a difference, a share, a running total.

Words make a relation likelier, which is then named with fewer bits; whether it holds is shown by the figures alone.
"""

from __future__ import annotations

from lkjip_audit.induction import Operator
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.model import Column, Row, RowKind
from lkjip_audit.tables.row_reading import TOTAL_LABEL

Computed = frozenset[Operator]

_MEAN = WordPattern(r"(?:nilai\s+)?{mean_words}\b.*")
_WEIGHTED = WordPattern(r".*(?<!\w){weighted_words}(?!\w).*")
_GROWTH = WordPattern(r"{growth_words}\b.*")
_CHANGE = WordPattern(r"{change_words}\b.*%.*")
_CHANGED = WordPattern(r"{change_words}\b.*")
_DIFFERENCE = WordPattern(r"{difference_words}(?!\w).*")
_RUNNING = WordPattern(r".*(?<!\w){running_words}(?!\w).*")
_PERCENT = WordPattern(r".*%.*|{share_words}\b.*")
_TOTAL_OF = WordPattern(r"{total_words}\.?\s.*")
_ROWS = {
    RowKind.TOTAL: frozenset({Operator.SUM}),
    RowKind.SUBTOTAL: frozenset({Operator.SUM}),
    RowKind.MEAN: frozenset({Operator.AVERAGE}),
}
_WORDS = (
    (TOTAL_LABEL, frozenset({Operator.SUM})),
    (_WEIGHTED, frozenset({Operator.PRODUCT})),
    (_MEAN, frozenset({Operator.AVERAGE})),
    (_RUNNING, frozenset({Operator.RUNNING})),
    (_GROWTH, frozenset({Operator.GROWTH, Operator.DIFFERENCE})),
    (_CHANGE, frozenset({Operator.GROWTH, Operator.DIFFERENCE, Operator.RATIO, Operator.SHARE})),
    (_CHANGED, frozenset({Operator.GROWTH, Operator.DIFFERENCE})),
    (_DIFFERENCE, frozenset({Operator.DIFFERENCE})),
    (_PERCENT, frozenset({Operator.RATIO, Operator.SHARE})),
)


def said_of_column(column: Column) -> Computed:
    """What the header of ``column`` says that its figures are; empty where it says nothing."""
    return _said(" ".join(column.header[-1:]))


def may_be_total(column: Column) -> bool:
    """Whether the header of ``column`` begins as that of a total may: "Jumlah Rekomendasi", of all or of its kinds."""
    return _TOTAL_OF.fullmatch(_plain(" ".join(column.header[-1:]))) is not None


def said_of_row(row: Row) -> Computed:
    """What the label of ``row`` says that its figures are; empty where it says nothing."""
    return _ROWS.get(row.kind) or _said(row.label)


def _said(words: str) -> Computed:
    plain = _plain(words)
    return next((computed for pattern, computed in _WORDS if pattern.fullmatch(plain)), frozenset())


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" :.").lower()
