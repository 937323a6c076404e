"""The key that an earlier run's results are signed with: in the user's own folder, where no one who hands in a file is.

What a journal holds is believed only with a signature of this key.  Where there is no such folder, or others may read
the key, there is none: nothing is noted and nothing believed.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

_KEY: Final = "journal.key"
_BYTES: Final = 32
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """The user's folder for what programs remember; None where there is none.

    ``XDG_STATE_HOME`` (XDG Base Directory Specification) or ``LOCALAPPDATA`` if they name an absolute path: a relative
    one would lead into whatever folder the program is started in.
    """
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        named = environment.get(name, "")
        if named and Path(named).is_absolute():
            return Path(named) / "lkjip-audit"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ".local" / "state" / "lkjip-audit" if home.is_absolute() else None


def signing_key(environment: Mapping[str, str] = os.environ) -> bytes | None:
    """The user's key, made at its first use; None where it cannot be kept to the user alone."""
    folder = state_folder(environment)
    if folder is None:
        return None
    path = folder / _KEY
    try:
        if not path.exists():
            _make(path)
        return _kept(path)
    except OSError:
        return None


def _kept(path: Path) -> bytes | None:
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & _OTHERS):
            return None
        key = file.read(_BYTES + 1)
    return key if len(key) == _BYTES else None


def _make(path: Path) -> None:
    """Write a key that is there wholly or not at all; of two programs that make one, the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = path.with_name(f"{_KEY}.{secrets.token_hex(8)}")
    try:
        with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
            file.write(secrets.token_bytes(_BYTES))
        with suppress(FileExistsError):
            os.link(own, path)
    finally:
        own.unlink(missing_ok=True)


def signed(key: bytes, data: bytes) -> bytes:
    """``data`` behind its signature."""
    return _signature(key, data) + b"\n" + data


def unsigned(key: bytes, written: bytes) -> bytes | None:
    """What ``signed`` was given; None when ``written`` is not as it gave it under that key."""
    signature, _, data = written.partition(b"\n")
    return data if hmac.compare_digest(signature, _signature(key, data)) else None


def _signature(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, "sha256").hexdigest().encode()
