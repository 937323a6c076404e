"""Relations between figures, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lkjip_audit.formula import Expression
from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.place import Node, Operand


class Source(StrEnum):
    """Who says that a relation holds, the surest first."""

    WRITTEN = "written"  # a live formula in the cell
    DECLARED = "declared"  # the report: a row of numbers, a header, a sentence
    NAMED = "named"  # a rule, by the words of the columns
    SHOWN = "shown"  # the figures themselves


@dataclass(frozen=True, slots=True)
class Weight:
    """What speaks for a relation: its source, bits, and in how many places it holds and departs.

    ``slips`` are places that fail by no more than a slip of the hand: they speak neither for it nor against.  ``empty``
    are those of the places in which it holds where nothing comes of it: 0 of 0 is what any ratio says.
    """

    source: Source
    bits: int
    holds: int
    departs: int
    slips: int = 0
    empty: int = 0

    @property
    def shows(self) -> int:
        """In how many places it holds and something comes of it."""
        return self.holds - self.empty

    @property
    def fails(self) -> int:
        """In how many places it does not hold, for whatever reason."""
        return self.departs + self.slips


@dataclass(frozen=True, slots=True)
class Traits:
    """What other rooms need to know of the kind that a relation is of; they know no kind by its name.

    What an outcome says of itself counts before what its kind does.

    ``form_only``        it looks at how something is written, and says nothing of whether a figure is right.
    ``rolls_up``         a sum of figures that are told elsewhere as well: what is wrong is told at the part.
    ``of_one_sentence``  a sentence that agrees with itself, which may still be of another year.
    ``of_its_row``       the stated figure is by nature its result: a ratio of its row, not a total.
    ``guessed``          its other figures are those that come nearest, which may not be meant at all.
    ``labels``           what it judges is a word that follows from a figure, and may flip with it.
    ``recomputed``       the figure is what its formula gives, which others of its row or column have as well.
    """

    form_only: bool = False
    rolls_up: bool = False
    of_one_sentence: bool = False
    of_its_row: bool = False
    guessed: bool = False
    labels: bool = False
    recomputed: bool = False


PLAIN = Traits()
RECOMPUTED = Traits(recomputed=True)


@quickly_made
@dataclass(frozen=True, slots=True)
class Equation:
    """``stated`` = ``formula`` over ``operands``.

    ``subject`` says what it is about in the sheet's own words; with the rule and the values it makes the fingerprint.
    ``table`` is the id of the table that it lies in, or None across tables and in prose.
    ``variants`` are other formulas that would be as right, with the id of each (a family with no rule in force).
    ``variant`` is the id of its own formula where the rule knows several, ``context`` what else fills the sentence.
    ``defines`` is False for a relation that is only another one solved for a part of it.
    ``source`` tells who says that it holds; ``traits`` are its kind's, set where rules are laid.  ``weight`` is what
    spoke for it when it was found in the figures; of all others it is weighed with its kin (``judging.evidence``).
    """

    rule: Rule
    subject: str
    stated: Operand
    operands: tuple[Operand, ...]
    formula: Expression
    table: str | None = None
    variants: tuple[tuple[str, Expression], ...] = ()
    variant: str | None = None
    context: tuple[tuple[str, str], ...] = ()
    defines: bool = True
    source: Source = Source.NAMED
    traits: Traits = PLAIN
    weight: Weight | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a fact is set: where arithmetic neither decides nor contradicts one of ``nodes``, others are held to them.

    ``outvotable``: more documents that say otherwise leave it open which is right.
    """

    nodes: frozenset[Node] = frozenset()
    outvotable: bool = False

    def without(self, nodes: Set[Node]) -> Setting:
        """It, but for those of ``nodes``."""
        return self if nodes.isdisjoint(self.nodes) else Setting(self.nodes - nodes, self.outvotable)


NOWHERE = Setting()


@dataclass(frozen=True, slots=True)
class Restatement:
    """``operands`` state one and the same fact, in reading order; those in ``judged`` are what the rule looks at.

    ``trusted`` are the operands that stand in tables: where all else is equal, a sentence is held to them.
    ``setting`` says at which of them the fact is set.
    ``hints`` are what else is known of a place, for the message: ``other_year``, whose figure it is; ``context`` what
    else fills the sentence of each.
    """

    rule: Rule
    subject: str
    operands: tuple[Operand, ...]
    judged: frozenset[Node]
    trusted: frozenset[Node] = frozenset()
    setting: Setting = NOWHERE
    hints: Mapping[Node, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    context: tuple[tuple[str, str], ...] = ()


class Status(StrEnum):
    """What became of a relation; every relation has exactly one."""

    PASS = "pass"
    FINDING = "finding"
    NOT_APPLICABLE = "not_applicable"
    NOT_VERIFIABLE = "not_verifiable"
    RULE_ERROR = "rule_error"


class Manner(StrEnum):
    """How a stated result agrees with, or departs from, what was recomputed."""

    PRINTED = "printed"  # equal from the printed operands
    STORED = "stored"  # equal from what the cells store
    DEEP = "deep"  # equal from the operands' own operands
    CUT = "cut"  # equal if cut instead of rounded
    PADDED = "padded"  # equal when the zeros that were added behind it are left out
    LAST_DIGIT = "last_digit"  # one off in the last digit of a rounded figure
    UNIT = "unit"  # a factor of a hundred: a fraction with a percent sign, or the other way round
    TRIFLE = "trifle"  # money off by less than the smallest amount that matters
    NEGLIGIBLE = "negligible"  # a figure with decimals, not known as money, off by a part of it that nobody sees
    POSSIBLE = "possible"  # possible only for some true values inside the operands' rounding
    OUTSIDE = "outside"  # outside every interval


@quickly_made
@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one relation.

    ``expected`` is the value that should stand at ``cell``, in the unit and with the decimals printed there, and
    ``expected_text`` the same as it would be written there; ``difference`` is stated minus expected, in that unit.
    ``reason`` says why a relation is not applicable or not verifiable, or a rule in error (a code of the catalogue).
    Of a rule in error there is one outcome, and no other: it is told at the figure or the table that it failed at,
    and at no sheet where neither is known.
    ``values`` fills the rule's message; ``traits`` are those of the rule's kind.  ``computed_from`` is what a value was
    computed from that stands nowhere.
    """

    rule: Rule
    status: Status
    subject: str
    cell: Node
    stated: str = ""
    expected: Decimal | None = None
    expected_text: str = ""
    difference: Decimal | None = None
    severity: Severity | None = None
    manner: Manner | None = None
    related: tuple[Operand, ...] = ()
    reason: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    relation: Equation | Restatement | None = None
    traits: Traits = PLAIN
    computed_from: tuple[Operand, ...] = ()
