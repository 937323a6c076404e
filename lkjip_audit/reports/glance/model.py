"""What the page is told: the newest audit of each file, its findings by rule and weight, what became of the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lkjip_audit.rulepack.model import Severity


@dataclass(frozen=True, slots=True)
class Filed:
    """The newest audit of one file; ``problem`` says why there is none, and then the rest is empty."""

    path: str
    agency: str
    year: int | None
    figures: int
    tested: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many findings of one rule and weight count in the newest audits of an agency's year."""

    agency: str
    year: int | None
    rule: str
    title: str
    severity: Severity
    findings: int


@dataclass(frozen=True, slots=True)
class Causes:
    """How many causes the newest audits of an agency's year name."""

    agency: str
    year: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Course:
    """The grave findings of an agency from the first audit of each file to its newest.

    ``first`` stood in the first audits; of these ``gone`` are found no more and ``left`` still are; ``new`` came
    since.  ``rounds`` is how often the file audited most often was audited.
    """

    agency: str
    first: int
    gone: int
    left: int
    new: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Noted:
    """How many grave findings of an agency's newest audits have a status (``open``, ``accepted`` ...) noted."""

    agency: str
    status: str
    count: int


@dataclass(frozen=True, slots=True)
class Glance:
    """All that a store tells of a region; ``until`` is the day of its last run.

    ``reach`` says in how many files each rule has findings other than info.
    """

    name: str
    runs: int
    until: str
    files: tuple[Filed, ...]
    counted: tuple[Counted, ...]
    reach: Mapping[str, int]
    causes: tuple[Causes, ...]
    course: tuple[Course, ...]
    noted: tuple[Noted, ...]
    waived: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme as the page tells it: title and meaning by language."""

    id: str
    title: Mapping[str, str]
    means: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Subjects:
    """The themes in their order, and of each known rule its theme and its title by language."""

    themes: tuple[Subject, ...]
    theme_of: Mapping[str, str]
    titles: Mapping[str, Mapping[str, str]]
