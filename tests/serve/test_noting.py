"""What is noted on the page: kept as a record, shown again, taken back, and nobody else's business."""

import io
import zipfile
from datetime import date

import pytest
from lxml import html

from lkjip_audit.followup.record import read_record
from lkjip_audit.reports.html.render import SLOT
from lkjip_audit.result import FollowUp
from lkjip_audit.serve.names import NOTES
from lkjip_audit.serve.noting import noted, record_of, subjects_of
from tests.reports.html.conftest import made
from tests.serve.conftest import KEY, note

TODAY = date(2024, 3, 1)


def shown(client, item):
    return html.document_fromstring(client.get(f"/hasil/{item.id}/").text)


def chosen(page, subject):
    return page.get_element_by_id(f"{subject}-status").cssselect("option[selected]")[0].get("value")


def undo(client, item, key=KEY):
    return client.post(f"/hasil/{item.id}/urungkan?kunci={key}")


def test_note_is_kept_as_the_record_that_the_follow_up_reads(client, finished, tmp_path):
    item = finished("laporan.xlsx")
    answer = note(client, item, "F001", "rejected", 'Sesuai DPA: "b" #1', "Penyusun")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/hasil/{item.id}/#F001")
    note(client, item, "C01", "accepted")
    given = client.get(f"/hasil/{item.id}/catatan")
    assert 'filename="laporan.tindak-lanjut.yaml"' in given.headers["content-disposition"]
    path = tmp_path / "laporan.tindak-lanjut.yaml"
    path.write_bytes(given.content)
    record = read_record(path)
    (entry,) = record.findings
    assert (record.submission, entry.fingerprint, entry.about) == ("laporan.xlsx", "a" * 16, "jumlah · A!B1: 1 → 2")
    assert entry.follow_up == FollowUp("rejected", 'Sesuai DPA: "b" #1', "Penyusun", date.today().isoformat())
    assert record.causes[0].follow_up.status == "accepted"


def test_note_is_shown_on_the_page_with_the_name_ready_for_the_next(client, finished):
    item = finished()
    note(client, item, "F001", "fixed", "<b>&", "Penyusun")
    page = shown(client, item)
    assert chosen(page, "F001") == "fixed"
    assert chosen(page, "C01") == "open"
    assert page.get_element_by_id("F001-note").get("value") == "<b>&"
    assert page.get_element_by_id("C01-name").get("value") == "Penyusun"
    assert "1 dari 2 temuan" in page.text_content()
    assert not page.cssselect("b")


def test_steps_are_taken_back_one_by_one(client, finished, desk):
    item = finished()
    note(client, item, "F001", "accepted", "satu")
    note(client, item, "F001", "fixed", "dua")
    undo(client, item)
    page = shown(client, item)
    assert (chosen(page, "F001"), page.get_element_by_id("F001-note").get("value")) == ("accepted", "satu")
    undo(client, item)
    assert chosen(shown(client, item), "F001") == "open"
    assert not (item.folder / NOTES).exists()
    assert undo(client, item).status_code == 303
    assert client.get(f"/hasil/{item.id}/catatan").status_code == 404


def test_same_note_again_is_no_step(client, finished, desk):
    item = finished()
    for _ in range(2):
        note(client, item, "F001", "accepted", "satu")
    assert len(desk.get(item.id).notes) == 1


@pytest.mark.parametrize(("subject", "status", "code"), [("F999", "open", 404), ("", "open", 404), ("F001", "x", 400)])
def test_note_of_nothing_or_with_no_such_status_is_refused(client, finished, desk, subject, status, code):
    item = finished()
    assert note(client, item, subject, status).status_code == code
    assert not desk.get(item.id).notes


def test_note_needs_the_key_of_the_page(client, finished, desk):
    item = finished()
    assert note(client, item, "F001", "fixed", key="x").status_code == 403
    assert undo(client, item, key="x").status_code == 403
    assert not desk.get(item.id).notes


def test_note_longer_than_anybody_types_is_refused(client, finished, desk):
    item = finished()
    assert note(client, item, "F001", "fixed", "a" * 70_000).status_code == 413
    assert not desk.get(item.id).notes


def test_page_may_send_forms_to_us_alone_and_ask_for_nothing(client, finished):
    policy = client.get(f"/hasil/{finished().id}/").headers["content-security-policy"]
    assert "form-action 'self'" in policy
    assert "connect-src" not in policy


def test_archive_holds_what_was_noted(client, finished):
    item = finished("a.xlsx")
    note(client, item, "F001", "fixed")
    names = zipfile.ZipFile(io.BytesIO(client.get("/semua").content)).namelist()
    assert names == ["a.temuan.xlsx", "a.laporan.html", "a.tindak-lanjut.yaml"]


def test_note_is_one_line_without_signs_that_do_not_show():
    notes = noted({}, "F001", {"status": "fixed", "note": "a\nb\u202ec", "name": "x"}, TODAY)
    assert notes["F001"] == FollowUp("fixed", "a b c", "x", "2024-03-01")


def test_open_without_a_word_is_no_note():
    before = {"F001": FollowUp("fixed", "a")}
    assert noted(before, "F001", {"status": "open", "note": " ", "name": "x"}, TODAY) == {}
    assert noted(before, "F001", {"status": "open", "note": "tunggu"}, TODAY)["F001"].note == "tunggu"


def test_subjects_are_all_findings_and_causes_with_what_they_are_about():
    subjects = subjects_of(made("id"))
    assert [(subject.id, subject.is_cause) for subject in subjects] == [("F001", False), ("F002", False), ("C01", True)]
    assert subjects[0].about.endswith("!B4: 12 → 11")
    record = record_of({"C01": FollowUp("fixed")}, subjects, "a.xlsx")
    assert [entry.fingerprint for entry in record.causes] == ["c" * 16]


def test_report_that_is_saved_has_no_room_for_notes(client, finished):
    assert SLOT.partition(":")[0] not in client.get(f"/hasil/{finished().id}/laporan").text
