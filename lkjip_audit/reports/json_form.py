"""The report as JSON, in the form ``lkjip-audit/report/1``; the same result gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lkjip_audit.result import AuditResult


def render(results: Sequence[AuditResult]) -> str:
    """The report of one result as an object, of several as a list, ending in a newline."""
    reports = [result.to_dict() for result in results]
    return json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2) + "\n"
