"""Who does the work of a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
