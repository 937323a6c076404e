"""No output goes over an input: in any command, by any option, under any name; and what is refused touches nothing."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.errors import UsageError, WorkbookError
from lkjip_audit.files import refuse_inputs, write_file
from lkjip_audit.followup.record import record_path
from lkjip_audit.papers import Paper, target_of

READ = {
    "check": ("files", "--waivers", "--baseline", "--follow-up", "--profile", "--with-last-year"),
    "tables": ("file", "--profile"),
    "map": ("file", "--profile"),
    "relations": ("file", "--profile"),
    "follow-up": ("file",),
    "compare": ("old", "new", "--waivers", "--profile"),
    "overview": ("store",),
    "papers": ("file", "--waivers", "--follow-up", "--profile"),
}
"""What each command reads of files: its arguments by name, its options as they are written."""
WRITTEN = {
    "check": ("--output", "--report", "--annotated", "--store"),
    "tables": ("--output",),
    "map": ("--output",),
    "relations": ("--output",),
    "follow-up": ("--output",),
    "compare": ("--output", "--annotated"),
    "overview": ("--output",),
}
ALONE = {
    "template": ("--output",),
    "rules schema": ("--output",),
    "rules docs": ("--output",),
    "serve": ("--profile",),
}
"""What commands read or write that do not do both with files of the caller's."""
FOLDERS = {"--rules", "--out", "--keep"}
"""What names a folder."""

PAIRS = [(command, read, written) for command in WRITTEN for read in READ[command] for written in WRITTEN[command]]


def commands():
    """Every command by the words that it is called with: the function, and the options of each of its parameters."""
    for group in (app, *(item.typer_instance for item in app.registered_groups)):
        before = "" if group is app else f"{group.info.name or 'rules'} "
        for item in group.registered_commands:
            yield before + (item.name or item.callback.__name__.replace("_", "-")), item.callback


def parameters(function):
    """Each parameter's name, what it takes, and the words that it is given with."""
    for name, hint in get_type_hints(function, include_extras=True).items():
        taken, *about = get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
        words = {*(about[0].param_decls or ()), about[0].default} if about else set()
        yield name, str(taken), {name, *(word for word in words if isinstance(word, str))}


def test_every_file_that_a_command_takes_is_known_as_read_or_written():
    unknown = []
    for command, function in commands():
        known = {*READ.get(command, ()), *WRITTEN.get(command, ()), *ALONE.get(command, ()), *FOLDERS}
        for name, taken, words in parameters(function):
            if ("Path" in taken or name in {"report", "profile"}) and known.isdisjoint(words):
                unknown.append((command, name))
    assert unknown == []


def beside(path, kind):
    """Another name for the file at ``path``."""
    other = path.with_name(f"lain{path.suffix}")
    match kind:
        case "same":
            return path
        case "link":
            other.symlink_to(path)
        case "hard":
            os.link(path, other)
    return other


@pytest.mark.parametrize("kind", ["same", "link", "hard"])
@pytest.mark.parametrize(("command", "read", "written"), PAIRS)
def test_an_output_over_an_input_is_refused_and_nothing_is_touched(command, read, written, kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.xlsx", "b.xlsx"):
        Path(name).write_bytes(f"isi {name}".encode())
    given = Path("dibaca.yaml" if read.startswith("--") else "a.xlsx").absolute()
    given.write_text("waivers: []\n")
    target = beside(given, kind)
    words = {"compare": {"old": ["a.xlsx", "b.xlsx"], "new": ["b.xlsx", "a.xlsx"]}.get(read, ["b.xlsx", "b.xlsx"])}
    call = [command, *words.get(command, ["a.xlsx"])]
    call += [] if not read.startswith("--") else [read, str(given)]
    call += [written, f"json={target}" if written == "--report" else str(target)]
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    outcome = CliRunner().invoke(app, call)
    assert outcome.exit_code == 2, outcome.stderr
    assert "tidak ditimpa" in outcome.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def refused(*read, written):
    with pytest.raises(UsageError) as error:
        refuse_inputs(read, written)
    return error.value.code


def test_where_a_copy_goes_by_itself_may_be_an_input_by_another_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.xlsx").write_bytes(b"isi")
    os.link("a.xlsx", "a.temuan.xlsx")
    assert CliRunner().invoke(app, ["check", "a.xlsx"]).exit_code == 2
    os.link("a.xlsx", record_path(Path("a.xlsx")))
    assert CliRunner().invoke(app, ["follow-up", "a.temuan.xlsx"]).exit_code == 2
    for paper in Paper:
        target_of(Path("a.xlsx"), paper, None).unlink(missing_ok=True)
        os.link("a.xlsx", target_of(Path("a.xlsx"), paper, None))
        assert CliRunner().invoke(app, ["papers", "a.xlsx", "--overwrite"]).exit_code == 2
    assert Path("a.xlsx").read_bytes() == b"isi"


def test_two_outputs_have_two_files(tmp_path):
    assert refused(written=[tmp_path / "a.json", tmp_path / "." / "a.json"]) == "output_twice"


def test_a_file_of_a_folder_that_is_read_is_an_input_and_a_new_file_in_it_is_none(tmp_path):
    rule = tmp_path / "checks" / "a.yaml"
    rule.parent.mkdir()
    rule.touch()
    assert refused(tmp_path, written=[rule]) == "output_is_source"
    refuse_inputs([tmp_path], [tmp_path / "profiles" / "baru.yaml"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the devices of Linux")
def test_devices_are_written_to_and_stay_what_they_are(tmp_path):
    refuse_inputs([Path("/dev/null")], [Path("/dev/null"), Path("/dev/null")])
    write_file(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(WorkbookError) as error:
        write_file(Path("/dev/full"), b"x")
    assert error.value.code == "not_written"
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    with pytest.raises(WorkbookError):
        write_file(pipe, b"x")  # nobody reads it: not waited for
    assert pipe.is_fifo()


def test_names_that_no_disk_takes_are_told_as_such(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    long = "a" * 5000
    for call in (
        ["check", f"{long}.xlsx"],
        ["check", "a.xlsx", "--out", long],
        ["check", "a.xlsx", "--waivers", long],
        ["compare", f"{long}.xlsx", "a.xlsx"],
        ["follow-up", f"{long}.temuan.xlsx"],
        ["template", "--output", f"{long}.xlsx"],
    ):
        outcome = CliRunner().invoke(app, call)
        assert outcome.exit_code in (2, 3), (call[0], outcome.stderr[-300:])


def test_the_store_of_a_run_is_none_of_its_inputs(tmp_path):
    module = import_module("lkjip_audit.files")
    assert module.refuse_inputs([tmp_path / "a.xlsx"], [tmp_path / "runs.duckdb"]) is None
