"""What the figures of other years and stages of the same subject tell of a figure.

A budget that is the same to the rupiah as last year's is a copy where other rows of the two columns differ, and
means nothing where they are alike (a plan before and after a change that left most of it alone).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lkjip_audit.diagnosis.bands import Band
from lkjip_audit.diagnosis.model import Evidence, EvidenceKind
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.same_measure import Kin
from lkjip_audit.scene.sameness import amount_of


class Kinship:
    """Looks up the other figures of a subject; knows which columns are alike as a rule."""

    def __init__(self, network: Network, groups: Iterable[Sequence[Kin]]) -> None:
        self._network = network
        self._group: dict[Node, Sequence[Kin]] = {}
        self._own: dict[Node, Kin] = {}
        self._pairs: dict[tuple[Band, Band], tuple[int, int]] = {}
        pairs: dict[tuple[Band, Band], list[int]] = defaultdict(lambda: [0, 0])
        for group in groups:
            for kin in group:
                self._group[kin.operand.node] = group
                self._own[kin.operand.node] = kin
                for other in group:
                    if other is not kin and _tells(other.operand):
                        counts = pairs[network.bands.of(kin.operand), network.bands.of(other.operand)]
                        counts[0] += 1
                        counts[1] += amount_of(kin.operand) == amount_of(other.operand)
        self._pairs = {pair: (counts[0], counts[1]) for pair, counts in pairs.items()}

    def copied(self, cells: Sequence[Operand], fact: int) -> Iterator[Evidence]:
        """The figures of a year before, or another stage, that ``cells`` wrongly repeat, where that is not usual.

        What is the same as a later year's is what that was copied from.
        """
        for kin, own in self._others(cells, fact):
            if own.stage == kin.stage and kin.when > own.when:
                continue
            if amount_of(kin.operand) == amount_of(cells[0]) and not self._are_alike(own, kin):
                yield Evidence(_kind(own, kin), kin.operand.node, kin.operand, count=_digits(kin.operand))

    def states(self, cells: Sequence[Operand], fact: int, value: Value) -> Iterator[Evidence]:
        """The figures of another year or stage that are what ``cells`` should say."""
        for kin, _ in self._others(cells, fact):
            if amount_of(kin.operand) == value.amount:
                yield Evidence(EvidenceKind.KIN_STATES, kin.operand.node, kin.operand, count=_digits(kin.operand))

    def confirming(self, cells: Sequence[Operand], fact: int) -> frozenset[Node]:
        """The figures of another year or stage that say what ``cells`` do now: as a rule, or in a later stage."""
        return frozenset(
            kin.operand.node
            for kin, own in self._others(cells, fact)
            if amount_of(kin.operand) == amount_of(cells[0]) and (self._are_alike(own, kin) or _repeats(kin, own))
        )

    def _others(self, cells: Sequence[Operand], fact: int) -> Iterator[tuple[Kin, Kin]]:
        """The kin of ``cells`` that state other facts, each with the cell's own place among them."""
        own = next((self._own[cell.node] for cell in cells if cell.node in self._own), None)
        if own is None:
            return
        for kin in self._group[own.operand.node]:
            node = kin.operand.node
            if self._network.cell(node) is not None and self._network.fact(node) == fact:
                continue
            if (kin.when, kin.stage) != (own.when, own.stage) and _tells(kin.operand):
                yield kin, own

    def _are_alike(self, own: Kin, kin: Kin) -> bool:
        """Whether the columns of the two, which say the same here, do so as a rule; so do two stages of one plan."""
        both, alike = self._pairs.get(
            (self._network.bands.of(own.operand), self._network.bands.of(kin.operand)), (1, 1)
        )
        both, alike = both - 1, alike - 1
        if both < limits().copies.fewest_pairs:
            return own.stage != kin.stage and own.when == kin.when
        return alike >= limits().copies.alike_share * both


def _repeats(later: Kin, own: Kin) -> bool:
    """Whether ``later`` is of the stage that the same row tells after that of ``own``: it was taken over as it was."""
    here, there = own.operand.node.address, later.operand.node.address
    return later.stage != own.stage and (here.sheet, here.row) == (there.sheet, there.row) and there > here


def _kind(own: Kin, kin: Kin) -> EvidenceKind:
    if own.when == kin.when:
        return EvidenceKind.OTHER_STAGE
    return EvidenceKind.LAST_YEAR if kin.when < own.when else EvidenceKind.OTHER_YEAR


def _tells(item: Operand) -> bool:
    return _digits(item) >= limits().copies.kin_digits


def _digits(item: Operand) -> int:
    """The digits of the figure without the zeros at its end."""
    return len(f"{abs(item.figure.value):f}".replace(".", "").strip("0"))
