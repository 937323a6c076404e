"""Every command that README, docs and pages of rules tell is one: its name, its options and their values are known.

The README's own commands are run as well, one after the other, as a person would.
"""

import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from tests.truth import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for pattern in ("*.md", "docs/*.md", "docs/adr/*.md", "*/README.md") for path in ROOT.glob(pattern))
LINE = re.compile(r"^\s*(?:\$ |- (?:run|script|entry): |\S*/)?(lkjip-audit .*)$", re.MULTILINE)
INLINE = re.compile(r"`(lkjip-audit [a-z][^`\n]*)`")
COMMANDS = typer.main.get_command(app)


def told(path):
    text = path.read_text("utf-8")
    found = [*LINE.findall("\n".join(re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)))]
    found += INLINE.findall(text)
    return [line.partition("  #")[0].partition(" # ")[0].strip() for line in found]


LINES = sorted({(str(path.relative_to(ROOT)), line) for path in PAGES for line in told(path)})


def parsed(line):
    """The words of a command; what stands in brackets may be left out, of ``a|b`` the first is taken."""
    words = shlex.split(line.replace("[", "").replace("]", ""))[1:]
    ends = [place for place, word in enumerate(words) if word in ("|", ">", "&&", "||", ";", "2>")]
    return words[: ends[0]] if ends else words


def test_there_are_such_lines():
    assert len(LINES) >= 35
    assert {name for name, _ in LINES} >= {"README.md", "docs/ci.md", "docs/profiles.md", "CONTRIBUTING.md"}


@pytest.mark.parametrize(("page", "line"), LINES)
def test_a_told_command_has_these_options(page, line):
    command, words = COMMANDS, parsed(line)
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        name = words.pop(0)
        command = command.get_command(None, name)
        assert command is not None, f"{page}: no command {name!r}"
    known = {option: item for item in command.params for option in (*item.opts, *item.secondary_opts)}
    for word in words:
        if word.startswith("-") and word != "-":
            name = word.partition("=")[0]
            assert name in known or name == "--help", f"{page}: {line}: no option {name}"
    for option, value in pairwise(words):
        choices = getattr(getattr(known.get(option), "type", None), "choices", None)
        if choices and not value.isupper():
            assert set(value.split("|")) <= {getattr(choice, "value", choice) for choice in choices}, line


@pytest.mark.slow
def test_the_readmes_commands_run_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "contoh-selaras.xlsx", "BERKAS.xlsx")
    shutil.copy(SAMPLES / "contoh-selaras.xlsx", "LAMA.xlsx")
    block = (
        (ROOT / "README.md").read_text("utf-8").partition("## Perintah")[2].partition("```sh\n")[2].partition("```")[0]
    )
    run = []
    for line in block.splitlines():
        words = shlex.split(line.partition(" #")[0])[1:]
        names = {"BERKAS": "BERKAS.xlsx", "BERKAS...": "BERKAS.xlsx", "LAMA": "LAMA.xlsx", "BARU": "BERKAS.xlsx"}
        names["NAMA.temuan.xlsx"] = "BERKAS.temuan.xlsx"
        words = [names.get(word, word) for word in words]
        if words[0] == "serve" or words[:2] == ["rules", "test"]:  # goes on until it is ended; has a test of its own
            continue
        done = CliRunner().invoke(app, words)
        assert done.exit_code in (0, 1), (words, done.output)
        run.append(words[0])
    assert {"check", "follow-up", "papers", "compare", "relations", "tables", "template", "map", "rules"} <= set(run)
    assert Path("laporan.html").is_file()
    assert Path("peta.yaml").is_file()


@pytest.mark.slow
def test_the_readmes_python_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "kota-blitar-bkpsdm-2023.xlsx", "laporan.xlsx")
    text = (ROOT / "README.md").read_text("utf-8")
    exec(re.search(r"```python\n(.*?)```", text, re.DOTALL)[1], {})
    assert "9.546.367.212" in capsys.readouterr().out
