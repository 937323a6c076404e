"""What is known beside an audit, laid over its result: the follow-up's record, waivers, a baseline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lkjip_audit.files import is_file
from lkjip_audit.followup.baseline import Baseline, known_before
from lkjip_audit.followup.carry import carried
from lkjip_audit.followup.record import Record, read_record, record_path
from lkjip_audit.followup.waivers import Waiver, read_waivers, waived, waivers_path
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import AuditResult


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the caller chose, as plain data; None where the file beside the workbook is to be looked for.

    ``today`` decides which waivers have run out.
    """

    today: date
    record: Record | None = None
    waivers: tuple[Waiver, ...] | None = None
    baseline: Baseline | None = None

    @property
    def chosen(self) -> str:
        """All of it but the day, as one text: another choice gives another."""
        return repr((self.record, self.waivers, self.baseline))


def settled(result: AuditResult, submission: Path, settlement: Settlement, catalogue: Catalogue) -> AuditResult:
    """``result``, the audit of the workbook at ``submission``, with all that is known beside it.

    Raises BrokenNotesError with all that is wrong in a file beside it.
    """
    record = settlement.record
    if record is None and is_file(path := record_path(submission)):
        record = read_record(path)
    waivers = settlement.waivers
    if waivers is None and is_file(path := waivers_path(submission)):
        waivers = read_waivers(path)
    if record is not None:
        result = carried(result, record)
    if waivers:
        result = waived(result, waivers, settlement.today, catalogue)
    if settlement.baseline is not None:
        result = known_before(result, settlement.baseline, catalogue)
    return result
