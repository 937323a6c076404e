"""Every output is the same, byte for byte, whatever the seed of hashes, the language, the zone and the folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lkjip_audit.reports.forms import Form
from tests.fuzz.books import book, packed

pytestmark = pytest.mark.slow

COMMANDS = (
    ["check", "masuk/a.xlsx", *(f"--report={form}=laporan.{form}" for form in Form if form is not Form.CONSOLE)],
    ["check", "masuk", "--out=keluar", "--fresh", "--jobs=1"],
    ["compare", "masuk/a.xlsx", "masuk/b.xlsx", "--format=json", "--output=banding.json"],
    ["papers", "masuk/a.xlsx"],
    ["map", "masuk/a.xlsx", "--output=profil.yaml"],
    ["tables", "masuk/a.xlsx", "--format=json", "--output=tabel.json"],
    ["relations", "masuk/a.xlsx", "--format=csv", "--output=hubungan.csv"],
    ["template", "--year=2021", "--output=kosong.xlsx"],
    ["rules", "docs", "--output=halaman"],
)
RUN = """
import json, sys
from typer.testing import CliRunner
from lkjip_audit.cli.app import app
for words in json.loads(sys.argv[1]):
    outcome = CliRunner().invoke(app, words)
    sys.stdout.buffer.write(outcome.output.encode())
    assert outcome.exit_code in (0, 1), outcome.output
"""
PLACES = (
    {"PYTHONHASHSEED": "0", "TZ": "Asia/Jayapura", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LC_ALL": "id_ID.UTF-8", "LANG": "id_ID.UTF-8"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "UTC0", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


def made(folder: Path, place: dict[str, str], given: dict[str, bytes]) -> dict[str, bytes]:
    """What all commands write and say in ``folder`` of the workbooks ``given``, by name; packages by their parts."""
    (folder / "masuk").mkdir(parents=True)
    for name, data in given.items():
        (folder / "masuk" / name).write_bytes(data)
    words = json.dumps(COMMANDS)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "100", **place}
    run = subprocess.run(
        [sys.executable, "-c", RUN, words], cwd=folder, env=environment, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()[-800:]
    found = {"screen": run.stdout}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            found[name] = path.read_bytes()
            if path.suffix in (".xlsx", ".docx"):
                with zipfile.ZipFile(path) as archive:
                    found |= {f"{name}:{part}": archive.read(part) for part in archive.namelist()}
    return found


def test_outputs_are_the_same_everywhere(tmp_path):
    given = {"a.xlsx": packed(book(0)), "b.xlsx": packed(book(1))}
    first, *others = (
        made(tmp_path / f"{'folder ' * number}kerja", place, given) for number, place in enumerate(PLACES)
    )
    assert len(first) > 100
    for place, other in zip(PLACES[1:], others, strict=True):
        assert other.keys() == first.keys()
        assert [name for name in first if other[name] != first[name]] == [], place
