"""A desk with small limits, a worker that only notes what it is given, and a client that stands for the browser."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.html.render import HEAD_SLOT, SLOT
from lkjip_audit.reports.json_form import render as render_json
from lkjip_audit.serve.app import make_app
from lkjip_audit.serve.desk import Desk, Limits, State, Summary
from lkjip_audit.serve.guard import Access
from lkjip_audit.serve.names import COPY, JSON, PAGE, REPORT, RESULT, SUBJECTS
from lkjip_audit.serve.noting import Subject, write_subjects
from lkjip_audit.serve.recapped import write_result
from tests.reports.html.conftest import made as made_result

HOME = "http://127.0.0.1:8642"
KEY = "kunci-halaman"
LOCAL = Access(frozenset({"127.0.0.1", "localhost"}), KEY)


class Noted:
    """A worker that audits nothing."""

    def __init__(self):
        self.put_in = []
        self.events = []

    def start(self):
        self.events.append("start")

    def put(self, number):
        self.put_in.append(number)

    def stop(self):
        self.events.append("stop")


@pytest.fixture
def desk(tmp_path):
    made = Desk(Limits(file_bytes=1000, files=3, session_bytes=2500, seconds=5), tmp_path / "desk")
    yield made
    made.close()


@pytest.fixture
def worker():
    return Noted()


@pytest.fixture
def visit(desk, worker):
    """Opens a client on the pages as ``access`` lets it in."""

    @contextmanager
    def visited(access=LOCAL, base=HOME, **choices):
        with TestClient(make_app(desk, worker, access, **choices), base_url=base, follow_redirects=False) as client:
            yield client

    return visited


@pytest.fixture
def client(visit):
    with visit() as client:
        yield client


@pytest.fixture
def finished(desk):
    """A file that is audited, with everything made of it."""

    def made(name="laporan.xlsx", copy=".xlsx"):
        item = desk.open(name)
        for file in (PAGE, REPORT, JSON, f"{COPY}{copy}"):
            (item.folder / file).write_text(f"isi {file}")
        slots = [SLOT.format(kind, name) for name in ("F001", "C01") for kind in ("tag", "form")]
        (item.folder / PAGE).write_text(f"isi {PAGE} " + " ".join((SLOT.format("head", HEAD_SLOT), *slots)))
        known = Subject("F001", "a" * 16, "jumlah · A!B1: 1 → 2", False), Subject("C01", "c" * 16, "A!B1: 1 → 2", True)
        result = made_result("id")
        checked = [Checked(name, replace(result, source=replace(result.source, name=name)))]
        (item.folder / JSON).write_text(render_json(checked, Catalogue()), "utf-8")
        write_result(result, item.folder / RESULT)
        write_subjects(known, item.folder / SUBJECTS)
        counts = {"material": 2, "significant": 0, "minor": 1, "info": 0}
        first = {"id": "A!B1: tertulis 1", "en": "A!B1: stated 1"}
        desk.change(item.id, state=State.DONE, summary=Summary(counts, 3, 1, first, copy))
        return desk.get(item.id)

    return made


def send(client, *files, key=KEY, **headers):
    """Upload (name, data) pairs as the page's script does."""
    parts = [("berkas", (name, data)) for name, data in files]
    return client.post(f"/berkas?kunci={key}", files=parts, headers={"accept": "application/json", **headers})


def note(client, item, subject, status, note="", name="", key=KEY):
    """Save a note as the form of the page does."""
    form = {"id": subject, "status": status, "note": note, "name": name}
    return client.post(f"/hasil/{item.id}/catatan?kunci={key}", data=form)
