"""Work spread over processes of this machine, or over a Dask or Ray cluster through joblib's own backends."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from lkjip_audit.batch.executors import Backend, Crew, Hands, dask, processes, ray
from lkjip_audit.batch.work import Done, Task, Trouble, carried, examine, examine_in_own_process, examine_packed
from lkjip_audit.errors import UsageError
from lkjip_audit.pipeline import Auditor, Progress, untold
from lkjip_audit.version import __version__


def spread(auditor: Auditor, tasks: Sequence[Task], crew: Crew, progress: Progress = untold) -> Iterator[Done]:
    """What becomes of each of ``tasks``, in the order in which they are done.

    ``progress`` is told only of work in this process: one workbook at a time.  A worker that dies takes no other
    workbook with it.  Raises UsageError when the cluster or what it needs is not there.
    """
    jobs = min(crew.jobs or _processors(), len(tasks))
    if not tasks:
        return
    if crew.backend is Backend.LOKY and jobs == 1:
        yield from (examine(auditor, task, progress) for task in tasks)
        return
    packed = pickle.dumps(auditor)
    with _hands(crew, jobs) as hands:
        try:
            yield from map(_of_this_version, _all(hands, packed, tasks))
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != __package__.partition(".")[0]:
                raise
            raise UsageError("cluster_without_us", version=__version__) from error


def _processors() -> int:
    import joblib  # noqa: PLC0415 - only where work is spread

    count: int = joblib.cpu_count()
    return count


def _all(hands: Hands, packed: bytes, tasks: Sequence[Task]) -> Iterator[Done]:
    """Every task; those that a dying worker may have had in hand are done again, each by itself."""
    waiting = {task.number: task for task in tasks}
    while waiting:
        taken: list[Task] = []
        try:
            for done in _run(hands, packed, _noting(waiting.values(), taken)):
                del waiting[done.number]
                yield done
        except hands.lost:
            for task in taken:
                if waiting.pop(task.number, None) is not None:
                    yield _alone(hands, packed, task)


def _noting(tasks: Iterable[Task], taken: list[Task]) -> Iterator[Task]:
    for task in list(tasks):
        taken.append(task)
        yield task


def _alone(hands: Hands, packed: bytes, task: Task) -> Done:
    try:
        return next(_run(hands, packed, [task]))
    except hands.lost:
        return Done(task.number, trouble=Trouble("worker_died", (("name", task.path.name),)))


def _run(hands: Hands, packed: bytes, tasks: Iterable[Task]) -> Iterator[Done]:
    from joblib import delayed  # noqa: PLC0415

    if hands.carries:
        calls = (delayed(examine_packed)(packed, carried(task)) for task in tasks)
    else:
        calls = (delayed(examine_in_own_process)(packed, task) for task in tasks)
    if hands.streams:
        yield from hands.parallel(return_as="generator_unordered")(calls)
        return
    with hands.parallel() as parallel:  # results come when all of a call are ready: so a few at a time
        while chunk := [call for _, call in zip(range(2 * hands.size), calls, strict=False)]:
            yield from parallel(chunk)


def _of_this_version(done: Done) -> Done:
    if done.result is not None and done.result.version != __version__:
        raise UsageError("cluster_version", ours=__version__, theirs=done.result.version)
    return done


def _hands(crew: Crew, jobs: int) -> AbstractContextManager[Hands]:
    match crew.backend:
        case Backend.LOKY:
            return processes(jobs)
        case Backend.DASK:
            return dask(crew.cluster, jobs)
        case Backend.RAY:
            return ray(crew.cluster, jobs)
