"""lkjip-audit checks the internal consistency of LKjIP workbooks and names the cell that is wrong.

from lkjip_audit import audit
result = audit("laporan.xlsx")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lkjip_audit.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from lkjip_audit.pipeline import Auditor, Options
    from lkjip_audit.result import AuditResult

__all__ = ["AuditResult", "Auditor", "Options", "__version__", "audit"]

_LAZY = {
    "Auditor": "lkjip_audit.pipeline",
    "Options": "lkjip_audit.pipeline",
    "AuditResult": "lkjip_audit.result",
}


def audit(path: str | Path, options: Options | None = None) -> AuditResult:
    """Audit the workbook at ``path``.  The file is only read.

    Raises WorkbookError when it cannot be read, RulePackError when a rule is broken, UsageError for a profile or a
    language that is not there.  For many workbooks make one Auditor.
    """
    from lkjip_audit.pipeline import Auditor  # noqa: PLC0415 - ``--version`` needs none of it

    return Auditor.load(options).audit(path)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import the pipeline only when it is asked for."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(name)
