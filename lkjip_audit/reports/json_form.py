"""The report as JSON, in the form ``lkjip-audit/report/1``; the same result gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked


def render(checked: Sequence[Checked], catalogue: Catalogue) -> str:
    """The report of one workbook as an object, of several as a list, ending in a newline."""
    del catalogue  # a result carries its sentences
    reports = [item.result.to_dict() for item in checked if item.result is not None]
    return json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2) + "\n"
