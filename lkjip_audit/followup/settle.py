"""What is known beside an audit, laid over its result: the follow-up's record, waivers, a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from os.path import realpath  # never fails, as Path.resolve does on links that go round
from pathlib import Path

from lkjip_audit.files import is_file
from lkjip_audit.followup.baseline import Baseline, known_before
from lkjip_audit.followup.carry import carried
from lkjip_audit.followup.record import Record, read_record, record_path
from lkjip_audit.followup.waivers import ALONE, Among, Waiver, read_waivers, waived, waivers_path
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


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a dossier and what was found in each, in their order.

    ``number`` is that of the next finding about a file beside them, which none of the dossier may have.
    """

    found: Sequence[tuple[Path, AuditResult]]
    number: int

    def around(self, result: AuditResult, submission: Path, *, one_for_all: bool) -> Among:
        """Those that share the waivers of ``result``, the file at ``submission``: its folder's, or all of them."""
        folder = realpath(waivers_path(submission))
        at = next(place for place, (_, other) in enumerate(self.found) if other is result)
        shares = [one_for_all or realpath(waivers_path(path)) == folder for path, _ in self.found]
        before, behind = (
            tuple(other for (_, other), is_shared in zip(self.found[part], shares[part], strict=True) if is_shared)
            for part in (slice(at), slice(at + 1, None))
        )
        return Among(before, behind, self.number)


def settled(
    result: AuditResult,
    submission: Path,
    settlement: Settlement,
    catalogue: Catalogue,
    dossier: Files | None = None,
) -> AuditResult:
    """``result``, the audit of the workbook at ``submission``, with all that is known beside it.

    ``dossier`` holds the other files that were checked with it, of which the same waivers may speak.

    Raises BrokenNotesError with all that is wrong in a file beside it.
    """
    record = settlement.record
    if record is None and is_file(path := record_path(submission)):
        record = read_record(path)
    waivers = settlement.waivers
    if waivers is None and is_file(path := waivers_path(submission)):
        waivers = read_waivers(path)
    among = ALONE
    if dossier is not None:
        among = dossier.around(result, submission, one_for_all=settlement.waivers is not None)
    if record is not None:
        result = carried(result, record)
    if waivers:
        result = waived(result, waivers, settlement.today, catalogue, among)
    if settlement.baseline is not None:
        result = known_before(result, settlement.baseline, catalogue)
    return result
