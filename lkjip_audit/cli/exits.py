"""Exit codes, and the one place where exceptions become a sentence and a code."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Sequence
from enum import IntEnum
from glob import glob
from itertools import pairwise
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from lkjip_audit.cli.output import say
from lkjip_audit.errors import LkjipAuditError, UsageError, WorkbookError
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import Catalogue

DEBUG = "--debug"
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for a command line that it cannot take; the class has no public name."""

_USAGE = {
    "MissingParameter": "usage.missing",
    "NoSuchOption": "usage.option",
    "BadOptionUsage": "usage.argument",
    "BadParameter": "usage.value",
}
_VALUES = (
    ("usage.choice", re.compile(r"'(?P<value>[^']*)' is not one of (?P<known>'.*')\.?", re.DOTALL)),
    ("usage.most", re.compile(r"less than or equal to (?P<limit>[0-9]+)")),
    ("usage.least", re.compile(r"greater than or equal to (?P<limit>[0-9]+)")),
    ("usage.number", re.compile(r"valid (?:integer|number|int|float)")),
    ("usage.day", re.compile(r"valid date|datetime")),
)
"""What typer and pydantic say of a value, in English, and the sentence of ours for it."""


class ExitCode(IntEnum):
    """What a run ended with."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    FAULT = 4
    INTERRUPTED = 130


class Commands(TyperGroup):
    """The commands as a whole: whatever goes wrong under them ends in one sentence and an exit code."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> NoReturn:  # noqa: ANN401
        """Run the command line ``args``; ``--debug`` may stand anywhere in it."""
        given = _command_line() if args is None else list(args)
        debug = DEBUG in given
        given = [word for word in given if word != DEBUG]
        options["standalone_mode"] = False
        options["prog_name"] = "lkjip-audit"
        options["obj"] = debug
        try:
            code = super().main(given, *rest, **options)
        except Exception as error:  # noqa: BLE001 - the last resort: a fault of our own is exit code 4
            if debug:
                traceback.print_exc()
            code = _told(error, Catalogue(_language(given)))
        sys.exit(code if isinstance(code, int) else ExitCode.OK)


def _command_line() -> list[str]:
    """The words of the command line; a Windows shell leaves ``*.xlsx`` for the program to look up."""
    words = sys.argv[1:]
    if os.name != "nt":
        return words
    return [name for word in words for name in sorted(glob(word)) or [word]]  # noqa: PTH207 - any folder


def _language(words: Sequence[str]) -> str:
    """The language that ``words`` ask for, as far as it can be told of a command line that may be wrong."""
    asked = [after for word, after in pairwise(words) if word == "--lang"]
    asked += [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else LANGUAGES[0]


def _told(error: Exception, catalogue: Catalogue) -> ExitCode:
    """Say on stderr what ``error`` means for the user; the exit code for it."""
    if isinstance(error, LkjipAuditError):
        tell(error, catalogue)
        return code_of(error)
    if isinstance(error, MemoryError):  # files are written whole or not at all, so that nothing is left half
        tell(WorkbookError("out_of_memory"), catalogue)
        return ExitCode.UNREADABLE
    if isinstance(error, OSError):  # a full disk behind the screen, no folder for temporary files
        tell(
            UsageError("machine", reason=error.strerror or str(error), name=str(error.filename or "lkjip-audit")),
            catalogue,
        )
        return ExitCode.USAGE
    if isinstance(error, typer.Abort):
        say(catalogue.text("error.interrupted"), err=True)
        return ExitCode.INTERRUPTED
    if isinstance(error, USAGE_ERROR):
        say(_usage(error, catalogue), err=True)
        return ExitCode.USAGE
    say(catalogue.text("error.fault", kind=type(error).__name__), err=True)
    return ExitCode.FAULT


def tell(error: LkjipAuditError, catalogue: Catalogue) -> None:
    """Say on stderr what is wrong; for a broken file every fault, each with its place."""
    for line in catalogue.lines(error):
        say(line, err=True)


def code_of(error: LkjipAuditError) -> ExitCode:
    """The exit code for ``error``."""
    unreadable = isinstance(error, WorkbookError) and error.code != "not_written"
    return ExitCode.UNREADABLE if unreadable else ExitCode.USAGE


def _usage(error: Any, catalogue: Catalogue) -> str:  # noqa: ANN401 - typer's errors have no public type
    """The sentence for a command line that typer cannot take; typer's own words are English."""
    message: str = error.format_message()
    unknown = re.match(r"No such command '(.+?)'", message)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    if "NoArgsIsHelpError" in kinds:
        return message
    key = "usage.command" if unknown else next((_USAGE[kind] for kind in kinds if kind in _USAGE), "usage")
    parameter = getattr(error, "param", None)
    named = unknown[1] if unknown else getattr(error, "option_name", "")
    if parameter is not None:
        named = " / ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.metavar
    command = error.ctx.command_path if error.ctx is not None else "lkjip-audit"
    if key == "usage.value":
        found = ((code, pattern.search(message)) for code, pattern in _VALUES)
        code, said = next(((code, said) for code, said in found if said), (key, None))
        return catalogue.text(f"error.{code}", name=named, message=message, **(said.groupdict() if said else {}))
    return catalogue.text(f"error.{key}", name=named, command=command, message=message)
