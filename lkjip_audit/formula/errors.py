"""What is raised when a formula cannot be read."""

from __future__ import annotations

from lkjip_audit.errors import LkjipAuditError


class LanguageError(LkjipAuditError):
    """A formula cannot be read: ``column`` (from 1) is where, ``code`` names what was expected."""

    def __init__(self, code: str, *, column: int, **details: str | int) -> None:
        super().__init__(code, column=column, **details)
        self.column = column
