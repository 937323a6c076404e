"""The files beside a workbook that its audit reads: they belong to it wherever it is audited, and to its key."""

from __future__ import annotations

from pathlib import Path

from lkjip_audit.files import is_file, is_folder


def companions(path: Path) -> tuple[Path, ...]:
    """The YAML files beside the workbook at ``path`` that may speak of it: the folder's own, and those of its name."""
    folder = path.parent
    if not is_folder(folder):
        return ()
    named = (item for item in folder.glob("*.yaml") if item.name == "lkjip-audit.yaml" or _is_of(item, path))
    return tuple(sorted(item for item in named if is_file(item)))


def _is_of(item: Path, path: Path) -> bool:
    return item.name.startswith(f"{path.stem}.") or item.name.startswith(f"{path.name}.")
