"""A folder of small submissions, and runs over it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lkjip_audit.batch.executors import Crew
from lkjip_audit.batch.inputs import gather
from lkjip_audit.batch.plan import make_plan
from lkjip_audit.batch.run import Ended, run
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor
from tests.benchmarks.submissions import write


class Quiet:
    """Nobody is told; ``seen`` is what would have been."""

    def __init__(self):
        self.seen = []

    def starts(self, total):
        self.total = total

    def at(self, stage):
        pass

    def ended(self, ended):
        self.seen.append(ended)


@pytest.fixture(scope="session")
def auditor():
    return Auditor.load()


@pytest.fixture(scope="session")
def submitted(tmp_path_factory):
    """Eight submissions below a folder; number 7 is broken, 1 has two wrong figures, 4 one."""
    folder = tmp_path_factory.mktemp("masuk")
    write(folder, 8)
    return folder


@pytest.fixture(scope="session")
def whole(submitted, auditor, tmp_path_factory):
    """The folder checked without a stop, in one process: what was written, and how each file ended."""
    out = tmp_path_factory.mktemp("utuh")
    return out, checked(submitted, out, auditor, Crew(jobs=1))


def checked(folder: Path, out: Path, auditor: Auditor, crew: Crew, watcher=None, **options) -> tuple[Ended, ...]:
    plan = make_plan(gather([folder]), out=out, annotated=None, copies=True)
    return run(plan, auditor, Catalogue("id"), crew, watcher or Quiet(), **options)


def tree(folder: Path) -> dict[str, str]:
    """Every file below ``folder``, with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
