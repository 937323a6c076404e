"""The command: where the page stands, what is printed, and that nothing is left after Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from lkjip_audit.cli.app import app
from lkjip_audit.errors import UsageError
from lkjip_audit.serve.run import take_place

pytestmark = pytest.mark.slow


def test_page_stands_on_this_machine_alone_without_a_token():
    place = take_place(None, 0)
    with place.socket:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", place.url)
        assert place.access.token is None
        assert not place.remote
        assert not place.access.knows_host("192.168.1.5")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_machine_named_is_this_machine(host):
    place = take_place(host, 0)
    with place.socket:
        assert not place.remote


def test_other_machines_get_a_token_of_their_own_each_time():
    first, second = take_place("0.0.0.0", 0), take_place("0.0.0.0", 0)
    with first.socket, second.socket:
        assert first.remote
        assert len(first.access.token) >= 43
        assert first.access.token != second.access.token
        assert first.access.token in first.url
        assert first.access.knows_host("192.168.1.5:80")
        assert not first.access.knows_host("evil.example")


def test_named_port_that_is_taken_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError) as error:
        take_place(None, taken.getsockname()[1])
    assert error.value.code == "port_taken"


def test_host_that_is_not_ours_is_one_sentence():
    with pytest.raises(UsageError):
        take_place("203.0.113.7", 0)


def test_missing_extra_is_one_sentence(monkeypatch):
    from typer.testing import CliRunner

    monkeypatch.setattr("lkjip_audit.cli.serve.find_spec", lambda _: None)
    outcome = CliRunner().invoke(app, ["serve"])
    assert outcome.exit_code == 2
    assert "pip install '.[serve]'" in outcome.output


@pytest.fixture
def started(tmp_path):
    """Starts the command in an own process; gives it and the lines that it printed."""
    begun = []

    def start(*words):
        environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "lkjip_audit", "serve", "--no-browser", "--port", "0", *words]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        )
        begun.append(process)
        return process, process.stdout.readline()

    yield start
    for process in begun:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for one process")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_command_prints_its_address_answers_and_leaves_nothing(started, tmp_path, how):
    process, line = started()
    url = re.search(r"http\S+", line)[0]
    with urllib.request.urlopen(url) as answer:
        assert "Periksa buku kerja LKjIP" in answer.read().decode()
    assert [path for path in tmp_path.iterdir() if path.name.startswith("lkjip-audit-")]
    process.send_signal(how)
    rest = process.communicate(timeout=60)[0]
    assert "Traceback" not in rest
    if how is signal.SIGINT:
        assert process.returncode == 0
        assert rest.rstrip().endswith("Ditutup.")
    assert [path for path in tmp_path.iterdir() if path.name.startswith("lkjip-audit-")] == []


def test_broken_rules_end_the_command_before_anything_is_served(started, tmp_path):
    (tmp_path / "aturan" / "checks").mkdir(parents=True)
    (tmp_path / "aturan" / "checks" / "a.yaml").write_text("id: [")
    process, line = started("--rules", str(tmp_path / "aturan"))
    assert "a.yaml:1" in line
    assert process.wait(60) == 2
