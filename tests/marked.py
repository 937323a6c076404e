"""A made-up result as if it were of a file that is there: a copy is made of what was audited, and of nothing else."""

import hashlib
from dataclasses import replace
from pathlib import Path

from lkjip_audit.result import AuditResult


def of_file(result: AuditResult, path: Path) -> AuditResult:
    """``result`` with the hash of the file at ``path``."""
    return replace(result, source=replace(result.source, sha256=hashlib.sha256(path.read_bytes()).hexdigest()))
