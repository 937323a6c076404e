"""The exceptions of the program; what is wrong in data is a value, never an exception.

LkjipAuditError
├── WorkbookError      a workbook could not be read            (exit 3)
├── RulePackError      a rule pack is broken: file:line:column (exit 2)
└── UsageError         the call's words are off                (exit 2)
"""

from __future__ import annotations


class LkjipAuditError(Exception):
    """Anything that ends a run with one clear sentence.

    ``code`` names the sentence in the message catalogue and ``details`` fills it.
    """

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    @property
    def place(self) -> str:
        """``file:line:column: `` before the sentence of what is wrong in a file written by hand; else empty."""
        return "{file}:{line}:{column}: ".format(**self.details) if "column" in self.details else ""


class WorkbookError(LkjipAuditError):
    """A workbook could not be read."""


class UsageError(LkjipAuditError):
    """The caller asked for something that cannot be."""


class RulePackError(LkjipAuditError):
    """A rule pack is broken at ``file``, ``line``, ``column`` (both from 1)."""

    def __init__(self, code: str, *, file: str, line: int = 1, column: int = 1, **details: str | int) -> None:
        super().__init__(code, file=file, line=line, column=column, **details)
        self.file = file
        self.line = line
        self.column = column
