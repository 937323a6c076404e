"""What is wrong in YAML written by hand, a rule pack or notes beside a submission: all of it, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lkjip_audit.errors import RulePackError, UsageError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a file.

    ``line`` and ``column`` count from 1; ``code`` names the sentence in the catalogue's section ``rulepack``,
    ``details`` fills it.
    """

    file: str
    line: int
    column: int
    code: str
    details: tuple[tuple[str, str | int], ...] = ()

    @property
    def place(self) -> str:
        """``file:line:column``, as editors and CI logs link it."""
        return f"{self.file}:{self.line}:{self.column}"


class BrokenPackError(RulePackError):
    """A rule pack is broken in one or more places; as an exception it speaks for the first of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        first = self.problems[0]
        super().__init__(first.code, file=first.file, line=first.line, column=first.column, **dict(first.details))


class BrokenNotesError(UsageError):
    """Notes beside a submission, a record or waivers, are broken; as an exception it speaks for the first fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        first = self.problems[0]
        super().__init__(first.code, file=first.file, line=first.line, column=first.column, **dict(first.details))
