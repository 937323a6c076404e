"""What other people's CI takes from this repository: the GitHub Action and the pre-commit hook."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pre_commit.clientlib import load_manifest
from ruamel.yaml import YAML

from tests.truth import SAMPLES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
ACTION = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
CHECK = ACTION["runs"]["steps"][-1]
BASH = shutil.which("bash")


def test_the_action_is_valid_by_the_schema_of_actions():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_has_every_input_that_it_uses_and_uses_every_one_that_it_has():
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert {name for name in ACTION["inputs"] if f"inputs.{name} " in text} == set(ACTION["inputs"])


@pytest.fixture
def command_folder(tmp_path: Path) -> Path:
    """A folder with a ``lkjip-audit`` that runs this package."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "lkjip-audit"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lkjip_audit "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


def run_check(folder: Path, bin_folder: Path, files: str, **env: str) -> subprocess.CompletedProcess[str]:
    given = dict.fromkeys(CHECK["env"], "") | {"FAIL_ON": "significant", "FORMAT": "sarif", "LKJIP_LANG": "id"}
    given |= {"OUTPUT": "out.sarif", "FILES": files, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    given |= {"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    command = [str(BASH), "-e", "-o", "pipefail", "-c", CHECK["run"]]
    return subprocess.run(command, cwd=folder, env=given | env, capture_output=True, text=True, check=False)


@pytest.mark.skipif(BASH is None, reason="the action runs in bash")
def test_the_actions_step_annotates_summarises_writes_its_report_and_fails_on_findings(tmp_path, command_folder):
    sample = shutil.copy(SAMPLES / "kota-blitar-bkpsdm-2023.xlsx", tmp_path / "laporan $(touch x) a.xlsx")
    done = run_check(tmp_path, command_folder, f"{Path(sample).name}\n")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=laporan $(touch x) a.xlsx,title=")
    assert "## laporan" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(BASH is None, reason="the action runs in bash")
def test_the_actions_step_passes_a_workbook_without_findings(tmp_path, command_folder):
    shutil.copy(SAMPLES / "contoh-selaras.xlsx", tmp_path / "baik.xlsx")
    assert run_check(tmp_path, command_folder, "baik.xlsx").returncode == 0


def test_pre_commit_reads_the_hook():
    (hook,) = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert hook["id"] == "lkjip-audit"
    assert hook["entry"].split()[:2] == ["lkjip-audit", "check"]
