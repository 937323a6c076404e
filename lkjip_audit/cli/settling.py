"""What the options of ``check`` say of follow-up, waivers, baseline and today become a Settlement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from lkjip_audit.errors import UsageError
from lkjip_audit.files import is_file
from lkjip_audit.followup.baseline import read_baseline
from lkjip_audit.followup.record import read_record
from lkjip_audit.followup.settle import Settlement
from lkjip_audit.followup.waivers import read_waivers, waivers_path


def settlement_of(
    follow_up: Path | None = None, waivers: Path | None = None, baseline: Path | None = None, today: str | None = None
) -> Settlement:
    """The files that the options name, read; UsageError for what is wrong in them or with the day."""
    return Settlement(
        _day(today),
        None if follow_up is None else read_record(follow_up),
        None if waivers is None else read_waivers(waivers),
        None if baseline is None else read_baseline(baseline),
    )


def check_waivers_beside(files: Iterable[Path]) -> None:
    """Read the waivers in the files' folders once before the work begins: a slip in one would spoil every workbook."""
    for path in dict.fromkeys(waivers_path(file) for file in files if file.name):
        if is_file(path):
            read_waivers(path)


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("bad_day", value=text) from error
