"""Which rows of a list make another one, as their amounts tell whatever codes and numbering say.

Rows of several levels stand under each other: a row may be followed by the rows that it is the sum of, and these by
theirs.  A row that nothing follows up is a part by itself; a blank one is passed over, its parts count instead of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from lkjip_audit.rulepack.limits import limits

Amounts = Sequence[Decimal | None]


@dataclass(slots=True)
class Reading:
    """One list, read by its amounts; what was found of a row is kept, as the rows above ask again."""

    amounts: Amounts
    _parts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _signed: bool = field(init=False)
    """Whether some amount is below zero: parts may then be more than what they make."""

    def __post_init__(self) -> None:
        self._signed = any(amount is not None and amount < 0 for amount in self.amounts)

    def parts_between(self, start: int, end: int, total: Decimal) -> tuple[int, ...]:
        """The places from ``start`` that make ``total`` and, with their own parts, reach to just before ``end``.

        Empty where none do, or where ``total`` has too few digits to say anything.  Places that other parts are the
        sum of are left out: the list is read with as few parts as explain it.
        """
        if significant_bits(total) < limits().evidence.reading_bits or end - start > limits().evidence.reading_rows:
            return ()
        self._read(start, end)
        return self._path(start, total, end, exhaust=True)

    def few_between(self, start: int, end: int, total: Decimal) -> tuple[int, ...]:
        """A few places from ``start`` to before ``end`` that make ``total``, whatever stands between them.

        Empty where none do, or where so many sets of places can be tried that one might make it by chance.
        """
        places = [place for place in range(start, end) if 0 < (self.amounts[place] or 0) <= total]
        bits = significant_bits(total) - limits().evidence.reading_bits
        if bits < 0 or len(places) > limits().evidence.reading_rows:
            return ()
        if found := next((place for place in places if self.amounts[place] == total), None):
            return (found,)
        later = {amount: place for place in reversed(places) if (amount := self.amounts[place]) is not None}
        for few in range(1, limits().evidence.reading_few):
            if bits < (few + 1) * len(places).bit_length():
                break
            for heads in combinations(places, few):
                rest = total - sum((self.amounts[place] or Decimal(0) for place in heads), Decimal(0))
                place = later.get(rest)
                if place is not None and place > heads[-1]:
                    return (*heads, place)
        return ()

    def is_within(self, place: int, whole: int, end: int) -> bool:
        """Whether the row at ``place`` is a part of the one at ``whole`` above it, or a part of its parts."""
        amount, seen = self.amounts[whole], 0
        while amount is not None and seen < limits().evidence.reading_levels:
            parts = self.few_between(whole + 1, end, amount)
            if place in parts:
                return True
            holder = max((part for part in parts if part < place), default=None)
            if holder is None:
                return False
            whole, amount, seen = holder, self.amounts[holder], seen + 1
        return False

    def _read(self, start: int, end: int) -> None:
        """Find the parts of every row from ``start`` on, the last rows first, as those above build on them."""
        for place in reversed(range(start, min(end, start + limits().evidence.reading_rows))):
            amount = self.amounts[place]
            if place not in self._parts:
                self._parts[place] = () if amount is None else self._path(place + 1, amount, len(self.amounts))

    def _path(self, place: int, total: Decimal, end: int, *, exhaust: bool = False) -> tuple[int, ...]:
        """The places from ``place`` on that make ``total``, depth first; up to ``end`` with all when ``exhaust``."""
        stack: list[tuple[int, Decimal, tuple[int, ...]]] = [(place, total, ())]
        seen: set[tuple[int, Decimal]] = set()
        for _ in range(limits().evidence.reading_effort):
            if not stack:
                break
            at, rest, parts = stack.pop()
            if rest == 0 and parts and (at == end or not exhaust):
                return parts
            if at >= end or (at, rest) in seen:
                continue
            seen.add((at, rest))
            amount = self.amounts[at]
            if amount is None:
                stack.append((at + 1, rest, parts))
            elif exhaust or self._signed or abs(amount) <= abs(rest):
                stack.extend((behind, rest - amount, (*parts, at)) for behind in self._behind(at) if behind <= end)
        return ()

    def _behind(self, place: int) -> Iterator[int]:
        """Where the list may go on behind a part, the likeliest last: right after it, or behind parts of its own."""
        yield place + 1
        while own := self._parts.get(place, ()):
            place = own[-1]
            yield place + 1


def significant_bits(amount: Decimal) -> int:
    """What it says that an amount is met: the bits of its digits without the zeros behind."""
    return int(_significant(amount) or "0").bit_length()


def significant_digits(amount: Decimal) -> int:
    """The digits of an amount without the zeros before and behind."""
    return len(_significant(amount).lstrip("0"))


def _significant(amount: Decimal) -> str:
    return "".join(map(str, abs(amount).as_tuple().digits)).rstrip("0")
