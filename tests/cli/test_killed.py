"""A run that is killed outright leaves every file that it writes as it was or whole, and the next one tidies up."""

from __future__ import annotations

import errno
import os
import signal
import tempfile
import time
import warnings
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lkjip_audit import files
from lkjip_audit.batch.executors import Crew
from lkjip_audit.batch.inputs import gather
from lkjip_audit.batch.plan import make_plan
from lkjip_audit.batch.run import run
from lkjip_audit.batch.store import keep, open_store
from lkjip_audit.batch.work import _LEFT
from lkjip_audit.cli.app import app
from lkjip_audit.files import write_file
from lkjip_audit.followup.settle import Settlement
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Options
from lkjip_audit.reports.forms import Form
from tests.followup.submission import fill_with_openpyxl, places, write_submission
from tests.fuzz.books import book, grids, packed
from tests.word import package, tables

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

REPORTS = [f"--report={form}=laporan.{form}" for form in Form if form is not Form.CONSOLE]
COMMANDS = {
    "check": ["check", "a.xlsx", "--jobs=1", "--fresh", *REPORTS],
    "folder": ["check", "masuk", "--out=keluar", "--jobs=1", "--fresh"],
    "document": ["check", "d.docx", "--jobs=1", "--fresh"],
    "dossier": ["check", "masuk", "--together", "--out=keluar", "--jobs=1", "--fresh"],
    "last year": ["check", "a.xlsx", "--with-last-year=b.xlsx", "--jobs=1", "--fresh"],
    "compare": ["compare", "a.xlsx", "b.xlsx", "--format=json", "--output=banding.json"],
    "papers": ["papers", "a.xlsx", "--overwrite"],
    "follow-up": ["follow-up", "a.temuan.xlsx"],
    "map": ["map", "a.xlsx", "--output=profil.yaml"],
    "tables": ["tables", "a.xlsx", "--output=tabel.json", "--format=json"],
    "relations": ["relations", "a.xlsx", "--output=hubungan.csv", "--format=csv"],
    "template": ["template", "--output=kosong.xlsx"],
    "rules schema": ["rules", "schema", "--output=skema.json"],
    "rules new": ["rules", "new", "pagu-baru"],
    "rules docs": ["rules", "docs", "--output=halaman"],
    "overview": ["overview", "runs.duckdb", "--output=ringkasan.html"],
}
NEVER_OVER = ("document", "follow-up", "template", "rules new", "rules docs")
"""What reads an earlier file of the same name, or refuses to write over one."""
MOMENTS = ("half", "before", "after")
"""With half of the bytes in the temporary file, with all of them, and with the target just replaced."""
OLD = b"lama"
DAYS = 2 * 24 * 60 * 60


class Untold:
    """Is told how far a run is, and says nothing."""

    def starts(self, total): ...

    def at(self, stage): ...

    def ended(self, ended): ...


def in_a_child(function):
    """What ``function`` ends with in a process of its own: its exit code, or minus the signal that killed it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: the child needs none of them
        child = os.fork()
    if not child:
        signal.alarm(300)
        code = 70
        try:
            code = function() or 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


class Killing:
    """Kills the process in the ``number``-th file that it writes, at that moment; counts the files in ``tally``."""

    def __init__(self, number, moment, tally):
        self.number, self.moment, self.tally = number, moment, tally
        self.count = 0

    def lay(self):
        whole, replaced = files._replace, Path.replace

        def replace_file(target, data):
            self.tally.write_text(str(self.count + 1))
            if self.count == self.number and self.moment == "half":
                sync = os.fsync
                os.fsync = lambda handle: (sync(handle), kill())
                data = data[: len(data) // 2]
            whole(target, data)
            self.count += 1

        def renamed(path, target):
            if self.count == self.number and self.moment == "before":
                kill()
            replaced(path, target)
            if self.count == self.number:
                kill()

        files._replace, Path.replace = replace_file, renamed


@pytest.fixture(scope="module")
def auditor():
    return Auditor.load(Options())


@pytest.fixture
def called(auditor, tmp_path, monkeypatch):
    """Runs a command in a process of its own, killed in the n-th file that it writes; how that ended."""
    folder = tmp_path / "kerja"
    (folder / "masuk").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for number, name in enumerate(("a.xlsx", "b.xlsx", "masuk/c.xlsx", "masuk/d.xlsx")):
        Path(name).write_bytes(packed(book(number)))
    package(Path("d.docx"), tables(grids(4)))

    def call(words, number=-1, moment="after"):
        def child():
            Auditor.load = staticmethod(lambda *_: auditor)
            Killing(number, moment, tmp_path / "tally").lay()
            CliRunner().invoke(app, words)

        return in_a_child(child)

    return call


def there():
    """Every file below this folder, hidden ones too."""
    return {path: path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def temporary():
    return [path for path in Path().rglob("*") if path.name.startswith(".lkjip-audit-") and path.is_file()]


def prepare(name, called):
    """Make what the command reads besides workbooks."""
    if name == "follow-up":
        write_submission(Path("a.xlsx"))
        assert called(COMMANDS["check"]) == 0
        copy = Path("a.temuan.xlsx")
        fill_with_openpyxl(copy, {("Temuan", f"M{min(places(copy).values())}"): "lihat lampiran"})
    if name == "overview":
        pytest.importorskip("duckdb")
        assert called(["check", "masuk", "--out=keluar", "--jobs=1", "--store=runs.duckdb"]) == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_each_file_as_it_was_or_whole(name, called, tmp_path):
    words = COMMANDS[name]
    prepare(name, called)
    given = there()
    assert called(words) == 0
    count = int((tmp_path / "tally").read_text())
    wanted = {path: data for path, data in there().items() if given.get(path) != data}
    assert len(wanted) == count > 0
    for number in sorted({0, count // 2, count - 1}):
        for moment in MOMENTS:
            for path in there():
                path.unlink()
            for path, data in given.items():
                path.write_bytes(data)
            old = None if name in NEVER_OVER else OLD
            for path in wanted if old else ():
                path.write_bytes(old)
            assert called(words, number, moment) == -signal.SIGKILL
            now = there()
            assert all(now.get(path) in (given.get(path, old), data) for path, data in wanted.items())
            assert {path: now.get(path) for path in given if path not in wanted} == {
                path: data for path, data in given.items() if path not in wanted
            }
            assert len(temporary()) == (moment != "after")
    assert called(words) == 0  # is simply repeated
    assert {path: there()[path] for path in wanted} == wanted


def test_what_a_killed_run_left_is_cleared_by_the_next_once_it_is_a_day_old(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def killed():
        Path.replace = lambda *_: kill()
        write_file(Path("a.json"), b"isi")

    for _ in range(3):
        assert in_a_child(killed) == -signal.SIGKILL
    first, second, _ = temporary()
    foreign = [Path(".a.abcdefgh.tmp"), Path(".lkjip-audit-"), Path("lkjip-audit-a.tmp"), Path(".lkjip-audit-a.tmp.x")]
    for path in foreign:
        path.write_bytes(b"milik orang lain")
    folder = Path("lain")
    folder.mkdir()
    link = Path(".lkjip-audit-tautan.tmp")
    link.symlink_to(folder)
    for path in (first, second, *foreign, folder):
        os.utime(path, (time.time() - DAYS,) * 2)
    write_file(Path("b.json"), b"isi")
    assert len(temporary()) - sum(path in foreign for path in temporary()) == 1  # may be another run's
    assert not first.exists()
    assert not second.exists()
    assert all(path.exists() for path in foreign)
    assert link.is_symlink()


def test_a_copied_workbook_that_a_killed_worker_left_is_cleared_too(tmp_path):
    (left := tmp_path / "lkjip-audit-task-abcd1234").mkdir()
    (left / "a.xlsx").touch()
    (other := tmp_path / "lkjip-audit-serve-abcd1234").mkdir()
    files.clear_old(tmp_path, _LEFT)
    assert left.exists()
    for path in (left, other):
        os.utime(path, (time.time() - DAYS,) * 2)
    files.clear_old(tmp_path, _LEFT)
    assert not left.exists()
    assert other.exists()


@pytest.mark.slow
def test_a_killed_run_is_in_the_store_wholly_or_not_at_all(auditor, tmp_path, monkeypatch):
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    Path("a.xlsx").write_bytes(packed(book(1)))
    recording = Auditor.load(Options(record=True))
    plan = make_plan(gather([Path("a.xlsx")]), out=None, annotated=None, copies=False)
    settlement = Settlement(date(2024, 1, 1))
    ended = run(plan, recording, Catalogue("id"), Crew(1), Untold(), settlement=settlement)
    whole = len(ended[0].checked.result.findings)
    assert whole > 0
    store = Path("runs.duckdb")

    def child():
        while True:
            keep(store, ended, recording)

    for turn in range(12):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if not pid:
            child()
        time.sleep(0.2 + turn * 0.037)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        base = open_store(store)
        runs = base.execute("SELECT count(*) FROM runs").fetchone()[0]
        counts = base.execute("SELECT DISTINCT count(*) FROM findings GROUP BY run").fetchall()
        base.close()
        assert counts in ([], [(whole,)])
    assert runs > 0


def told_as_not_written(auditor, words, limit=lambda: None):
    """Runs a command in a child under ``limit``: what that ends with, 71 without a sentence on what was not written."""

    def child():
        Auditor.load = staticmethod(lambda *_: auditor)
        limit()
        outcome = CliRunner().invoke(app, words)
        told = "tidak dapat ditulis" in outcome.stderr and "gangguan pada lkjip-audit" not in outcome.stderr
        sound = told and "Traceback" not in outcome.stderr
        return outcome.exit_code if sound or not outcome.exit_code else 71

    return in_a_child(child)


@pytest.mark.parametrize("kilobytes", [0, 8])
@pytest.mark.parametrize(
    "name", ["template", *(pytest.param(name, marks=pytest.mark.slow) for name in COMMANDS if name != "template")]
)
def test_a_limit_on_the_size_of_files_is_told_as_such(name, kilobytes, called, auditor, tmp_path):
    resource = pytest.importorskip("resource")
    prepare(name, called)
    before = there()

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024,) * 2)

    ended = told_as_not_written(auditor, COMMANDS[name], limit)
    if ended or not kilobytes:  # what is smaller than the limit is written
        assert (ended, there()) == (2, before)


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["made", "written", "renamed"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_is_full_is_told_and_leaves_each_file_as_it_was(name, moment, called, auditor):
    prepare(name, called)
    before = there()

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    def limit():
        if moment == "made":
            tempfile.mkstemp = full
        elif moment == "written":
            os.fsync = full
        else:
            Path.replace = full

    assert told_as_not_written(auditor, COMMANDS[name], limit) == 2
    assert there() == before
