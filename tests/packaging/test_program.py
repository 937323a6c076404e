"""The one-folder program: built, and a workbook checked with it."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.truth import SAMPLES

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("PyInstaller") is None, reason="PyInstaller is not installed"),
]


def test_the_program_checks_a_sample(tmp_path):
    places = ["--distpath", str(tmp_path / "dist"), "--workpath", str(tmp_path / "build")]
    spec = str(ROOT / "packaging" / "lkjip-audit.spec")
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", *places, spec],
        check=True,
        capture_output=True,
        timeout=900,
        cwd=tmp_path,
    )
    program = tmp_path / "dist" / "lkjip-audit" / "lkjip-audit"
    sample = str(SAMPLES / "contoh-selaras.xlsx")
    done = subprocess.run(
        [program, "check", sample, "--no-annotated"], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Teruji" in done.stdout
