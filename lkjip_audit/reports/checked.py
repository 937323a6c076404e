"""What the forms of a report are made of: the files of a run, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_audit.result import AuditResult


@dataclass(frozen=True, slots=True)
class Checked:
    """One file of a run: what the audit says of it, or why there is nothing to say.

    ``path`` is the file as the run was given it, with forward slashes.  Of ``result`` and ``problem`` (a sentence)
    exactly one is there.
    """

    path: str
    result: AuditResult | None = None
    problem: str = ""
