"""A folder in one run: every file has its end, all is written wholly, a second run goes on where one stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lkjip_audit.batch.executors import Crew
from lkjip_audit.batch.inputs import Source
from lkjip_audit.batch.journal import Journal, key_of
from lkjip_audit.batch.plan import Item
from lkjip_audit.batch.work import Task, carried, examine
from lkjip_audit.errors import WorkbookError
from lkjip_audit.followup.settle import Settlement
from lkjip_audit.version import __version__
from tests.batch.conftest import Quiet, checked, tree

pytestmark = pytest.mark.slow

ONE = Crew(jobs=1)
ROOT = Path(__file__).parents[2]


def test_a_broken_file_is_listed_with_its_reason_and_stops_no_other(whole):
    _, ended = whole
    assert [item.item.source.name[5:8] for item in ended] == [f"{number:03d}" for number in range(8)]
    assert [item.checked.result is None for item in ended] == [False] * 7 + [True]
    assert "kosong (0 byte)" in ended[7].checked.problem
    assert not ended[7].trouble.is_fault


def test_every_spoiled_figure_is_found_and_no_other(whole):
    _, ended = whole
    assert [len(item.checked.result.findings) for item in ended[:7]] == [0, 2, 0, 0, 1, 0, 0]


def test_copies_and_reports_keep_their_folders(whole):
    out, _ = whole
    written = [name for name in tree(out) if not name.startswith(".lkjip-audit/")]
    assert "2024/001-dinas-perhubungan.temuan.xlsx" in written
    report = json.loads((out / "2024/001-dinas-perhubungan.temuan.json").read_text("utf-8"))
    assert len(report["findings"]) == 2
    assert not any("007" in name for name in written)


def test_processes_give_the_same_bytes(whole, submitted, auditor, tmp_path):
    checked(submitted, tmp_path, auditor, Crew(jobs=2))
    assert tree(tmp_path) == tree(whole[0])


def test_what_is_done_is_not_done_again_and_the_end_is_the_same(whole, submitted, auditor, tmp_path):
    class Stops(Quiet):
        def ended(self, ended):
            super().ended(ended)
            if len(self.seen) == 3:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checked(submitted, tmp_path, auditor, ONE, Stops())
    watcher = Quiet()
    ended = checked(submitted, tmp_path, auditor, ONE, watcher)
    assert [item.known for item in watcher.seen] == [True] * 3 + [False] * 5
    assert [item.checked for item in ended] == [item.checked for item in whole[1]]
    assert tree(tmp_path) == tree(whole[0])


def test_a_changed_file_a_lost_copy_and_a_wish_are_done_again(submitted, auditor, tmp_path):
    folder = tmp_path / "masuk"
    folder.mkdir()
    for number, path in enumerate(sorted(submitted.rglob("*.xlsx"))[:3]):
        (folder / f"{number}.xlsx").write_bytes(path.read_bytes())
    out = tmp_path / "keluar"
    checked(folder, out, auditor, ONE)
    (folder / "0.xlsx").write_bytes((folder / "1.xlsx").read_bytes())
    (out / "2.temuan.xlsx").unlink()
    again = checked(folder, out, auditor, ONE)
    assert [item.known for item in again] == [False, True, False]
    assert len(again[0].checked.result.findings) == 2
    assert [item.known for item in checked(folder, out, auditor, ONE, fresh=True)] == [False] * 3


def test_every_choice_and_file_that_a_result_rests_on_is_in_its_key(auditor, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"isi")
    task = Task(0, path, tmp_path / "a.temuan.xlsx", settlement=Settlement(date(2025, 3, 1)))
    tomorrow = replace(task, settlement=Settlement(date(2025, 3, 2)))
    assert key_of(tomorrow, auditor) == key_of(task, auditor)  # nothing here runs out
    keys = [
        key_of(task, auditor),
        key_of(replace(task, target=None), auditor),
        key_of(replace(task, sheets_first=False), auditor),
        key_of(replace(task, settlement=Settlement(date(2025, 3, 1), waivers=())), auditor),
        key_of(task, replace(auditor, lang="en")),
        key_of(task, replace(auditor, record=True)),
        key_of(task, replace(auditor, pack=replace(auditor.pack, sha256="lain"))),
    ]
    (tmp_path / "lkjip-audit.yaml").write_text("waivers: []\n", "utf-8")
    keys += [key_of(task, auditor), key_of(tomorrow, auditor)]
    path.write_bytes(b"isi lain")
    keys.append(key_of(task, auditor))
    assert len(set(keys)) == len(keys)
    path.unlink()
    assert key_of(task, auditor) == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_pipe_is_told_as_none_of_ours_and_not_waited_for(auditor, tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    assert carried(Task(0, tmp_path / "a.xlsx")).files == ()
    (ended,) = checked(tmp_path, tmp_path / "keluar", auditor, ONE)
    assert "bukan berkas biasa" in ended.checked.problem


def test_a_journal_that_is_spoiled_is_no_harm(submitted, auditor, tmp_path, whole):
    checked(submitted, tmp_path, auditor, ONE)
    for number, path in enumerate(sorted((tmp_path / ".lkjip-audit").iterdir())):
        path.write_bytes(b"" if number % 2 else b'{"form": 3}')
    assert not any(item.known for item in checked(submitted, tmp_path, auditor, ONE))
    assert tree(tmp_path) == tree(whole[0])


@pytest.mark.parametrize("name", ["blitar", "jombang", "selaras"])
def test_a_result_comes_out_of_the_journal_as_it_went_in(name, request, tmp_path):
    result = request.getfixturevalue(name)
    item = Item(Source(tmp_path / "a.xlsx", "a.xlsx"))
    journal = Journal(tmp_path / "j", b"rahasia")
    journal.keep(item, "kunci", result)
    assert journal.result(item, "kunci") == result
    assert journal.result(item, "lain") is None


def test_the_notes_in_a_copy_of_an_unchanged_file_are_left_alone(submitted, auditor, tmp_path):
    checked(submitted, tmp_path, auditor, ONE)
    copy = tmp_path / "2024/001-dinas-perhubungan.temuan.xlsx"
    copy.write_bytes(copy.read_bytes() + b"ditulisi")
    checked(submitted, tmp_path, auditor, ONE)
    assert copy.read_bytes().endswith(b"ditulisi")


def test_a_copy_that_cannot_be_written_is_that_files_trouble(submitted, auditor, tmp_path):
    (tmp_path / "2024").write_bytes(b"a file where the folder should be")
    ended = checked(submitted, tmp_path, auditor, ONE)
    assert {item.trouble.code for item in ended[:7]} == {"not_written"}
    assert ended[1].checked.result is not None


def test_a_fault_of_the_program_is_told_with_its_workbook(submitted, tmp_path):
    class Faulty:
        def audit(self, path, progress):
            raise ZeroDivisionError

    done = examine(Faulty(), Task(0, tmp_path / "a.xlsx"))
    assert done.trouble.is_fault
    assert dict(done.trouble.details) == {"kind": "ZeroDivisionError", "name": "a.xlsx"}


def test_work_that_carries_its_files_needs_none_of_ours(submitted, auditor, tmp_path):
    path = sorted(submitted.rglob("*.xlsx"))[1]
    here = tmp_path / path.name
    here.write_bytes(path.read_bytes())
    (tmp_path / "lkjip-audit.yaml").write_text("waivers: []\n", "utf-8")
    task = Task(0, here, here.with_name("x.temuan.xlsx"))
    away = carried(task)
    assert [name for name, _ in away.files] == [path.name, "lkjip-audit.yaml"]
    before = examine(auditor, task)
    here.unlink()
    assert examine(auditor, away) == before
    assert before.copy is not None


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_ctrl_c_leaves_no_half_file_and_the_command_goes_on_from_there(whole, submitted, tmp_path):
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background of a shell nobody listens to it
    words = [sys.executable, "-m", "lkjip_audit", "check", str(submitted), "--out", str(tmp_path), "--jobs", "2"]
    work = subprocess.Popen(
        words, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    until = time.monotonic() + 120
    while time.monotonic() < until and not list(tmp_path.rglob(".lkjip-audit/*.json")):
        time.sleep(0.05)
    os.killpg(work.pid, signal.SIGINT)  # as a terminal does: every process of it
    _, told = work.communicate(timeout=60)
    assert work.returncode == 130
    assert "Traceback" not in told
    assert told.splitlines()[-1].startswith("Dihentikan.")
    stopped = tree(tmp_path)
    assert stopped.items() <= tree(whole[0]).items()
    again = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)
    assert again.returncode == 3
    assert "(sudah diperiksa)" in again.stderr
    assert {name: digest for name, digest in tree(tmp_path).items() if name != "rekap.xlsx"} == tree(whole[0])


def test_version_is_part_of_what_a_result_rests_on(whole):
    _, _, entry = next((whole[0] / ".lkjip-audit").iterdir()).read_text("utf-8").partition("\n")
    entry = json.loads(entry)
    assert entry["result"]["version"] == __version__


def test_errors_of_a_missing_file_keep_their_sentence(auditor, tmp_path):
    done = examine(auditor, Task(0, tmp_path / "tiada.xlsx"))
    assert isinstance(done.trouble.error, WorkbookError)
    assert done.trouble.code == "missing"
