"""The process that audits, and the thread that watches it: the page answers while it works, and outlives its faults."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import TYPE_CHECKING, Final

from lkjip_audit.serve.desk import Desk, Item, State, Summary
from lkjip_audit.serve.returning import carry_from_parts, give_held
from lkjip_audit.serve.telling import told

if TYPE_CHECKING:
    from lkjip_audit.pipeline import Options

_LOOK: Final = 0.2
"""Seconds between two looks at whether the work is still wanted."""


@dataclass(frozen=True, slots=True)
class _Child:
    process: BaseProcess
    connection: Connection

    def end(self) -> None:
        """Stop the process at once; what it was writing lies in a folder that is removed."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Worker:
    """Audits the desk's items one after another, in the order in which they were put."""

    def __init__(self, desk: Desk, options: Options) -> None:
        self._desk = desk
        self._options = options
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._child: _Child | None = None
        self._thread = threading.Thread(target=self._run, name="lkjip-audit-worker", daemon=True)

    def start(self) -> None:
        """Begin; the process itself is started for the first file."""
        self._thread.start()

    def put(self, number: str) -> None:
        """Have the item ``number`` audited when those before it are."""
        self._waiting.put(number)

    def stop(self) -> None:
        """End the work, finished or not."""
        self._stopping.set()
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            while (number := self._waiting.get()) is not None and not self._stopping.is_set():
                item = self._desk.get(number)
                if item is not None:
                    self._audit(item)
        finally:
            self._end()

    def _audit(self, item: Item) -> None:
        connection = self._ready().connection
        deadline = monotonic() + self._desk.limits.seconds
        try:
            connection.send(_task(item))
            while not self._stopping.is_set():
                if connection.poll(_LOOK):
                    if self._take(item.id, connection.recv()):
                        return
                elif self._desk.get(item.id) is None:
                    break
                elif monotonic() > deadline:
                    minutes = round(self._desk.limits.seconds / 60)
                    self._desk.change(item.id, state=State.FAILED, problem=told("serve.too_long", count=minutes))
                    break
        except (EOFError, OSError):  # the process is gone: out of memory, or a fault of our own
            self._desk.change(item.id, state=State.FAILED, problem=told("serve.fault"))
        self._end()

    def _take(self, number: str, message: object) -> bool:
        """Note what the process says; whether that was the last of this file."""
        if isinstance(message, State):
            self._desk.change(number, state=message)
            return False
        if isinstance(message, Summary):
            self._desk.change(number, state=State.DONE, summary=message)
            item = self._desk.get(number)
            if item is not None:
                carry_from_parts(self._desk, item, self._options.lang)
                give_held(self._desk, item, self._options.lang)
        else:
            self._desk.change(number, state=State.FAILED, problem=message)
        return True

    def _ready(self) -> _Child:
        if self._child is not None and not self._child.process.is_alive():
            self._end()
        if self._child is None:
            from lkjip_audit.serve.work import main  # noqa: PLC0415 - imports the whole pipeline

            context = multiprocessing.get_context("spawn")  # the same on every system, and no thread is copied
            ours, theirs = context.Pipe()
            process = context.Process(target=main, args=(theirs, self._options), daemon=True)
            process.start()
            theirs.close()
            self._child = _Child(process, ours)
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def _task(item: Item) -> object:
    from lkjip_audit.serve.work import Task  # noqa: PLC0415

    return Task(item.source, item.name, item.parts)
