"""Where the packaged rules lie."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from lkjip_audit.rulepack.problems import BrokenPackError, Problem


def pack_folder() -> Path:
    """The rules that come with the program: beside its modules when installed, ``rules/`` in a checkout.

    Raises BrokenPackError where they are in neither place.
    """
    package = Path(str(resources.files("lkjip_audit")))
    for folder in (package / "_rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    raise BrokenPackError([Problem(str(package / "_rules"), 1, 1, "rules_missing")])
