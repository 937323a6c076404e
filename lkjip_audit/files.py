"""Files: the copy is written beside its target and renamed, so that a crash leaves no half file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from lkjip_audit.errors import UsageError, WorkbookError


def target_for(source: Path) -> Path:
    """Where the annotated copy of a workbook goes unless told otherwise: ``NAME.temuan.xlsx`` beside it."""
    suffix = source.suffix.lower() if source.suffix.lower() == ".xlsm" else ".xlsx"
    return source.with_name(f"{source.stem}.temuan{suffix}")


def refuse_same(source: Path, target: Path) -> None:
    """The source is never written: a target that is the same file, by whatever name, is refused."""
    if target.resolve() == source.resolve() or (target.exists() and source.exists() and target.samefile(source)):
        raise UsageError("same_file", name=str(source))


def write_file(target: Path, data: bytes) -> None:
    """Put ``data`` into ``target``, wholly or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem[:40]}.", suffix=".tmp")
    except OSError as error:
        raise WorkbookError("not_written", name=str(target), reason=error.strerror or str(error)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(target))
        temporary.replace(target)
    except OSError as error:
        raise WorkbookError("not_written", name=str(target), reason=error.strerror or str(error)) from error
    finally:  # also when somebody stops the program here
        temporary.unlink(missing_ok=True)


def _mode_for(target: Path) -> int:
    """The permissions that the target has, or that a new file gets: temporary files are private otherwise."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
