"""How far a run is, on the error stream: a bar on a terminal, a line for each workbook elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.markup import escape

from lkjip_audit.cli.output import say
from lkjip_audit.messages.catalogue import Catalogue

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from lkjip_audit.batch.run import Ended
    from lkjip_audit.batch.work import Trouble
    from lkjip_audit.pipeline import Stage


class Told:
    """Tells of a run of one or of many workbooks; use it as a context."""

    def __init__(self, catalogue: Catalogue, *, debug: bool) -> None:
        self._catalogue = catalogue
        self._debug = debug
        self._total = 0
        self._done = 0
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Told:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def starts(self, total: int) -> None:
        """There are ``total`` workbooks."""
        self._total = total
        if sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task(self._text("cli.checking"), total=total)

    def at(self, stage: Stage) -> None:
        """The one workbook in work is at ``stage``."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=self._text(f"cli.stage_{stage.value}"))

    def ended(self, ended: Ended) -> None:
        """One more is done: what is wrong with it is told at once, what was found if there are many."""
        self._done += 1
        if ended.trouble is not None:
            self._tell_trouble(ended.trouble, ended.checked.path)
        elif self._total > 1 and self._bar is None:
            say(self._line(ended), err=True)
        for notice in ended.notices:
            say(self._text(notice.code, **dict(notice.details)), err=True)
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)
            if self._total > 1:
                self._bar.update(self._task, description=escape(Path(ended.checked.path).name))

    def _tell_trouble(self, trouble: Trouble, path: str) -> None:
        before = "" if self._total == 1 else f"{self._done}/{self._total} {path}: "
        for line in self._catalogue.lines(trouble.error):
            say(before + line, err=True)
        if self._debug and trouble.trace:
            say(trouble.trace, err=True)

    def _line(self, ended: Ended) -> str:
        counts = {} if ended.checked.result is None else ended.checked.result.severities()
        return self._text(
            "cli.known" if ended.known else "cli.checked",
            done=self._done,
            total=self._total,
            name=ended.checked.path,
            **{severity.value: count for severity, count in counts.items()},
        )

    def _text(self, key: str, **values: object) -> str:
        return self._catalogue.text(key, **values)


def _bar() -> Progress:
    """A bar with what is in work, how many are done, how fast and how long it will still take."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
