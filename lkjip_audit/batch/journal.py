"""What an earlier run found: a file for each workbook, good for the same file, rules, program and choices.

The journal stands beside what a run writes.  A run that was stopped is simply repeated: what is in the journal is not
done again.  Whoever hands in the folder may write into it, so an entry is JSON, which runs nothing, and is believed
only with a signature of the user's own key; a journal that is a link to another folder is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from lkjip_audit.batch.companions import companions
from lkjip_audit.batch.plan import Item
from lkjip_audit.batch.signature import signed, signing_key, unsigned
from lkjip_audit.batch.work import Task
from lkjip_audit.errors import WorkbookError
from lkjip_audit.files import is_file, is_folder, write_file
from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from lkjip_audit.version import __version__
from lkjip_audit.workbook.model import PartOfDocument

_FORM: Final = "lkjip-audit/journal/2"
_NAME: Final = re.compile(r"[0-9a-f]{32}\.json")


@dataclass(frozen=True, slots=True)
class _Entry:
    form: str
    key: str
    result: AuditResult


_ENTRY: Final = TypeAdapter(_Entry)
_ENTRY.rebuild(_types_namespace=globals())  # a result's view names the type of results


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal in ``folder``, signed with ``secret``; None for a run that keeps none."""

    folder: Path | None
    secret: bytes | None = field(default=None, repr=False)

    @classmethod
    def at(cls, folder: Path | None) -> Journal:
        """The journal in ``folder`` under the user's key; one that keeps nothing where either cannot be."""
        is_link = folder is None or os.path.islink(folder)  # noqa: PTH114 - a name that is too long is no link
        secret = None if is_link else signing_key()
        return cls(None if secret is None else folder, secret)

    def result(self, item: Item, key: str) -> AuditResult | None:
        """What an earlier run found under ``key``, if all that it wrote of it is still there."""
        if self.folder is None or self.secret is None or not key:
            return None
        if item.copy is not None and not is_file(item.copy):
            return None
        try:
            data = unsigned(self.secret, self._path(item).read_bytes())
            entry = None if data is None else _ENTRY.validate_json(data)
        except (OSError, ValidationError):  # none, or one that is past use: the work is done again
            return None
        if entry is None:  # not written by us
            return None
        return entry.result if (entry.form, entry.key) == (_FORM, key) else None

    def keep(self, item: Item, key: str, result: AuditResult) -> None:
        """Note ``result``, which was written out wholly.  A journal that cannot be written is done without."""
        if self.folder is None or self.secret is None or not key or _is_document(result):
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_file(self._path(item), signed(self.secret, _ENTRY.dump_json(_Entry(_FORM, key, result))))
        except (OSError, WorkbookError):
            return

    def drop_others(self, items: Iterable[Item]) -> None:
        """Forget the workbooks that are not among ``items``: they are gone, or of another run."""
        if self.folder is None or not is_folder(self.folder):
            return
        kept = {self._path(item).name for item in items}
        for path in self.folder.glob("*.json"):
            if path.name not in kept and _NAME.fullmatch(path.name):
                path.unlink(missing_ok=True)

    def _path(self, item: Item) -> Path:
        assert self.folder is not None
        return self.folder / f"{hashlib.sha256(item.source.name.encode(errors='surrogatepass')).hexdigest()[:32]}.json"


def _is_document(result: AuditResult) -> bool:
    """Whether the result's places are those of a document, which a journal does not hold: it is read anew."""
    return any(isinstance(sheet, PartOfDocument) for sheet in result.source.sheets)


def key_of(task: Task, auditor: Auditor) -> str:
    """All that a workbook's result rests on, as a hash; empty when it cannot be read, or is not to be noted.

    What a page shows besides a result (its view) is not noted: it is larger than the workbook.  With a file beside it
    that speaks of days (a waiver that runs out) the day counts as well.
    """
    path, settled = task.path, task.settlement
    if auditor.view or not is_file(path):  # a pipe may never end
        return ""
    try:
        beside = [(file.name, _hash(file)) for file in companions(path)]
        parts = [
            (__version__, auditor.pack.sha256, repr(auditor.pack.profile), auditor.lang, auditor.record),
            (path.name, _hash(path), None if task.target is None else task.target.name, task.sheets_first),
            (beside, "" if settled is None else settled.chosen),
            settled.today.isoformat() if settled is not None and (beside or settled.waivers) else "",
        ]
    except OSError:
        return ""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
