"""Where output goes: the screen, or a file that is written wholly or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import typer

from lkjip_audit.cli.visible import Tamed, visible

if TYPE_CHECKING:
    from rich.console import Console


def write(text: str | bytes, output: Path | None) -> None:
    """``text`` as UTF-8 to the file ``output``, or byte for byte the same to the screen when it is None."""
    data = text.encode() if isinstance(text, str) else text
    if output is None:
        typer.echo(data, nl=False)
    else:
        from lkjip_audit.files import write_file

        write_file(output, data)


def write_page(text: str, output: Path | None) -> None:
    """``write`` for a page of plain text, which is read on a terminal too: what inputs say in it commands nothing."""
    write(visible(text), output)


def say(text: str = "", *, err: bool = False) -> None:
    """A line on the screen, or on the error stream: what inputs say in it commands nothing."""
    typer.echo(visible(text), err=err)


def screen() -> Console:
    """A console on the screen, as wide as it is; colours as the terminal and NO_COLOR have it."""
    from rich.console import Console

    return Console(highlight=False, file=cast("TextIO", Tamed(sys.stdout)))
