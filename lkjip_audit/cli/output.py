"""Where output goes: the screen, or a file that is written wholly or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

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


def screen() -> Console:
    """A console on the screen, as wide as it is; colours as the terminal and NO_COLOR have it."""
    from rich.console import Console

    return Console(highlight=False)
