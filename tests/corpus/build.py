"""Make the small workbooks under ``tests/corpus/files``: ``python tests/corpus/build.py [NAME ...]``.

Each has one feature, or one writer's habit, that an annotated copy must keep.  The files are kept in the
repository: tests read them as they are, and a file dropped into the folder is tested like the others.
``libreoffice.xlsx`` is ``rich.xlsx`` saved by LibreOffice and is not made here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import features  # noqa: F401 - they register their makers
import writers  # noqa: F401
from parts import MAKERS, packed

FILES = Path(__file__).parent / "files"


def main(wanted):
    FILES.mkdir(exist_ok=True)
    for name, make in MAKERS.items():
        if not wanted or name in wanted:
            (FILES / name).write_bytes(packed(make()))


if __name__ == "__main__":
    main(sys.argv[1:])
