"""Folders of uploads: each is known as in use by a lock that ends with its process, however that ended."""

from __future__ import annotations

import os
import shutil
import tempfile
from io import BufferedRandom
from pathlib import Path
from typing import Final

_PREFIX: Final = "lkjip-audit-serve-"
_LOCK: Final = "dipakai"


def new_folder() -> tuple[Path, BufferedRandom]:
    """A folder of this process's own and what keeps it so, to be closed at the end."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = (folder / _LOCK).open("w+b")
    _is_free(lock)
    return folder, lock


def clear_leftovers() -> int:
    """Remove the folders that processes of this user left when they were killed; how many there were."""
    count = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if folder.is_symlink() or (hasattr(os, "getuid") and folder.lstat().st_uid != os.getuid()):
                continue
            with (folder / _LOCK).open("r+b") as lock:
                if not _is_free(lock):
                    continue
            shutil.rmtree(folder)
            count += 1
        except OSError:  # no folder of ours, or one that is just being made or removed
            continue
    return count


def _is_free(lock: BufferedRandom) -> bool:
    """Take the lock if nobody has it."""
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - of Windows

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415 - of the others

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
