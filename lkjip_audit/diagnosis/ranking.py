"""Which of several answers that cost the same is the likelier: by what speaks for each of its corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lkjip_audit.diagnosis.explain import Explainer
from lkjip_audit.diagnosis.kinship import Kinship
from lkjip_audit.diagnosis.lineage import Member, Origin
from lkjip_audit.diagnosis.model import Evidence, EvidenceKind
from lkjip_audit.diagnosis.network import Network
from lkjip_audit.diagnosis.numbers import Value, printed
from lkjip_audit.diagnosis.state import Moves, State
from lkjip_audit.figures.slips import Slip, SlipKind, slip
from lkjip_audit.rulepack.judging_limits import CluesLimits
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Operand

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
_DECISIVE = frozenset({EvidenceKind.KIN_STATES, EvidenceKind.LAST_YEAR, EvidenceKind.ROW_ABOVE, EvidenceKind.OTHER_ROW})
"""That a figure of many digits is another's by chance is next to impossible: it was copied, or is confirmed."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One wrong figure of an answer, with the cells that repeat it."""

    member: Member
    cells: tuple[Operand, ...]
    value: Value
    evidence: tuple[Evidence, ...]
    slip: Slip | None
    weight: int
    surprise: int
    origin: Origin | None = None

    @property
    def first(self) -> Operand:
        """The cell that stands for all."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """A state read as corrections: what is wrong by itself, and what follows from it.

    ``rank`` puts answers in order; ``chance`` is how improbable the answer is as a whole, in tenths of a bit, which an
    accusation is held to.  ``alone`` is what it costs with each wrong figure counted once, however many cells repeat it
    and none contradicts.
    """

    state: State
    repairs: tuple[Repair, ...]
    followers: tuple[tuple[Repair, Member], ...]
    rank: int
    chance: int
    alone: int = 0

    @property
    def cells(self) -> int:
        """How many cells are wrong by themselves."""
        return sum(len(repair.cells) for repair in self.repairs)


class Ranking:
    """Reads states as answers, and puts them in order."""

    def __init__(self, network: Network, moves: Moves, explainer: Explainer, kinship: Kinship) -> None:
        self._network = network
        self._moves = moves
        self._explainer = explainer
        self._kinship = kinship
        self._worth = limits().clues
        self._bonus = _bonus_of(self._worth)
        self._most_read = limits().search.most_read

    def read(self, state: State, *, brief: bool = False) -> Answer:
        """The corrections of ``state``, in document order; only slips are looked for when ``brief``."""
        self._moves.work.read(1)
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
        chance = state.cost + self._surprise(repairs)
        alone = state.cost - sum(
            self._moves.copies_alone(repair.member[0], repair.value, len(repair.cells)) for repair in repairs
        )
        return Answer(state, tuple(repairs), tuple(followers), rank, chance, alone)

    def _surprise(self, repairs: Sequence[Repair]) -> int:
        """How improbable the wrong figures are together; a value filled down over several rows went wrong once."""
        by_event: dict[object, int] = {}
        for repair in repairs:
            event = self._network.bands.repeats(repair.first) or repair.member
            by_event[event] = max(by_event.get(event, repair.surprise), repair.surprise)
        return sum(by_event.values())

    def ordered(self, states: Sequence[State]) -> list[Answer]:
        """All answers, likeliest first; between equals the one whose figures are the smallest, wherever they stand.

        Of a great many (any row of a long column may be the wrong one) only the likeliest are looked at closely.
        """
        if len(states) <= self._most_read:
            return sorted((self.read(state) for state in states), key=_order)
        brief = sorted((self.read(state, brief=True) for state in states), key=_order)
        close = (self.read(answer.state) for answer in brief[: self._most_read])
        return sorted(close, key=_order) + brief[self._most_read :]

    def _source(self, origin: Origin, origins: Mapping[Member, Origin], state: State) -> Member:
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
        standing = self._standing(fact, ordered, value)
        if not _is_copy(evidence) and self._explainer.stands_again(fact, ordered, state.changes):
            standing -= self._worth.stands_again
        return self._repair((fact, number), ordered, value, evidence, slipped, standing)

    def _repair(
        self,
        member: Member,
        cells: tuple[Operand, ...],
        value: Value,
        evidence: tuple[Evidence, ...],
        slipped: Slip | None,
        standing: int,
    ) -> Repair:
        weight = standing + self._weight(cells[0], value, evidence, slipped)
        surprise = self._explainer.chances.surprise(cells[0], value, evidence, slipped) - standing
        return Repair(member, cells, value, evidence, slipped, weight, surprise)

    def _brief(self, fact: int, number: int, cells: tuple[Operand, ...], value: Value, state: State) -> Repair:
        """The correction of ``cells`` with no more than whether it is one slip away."""
        slipped = slip(cells[0].figure, printed(cells[0], value))
        evidence = (Evidence(EvidenceKind.SLIP),) if slipped else ()
        return self._repair((fact, number), cells, value, evidence, slipped, self._standing(fact, cells, value))

    def _weight(self, cell: Operand, value: Value, evidence: Sequence[Evidence], slipped: Slip | None) -> int:
        """What speaks for the correction by how the figure came about, or where the right one stands."""
        kinds = {item.kind for item in evidence}
        weight = max((self._told(item) for item in evidence), default=0)
        if EvidenceKind.SLIP in kinds and slipped is not None:
            weight = max(weight, self._slip(cell, value, slipped))
        return weight

    def _standing(self, fact: int, cells: Sequence[Operand], value: Value) -> int:
        """What speaks for or against it by where the figure stands."""
        weight = 0
        if len(self._network.cells(fact)) > len(cells) and not any(
            self._network.is_trusted(cell.node) for cell in cells
        ):
            weight += self._worth.sentence
        if any(self._network.is_accused(cell.node) for cell in cells):
            weight += self._worth.accused
        if any(self._network.is_given_away(cell.node) for cell in cells):
            weight += self._worth.given_away
        if self._kinship.confirming(cells, fact):
            weight -= self._worth.confirmed
        if self._network.bands.is_rounder(cells[0], printed(cells[0], value)):
            weight += self._worth.made_round
        weight += self._worth.put_in_order * self._network.bands.order(cells[0], printed(cells[0], value))
        if printed(cells[0], value) < 0 <= cells[0].figure.value:
            weight -= self._worth.turned_negative
        return weight

    def _told(self, item: Evidence) -> int:
        """What one piece of evidence is worth; more for a figure of many digits that is that of the subject's kin."""
        if item.kind in _DECISIVE and item.count >= self._worth.many_digits:
            other = item.kind is EvidenceKind.OTHER_ROW
            return self._worth.other_row_many_digits if other else self._worth.many_digits_again
        if item.kind is EvidenceKind.STANDS_AT and item.count > 1:
            return self._worth.stands_twice
        return self._bonus.get(item.kind, 0)

    def _slip(self, cell: Operand, value: Value, slipped: Slip) -> int:
        """What the slip is worth; little where the value was picked among many because of it.

        A difference below ten is a slip away whatever happened: it tells nothing.
        """
        worth = self._worth
        if value.picked and not value.narrow:
            return worth.picked
        apart = abs(cell.figure.value - printed(cell, value)).scaleb(cell.figure.decimals)
        by_digits = (0, 0, worth.slip_two_digits, worth.slip_three_digits, worth.slip_more_digits)
        weight = by_digits[min(len(str(int(apart))), len(by_digits) - 1)]
        sure = {
            SlipKind.ADJACENT_TRANSPOSITION: worth.transposed,
            SlipKind.DOUBLED_DIGIT: worth.doubled_digit,
            SlipKind.MISSING_DIGIT: worth.missing_digit,
        }
        return weight + sure.get(slipped.kind, 0) if weight else 0


def _bonus_of(worth: CluesLimits) -> Mapping[EvidenceKind, int]:
    """What each kind of evidence is worth by itself."""
    return {
        EvidenceKind.STANDS_AT: worth.stands_at,
        EvidenceKind.NEAR: worth.same_sentence,
        EvidenceKind.FACTOR: worth.factor,
        EvidenceKind.SIGN: worth.sign,
        EvidenceKind.CUT: worth.rounding,
        EvidenceKind.PADDED: worth.rounding,
        EvidenceKind.ROUNDING: worth.rounding,
        EvidenceKind.SUM_SKIPS: worth.sum_part,
        EvidenceKind.SUM_DOUBLES: worth.sum_part,
        EvidenceKind.INVERTED_RATIO: worth.inverted_ratio,
        EvidenceKind.LAST_YEAR: worth.copied,
        EvidenceKind.ROW_ABOVE: worth.copied_from_above,
        EvidenceKind.OTHER_ROW: worth.copied,
        EvidenceKind.TARGET_AS_RESULT: worth.copied,
        EvidenceKind.BLOCK_COPIED: worth.block_copied,
    }


def _is_copy(evidence: Sequence[Evidence]) -> bool:
    return any(item.kind in _COPIES for item in evidence)


def _order(answer: Answer) -> tuple[object, ...]:
    """By rank; between equals by what is stated, which no layout changes, and only then by where it stands."""
    said = sorted((repair.first.figure.value, printed(repair.first, repair.value)) for repair in answer.repairs)
    return answer.rank, said, [repair.first.node for repair in answer.repairs]
