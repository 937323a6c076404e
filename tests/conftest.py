"""What several rooms' tests share: the samples, audited once; which tests are slow; how a run is spread."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from lkjip_audit import audit
from lkjip_audit.result import AuditResult
from tests.truth import SAMPLES

settings.register_profile("project", deadline=None)  # how long an example takes is the machine's load, no fault
settings.load_profile("project")
gc.set_threshold(100_000, 20, 20)
"""The rules and definitions that tests hold are no garbage: they are not walked again and again."""

_HEAVY = ("browser", "office", "cluster")
"""Markers of tests that start another program; each of them is slow as well."""
_SAMPLES = frozenset({"blitar", "jombang", "selaras"})
_MOST_PROCESSES = 8


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Spread the whole suite over the processors where pytest-xdist is there; what is named runs in one process.

    ``-n 0`` keeps all of it in one; a debugger and one processor do too.
    """
    named = config.args_source is pytest.Config.ArgsSource.ARGS
    alone = named or config.option.collectonly or config.getoption("usepdb", False)
    if alone or not config.pluginmanager.hasplugin("xdist") or "PYTEST_XDIST_WORKER" in os.environ:
        return
    if config.option.numprocesses is None and config.option.dist == "no":
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        if processors > 1:
            config.option.numprocesses = min(processors, _MOST_PROCESSES)
            config.option.dist = "loadfile"  # what a file's tests share is made once
            config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts another program or asks for a whole audit of a sample is slow; files with slow tests come first."""
    for item in items:
        if any(item.get_closest_marker(name) for name in _HEAVY) or _SAMPLES & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
    heavy = {item.path for item in items if any(item.get_closest_marker(name) for name in _HEAVY)}
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in heavy, item.path not in slow))  # the longest work is begun first


@pytest.fixture(scope="session", autouse=True)
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program remembers goes to a folder of this run's, never to that of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory):
    """The audit of a sample by its name: once in a run, whichever process asks for it first."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    def audited(name: str) -> AuditResult:
        path = SAMPLES / f"{name}.xlsx"
        kept = folder / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.pickle"
        if not kept.exists():
            _keep(audit(path), kept)
        return pickle.loads(kept.read_bytes())

    return audited


def _keep(result: AuditResult, path: Path) -> None:
    """Written wholly or not at all: another process may be about to read it."""
    own = path.with_suffix(f".{os.getpid()}")
    own.write_bytes(pickle.dumps(result))
    own.replace(path)


@pytest.fixture(scope="session")
def blitar(sample) -> AuditResult:
    return sample("kota-blitar-bkpsdm-2023")


@pytest.fixture(scope="session")
def jombang(sample) -> AuditResult:
    return sample("kab-jombang-bkpsdm-2023")


@pytest.fixture(scope="session")
def selaras(sample) -> AuditResult:
    return sample("contoh-selaras")
