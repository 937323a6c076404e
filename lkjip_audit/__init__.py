"""lkjip-audit checks the internal consistency of LKjIP workbooks and names the cell that is wrong.

from lkjip_audit import audit
result = audit("laporan.xlsx")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkjip_audit.audit import Auditor, Options, audit
    from lkjip_audit.result import AuditResult

__version__ = "0.1.0"
__all__ = ["AuditResult", "Auditor", "Options", "__version__", "audit"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import the pipeline only when it is asked for: ``--version`` needs none of it.

    ``audit`` is the module of that name, which can be called: Python itself would put the module in the place of a
    function as soon as something imports it.
    """
    match name:
        case "audit":
            return import_module("lkjip_audit.audit")
        case "Auditor" | "Options":
            return getattr(import_module("lkjip_audit.audit"), name)
        case "AuditResult":
            return import_module("lkjip_audit.result").AuditResult
    raise AttributeError(name)
