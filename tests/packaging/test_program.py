"""The one-folder program: built, a workbook and a folder checked with it, and its page tried."""

import json
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.truth import SAMPLES

ROOT = Path(__file__).parents[2]
built = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("PyInstaller") is None, reason="PyInstaller is not installed"),
]
_PATIENCE = 300


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    folder = tmp_path_factory.mktemp("program")
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "build")]
    spec = str(ROOT / "packaging" / "lkjip-audit.spec")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", *places, spec]
    subprocess.run(command, check=True, capture_output=True, timeout=900, cwd=folder)
    return folder / "dist" / "lkjip-audit" / "lkjip-audit"


class TestBuilt:
    pytestmark = built

    def test_the_program_checks_a_sample_and_a_folder(self, program, tmp_path):
        for name in ("satu.xlsx", "dua.xlsx"):
            shutil.copy(SAMPLES / "contoh-selaras.xlsx", tmp_path / name)
        done = subprocess.run(
            [program, "check", str(tmp_path), "--out", str(tmp_path / "hasil"), "--jobs", "2"],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "--help" not in done.stderr  # no process of its own took its words for a command
        assert {path.name for path in (tmp_path / "hasil").rglob("*.xlsx")} >= {"rekap.xlsx", "satu.temuan.xlsx"}

    def test_the_page_checks_the_example_and_ends_the_program(self, program):
        with subprocess.Popen(
            [program, "serve", "--no-browser", "--port", "0"], stdout=subprocess.PIPE, text=True
        ) as running:
            try:
                url = next(found[0] for line in running.stdout if (found := re.search(r"http://\S+/", line)))
                key = re.search(r"/contoh\?kunci=([\w-]+)", _got(url))[1]
                _got(f"{url}contoh?kunci={key}", b"")
                end = time.monotonic() + _PATIENCE
                while not (listed := json.loads(_got(f"{url}daftar")))["done"] and time.monotonic() < end:
                    time.sleep(0.3)
                assert "laporan-contoh.xlsx" in listed["items"][0]["html"]
                assert "Capaian" in _got(f"{url}aturan/capaian-rasio")
                assert "ditutup" in _got(f"{url}tutup?kunci={key}", b"")
                assert running.wait(30) == 0
            finally:
                running.kill()


def _got(url, data=None):
    with urllib.request.urlopen(url, data, timeout=60) as answer:
        return answer.read().decode()


class TestStandingInForAPython:
    """The program is a Python for loky, whose processes check a folder, and for nobody else."""

    @pytest.fixture
    def start(self):
        spec = spec_from_file_location("start", ROOT / "packaging" / "start.py")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def test_loky_gets_its_modules(self, start, monkeypatch):
        asked = []
        monkeypatch.setattr(start.runpy, "run_module", lambda name, **_: asked.append((name, start.sys.argv[1:])))
        monkeypatch.setattr(start.sys, "argv", ["program"])
        assert start.stands_in(["-B", "-m", "joblib.externals.loky.backend.popen_loky_posix", "--pipe", "7"])
        assert asked == [("joblib.externals.loky.backend.popen_loky_posix", ["--pipe", "7"])]

    def test_loky_gets_the_process_that_cleans_up_behind_it(self, start, monkeypatch):
        asked = []
        tracker = SimpleNamespace(main=lambda *told: asked.append(told))
        monkeypatch.setattr(start.importlib, "import_module", lambda _: tracker)
        assert start.stands_in(["-B", "-c", f"from {start._LOKY}resource_tracker import main; main(7, False)"])
        assert asked == [(7, False)]

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["check", "a.xlsx"],
            ["check", "-m", "joblib.externals.loky.backend.popen_loky_posix"],
            ["-m", "http.server"],
            ["-c", "print(1)"],
            ["-c", "from joblib.externals.loky.backend.resource_tracker import main; main(3, 0); print(1)"],
        ],
    )
    def test_nobody_else_gets_anything_run(self, start, arguments):
        assert not start.stands_in(arguments)
