"""What a diagnosis says, as data; the sentences are made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lkjip_audit.figures.slips import Slip
from lkjip_audit.scene.place import Node, Operand


class EvidenceKind(StrEnum):
    """What speaks for a proposed value, or tells how the wrong one came about."""

    RELATIONS = "relations"  # ``count`` relations hold with it that did not before
    STANDS_AT = "stands_at"  # it stands at ``node`` for the same fact
    PROVED_BY = "proved_by"  # the figure that the relation ``outcome`` yields was computed from it
    USES = "uses"  # it is computed with the figure at ``node`` as that should be, not as it stands
    NEAR = "near"  # the right value stands in the same sentence
    SLIP = "slip"  # one typing slip away (``Diagnosis.slip``)
    ROW_ABOVE = "row_above"  # what is stated is the figure at ``node``, of the row above
    OTHER_ROW = "other_row"  # ... of another row of the column
    LAST_YEAR = "last_year"  # ... of the year before, for the same subject
    OTHER_YEAR = "other_year"  # ... of another year, for the same subject
    OTHER_STAGE = "other_stage"  # ... of another stage of the plan, for the same subject
    KIN_STATES = "kin_states"  # the right value stands at ``node`` for another year or stage of the same subject
    TARGET_AS_RESULT = "target_as_result"  # ... the target, copied as what was achieved
    OTHER_MEASURE = "other_measure"  # ... of another column of the row
    BLOCK_COPIED = "block_copied"  # ``count`` digits at an end are those of the figure at ``node``
    COMPUTED_FROM_WRONG = "computed_from_wrong"  # the figure at ``node`` was rightly computed from the wrong one
    CUT = "cut"  # cut instead of rounded
    PADDED = "padded"  # rounded to fewer decimals than are shown, and filled up with zeros
    ROUNDING = "rounding"  # off by rounding only
    INVERTED_RATIO = "inverted_ratio"  # divided the wrong way round
    FACTOR = "factor"  # ``count`` times too large, or (negative) too small
    SIGN = "sign"  # the sign is turned round
    SUM_SKIPS = "sum_skips"  # the sum leaves out the figure at ``node``
    SUM_DOUBLES = "sum_doubles"  # the sum counts the figure at ``node`` twice


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a diagnosis.

    ``node`` and ``operand`` are the other figure that it points to, ``outcome`` the index of the outcome
    whose relation tells it, ``count`` a number that goes with the kind.
    """

    kind: EvidenceKind
    node: Node | None = None
    operand: Operand | None = None
    outcome: int | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell and what should stand there, in the unit and with the decimals printed in it."""

    operand: Operand
    proposed: Decimal

    @property
    def node(self) -> Node:
        """Where it stands."""
        return self.operand.node


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A wrong figure, what it should be, and what speaks for it.

    ``also`` are the other cells that repeat the same wrong figure of the same fact, ``copies`` what each of
    them should say.  ``explains`` and
    ``remaining`` are indices of outcomes: the findings that go when it is put right, and those that touch it
    and stay. ``consequents`` are figures that were computed from the wrong one and change with it.
    ``alternatives`` are the other cells whose correction would explain as much: a tie; ``more_alternatives``
    counts those not listed.
    """

    stated: Operand
    proposed: Decimal
    explains: tuple[int, ...]
    also: tuple[Node, ...] = ()
    copies: tuple[Correction, ...] = ()
    remaining: tuple[int, ...] = ()
    consequents: tuple[Correction, ...] = ()
    alternatives: tuple[Correction, ...] = ()
    more_alternatives: int = 0
    evidence: tuple[Evidence, ...] = ()
    slip: Slip | None = None

    @property
    def node(self) -> Node:
        """The wrong cell; where several repeat the figure, the first of them."""
        return self.stated.node


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """The ``causes`` of what is wrong, and what was too much to find them for.

    ``unfinished`` are the findings, by the index of their outcome, of each part that hangs together and was not
    searched to its end: nobody is accused there.
    """

    causes: tuple[Diagnosis, ...]
    unfinished: tuple[tuple[int, ...], ...] = ()
