"""The same findings from processes, from a real local Dask cluster and from a real local Ray cluster."""

import importlib.util
import os
import sys

import pytest

from lkjip_audit.batch import work
from lkjip_audit.batch.executors import Backend, Crew
from lkjip_audit.batch.spread import spread
from lkjip_audit.batch.work import Done, Task
from lkjip_audit.errors import UsageError
from tests.batch.conftest import checked, tree

# What these programs do with threads, sockets and files of their own is theirs; every other warning stays an error.
pytestmark = [
    pytest.mark.cluster,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:(dask|distributed|tornado|ray)"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ray"),
]
needs_dask = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra dask is not there")
needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="the extra ray is not there")


@needs_dask
def test_a_dask_cluster_of_its_own_gives_the_same_files(whole, submitted, auditor, tmp_path):
    ended = checked(submitted, tmp_path, auditor, Crew(2, Backend.DASK))
    assert [item.checked for item in ended] == [item.checked for item in whole[1]]
    assert tree(tmp_path) == tree(whole[0])


@needs_dask
def test_a_dask_cluster_that_is_there_is_used_and_left_running(whole, submitted, auditor, tmp_path):
    from dask.distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        ended = checked(submitted, tmp_path, auditor, Crew(None, Backend.DASK, cluster.scheduler_address))
        with Client(cluster, set_as_default=False) as client:
            assert len(client.scheduler_info()["workers"]) == 2
    assert [item.checked for item in ended] == [item.checked for item in whole[1]]


@needs_ray
def test_a_ray_cluster_gives_the_same_files(whole, submitted, auditor, tmp_path):
    ended = checked(submitted, tmp_path, auditor, Crew(2, Backend.RAY))
    assert [item.checked for item in ended] == [item.checked for item in whole[1]]
    assert tree(tmp_path) == tree(whole[0])


@pytest.mark.parametrize(
    ("backend", "address"),
    [
        pytest.param(Backend.DASK, "tcp://127.0.0.1:9", marks=needs_dask),
        pytest.param(Backend.RAY, "127.0.0.1:9", marks=needs_ray),
        pytest.param(Backend.RAY, "ray://127.0.0.1:9", marks=needs_ray),
    ],
)
def test_a_cluster_that_is_not_there_is_told(auditor, tmp_path, monkeypatch, backend, address):
    monkeypatch.setattr("lkjip_audit.batch.executors._PATIENCE", 1)
    with pytest.raises(UsageError) as told:
        list(spread(auditor, [Task(0, tmp_path / "a.xlsx")], Crew(None, backend, address)))
    assert told.value.code == "cluster_unreachable"


@pytest.mark.parametrize("backend", [Backend.DASK, Backend.RAY])
def test_an_extra_that_is_missing_is_named(auditor, tmp_path, monkeypatch, backend):
    monkeypatch.setattr("lkjip_audit.batch.executors.find_spec", lambda name: None)
    with pytest.raises(UsageError) as told:
        list(spread(auditor, [Task(0, tmp_path / "a.xlsx")], Crew(None, backend)))
    assert (told.value.code, told.value.details) == ("extra_missing", {"extra": backend.value})


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
def test_a_worker_that_dies_takes_no_other_workbook_with_it(auditor, tmp_path, monkeypatch):
    tasks = [Task(number, tmp_path / f"{number}.xlsx") for number in range(4)]  # none is there: that is told quickly
    monkeypatch.setattr("lkjip_audit.batch.spread.examine_in_own_process", _dies_of_the_second)
    found = {done.number: done for done in spread(auditor, tasks, Crew(jobs=2))}
    assert sorted(found) == [0, 1, 2, 3]
    assert found[1].trouble.code == "worker_died"
    assert [found[number].trouble.code for number in (0, 2, 3)] == ["missing"] * 3


def _dies_of_the_second(auditor: bytes, task: Task) -> Done:
    if task.number == 1:
        os._exit(9)
    return work.examine_packed(auditor, task)
