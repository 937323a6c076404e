"""Which columns of a table compute from which: read from the header's formulas and found in the numbers.

Fits are evidence for what a column means; they judge no figure.  Only what the roles so far make worth asking is
tried: vectors of floats say where looking is worth while, exact numbers decide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice, product
from math import isqrt
from typing import TYPE_CHECKING

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.evidence import Evidence
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.numbering import Numbered
from lkjip_audit.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from lkjip_audit.tables.vectors import Glance

# A round 100 (or 1, or 0) fits too much to say anything.
_TELL_NOTHING = frozenset({Decimal(0), Decimal(1), Decimal(100)})
_DECLARED = (
    (re.compile(r"100%?-(\d+)"), "complement", (1,)),
    (re.compile(r"(\d+)-(\d+)"), "difference", (1, 2)),
    (re.compile(r"(\d+)\+(\d+)"), "sum", (1, 2)),
    (re.compile(r"(\d+)[/:](\d+)-1(?:[x*]100%?)?"), "growth", (2, 1)),
    (re.compile(r"(\d+)[/:](\d+)(?:[x*]100%?)?"), "ratio", (2, 1)),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """``column`` equals ``relation`` of ``operands`` in the part ``share`` of the rows that have them all.

    ``rows`` of them tell something, and ``digits`` are those that would have to agree by chance in these.
    """

    column: int
    relation: str
    operands: tuple[int, ...]
    share: float
    rows: int
    digits: int = field(default=0, compare=False)

    @property
    def proved(self) -> bool:
        """Whether more digits fit than chance agrees on; that a row or two do not is then a slip."""
        return self.digits >= limits().arithmetic.proof_digits


def declared_fits(heads: Sequence[Head]) -> tuple[Fit, ...]:
    """What simple formulas of the header say: "5/4x100" is a ratio of the columns numbered 5 and 4."""
    numbered = Numbered(head.column for head in heads)
    fits = []
    for head in heads:
        formula = re.sub(r"[()]", "", head.column.formula or "")
        for pattern, relation, groups in _DECLARED:
            if match := pattern.fullmatch(formula):
                meant = [numbered.meant(match.group(group), head.column) for group in groups]
                operands = tuple(column.index for column in meant if column is not None)
                if len(operands) == len(groups):
                    fits.append(Fit(head.column.index, relation, operands, 1.0, 1))
                break
    return tuple(fits)


_SHARE = "share"
_ORDER = {relation: place for place, relation in enumerate((_SHARE, *OPERATIONS))}


@dataclass(frozen=True, slots=True)
class Ask:
    """A relation, and for each of its operands the columns that it may be."""

    relation: str
    operands: tuple[tuple[int, ...], ...]


class FitSearch:
    """Which of the columns ``wanted`` compute from others, asked as the roles of these become known.

    A sample of rows is looked at, spread over the table, and of the columns that an operand may be the
    nearest: a result stands by what it is computed from.
    """

    def __init__(self, evidence: Mapping[int, Evidence], rows: Sequence[int], wanted: Sequence[int]) -> None:
        sample = rows[:: max(1, -(-len(rows) // limits().arithmetic.rows_sample))]
        numeric = [column for column, found in evidence.items() if found.values and not found.share("order")]
        self._known: dict[Ask, tuple[Fit, ...]] = {}
        own = limits().arithmetic
        self._nearest = min(own.nearest, max(own.nearest_at_least, isqrt(own.most_tries // max(1, len(wanted)))))
        self._sample = tuple(dict.fromkeys(sample))
        self._wanted = tuple(wanted)
        self._values = {column: evidence[column].values for column in (*numeric, *wanted)}
        self._numeric = {column: place for place, column in enumerate(numeric)}
        self._glance: Glance | None = None

    def among(self, asked: Iterable[Ask]) -> tuple[Fit, ...]:
        """The fits among what is ``asked``: by column from left to right, then by operands."""
        found: dict[tuple[int, str, tuple[int, ...]], Fit] = {}
        for ask in asked:
            if ask not in self._known:
                self._known[ask] = tuple(self._search(ask))
            found.update({(fit.column, fit.relation, fit.operands): fit for fit in self._known[ask]})
        turn = {column: place for place, column in enumerate(self._wanted)}
        return tuple(sorted(found.values(), key=lambda fit: (turn[fit.column], *self._rank(fit))))

    def _rank(self, fit: Fit) -> tuple[int, ...]:
        first, second = (*(self._numeric[column] for column in fit.operands), -1)[:2]
        return (first, second, _ORDER[fit.relation])

    def _search(self, ask: Ask) -> Iterator[Fit]:
        operands = [tuple(column for column in columns if column in self._numeric) for columns in ask.operands]
        if ask.relation not in _ORDER or not all(operands) or not self._sample:
            return
        for column, *others in self._likely(ask.relation, self._tried(ask.relation, operands)):
            fit = self._decided(ask.relation, column, others)
            if fit is not None:
                yield fit

    def _likely(self, relation: str, tried: Iterator[tuple[int, ...]]) -> Iterable[tuple[int, ...]]:
        """``tried``, without what many columns seen at once show to fit nowhere.

        Of thousands of columns these are hundreds of millions: they are never held all at once.
        """
        few = list(islice(tried, limits().arithmetic.few_tries + 1))
        if len(few) <= limits().arithmetic.few_tries:
            return few
        if self._glance is None:
            from lkjip_audit.tables.vectors import Glance  # noqa: PLC0415 - numpy only for wide tables

            self._glance = Glance(self._values, self._sample)
        return self._glance.likely(relation, chain(few, tried), float(limits().arithmetic.fit_share))

    def _tried(self, relation: str, operands: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
        own = limits().arithmetic
        most = own.share_reach if relation == _SHARE else self._nearest
        for column in self._wanted:
            near = [_nearest(column, columns, most) for columns in operands]
            for others in product(*near):
                if len({column, *others}) == len(others) + 1 and not (
                    relation in ("sum", "product") and others[0] > others[1]
                ):
                    yield (column, *others)

    def _decided(self, relation: str, column: int, others: Sequence[int]) -> Fit | None:
        stated = self._values[column]
        operands = [self._values[other] for other in others]
        rows = [row for row in self._sample if row in stated and all(row in values for values in operands)]
        if relation == _SHARE:
            return _share_of_total(column, others[0], [(stated[row], operands[0][row]) for row in rows])
        first, second = operands
        triples = [(stated[row], first[row], second[row]) for row in rows if first[row] and second[row]]
        compute = OPERATIONS[relation]
        # Most pairs fit nowhere: a few rows tell.
        if not any(_close(mine, compute(a, b), relation) for mine, a, b in triples[: limits().arithmetic.rows_glance]):
            return None
        hits = [mine for mine, a, b in triples if _close(mine, compute(a, b), relation)]
        telling = [mine for mine in hits if mine not in _TELL_NOTHING]
        if telling and len(hits) >= limits().arithmetic.fit_share * len(triples):
            digits = sum(map(_digits_told, set(telling)))
            return Fit(column, relation, tuple(others), len(hits) / len(triples), len(telling), digits)
        return None


def _nearest(column: int, others: Sequence[int], most: int) -> Sequence[int]:
    """The ``most`` of ``others``, which are in order, that stand nearest to ``column``."""
    if len(others) <= most:
        return others
    middle = bisect_left(others, column)
    around = others[max(0, middle - most) : middle + most]
    return sorted(sorted(around, key=lambda other: (abs(other - column), other))[:most])


def _share_of_total(column: int, base: int, pairs: Sequence[tuple[Decimal, Decimal]]) -> Fit | None:
    details = [pair for pair in pairs if pair[0] < limits().arithmetic.whole]
    total = sum((value for _, value in details), Decimal(0))
    if total <= 0 or len(details) < 2:
        return None
    hits = [stated for stated, value in details if _close(stated, 100 * value / total, "ratio")]
    telling = [stated for stated in hits if stated not in _TELL_NOTHING]
    if len(telling) >= 2 and len(hits) >= limits().arithmetic.fit_share * len(details):
        return Fit(column, _SHARE, (base,), len(hits) / len(details), len(telling))
    return None


def _digits_told(value: Decimal) -> int:
    """The digits that a figure has to agree in to fit: all but the zeros at its end and the one that rounding gives."""
    return max(0, len("".join(map(str, value.as_tuple().digits)).strip("0")) - 1)


def _close(stated: Decimal, computed: Decimal, relation: str) -> bool:
    """Whether two values agree about as well as a printed figure can: what speaks for a role, and judges nothing."""
    own, off = limits().arithmetic, abs(stated - computed)
    if relation in ("difference", "sum", "product"):
        return off <= max(own.sum_off, own.sum_off_share * abs(computed))
    if relation == "plain_ratio":
        return off <= own.ratio_off
    largest = max(own.percent_off, own.percent_off_share * abs(computed))
    return off <= largest or abs(stated * 100 - computed) <= own.percent_off
