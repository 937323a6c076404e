"""What a run reuses cannot be slipped in: an entry is believed only with the user's own signature."""

from __future__ import annotations

import json
import os

import pytest

from lkjip_audit.batch.inputs import Source
from lkjip_audit.batch.journal import Journal
from lkjip_audit.batch.plan import Item
from lkjip_audit.batch.signature import signed, signing_key, state_folder, unsigned
from lkjip_audit.result import AuditResult, Coverage
from lkjip_audit.result import Source as Read

CLEAN = AuditResult(Read("a.xlsx", "0" * 64, ("S",)), "1", "2", (), {}, (), (), Coverage(0, (), ()))


@pytest.fixture
def item(tmp_path):
    return Item(Source(tmp_path / "a.xlsx", "a.xlsx"))


def kept(folder, item, secret=b"kunci kami"):
    journal = Journal(folder, secret)
    journal.keep(item, "k", CLEAN)
    assert journal.result(item, "k") == CLEAN
    return journal


def test_an_edited_entry_is_not_believed(tmp_path, item):
    journal = kept(tmp_path / "j", item)
    (path,) = (tmp_path / "j").iterdir()
    path.write_bytes(path.read_bytes().replace(b'"a.xlsx"', b'"b.xlsx"'))
    assert journal.result(item, "k") is None


def test_an_entry_of_another_user_or_of_none_is_not_believed(tmp_path, item):
    kept(tmp_path / "j", item, b"kunci mereka")
    ours = Journal(tmp_path / "j", b"kunci kami")
    assert ours.result(item, "k") is None
    (path,) = (tmp_path / "j").iterdir()
    path.write_bytes(path.read_bytes().partition(b"\n")[2])  # as earlier versions wrote it: without a signature
    assert ours.result(item, "k") is None
    assert Journal(tmp_path / "j", None).result(item, "k") is None


def test_an_entry_of_another_file_is_not_believed_under_this_ones_name(tmp_path, item):
    journal = kept(tmp_path / "j", item)
    other = Item(Source(tmp_path / "b.xlsx", "b.xlsx"))
    (path,) = (tmp_path / "j").iterdir()
    journal.keep(other, "l", CLEAN)
    (theirs,) = (entry for entry in (tmp_path / "j").iterdir() if entry != path)
    path.write_bytes(theirs.read_bytes())
    assert journal.result(item, "k") is None


def test_a_journal_that_is_a_link_is_left_alone(tmp_path, item, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    theirs = tmp_path / "orang"
    theirs.mkdir()
    (theirs / f"{'0' * 32}.json").write_text("{}")
    (tmp_path / "j").symlink_to(theirs)
    journal = Journal.at(tmp_path / "j")
    journal.keep(item, "k", CLEAN)
    journal.drop_others([])
    assert [path.name for path in theirs.iterdir()] == [f"{'0' * 32}.json"]


def test_forgetting_takes_only_what_is_ours(tmp_path, item):
    journal = kept(tmp_path / "j", item)
    (tmp_path / "j" / "catatan.json").write_text(json.dumps({}))
    journal.drop_others([])
    assert [path.name for path in (tmp_path / "j").iterdir()] == ["catatan.json"]


def test_the_key_is_the_users_alone_and_stays(tmp_path):
    environment = {"XDG_STATE_HOME": str(tmp_path / "state")}
    key = signing_key(environment)
    assert len(key) == 32
    assert signing_key(environment) == key
    (path,) = (tmp_path / "state" / "lkjip-audit").iterdir()
    assert path.stat().st_mode & 0o077 == 0
    if hasattr(os, "getuid"):
        path.chmod(0o644)
        assert signing_key(environment) is None


def test_the_users_folder_never_lies_where_the_program_is_started(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "rumah"))
    assert state_folder({"XDG_STATE_HOME": "."}) == tmp_path / "rumah/.local/state/lkjip-audit"


def test_where_no_key_can_be_kept_nothing_is_noted(tmp_path, monkeypatch):
    (tmp_path / "berkas").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "berkas"))
    assert Journal.at(tmp_path / "j") == Journal(None)


def test_a_signature_is_of_all_that_it_stands_before():
    written = signed(b"k", b"isi\nlagi")
    assert unsigned(b"k", written) == b"isi\nlagi"
    assert unsigned(b"k", written + b"x") is None
    assert unsigned(b"lain", written) is None
    assert unsigned(b"k", b"") is None
