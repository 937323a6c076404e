"""What the forms of a report are made of: the files of a run, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkjip_audit.result import AuditResult


@dataclass(frozen=True, slots=True)
class Checked:
    """One file of a run, or the files of a dossier: what the audit says of it, or why there is nothing to say.

    ``path`` is the file as the run was given it, with forward slashes.  Of ``result`` and ``problem`` (a sentence)
    exactly one is there.  ``files`` tells the file of each sheet of a dossier.
    """

    path: str
    result: AuditResult | None = None
    problem: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def path_of(self, sheet: str) -> str:
        """The file that ``sheet`` is in, as the run was given it."""
        return self.files.get(sheet, self.path)
