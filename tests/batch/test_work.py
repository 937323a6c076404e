"""What a process of its own does besides the workbook that it is given."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from lkjip_audit.batch import work
from lkjip_audit.batch.work import Done, Task, examine_in_own_process


@pytest.fixture
def _collector() -> Iterator[None]:
    """The collector as it was, afterwards."""
    yield
    gc.unfreeze()
    gc.enable()
    work._keep_what_stays.cache_clear()


@pytest.mark.usefixtures("_collector")
def test_a_worker_never_walks_again_what_its_first_workbook_left_behind(monkeypatch):
    monkeypatch.setattr(work, "examine_packed", lambda _, task: Done(task.number))
    assert examine_in_own_process(b"", Task(3, Path("a.xlsx"))) == Done(3)
    frozen = gc.get_freeze_count()
    assert frozen > len(gc.get_objects())
    circle: list[object] = []
    circle.append(circle)
    alive = id(circle)
    del circle
    examine_in_own_process(b"", Task(4, Path("b.xlsx")))
    assert all(id(item) != alive for item in gc.get_objects())
    assert gc.get_freeze_count() <= frozen
    assert not gc.isenabled()
