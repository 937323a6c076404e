"""Saved notes that are dropped on the page again: they find their workbook, before or behind it, and lose nothing."""

import pytest

from lkjip_audit.followup.record import read_record
from lkjip_audit.serve.desk import State
from lkjip_audit.serve.names import NOTES
from lkjip_audit.serve.returning import give_held
from tests.serve.conftest import note, send


def saved(submission="laporan.xlsx", finding="a" * 16, cause="c" * 16):
    return (
        f"submission: {submission}\n"
        f"findings:\n  - {{fingerprint: {finding}, status: ditolak, note: Sesuai DPA, name: Penyusun}}\n"
        f"causes:\n  - {{fingerprint: {cause}, status: diperbaiki}}\n"
    ).encode()


def noted(desk, item):
    steps = desk.get(item.id).notes
    return {} if not steps else {subject: told.status for subject, told in steps[-1].items()}


def test_saved_notes_come_back_to_their_workbook(client, desk, finished):
    item = finished("laporan.xlsx")
    answer = send(client, ("laporan.tindak-lanjut.yaml", saved())).json()
    assert answer["problems"] == []
    assert answer["news"][0]["id"] == (
        "Catatan dari laporan.tindak-lanjut.yaml kembali ke laporan.xlsx: 2 temuan dan penyebab."
    )
    assert noted(desk, item) == {"F001": "rejected", "C01": "fixed"}
    assert [other.name for other in desk.items()] == ["laporan.xlsx"]
    assert "2 catatan tindak lanjut" in client.get("/daftar").json()["items"][0]["html"]


def test_what_the_page_saved_comes_back_as_it_was(client, desk, finished):
    item = finished("laporan.xlsx")
    note(client, item, "F001", "accepted", "satu: dua", "Penyusun")
    given = client.get(f"/hasil/{item.id}/catatan").content
    before = desk.get(item.id).notes[-1]
    desk.remove(item.id)
    again = finished("laporan.xlsx")
    send(client, ("laporan.tindak-lanjut.yaml", given))
    assert desk.get(again.id).notes[-1] == before


def test_notes_that_come_first_wait_for_their_workbook(client, desk, finished):
    answer = send(client, ("laporan.tindak-lanjut.yaml", saved())).json()
    assert "begitu laporan.xlsx selesai diperiksa" in answer["news"][0]["id"]
    item = finished("laporan.xlsx")
    give_held(desk, item, "id")
    assert noted(desk, item) == {"F001": "rejected", "C01": "fixed"}
    assert desk.held(item.visitor) == ()


def test_a_workbook_that_was_renamed_is_known_by_its_findings(client, desk, finished):
    item = finished("lkjip-perbaikan.xlsx")
    send(client, ("laporan.tindak-lanjut.yaml", saved()))
    assert noted(desk, item) == {"F001": "rejected", "C01": "fixed"}


def test_notes_of_another_workbook_are_not_given_to_this_one(client, desk, finished):
    item = finished("laporan.xlsx")
    send(client, ("lain.tindak-lanjut.yaml", saved("lain.xlsx", "e" * 16, "e" * 16)))
    assert noted(desk, item) == {}


def test_an_entry_without_counterpart_is_told_and_kept(client, desk, finished):
    item = finished("laporan.xlsx")
    answer = send(client, ("laporan.tindak-lanjut.yaml", saved(finding="e" * 16))).json()
    assert "1 lagi tidak ada pasangannya" in answer["news"][0]["id"]
    note(client, item, "F001", "accepted")
    kept = {entry.fingerprint: entry.follow_up.status for entry in read_record(item.folder / NOTES).findings}
    assert kept == {"a" * 16: "accepted", "e" * 16: "rejected"}


def test_the_step_can_be_taken_back(client, desk, finished):
    item = finished("laporan.xlsx")
    note(client, item, "F001", "accepted")
    send(client, ("laporan.tindak-lanjut.yaml", saved()))
    client.post(f"/hasil/{item.id}/urungkan?kunci=kunci-halaman")
    assert noted(desk, item) == {"F001": "accepted"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"findings: [", "tindak-lanjut.yaml:1:"),
        (b"a: &a [1]\nb: *a\n", "tindak-lanjut.yaml:1:"),
        (b"findings:\n  - {fingerprint: x, status: entah}\n", "entah"),
        (b"\xff\xfe", "tindak-lanjut.yaml"),
        (b"", "tidak memuat catatan"),
        (b"PK\x03\x04", "tindak-lanjut.yaml"),
    ],
)
def test_what_is_no_record_is_one_sentence(client, desk, finished, content, said):
    item = finished("laporan.xlsx")
    answer = send(client, ("laporan.tindak-lanjut.yaml", content))
    assert answer.status_code == 422
    assert said in answer.json()["problems"][0]["id"]
    assert [other.state for other in desk.items()] == [State.DONE]
    assert noted(desk, item) == {}


def test_page_says_how_long_notes_live(client, finished, desk):
    item = finished()
    assert "ikut tersimpan di folder hasil" in client.get(f"/hasil/{item.id}/").text
    desk.kept = False
    assert "sampai program ditutup" in client.get(f"/hasil/{item.id}/").text
    desk.kept = True
