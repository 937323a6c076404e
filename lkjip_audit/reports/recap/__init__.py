"""The recap of a run (rekap.xlsx): agencies by severity and cause, the figures behind it, links to each copy.

recap(lines, catalogue)   its bytes: the same run gives the same
Line                      one file of the run, with the link to its annotated copy
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lkjip_audit.reports.recap.lines import RECAP_MARK, Line

if TYPE_CHECKING:
    from lkjip_audit.messages.catalogue import Catalogue

__all__ = ["RECAP_MARK", "Line", "recap"]


def recap(lines: Sequence[Line], catalogue: Catalogue) -> bytes:
    """The recap of ``lines`` in the language of ``catalogue``."""
    from lkjip_audit.reports.recap.book import write_book  # noqa: PLC0415 - openpyxl takes a second to import

    return write_book(lines, catalogue)
