"""The files of one session: where each is kept, how far it is, and what became of it."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BufferedRandom
from pathlib import Path
from typing import Final

from lkjip_audit.followup.record import Record
from lkjip_audit.serve.leftovers import new_folder
from lkjip_audit.serve.names import suffix_for, told_name
from lkjip_audit.serve.noting import Notes
from lkjip_audit.serve.telling import Told
from lkjip_audit.serve.visitor import EVERYONE

NOTHING: Final = Record("")
"""What no record says."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a visitor's session takes: bytes of one file, files held at once, bytes of all, seconds for one audit.

    ``desk_bytes`` is what all visitors may hold together; an upload is given up when nothing comes for ``stall``
    seconds, or when it is not whole after ``upload_seconds``.
    """

    file_bytes: int = 64 << 20
    files: int = 40
    session_bytes: int = 512 << 20
    seconds: float = 900
    desk_bytes: int = 2 << 30
    stall: float = 30
    upload_seconds: float = 900


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

    ``failed`` is how many rules failed, ``tested`` how many of the ``figures`` were tested, ``document`` the ending of
    the marked document where the file is one.
    """

    counts: Mapping[str, int]
    findings: int
    causes: int
    first: Told
    copy: str
    failed: int = 0
    tested: int = 0
    figures: int = 0
    document: str = ""

    @property
    def percent(self) -> int:
        """How many of a hundred figures were tested."""
        return self.tested * 100 // self.figures if self.figures else 0

    @property
    def look(self) -> str:
        """How the file's line looks: ``grave``, ``clean``, or neither for trifles alone."""
        if self.failed or not self.tested or any(self.counts[level] for level in ("material", "significant")):
            return "grave"
        return "slight" if self.findings else "clean"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a dossier: where its copy lies, what its owner calls it, and the item ``of`` which it was taken."""

    source: Path
    name: str
    of: str


@dataclass(frozen=True, slots=True)
class Item:
    """One file, or a dossier of several (``parts``).

    ``folder`` and the names in it are ours; ``name`` is what its owner calls it.

    ``stamp`` changes whenever anything about the item does; ``visitor`` is whose it is.  ``notes`` are what was noted
    of its findings and causes after each step, the last as it stands; ``left`` is what a record said that came back of
    findings that are no more.
    """

    id: str
    name: str
    folder: Path
    size: int = 0
    state: State = State.WAITING
    summary: Summary | None = None
    problem: Told | None = None
    stamp: int = 0
    visitor: str = EVERYONE
    notes: tuple[Notes, ...] = ()
    left: Record = NOTHING
    parts: tuple[Part, ...] = ()

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
        self.kept = keep is not None
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
        self._lock_file: BufferedRandom | None = None
        if keep is None:
            self.root, self._lock_file = new_folder()
        else:
            self.root = keep
        self._items: dict[str, Item] = {}
        self._held: dict[str, tuple[Record, ...]] = {}
        self._lock = threading.Lock()
        self._stamp = 0

    def open(self, name: str, visitor: str = EVERYONE) -> Item | None:
        """A place for a file that its owner calls ``name``; None when the session holds as many as it may."""
        with self._lock:
            if sum(item.visitor == visitor for item in self._items.values()) >= self.limits.files:
                return None
            number = secrets.token_urlsafe(12)
            item = Item(number, told_name(name), self.root / number, visitor=visitor)
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

    def get(self, number: str, visitor: str | None = None) -> Item | None:
        """The item ``number``; None when there is none, or when it is not that visitor's."""
        with self._lock:
            item = self._items.get(number)
        return item if item is None or visitor in (None, item.visitor) else None

    def items(self, visitor: str | None = None) -> tuple[Item, ...]:
        """All items, or those of a visitor, the oldest first."""
        with self._lock:
            return tuple(item for item in self._items.values() if visitor in (None, item.visitor))

    def hold(self, visitor: str, record: Record) -> None:
        """Hold a record of ``visitor`` until its workbook is there; the latest as many as there may be files."""
        with self._lock:
            self._held[visitor] = (*self._held.get(visitor, ()), record)[-self.limits.files :]

    def held(self, visitor: str) -> tuple[Record, ...]:
        """The records of ``visitor`` that wait for their workbooks."""
        with self._lock:
            return self._held.get(visitor, ())

    def release(self, visitor: str, record: Record) -> None:
        """Hold ``record`` no longer."""
        with self._lock:
            self._held[visitor] = tuple(other for other in self._held.get(visitor, ()) if other is not record)

    def grow(self, number: str, size: int) -> bool:
        """Count ``size`` more bytes of an item's source, which is under way; False when there is no room for them."""
        with self._lock:
            item = self._items.get(number)
            if item is None:
                return False
            own = sum(other.size for other in self._items.values() if other.visitor == item.visitor)
            every = sum(other.size for other in self._items.values())
            if own + size > self.limits.session_bytes or every + size > self.limits.desk_bytes:
                return False
            self._items[number] = replace(item, size=item.size + size)
            return True

    def is_full(self, visitor: str) -> bool:
        """Whether not a byte more is taken of that visitor."""
        with self._lock:
            held = [(item.visitor == visitor, item.size) for item in self._items.values()]
        own = sum(size for is_own, size in held if is_own)
        return own >= self.limits.session_bytes or sum(size for _, size in held) >= self.limits.desk_bytes

    def remove(self, number: str, visitor: str | None = None) -> None:
        """Forget an item and all its files; one that is not that visitor's stays."""
        if self.get(number, visitor) is None:
            return
        with self._lock:
            item = self._items.pop(number, None)
        if item is not None:
            shutil.rmtree(item.folder, ignore_errors=True)

    def close(self) -> None:
        """Remove everything, or what was not finished when the rest is kept."""
        if not self.kept:
            if self._lock_file is not None:
                self._lock_file.close()  # Windows removes no file that is open
            shutil.rmtree(self.root, ignore_errors=True)
            return
        for item in self.items():
            if item.state is not State.DONE:
                self.remove(item.id)
