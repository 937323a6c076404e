"""The parts of what an audit says: findings, causes, notices, and what is known beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address, Notice, PartOfDocument
from lkjip_audit.workbook.places import place_of

NOWHERE = Address("", 0, 0)
"""The address of a finding about a file as a whole: no sheet, no cell."""


RULE_FAILED = "rule_failed"
"""The code of the notice that a rule failed, so that nothing was tested by it."""

LEFT_OUT = "findings_left_out"
"""The code of the notice that there are more findings than are told."""


_SHORT = 6
_HASH = 16


def code_of(fingerprint: str) -> str:
    """The short name of a finding or cause that is the same in every round, whatever its number in a report.

    The first letters of its fingerprint, with what tells it from others that read alike: ``764a12-3``.
    """
    return fingerprint[:_SHORT] + fingerprint[_HASH:]


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding does not count: somebody answers for it (a waiver), or an earlier report had it (a baseline).

    ``until`` is the last day on which a waiver holds; None for good.
    """

    kind: Literal["waiver", "baseline"]
    reason: str
    who: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a reviewer noted of a finding or a cause.

    ``status`` is "open", "accepted", "rejected" or "fixed", or whatever else was typed there; ``name`` and ``date``
    tell who noted it and when.
    """

    status: str
    note: str = ""
    name: str = ""
    date: str = ""


class Standing(StrEnum):
    """How the cell of a finding stands to the causes of what was found."""

    WRONG = "wrong"  # what stands there is wrong by itself
    FOLLOWS = "follows"  # it was computed from a wrong figure, and changes with it
    RIGHT = "right"  # it does not agree with another cell, which is wrong, and stays as it is
    OPEN = "open"  # nobody can tell which of the cells is wrong


@dataclass(frozen=True, slots=True)
class Related:
    """Another cell that a finding rests on: its role in the formula and the figure as printed there."""

    address: Address
    role: str
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome that a person must look at.

    ``stated`` and ``expected`` are written as the cell writes its figures; ``difference`` likewise.  ``expected`` is
    what the relation gives from the cells as they stand; ``proposed`` what should stand there in the end, once every
    cause is put right, and empty where that is not known or the figure stays (``standing``).  ``formula`` is
    the formula with every operand filled in; ``live`` the same as an Excel formula over the source cells, where
    Excel can compute it.  ``cause`` is the id of the cause that explains the finding.  A finding with a
    ``suppression`` is told, but does not count.  ``address`` is NOWHERE for a finding about a file as a whole;
    ``file`` then names the file, and the line in it.
    """

    id: str
    fingerprint: str
    rule: str
    title: str
    severity: Severity
    address: Address
    stated: str
    expected: str
    difference: str
    message: str
    basis: str
    remedy: str
    why: str
    kind: str
    manner: str | None = None
    formula: str = ""
    live: str | None = None
    related: tuple[Related, ...] = ()
    cause: str | None = None
    subject: str = ""
    hidden: bool = False
    part: tuple[int, int] | None = None
    """Where the stated figure stands in the cell's text (start, end); None when it is the whole cell."""
    suppression: Suppression | None = None
    follow_up: FollowUp | None = None
    file: str = ""
    relation: str = ""
    """What of its rule it is, whatever is stated there: the same key in a report in which the relation holds."""
    anchors: tuple[str, ...] = ()
    """Where its place is found again in a ledger."""
    standing: Standing = Standing.OPEN
    proposed: str = ""

    @property
    def code(self) -> str:
        """What it is called in every round."""
        return code_of(self.fingerprint)

    @property
    def counts(self) -> bool:
        """Whether nobody has taken the finding out of the count."""
        return self.suppression is None

    @property
    def place(self) -> str:
        """Where it stands, as a reader finds it: ``Lampiran 3!C14``, or the file that it is about."""
        return self.address.place if self.address.sheet else self.file

    @property
    def short(self) -> str:
        """As ``place``, for where there is little room."""
        return self.address.short if self.address.sheet else self.file


@dataclass(frozen=True, slots=True)
class Alternative:
    """A cell with what it says and what it would say: put right, in place of another, or computed anew."""

    address: Address
    stated: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Cause:
    """A cell whose correction explains one or more findings.

    ``also`` are the other cells that repeat the same wrong figure; ``evidence`` sentences say what speaks for the
    proposed value; ``slip`` names how it came about; ``changes`` says what the correction changes (a label, an
    amount); ``remaining`` are the findings that touch it and stay.  ``kind`` is ``figure`` for one wrong figure,
    ``column`` for a column of which most rows are wrong, each for itself, and ``wording`` for words that repeat one
    mistake: there ``stated`` and ``proposed`` are those of the first cell.  ``fingerprint`` depends on what the cause
    says, not on where it stands.

    What is to be done: ``places`` are all cells to change, each with what it says and should say; ``follows`` those to
    compute anew after that.  Where ``alternatives`` would explain as much, it is a tie: nobody is accused, one of the
    ``candidates`` is wrong, and ``decide`` says what would tell which.
    """

    id: str
    address: Address
    stated: str
    proposed: str
    why: str
    explains: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    also: tuple[Address, ...] = ()
    copies: tuple[Alternative, ...] = ()
    follows: tuple[Alternative, ...] = ()
    decide: str = ""
    evidence: tuple[str, ...] = ()
    slip: str | None = None
    changes: str = ""
    severity: Severity = Severity.SIGNIFICANT
    fingerprint: str = ""
    follow_up: FollowUp | None = None
    remaining: tuple[str, ...] = ()
    kind: str = "figure"

    @property
    def code(self) -> str:
        """What it is called in every round."""
        return code_of(self.fingerprint)

    @property
    def is_tie(self) -> bool:
        """Whether another cell, or another value, would explain as much: then nothing here is said to be wrong."""
        return bool(self.alternatives)

    @property
    def candidates(self) -> tuple[Alternative, ...]:
        """All of which one is wrong; the one figure where there is no tie."""
        return (Alternative(self.address, self.stated, self.proposed), *self.alternatives)

    @property
    def places(self) -> tuple[Alternative, ...]:
        """The cells to change; none in a tie."""
        return () if self.is_tie else (Alternative(self.address, self.stated, self.proposed), *self.copies)


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read."""

    name: str
    sha256: str
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice with its sentence."""

    notice: Notice
    message: str

    @property
    def place(self) -> str:
        """The sheet and the cell, or the place in the document, that it is of; empty for one of the whole file."""
        sheet, cell = self.notice.sheet, self.notice.cell
        first = place_of((cell or "").partition(":")[0])
        if isinstance(sheet, PartOfDocument) and first is not None:
            return sheet.place(*first)
        return "!".join(filter(None, (sheet, cell)))


@dataclass(frozen=True, slots=True)
class About:
    """Whose report the workbook is, and of which year; empty where it does not say."""

    agency: str = ""
    year: int | None = None
