"""The pages: what is listed, what is given, under which name, and what is left at the end."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from lxml import html

from lkjip_audit.languages import LANGUAGES
from lkjip_audit.messages.catalogue import sections
from lkjip_audit.reports.html.render import templates
from lkjip_audit.serve.desk import Desk, Limits, State, Summary
from lkjip_audit.serve.names import DOCUMENT
from lkjip_audit.serve.telling import told
from tests.serve.conftest import KEY, send


def test_home_stands_in_both_languages_and_says_that_files_stay_here(client):
    page = html.document_fromstring(client.get("/").text)
    assert [lang for lang in LANGUAGES if page.cssselect(f"h1 span[lang={lang}]")] == list(LANGUAGES)
    assert "tidak meninggalkan komputer ini" in page.text_content()


def test_home_in_english_first(visit):
    with visit(lang="en") as client:
        assert html.document_fromstring(client.get("/").text).get("lang") == "en"


def test_home_for_other_machines_says_where_files_go(visit):
    with visit(remote=True) as client:
        assert "dikirim ke komputer yang menjalankan" in client.get("/").text


def test_list_tells_how_far_each_file_is(client, desk):
    send(client, ("a.xlsx", b"x"))
    (item,) = desk.items()
    first = client.get("/daftar").json()
    assert first["busy"] is True
    assert "Menunggu giliran" in first["items"][0]["html"]
    desk.change(item.id, state=State.TABLES)
    second = client.get("/daftar").json()["items"][0]
    assert second["stamp"] > first["items"][0]["stamp"]
    (now,) = html.fragment_fromstring(second["html"]).cssselect("[aria-current=step]")
    assert "Mengenali tabel" in now.text_content()
    assert second["said"]["en"] == "a.xlsx: Recognising tables"


def test_finished_file_shows_counts_the_first_cause_and_what_can_be_fetched(client, finished):
    item = finished()
    listed = client.get("/daftar").json()
    assert listed["busy"] is False
    line = html.fragment_fromstring(listed["items"][0]["html"])
    assert [strong.text for strong in line.cssselect(".counts strong")] == ["2", "0", "1", "0"]
    assert "A!B1: tertulis 1" in line.text_content()
    for link in line.cssselect("a"):
        assert client.get(link.get("href")).status_code == 200
    assert item.id in line.cssselect("form")[0].get("action")


def test_marked_word_document_is_offered_and_comes_under_its_owners_name(client, desk, finished):
    item = finished("Bab III.docx")
    assert client.get(f"/hasil/{item.id}/dokumen").status_code == 404
    (item.folder / f"{DOCUMENT}.docx").write_bytes(b"isi")
    desk.change(item.id, summary=replace(item.summary, document=".docx"))
    assert "Dokumen bertanda (Word)" in client.get("/daftar").json()["items"][0]["html"]
    answer = client.get(f"/hasil/{item.id}/dokumen")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    assert "Bab III.temuan.docx" in answer.headers["content-disposition"]
    archive = zipfile.ZipFile(io.BytesIO(client.get("/semua").content))
    assert "Bab III.temuan.docx" in archive.namelist()


def test_failed_file_is_one_sentence(client, desk):
    item = desk.open("rusak.xlsx")
    desk.change(item.id, state=State.FAILED, problem=told("serve.fault"))
    assert "berkas Anda tidak berubah" in client.get("/daftar").json()["items"][0]["html"]
    assert client.get(f"/hasil/{item.id}/").status_code == 404


def test_names_of_files_are_never_markup(client, desk):
    send(client, ("<img src=x onerror=alert(1)>.xlsx", b"x"))
    for text in (client.get("/").text, client.get("/daftar").json()["items"][0]["html"]):
        assert "<img" not in text
        assert "&lt;img" in text


@pytest.mark.parametrize(
    ("form", "ending", "kind"),
    [
        ("salinan", ".temuan.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("laporan", ".laporan.html", "text/html; charset=utf-8"),
        ("json", ".laporan.json", "application/json"),
    ],
)
def test_download_has_its_owners_name(client, finished, form, ending, kind):
    answer = client.get(f"/hasil/{finished().id}/{form}")
    assert answer.headers["content-type"] == kind
    assert f"laporan{ending}" in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_copy_of_a_workbook_with_macros_keeps_its_ending(client, finished):
    answer = client.get(f"/hasil/{finished('a.xlsm', '.xlsm').id}/salinan")
    assert 'filename="a.temuan.xlsm"' in answer.headers["content-disposition"]
    assert answer.headers["content-type"].startswith("application/vnd.ms-excel.sheet.macroEnabled")


def test_report_is_shown_under_its_own_policy(client, finished):
    policy = client.get(f"/hasil/{finished().id}/").headers["content-security-policy"]
    assert re.search(r"script-src 'sha256-", policy)
    assert "connect-src" not in policy


@pytest.mark.parametrize("path", ["%2e%2e", "..%2f..%2fetc%2fpasswd", "x", "sumber.xlsx"])
def test_no_address_leads_into_the_disk(client, finished, path):
    item = finished()
    assert client.get(f"/hasil/{path}/").status_code == 404
    assert client.get(f"/hasil/{item.id}/{path}").status_code in (200, 404)
    assert "isi sumber" not in client.get(f"/hasil/{item.id}/{path}").text


def test_file_at_work_has_no_results_yet(client, desk):
    send(client, ("a.xlsx", b"x"))
    assert client.get(f"/hasil/{desk.items()[0].id}/salinan").status_code == 404


def test_what_is_not_there_is_one_sentence(client):
    answer = client.get("/no/such")
    assert answer.status_code == 404
    assert answer.text.strip() == "Halaman ini tidak ada, atau berkasnya sudah dihapus."


def test_removed_file_is_gone_from_disk(client, desk, finished):
    item = finished()
    assert client.post(f"/hasil/{item.id}/hapus?kunci={KEY}").status_code == 303
    assert not item.folder.exists()
    assert client.get("/daftar").json()["items"] == []


def test_nothing_is_left_when_the_session_ends(visit, worker, monkeypatch, tmp_path):
    from starlette.testclient import TestClient

    from lkjip_audit.serve.app import make_app
    from tests.serve.conftest import HOME, LOCAL

    desk = Desk(Limits())
    with TestClient(make_app(desk, worker, LOCAL), base_url=HOME) as client:
        send(client, ("a.xlsx", b"x"))
        assert list(desk.root.rglob("sumber.xlsx"))
    assert not desk.root.exists()
    assert worker.events == ["start", "stop"]


def test_kept_session_keeps_what_is_done_and_nothing_else(desk, finished):
    done = finished()
    waiting = desk.open("b.xlsx")
    desk.close()
    assert done.folder.exists()
    assert not waiting.folder.exists()


def test_folders_are_for_their_owner_alone(desk):
    assert desk.open("a.xlsx").folder.stat().st_mode & 0o077 == 0


def test_every_sentence_of_the_page_is_used():
    from importlib import import_module
    from pathlib import Path

    folder = Path(import_module("lkjip_audit.serve").__file__).parent
    used = "".join(templates("lkjip_audit.serve").values())
    used += "".join(path.read_text("utf-8") for path in [*folder.glob("*.py"), folder.parent / "cli" / "serve.py"])
    names = [name for name in sections("id")["serve"] if not name.startswith("state.")]
    assert [name for name in names if f"serve.{name}" not in used] == []
    assert {name.partition(".")[2] for name in sections("id")["serve"] if name.startswith("state.")} == set(State)


def test_all_results_come_in_one_archive_under_their_own_names(client, desk, finished):
    finished("Dinas A.xlsx")
    finished("dinas a.xls")
    desk.open("menunggu.xlsx")
    answer = client.get("/semua")
    assert answer.headers["content-type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == [
        "rekap.xlsx",
        "Dinas A.temuan.xlsx",
        "Dinas A.laporan.html",
        "dinas a (2).temuan.xlsx",
        "dinas a (2).laporan.html",
    ]
    assert client.get("/daftar").json()["done"] == 2


def test_without_a_result_there_is_no_archive_and_no_recap(client):
    assert client.get("/semua").status_code == 404
    assert client.get("/rekap").status_code == 404


def test_recap_of_the_archive_leads_to_the_copies_beside_it(client, finished):
    finished("Dinas A.xlsx")
    finished("rekap.xlsx")
    archive = zipfile.ZipFile(io.BytesIO(client.get("/semua").content))
    assert "rekap (2).temuan.xlsx" in archive.namelist()
    book = openpyxl.load_workbook(io.BytesIO(archive.read("rekap.xlsx")))
    links = {cell.hyperlink.target for sheet in book for row in sheet for cell in row if cell.hyperlink}
    assert {"Dinas%20A.temuan.xlsx", "rekap%20%282%29.temuan.xlsx"} <= links
    alone = openpyxl.load_workbook(io.BytesIO(client.get("/rekap").content))
    assert alone.sheetnames == book.sheetnames


def test_two_versions_are_compared(client, finished, desk):
    old, new = finished("lama.xlsx"), finished("baru.xlsx")
    form = html.fragment_fromstring(client.get("/daftar").json()["table"], create_parent=True).cssselect("form")[0]
    asked = {field.name: field.value for field in form.cssselect("select")}
    assert asked == {"lama": old.id, "baru": new.id}
    answer = client.get(form.get("action"), params=asked)
    page = html.document_fromstring(answer.text)
    assert page.cssselect("h1")[0].text == "lama.xlsx → baru.xlsx"
    assert [heading.get("id") for heading in page.cssselect("h2")] == ["still"]
    assert "Pagu tertulis 12." in page.text_content()
    assert "script-src 'sha256-" in answer.headers["content-security-policy"]
    assert "form-action 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("which", ["lama", "baru"])
def test_file_of_nobody_or_at_work_is_compared_with_nothing(client, finished, desk, which):
    asked = dict.fromkeys(("lama", "baru"), finished().id)
    for other in ("x", desk.open("a.xlsx").id):
        assert client.get("/banding", params={**asked, which: other}).status_code == 404


def test_several_files_are_a_table_with_what_it_is_sorted_by(client, finished):
    finished("a.xlsx")
    assert client.get("/daftar").json()["table"] == ""
    finished("b.xlsx")
    table = html.fragment_fromstring(client.get("/daftar").json()["table"], create_parent=True)
    assert [row.cssselect("th")[0].get("data-value") for row in table.cssselect("tbody tr")] == ["a.xlsx", "b.xlsx"]
    assert [cell.get("data-value") for cell in table.cssselect("tbody tr")[0].cssselect("td.num")][:4] == [*"2010"]
    assert len(table.cssselect("th[aria-sort] button")) == 7


def test_the_page_ends_the_program_when_asked_to(visit):
    ends = []
    with visit(end=lambda: ends.append(True)) as client:
        (form,) = html.document_fromstring(client.get("/").text).cssselect("footer form")
        assert client.post("/tutup").status_code == 403  # not without the key
        assert client.get("/tutup").status_code == 405
        assert not ends
        answer = client.post(form.get("action"))
    assert ends == [True]
    assert "sudah ditutup" in answer.text


def test_where_others_may_come_nobody_ends_the_program(visit):
    with visit(end=lambda: pytest.fail("ended"), remote=True) as client:
        assert not html.document_fromstring(client.get("/").text).cssselect("form[action^='/tutup']")
        assert client.post(f"/tutup?kunci={KEY}").status_code == 404


@pytest.mark.parametrize(
    ("counts", "tested", "look"),
    [
        ({"material": 1, "significant": 0, "minor": 0, "info": 0}, 9, "grave"),
        ({"material": 0, "significant": 0, "minor": 2, "info": 0}, 9, "slight"),
        ({"material": 0, "significant": 0, "minor": 0, "info": 0}, 9, "clean"),
        ({"material": 0, "significant": 0, "minor": 0, "info": 0}, 0, "grave"),
    ],
)
def test_a_file_with_material_findings_does_not_look_like_a_clean_one(counts, tested, look):
    assert Summary(counts, sum(counts.values()), 0, {}, ".xlsx", tested=tested).look == look
