"""How surprising it is that a figure is stated as it is, if another was meant: what an accusation must be held against.

Of two figures either of which may be the wrong one, each by itself, the likelier is the one from whose right value the
stated one comes about more probably: p(stated | right, somebody erred there), Bayes with equal chances to err.  An
explanation is worth only as much as chance cannot do: a number of two digits is a slip away from nearly every other and
that of some row above it; that one of ten digits is either happens once in millions.  Counted in tenths of a bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_audit.diagnosis.model import Evidence, EvidenceKind
from lkjip_audit.diagnosis.neighbours import Neighbours
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, printed, tenths
from lkjip_audit.figures.slips import Slip, SlipKind
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Operand

_CONFIRMING = frozenset({EvidenceKind.KIN_STATES, EvidenceKind.STANDS_AT, EvidenceKind.NEAR})


class Chances:
    """Weighs how figures may have come about; reads the network, decides nothing."""

    def __init__(self, network: Network, neighbours: Neighbours) -> None:
        self._network = network
        self._neighbours = neighbours
        self._limits = limits().chances

    def surprise(self, cell: Operand, value: Value, evidence: Sequence[Evidence], slipped: Slip | None) -> int:
        """How improbable it is that ``cell`` states what it does where ``value`` was meant.

        The likeliest way counts; that the value stands elsewhere for the same subject makes it likelier itself, but
        not where it is computed with another figure that is put right: that one was confirmed, and it with that one.
        So does that it ends in zeros as its column does (what it would lose of them is a cost of the state), or goes up
        with it from row to row.
        """
        right = printed(cell, value)
        ways = [self._by_nothing_known(cell, value, right)]
        ways.extend(way for item in evidence if (way := self._by(item, cell)) is not None)
        if slipped is not None and (way := self._by_slip(slipped, cell)) is not None:
            ways.append(way)
        if value.slips:
            ways.append(self._limits.any_slip + tenths(_all_slips(_length(cell, right))) - tenths(value.slips))
        again = any(item.kind is EvidenceKind.USES for item in evidence)
        told = 0 if again else max((digits_told(right) for item in evidence if item.kind in _CONFIRMING), default=0)
        confirmed = max(0, told * self._limits.digit - self._limits.confirmed)
        form = max(0, self._network.bands.rounder(cell, right))
        return min(ways) - confirmed - form - self._limits.order * self._network.bands.order(cell, right)

    def _by_nothing_known(self, cell: Operand, value: Value, right: Decimal) -> int:
        """A figure that no way leads to: any number as long might stand there; of many right ones any would do."""
        digits = _length(cell, right)
        if value.open == 1:
            return min(digits_told(cell.figure.value) + 1, digits) * self._limits.digit
        return max(0, digits * self._limits.digit - tenths(value.open))

    def _by(self, item: Evidence, cell: Operand) -> int | None:
        """What the way that ``item`` tells costs; nothing where it tells none."""
        own = self._limits
        match item.kind:
            case EvidenceKind.CUT | EvidenceKind.ROUNDING:
                return own.rounding
            case EvidenceKind.PADDED:
                return own.padded
            case EvidenceKind.SIGN:
                return own.sign
            case EvidenceKind.FACTOR:
                return own.factor
            case EvidenceKind.INVERTED_RATIO:
                return own.inverted
            case EvidenceKind.SUM_SKIPS | EvidenceKind.SUM_DOUBLES:
                parts = 1 if item.outcome is None else len(self._network.equations[item.outcome].operands)
                return own.sum_part + tenths(parts)
            case EvidenceKind.ROW_ABOVE | EvidenceKind.LAST_YEAR:
                return own.copied
            case EvidenceKind.OTHER_STAGE | EvidenceKind.TARGET_AS_RESULT:
                return own.copied
            case EvidenceKind.OTHER_ROW:
                return own.copied_from_afar + tenths(self._neighbours.in_column(cell))
            case EvidenceKind.OTHER_YEAR | EvidenceKind.OTHER_MEASURE:
                return own.copied_from_afar + tenths(self._neighbours.in_row(cell))
            case EvidenceKind.BLOCK_COPIED:
                rest = max(0, len(_digits(cell.figure.value)) - abs(item.count)) * own.digit
                return own.copied_from_afar + tenths(self._neighbours.in_column(cell)) + min(rest, own.digit)
        return None

    def _by_slip(self, slipped: Slip, cell: Operand) -> int | None:
        """A slip of its kind, at one of the places where the number could have slipped so."""
        own, digits = self._limits, max(2, len(_printed_digits(cell)))
        match slipped.kind:
            case SlipKind.ONE_DIGIT:
                return own.one_digit + tenths(9 * digits)
            case SlipKind.ADJACENT_TRANSPOSITION:
                return own.transposed + tenths(digits - 1)
            case SlipKind.DOUBLED_DIGIT | SlipKind.MISSING_DIGIT:
                return own.digit_more_or_less + tenths(digits)
            case SlipKind.EXTRA_DIGIT:
                return own.digit_more_or_less + tenths(10 * (digits + 1))
            case SlipKind.DISTANT_TRANSPOSITION | SlipKind.SWAPPED_GROUPS:
                return own.rare_slip + tenths(digits * (digits - 1) // 2)
            case SlipKind.BLOCK | SlipKind.TAIL:
                return own.rare_slip + len(slipped.stated_part) * own.digit
        return None


def _all_slips(digits: int) -> int:
    """How many numbers are one slip away from one of so many digits: one wrong, too many, missing, or two exchanged."""
    return 9 * digits + 10 * (digits + 1) + digits + digits * (digits - 1) // 2


def _length(cell: Operand, right: Decimal) -> int:
    return max(len(_printed_digits(cell)), len(_digits(right)))


def _printed_digits(cell: Operand) -> str:
    return f"{cell.figure.value.copy_abs():f}".replace(".", "")


def _digits(value: Decimal) -> str:
    return f"{value.copy_abs():f}".replace(".", "").lstrip("0")


def digits_told(value: Decimal) -> int:
    """How many digits a number has but for the zeros at its end."""
    return len(_digits(value).rstrip("0"))
