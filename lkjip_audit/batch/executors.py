"""Who does the work of a run: processes of this machine, a Dask cluster, a Ray cluster, as joblib knows them."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import Any

from lkjip_audit.errors import UsageError

_PATIENCE = 20
"""Seconds that a cluster is waited for."""


class Backend(StrEnum):
    """Where the work is done."""

    LOKY = "loky"  # processes of this machine
    DASK = "dask"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Crew:
    """How many workbooks at once (None: as many as there are processors), by whom, and where their cluster is."""

    jobs: int | None = None
    backend: Backend = Backend.LOKY
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Hands:
    """joblib, set up for one backend: ``parallel`` is its Parallel with the settings of the backend.

    ``streams`` is whether results come as they are ready, ``carries`` whether the files go along with the work, as a
    cluster may not see our disk; ``lost`` are the errors that say that a worker died.
    """

    parallel: Callable[..., Any]
    size: int
    streams: bool
    carries: bool
    lost: tuple[type[BaseException], ...]


@contextmanager
def processes(jobs: int) -> Iterator[Hands]:
    """As many processes of this machine as ``jobs``, even for one: a workbook alone in a process of its own."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - only where work is spread

    from joblib import Parallel  # noqa: PLC0415

    def parallel(**settings: str) -> Any:  # noqa: ANN401 - joblib has no types
        return Parallel(max(jobs, 2), backend="loky", batch_size=1, initializer=_leave_interrupts, **settings)

    yield Hands(parallel, jobs, True, False, (BrokenProcessPool,))


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the one that asked for the work stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_left() -> Iterator[None]:
    """Processes that are started meanwhile leave Ctrl-C alone: they take over what this one does with it."""
    if threading.current_thread() is not threading.main_thread():  # no other may say what is done with signals
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def dask(address: str | None, jobs: int) -> Iterator[Hands]:
    """The Dask cluster at ``address``, or one on this machine for as long as the work takes."""
    _need("dask", "distributed")
    from dask.distributed import Client, KilledWorker, LocalCluster  # noqa: PLC0415 - an extra
    from joblib import Parallel, parallel_config  # noqa: PLC0415

    def parallel(**settings: str) -> Any:  # noqa: ANN401
        return Parallel(-1, batch_size=1, **settings)

    cluster = None
    try:
        if address is None:
            with _interrupts_left():
                cluster = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address="127.0.0.1:0")
        client = Client(cluster or address, set_as_default=False, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise _unreachable(address, "dask") from error
    try:
        with parallel_config(backend="dask", client=client, wait_for_workers_timeout=_PATIENCE):
            yield Hands(parallel, jobs, True, True, (KilledWorker,))
    finally:
        client.close()
        if cluster is not None:
            cluster.close()


@contextmanager
def ray(address: str | None, jobs: int) -> Iterator[Hands]:
    """The Ray cluster at ``address``, or one on this machine for as long as the work takes."""
    _need("ray", "ray")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    import ray  # noqa: PLC0415 - an extra
    from joblib import Parallel, parallel_config  # noqa: PLC0415
    from ray.exceptions import RayActorError  # noqa: PLC0415
    from ray.util.joblib import register_ray  # noqa: PLC0415

    def parallel(**settings: str) -> Any:  # noqa: ANN401
        return Parallel(size, batch_size=1, pre_dispatch="all", **settings)

    started = not ray.is_initialized()
    try:
        _knock(address)
        if started:
            where = {"num_cpus": jobs, "include_dashboard": False} if address is None else {"address": address}
            ray.init(**where, log_to_driver=False, configure_logging=False)
    except (OSError, RuntimeError, ValueError) as error:
        raise _unreachable(address, "ray") from error
    try:
        size = max(1, int(ray.cluster_resources().get("CPU", jobs)))
        register_ray()
        # Ray's pool logs that it knows nothing of a setting that joblib always makes.
        logging.getLogger("ray.util.multiprocessing.pool").setLevel(logging.ERROR)
        with parallel_config(backend="ray"):
            yield Hands(parallel, size, False, True, (RayActorError,))
    finally:
        if started:
            ray.shutdown()


def _knock(address: str | None) -> None:
    """Raise OSError where nobody answers at ``address``: Ray itself tries for minutes, and tells of every try."""
    host, colon, port = (address or "").rpartition("//")[2].rpartition(":")
    if colon and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()


def _need(extra: str, module: str) -> None:
    if find_spec(module) is None:
        raise UsageError("extra_missing", extra=extra)


def _unreachable(address: str | None, backend: str) -> UsageError:
    if address is None:
        return UsageError("cluster_not_started", backend=backend)
    return UsageError("cluster_unreachable", backend=backend, address=address)
