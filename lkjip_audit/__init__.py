"""lkjip-audit checks the internal consistency of LKjIP workbooks and names the cell that is wrong.

from lkjip_audit import audit
result = audit("laporan.xlsx")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkjip_audit.audit import Options, audit
    from lkjip_audit.result import AuditResult

__version__ = "0.1.0"
__all__ = ["AuditResult", "Options", "__version__", "audit"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import the pipeline only when it is asked for: ``--version`` needs none of it."""
    if name in ("audit", "Options"):
        from lkjip_audit import audit as module

        return getattr(module, name)
    if name == "AuditResult":
        from lkjip_audit.result import AuditResult

        return AuditResult
    raise AttributeError(name)
