"""Which of several answers that cost the same is the likelier: by what speaks for each of its corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lkjip_audit.diagnosis.explain import Explainer
from lkjip_audit.diagnosis.kinship import Kinship
from lkjip_audit.diagnosis.lineage import Member, Origin
from lkjip_audit.diagnosis.model import Evidence, EvidenceKind
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, printed
from lkjip_audit.diagnosis.state import Moves, State
from lkjip_audit.figures.slips import Slip, SlipKind, slip
from lkjip_audit.scene.place import Operand

_BONUS = {
    EvidenceKind.STANDS_AT: 8,
    EvidenceKind.NEAR: 24,
    EvidenceKind.FACTOR: 10,
    EvidenceKind.SIGN: 12,
    EvidenceKind.CUT: 40,
    EvidenceKind.PADDED: 40,
    EvidenceKind.ROUNDING: 40,
    EvidenceKind.SUM_SKIPS: 16,
    EvidenceKind.SUM_DOUBLES: 16,
    EvidenceKind.INVERTED_RATIO: 12,
    EvidenceKind.LAST_YEAR: 4,
    EvidenceKind.ROW_ABOVE: 5,
    EvidenceKind.OTHER_ROW: 4,
    EvidenceKind.TARGET_AS_RESULT: 4,
    EvidenceKind.BLOCK_COPIED: 3,
}
_MANY_DIGITS = 5
_DECISIVE = {
    EvidenceKind.KIN_STATES: 32,
    EvidenceKind.LAST_YEAR: 32,
    EvidenceKind.ROW_ABOVE: 32,
    EvidenceKind.OTHER_ROW: 14,
}
"""That a figure of many digits is another's by chance is next to impossible: it was copied, or is confirmed."""
_CONFIRMED = 8
_STANDS_TWICE = 16
_STANDS_AGAIN = 14
"""That a number stands elsewhere too speaks against a slip; but not where it may be a copy, or other places differ."""
_COPIES = frozenset(
    {
        EvidenceKind.STANDS_AT,
        EvidenceKind.ROW_ABOVE,
        EvidenceKind.OTHER_ROW,
        EvidenceKind.LAST_YEAR,
        EvidenceKind.OTHER_YEAR,
        EvidenceKind.TARGET_AS_RESULT,
    }
)
_SURE_SLIPS = {SlipKind.ADJACENT_TRANSPOSITION: 4, SlipKind.DOUBLED_DIGIT: 2, SlipKind.MISSING_DIGIT: 1}
_SLIPS_BY_DIFFERENCE = (0, 0, 4, 8, 12)
"""What a slip tells, by the digits of the difference: one below ten is a slip away whatever happened."""
_PICKED = 4
_CLOSELY = 30
_SENTENCE = 3
_GIVEN_AWAY = 30
_ACCUSED = 2
"""A finding names the cell: between equals, the cause is where the reviewer already looks."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One wrong figure of an answer, with the cells that repeat it."""

    member: Member
    cells: tuple[Operand, ...]
    value: Value
    evidence: tuple[Evidence, ...]
    slip: Slip | None
    weight: int
    origin: Origin | None = None

    @property
    def first(self) -> Operand:
        """The cell that stands for all."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """A state read as corrections: what is wrong by itself, and what follows from it."""

    state: State
    repairs: tuple[Repair, ...]
    followers: tuple[tuple[Repair, Member], ...]
    rank: int


class Ranking:
    """Reads states as answers, and puts them in order."""

    def __init__(self, network: Network, moves: Moves, explainer: Explainer, kinship: Kinship) -> None:
        self._network = network
        self._moves = moves
        self._explainer = explainer
        self._kinship = kinship

    def read(self, state: State, *, brief: bool = False) -> Answer:
        """The corrections of ``state``, in document order; only slips are looked for when ``brief``."""
        origins = self._moves.lineage.origins(state.values)
        repairs: list[Repair] = []
        followers: list[tuple[Repair, Member]] = []
        for fact, value in state.values.items():
            for number, cells in self._network.deviating(fact, value):
                origin = origins.get((fact, number))
                make = self._brief if brief else self.repair
                repair = make(fact, number, tuple(cells), value, state)
                if origin is None:
                    repairs.append(repair)
                else:
                    followers.append((replace(repair, origin=origin), self._source(origin, origins, state)))
        repairs.sort(key=lambda repair: repair.first.node)
        followers.sort(key=lambda pair: pair[0].first.node)
        rank = state.cost - sum(repair.weight for repair in repairs)
        return Answer(state, tuple(repairs), tuple(followers), rank)

    def ordered(self, states: Sequence[State]) -> list[Answer]:
        """All answers, likeliest first; between equals the one that comes first in the document.

        Of a great many (any row of a long column may be the wrong one) only the likeliest are looked at closely.
        """
        if len(states) <= _CLOSELY:
            return sorted((self.read(state) for state in states), key=_order)
        brief = sorted((self.read(state, brief=True) for state in states), key=_order)
        close = (self.read(answer.state) for answer in brief[:_CLOSELY])
        return sorted(close, key=_order) + brief[_CLOSELY:]

    def _source(self, origin: Origin, origins: dict[Member, Origin], state: State) -> Member:
        """The wrong figure at the bottom of a consequent."""
        wrong = {
            (fact, number) for fact, value in state.values.items() for number, _ in self._network.deviating(fact, value)
        }
        while True:
            member = next(member for member in origin.operands if member in wrong)
            if member not in origins:
                return member
            origin = origins[member]

    def repair(self, fact: int, number: int, cells: tuple[Operand, ...], value: Value, state: State) -> Repair:
        """The correction of ``cells`` with what speaks for it."""
        ordered = tuple(sorted(cells, key=lambda cell: (not self._network.is_trusted(cell.node), cell.node)))
        evidence, slipped = self._explainer.explain(fact, ordered, value, state.changes)
        weight = self._weight(fact, ordered, value, evidence, slipped)
        if not _is_copy(evidence) and self._explainer.stands_again(fact, ordered, state.changes):
            weight -= _STANDS_AGAIN
        return Repair((fact, number), ordered, value, evidence, slipped, weight)

    def _brief(self, fact: int, number: int, cells: tuple[Operand, ...], value: Value, state: State) -> Repair:
        """The correction of ``cells`` with no more than whether it is one slip away."""
        slipped = slip(cells[0].figure, printed(cells[0], value))
        evidence = (Evidence(EvidenceKind.SLIP),) if slipped else ()
        weight = self._weight(fact, cells, value, evidence, slipped)
        return Repair((fact, number), cells, value, evidence, slipped, weight)

    def _weight(
        self,
        fact: int,
        cells: Sequence[Operand],
        value: Value,
        evidence: Sequence[Evidence],
        slipped: Slip | None,
    ) -> int:
        kinds = {item.kind for item in evidence}
        weight = max((_bonus(item) for item in evidence), default=0)
        if EvidenceKind.SLIP in kinds and slipped is not None:
            weight = max(weight, _slip_weight(cells[0], value, slipped))
        if len(self._network.cells(fact)) > len(cells) and not any(
            self._network.is_trusted(cell.node) for cell in cells
        ):
            weight += _SENTENCE
        if any(self._network.is_accused(cell.node) for cell in cells):
            weight += _ACCUSED
        if any(self._network.is_given_away(cell.node) for cell in cells):
            weight += _GIVEN_AWAY
        if self._kinship.confirming(cells, fact):
            weight -= _CONFIRMED
        if printed(cells[0], value) < 0 <= cells[0].figure.value:
            weight -= 20
        return weight


def _is_copy(evidence: Sequence[Evidence]) -> bool:
    return any(item.kind in _COPIES for item in evidence)


def _bonus(item: Evidence) -> int:
    """What one piece of evidence is worth; more where a figure of many digits is that of the same subject's kin."""
    if item.kind in _DECISIVE and item.count >= _MANY_DIGITS:
        return _DECISIVE[item.kind]
    if item.kind is EvidenceKind.STANDS_AT and item.count > 1:
        return _STANDS_TWICE
    return _BONUS.get(item.kind, 0)


def _order(answer: Answer) -> tuple[object, ...]:
    return answer.rank, [repair.first.node for repair in answer.repairs]


def _slip_weight(cell: Operand, value: Value, slipped: Slip) -> int:
    """What the slip is worth; little where the value was picked among many because of it."""
    if value.picked:
        return _PICKED
    figure = cell.figure
    apart = abs(figure.value - printed(cell, value)).scaleb(figure.decimals)
    digits = len(str(int(apart)))
    weight = _SLIPS_BY_DIFFERENCE[min(digits, len(_SLIPS_BY_DIFFERENCE) - 1)]
    return weight + _SURE_SLIPS.get(slipped.kind, 0) if weight else 0
