"""Places on the desk: what breaks, stalls or is killed gives them back, and each visitor has his own."""

from __future__ import annotations

import asyncio
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import anyio
import pytest

from lkjip_audit.serve import door, leftovers
from lkjip_audit.serve.guard import COOKIE, Access
from lkjip_audit.serve.leftovers import clear_leftovers, new_folder
from lkjip_audit.serve.upload import NotAnUploadError, take
from tests.serve.conftest import KEY, send

KIND = "multipart/form-data; boundary=x"
WHOLE = b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="a.xlsx"\r\n\r\nisi\r\n'
OPEN = b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="b.xlsx"\r\n\r\nis'
REMOTE = Access(frozenset({"kantor"}), KEY, token="kunci-alamat")


async def pieces(*chunks, then=None):
    for chunk in chunks:
        yield chunk
    if then is not None:
        await then()


async def gone():
    raise ConnectionResetError


async def nothing():
    await asyncio.sleep(60)


@pytest.mark.parametrize(
    ("body", "raised"),
    [
        ((WHOLE, b"--x?"), NotAnUploadError),
        ((WHOLE, OPEN, gone), ConnectionResetError),
        ((WHOLE, OPEN, nothing), TimeoutError),
    ],
    ids=["not a form", "gone", "stalled"],
)
def test_a_request_that_breaks_after_a_whole_file_frees_its_place(desk, body, raised):
    desk.limits = replace(desk.limits, stall=0.05)
    chunks = [part for part in body if isinstance(part, bytes)]
    then = next((part for part in body if not isinstance(part, bytes)), None)
    with pytest.raises(raised):
        anyio.run(lambda: take(desk, KIND, pieces(*chunks, then=then)))
    assert desk.items() == ()
    assert [path for path in desk.root.rglob("*") if path.is_file()] == []


def test_an_upload_that_comes_drop_by_drop_is_given_up_too(desk):
    desk.limits = replace(desk.limits, upload_seconds=0.1)

    async def drops():
        yield OPEN
        while True:
            await asyncio.sleep(0.02)
            yield b"x"

    with pytest.raises(TimeoutError):
        anyio.run(lambda: take(desk, KIND, drops()))
    assert desk.items() == ()


def test_bytes_under_way_count(desk):
    first, second = desk.open("a.xlsx"), desk.open("b.xlsx")
    assert desk.grow(first.id, 2000)
    assert not desk.grow(second.id, 600)
    assert desk.grow(second.id, 500)


def test_one_visitor_fills_nobody_elses_places(desk):
    for number in range(3):
        assert desk.open(f"{number}.xlsx", "satu") is not None
    assert desk.open("4.xlsx", "satu") is None
    assert desk.open("4.xlsx", "dua") is not None


def test_two_visitors_see_their_own_files_only(visit, desk):
    with visit(REMOTE, "http://kantor", remote=True) as one:
        one.get("/?token=kunci-alamat")
        mine = one.cookies[COOKIE]
        send(one, ("saya.xlsx", b"x"))
        number = desk.items()[0].id
        assert "saya.xlsx" in one.get("/").text
        assert "hanya melihat berkasnya sendiri" in one.get("/").text
        one.get("/?token=kunci-alamat")
        assert one.cookies[COOKIE] == mine  # who comes again is who he was
        one.cookies.clear()
        one.get("/?token=kunci-alamat")
        assert one.cookies[COOKIE] != mine
        assert "saya.xlsx" not in one.get("/").text
        assert one.get("/daftar").json()["items"] == []
        one.post(f"/hasil/{number}/hapus?kunci={KEY}")
        assert one.get(f"/hasil/{number}/").status_code == 404
        assert [item.name for item in desk.items()] == ["saya.xlsx"]


def test_what_a_killed_process_left_is_removed_and_what_is_in_use_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept, lock = new_folder()
    left, other = new_folder()
    (left / "sumber.xlsx").touch()
    other.close()  # as the end of its process does
    foreign = tmp_path / "lkjip-audit-serve-orang"
    foreign.mkdir()
    assert clear_leftovers() == 1
    assert kept.is_dir()
    assert foreign.is_dir()
    assert not left.exists()
    lock.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_uploads_are_gone_when_the_page_is_ended(tmp_path, how):
    with served(tmp_path) as (process, address):
        folder = upload(tmp_path, address)
        process.send_signal(how)
        process.wait(20)
    assert not folder.exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_page_that_was_started_under_nohup_outlives_its_terminal(tmp_path):
    with served(tmp_path, hangup=signal.SIG_IGN) as (process, address):
        folder = upload(tmp_path, address)
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        assert asked(address).status == 200
        process.terminate()
        process.wait(20)
    assert not folder.exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_what_kill_9_left_is_gone_after_the_next_start_and_silent_connections_keep_nobody_out(tmp_path):
    with served(tmp_path) as (process, address):
        folder = upload(tmp_path, address)
        process.kill()
        process.wait(20)
    assert folder.exists()
    with served(tmp_path) as (process, address):
        assert not folder.exists()
        silent = [socket.create_connection(address) for _ in range(door.MOST_OF_ONE_MACHINE - 2)]
        assert asked(address).status == 200
        more = [socket.create_connection(address) for _ in range(20)]
        time.sleep(0.5)
        more[-1].settimeout(5)
        assert more[-1].recv(1) == b""  # refused at once: no machine has so many
        for one in (*silent, *more):
            one.close()
        process.terminate()
        process.wait(20)


@contextmanager
def hangup_is(how):
    """A process that is started meanwhile inherits that a closed terminal is ignored, or that it ends it."""
    before = signal.signal(signal.SIGHUP, how)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


class served:  # noqa: N801 - a context
    """The page in a process of its own, which takes a closed terminal as ``hangup`` says, whatever this one does."""

    def __init__(self, folder, hangup=signal.SIG_DFL):
        environment = {**os.environ, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"}
        words = [sys.executable, "-m", "lkjip_audit", "serve", "--port", "0", "--no-browser"]
        with hangup_is(hangup):
            self.process = subprocess.Popen(
                words, env=environment, stdout=subprocess.PIPE, text=True, stderr=subprocess.STDOUT
            )

    def __enter__(self):
        line = self.process.stdout.readline()
        return self.process, ("127.0.0.1", int(line.rpartition(":")[2].strip().strip("/")))

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def asked(address, method="GET", path="/", body=None, **headers):
    connection = http.client.HTTPConnection(*address, timeout=10)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


def upload(folder, address):
    """Upload a file; the folder that holds it."""
    key = asked(address).text.partition("kunci=")[2][:43]
    body = WHOLE + b"--x--\r\n"
    assert asked(address, "POST", f"/berkas?kunci={key}", body, **{"Content-Type": KIND}).status == 303
    (found,) = Path(folder).glob(f"{leftovers._PREFIX}*")
    assert [path.name for path in found.rglob("sumber*")] == ["sumber.xlsx"]
    return found
