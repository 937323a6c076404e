"""The terminal is not the input's: no name and no cell moves the cursor, turns text round or begins a command."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli import visible as module
from lkjip_audit.cli.app import app
from lkjip_audit.cli.visible import Tamed, visible
from tests.fuzz.books import grids, packed, parts, sheet

SIGNS = ["\x07", "\x08", "\x0c", "\r", "\x7f", "\x1b", "\x85", "\x9b", "\u202e", "\u2066", "\u200f", "\u2028"]
COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_commands_is_shown_as_a_mark(sign):
    assert visible(f"a{sign}[2Jb") == "a\ufffd[2Jb"


def test_no_line_begins_with_a_command_of_a_runner():
    assert (
        visible("::error::x\n  ::set-output name=a::b\na ##[command]c")
        == ": :error::x\n  : :set-output name=a::b\na # #[command]c"
    )


def test_our_own_colours_stay_and_what_cells_say_does_not():
    stream = io.StringIO()
    Tamed(stream).write("\x1b[1mberkas\x1b[0m\u202e\x9b31m\x1bZ")
    assert stream.getvalue() == "\x1b[1mberkas\x1b[0m\ufffd\ufffd31m\ufffdZ"


@pytest.mark.parametrize("command", ["check", "tables", "map", "relations", "compare", "follow-up", "papers"])
@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\r"])
def test_no_command_repeats_a_name_as_it_is(tmp_path, monkeypatch, command, sign):
    monkeypatch.chdir(tmp_path)
    name = f"::error::{sign}[2Ja.xlsx"
    outcome = CliRunner().invoke(app, [command, name, *([name] if command == "compare" else [])])
    assert outcome.exit_code in (2, 3)
    assert COMMANDING.search(outcome.output) is None
    assert not re.search(r"^\s*::", outcome.output, re.MULTILINE)


@pytest.mark.slow
def test_no_cell_and_no_sheet_commands_the_console(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tables = grids(1)
    tables["\u202eLembar\x9b"] = [
        [f"{cell}\u202e\x9b31m::error::" if isinstance(cell, str) else cell for cell in row]
        for row in tables.pop("Anggaran")
    ]
    Path("a.xlsx").write_bytes(packed(parts({name: sheet(rows) for name, rows in tables.items()})))
    for words in (["check", "a.xlsx", "--jobs", "1", "--full"], ["tables", "a.xlsx"], ["relations", "a.xlsx"]):
        outcome = CliRunner().invoke(app, words)
        assert outcome.exit_code in (0, 1), outcome.output[-300:]
        assert COMMANDING.search(outcome.output) is None


def test_every_line_of_the_command_line_goes_through_the_one_place():
    folder = Path(module.__file__).parent
    found = [path.name for path in folder.glob("*.py") if "typer.echo(" in path.read_text("utf-8")]
    assert sorted(found) == ["app.py", "output.py", "rules.py"]  # the last writes a report
