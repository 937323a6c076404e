"""The command line as a whole: version, help, and how little is imported for them."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.cli.exits import _command_line
from lkjip_audit.version import __version__

pytestmark = pytest.mark.slow

COMMANDS = [
    ["check"],
    ["tables"],
    ["map"],
    ["serve"],
    ["rules", "list"],
    ["rules", "show"],
    ["rules", "test"],
    ["rules", "lint"],
    ["rules", "schema"],
    ["rules", "docs"],
    ["rules", "new"],
]
HEAVY = ("pandas", "pandera", "openpyxl", "lxml", "python_calamine", "lark")


def run(*words):
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "120", "NO_COLOR": "1"})


def test_version():
    outcome = run("--version")
    assert (outcome.exit_code, outcome.stdout) == (0, f"lkjip-audit {__version__}\n")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_in_both_languages(command):
    outcome = run(*command, "--help")
    assert outcome.exit_code == 0
    options = [line for line in outcome.stdout.splitlines() if "--" in line and "Pilihan" not in line]
    assert options
    usage, _, rest = outcome.stdout.partition("lkjip-audit")
    assert "Usage" in usage
    paragraphs = [part for part in rest.split("╭")[0].split("\n") if part.strip()]
    assert len(paragraphs) >= 3, "a line in Indonesian, then one in English"


def test_no_command_shows_the_help_and_is_wrong_usage():
    outcome = run()
    assert outcome.exit_code == 2
    assert "check" in outcome.output
    assert "Traceback" not in outcome.output


def test_severity_that_fails_by_default_stands_in_the_help():
    assert "significant" in run("check", "--help").stdout.partition("--fail-on")[2].partition("--lang")[0]


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["check", "--help"], ["rules", "list"]], ids=" ".join)
def test_nothing_heavy_is_imported_for(words):
    program = (
        "import sys\n"
        "from lkjip_audit.cli.app import app\n"
        f"try: app({words!r})\n"
        "except SystemExit: pass\n"
        f"sys.stderr.write(','.join(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = done.stderr.strip()
    # A pack is told with its formulas read: lark belongs to it.
    assert heavy in ("", "lark") if words[0] == "rules" else heavy == ""


def test_no_colour_when_there_is_none_to_show():
    assert "\x1b" not in run("--help").stdout


def test_windows_shell_leaves_patterns_to_the_program(monkeypatch, tmp_path):
    for name in ("b.xlsx", "a.xlsx", "c.txt"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["lkjip-audit", "check", "*.xlsx", "no*thing", "--lang", "id"])
    monkeypatch.setattr("lkjip_audit.cli.exits.os.name", "nt")
    assert _command_line() == ["check", "a.xlsx", "b.xlsx", "no*thing", "--lang", "id"]
