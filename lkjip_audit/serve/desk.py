"""The files of one session: where each is kept, how far it is, and what became of it."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from lkjip_audit.serve.names import suffix_for, told_name
from lkjip_audit.serve.telling import Told


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a session takes: bytes of one file, files held at once, bytes of all, seconds for one audit."""

    file_bytes: int = 64 << 20
    files: int = 40
    session_bytes: int = 512 << 20
    seconds: float = 900


class State(StrEnum):
    """How far a file is, in this order; ``FAILED`` may follow any."""

    WAITING = "waiting"
    READING = "reading"
    TABLES = "tables"
    RELATIONS = "relations"
    CAUSES = "causes"
    REPORTS = "reports"
    DONE = "done"
    FAILED = "failed"

    @property
    def position(self) -> int:
        """Its place in the order."""
        return list(State).index(self)

    @property
    def ended(self) -> bool:
        """Whether nothing more happens to the file."""
        return self in (State.DONE, State.FAILED)


@dataclass(frozen=True, slots=True)
class Summary:
    """What an audited file's line says: findings by severity, causes, the heaviest cause, the copy's ending.

    ``failed`` is how many rules failed, ``tested`` how many figures were tested.
    """

    counts: Mapping[str, int]
    findings: int
    causes: int
    first: Told
    copy: str
    failed: int = 0
    tested: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One file.  ``folder`` and the names in it are ours; ``name`` is what its owner calls it.

    ``stamp`` changes whenever anything about the item does.
    """

    id: str
    name: str
    folder: Path
    size: int = 0
    state: State = State.WAITING
    summary: Summary | None = None
    problem: Told | None = None
    stamp: int = 0

    @property
    def source(self) -> Path:
        """The file as it was taken in."""
        return self.folder / f"sumber{suffix_for(self.name)}"


class Desk:
    """Holds the items of a session; every call may come from any thread.

    Everything lies in a folder of its own that ``close`` removes, unless ``keep`` names a folder to leave it in.
    """

    def __init__(self, limits: Limits, keep: Path | None = None) -> None:
        self.limits = limits
        self._kept = keep is not None
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
        self.root = keep or Path(tempfile.mkdtemp(prefix="lkjip-audit-"))
        self._items: dict[str, Item] = {}
        self._lock = threading.Lock()
        self._stamp = 0

    def open(self, name: str) -> Item | None:
        """A place for a file that its owner calls ``name``; None when the session holds as many as it may."""
        with self._lock:
            if len(self._items) >= self.limits.files:
                return None
            number = secrets.token_urlsafe(12)
            item = Item(number, told_name(name), self.root / number)
            item.folder.mkdir(mode=0o700)
            self._items[number] = item
            return item

    def change(self, number: str, **values: object) -> None:
        """Set ``values`` of an item; an item that was removed meanwhile stays away."""
        with self._lock:
            item = self._items.get(number)
            if item is not None:
                self._stamp += 1
                self._items[number] = replace(item, stamp=self._stamp, **values)  # type: ignore[arg-type]

    def get(self, number: str) -> Item | None:
        """The item ``number``; None when there is none."""
        with self._lock:
            return self._items.get(number)

    def items(self) -> tuple[Item, ...]:
        """All items, the oldest first."""
        with self._lock:
            return tuple(self._items.values())

    def held(self) -> int:
        """The bytes of all sources."""
        return sum(item.size for item in self.items())

    def remove(self, number: str) -> None:
        """Forget an item and all its files."""
        with self._lock:
            item = self._items.pop(number, None)
        if item is not None:
            shutil.rmtree(item.folder, ignore_errors=True)

    def close(self) -> None:
        """Remove everything, or what was not finished when the rest is kept."""
        if not self._kept:
            shutil.rmtree(self.root, ignore_errors=True)
            return
        for item in self.items():
            if item.state is not State.DONE:
                self.remove(item.id)
