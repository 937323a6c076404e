"""The recap of a visitor's files, made of the results that the auditing process left beside each."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.recap import Line, recap
from lkjip_audit.result import AuditResult
from lkjip_audit.serve.desk import Item
from lkjip_audit.serve.names import RESULT

RECAP: Final = "rekap.xlsx"


def write_result(result: AuditResult, path: Path) -> None:
    """Leave ``result`` at ``path`` for the recap, without the tables around its findings."""
    path.write_bytes(pickle.dumps(replace(result, view=None)))


def recap_of(items: Sequence[Item], copies: Mapping[str, str], lang: str) -> bytes:
    """The recap of the finished ``items``; ``copies`` names the copy of each as it stands beside the recap."""
    return recap([_line(item, copies) for item in items if item.summary is not None], Catalogue(lang))


def _line(item: Item, copies: Mapping[str, str]) -> Line:
    packed = (item.folder / RESULT).read_bytes()
    result: AuditResult = pickle.loads(packed)  # bytes of our own process in our own folder, never of an input
    return Line(Checked(item.name, result), item.name, copies.get(item.id, ""))
