"""One run of ``check`` in this process: what it ended with, how long it took, and what is wrong with that."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from unittest.mock import patch

from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.pipeline import Auditor, Options
from tests.fuzz.books import book, packed
from tests.fuzz.mutants import workbook
from tests.fuzz.notes import Kind, configuration

SECONDS = 10
"""Of processor, for a workbook of a few kilobytes; most take less than one."""
_OPTIONS = {
    Kind.WAIVERS: "--waivers",
    Kind.RECORD: "--follow-up",
    Kind.BASELINE: "--baseline",
    Kind.PROFILE: "--profile",
    Kind.RULES: "--rules",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended; ``fault`` says what is wrong with that, empty where nothing is."""

    code: int
    seconds: float
    fault: str = ""


class Bench:
    """Runs in ``folder``, which is the current one meanwhile; the packaged rules are read once.

    Cycles that a run leaves are collected when it is over, so that a run's memory is its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._auditor = Auditor.load(Options())
        self._sound = packed(book(1))
        self._baseline = ""

    def of_workbook(self, number: int) -> Ending:
        """The end of the run over the mutant of that number: 0, 1 or 3."""
        return self._run(workbook(number), allowed=(0, 1, 3))

    def of_notes(self, kind: Kind, number: int) -> Ending:
        """The end of a run over a sound workbook with the configuration of that kind and number: 0, 1 or 2."""
        if not self._baseline:
            self._run(self._sound, "--no-annotated", allowed=(0, 1))
            self._baseline = (self._folder / "a.json").read_text("utf-8")
        text = configuration(kind, number, self._baseline)
        path = self._folder / {Kind.RULES: "aturan/checks/a.yaml", Kind.BESIDE: str(Kind.BESIDE)}.get(kind, "a.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        words = [] if kind is Kind.BESIDE else [_OPTIONS[kind], "aturan" if kind is Kind.RULES else path.name]
        try:
            anew = kind in (Kind.PROFILE, Kind.RULES)
            return self._run(self._sound, "--no-annotated", *words, allowed=(0, 1, 2), anew=anew)
        finally:
            path.unlink()

    def _run(self, data: bytes, *words: str, allowed: tuple[int, ...], anew: bool = False) -> Ending:
        (self._folder / "a.xlsx").write_bytes(data)
        loaded = Auditor.load if anew else lambda *_: self._auditor
        before = process_time()
        with _inside(self._folder), patch.object(Auditor, "load", loaded):
            outcome = CliRunner().invoke(app, ["check", "a.xlsx", "--jobs", "1", "--report", "json=a.json", *words])
        seconds = process_time() - before
        gc.collect()
        fault = ""
        if outcome.exit_code not in allowed:
            fault = f"ends with {outcome.exit_code}: {outcome.output[-300:]}"
        elif "Traceback" in outcome.output:
            fault = f"a traceback: {outcome.output[-300:]}"
        elif seconds >= SECONDS:
            fault = f"{seconds:.1f} s of processor"
        return Ending(outcome.exit_code, seconds, fault)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
