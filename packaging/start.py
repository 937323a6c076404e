"""What a double click starts: the self-check page in the browser.  With words behind its name it is ``lkjip-audit``.

A folder is checked by processes of their own, which joblib's loky starts as if this program were a Python: it is one
for loky's own modules, and for nothing else.
"""

import importlib
import multiprocessing
import re
import runpy
import sys
from collections.abc import Sequence

_LOKY = "joblib.externals.loky.backend."
_CALL = re.compile(rf"from ({re.escape(_LOKY)}\w+) import main; main\(([0-9]+), (0|1|False|True)\)")


def stands_in(arguments: Sequence[str]) -> bool:
    """Do what loky asks a Python for, if that is what ``arguments`` are; whether it was."""
    if len(arguments) == 2 and arguments[0] == "--multiprocessing-fork" and arguments[1].isdigit():  # on Windows
        importlib.import_module(f"{_LOKY}popen_loky_win32").main(int(arguments[1]))
        return True
    for place, argument in enumerate(arguments[:-1]):
        asked = arguments[place + 1]
        if argument == "-m" and asked.startswith(_LOKY):
            sys.argv[1:] = arguments[place + 2 :]
            runpy.run_module(asked, run_name="__main__", alter_sys=True)
            return True
        if argument == "-c" and (call := _CALL.fullmatch(asked)):
            importlib.import_module(call[1]).main(int(call[2]), call[3] in ("1", "True"))
            return True
        if not argument.startswith("-"):
            return False
    return False


if __name__ == "__main__" and not stands_in(sys.argv[1:]):
    multiprocessing.freeze_support()  # the page audits in a process of its own, which starts this program again
    from lkjip_audit.cli.app import main

    if len(sys.argv) == 1:
        sys.argv.append("serve")
    main()
