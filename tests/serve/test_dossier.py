"""Several files on the page as one dossier: what it takes, what is found across its files, what can be fetched."""

import io
import json
import zipfile

import openpyxl
import pytest

from lkjip_audit.pipeline import Options
from lkjip_audit.result import FollowUp
from lkjip_audit.serve.desk import Desk, Limits, State
from lkjip_audit.serve.dossier import put_dossier, standing_alone
from lkjip_audit.serve.names import COPY, JSON, PAGE, RESULT, SUBJECTS
from lkjip_audit.serve.noting import read_subjects
from lkjip_audit.serve.returning import carry_from_parts, keep
from lkjip_audit.serve.work import Task, do, load
from tests.batch.test_last_reports import NOW, THEN, report
from tests.cli.test_together import ROWS, workbook
from tests.serve.conftest import KEY
from tests.word import cell, package, paragraph, row, table

DOSSIER = "Satu berkas perkara (2 berkas)"


def put_two(finished):
    made = [finished(name) for name in ("pk.xlsx", "lkjip.xlsx")]
    for number, item in enumerate(made):
        item.source.write_bytes(f"isi {number}".encode())
    return made


def test_finished_files_become_a_line_of_their_own_that_is_audited(client, desk, worker, finished):
    first, second = put_two(finished)
    assert "Periksa sebagai satu berkas perkara" in client.get("/").text
    answer = client.post(f"/perkara?kunci={KEY}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/#berkas")
    item = desk.items()[-1]
    assert (item.name, worker.put_in, item.state) == (DOSSIER, [item.id], State.WAITING)
    assert [(part.name, part.of) for part in item.parts] == [("pk.xlsx", first.id), ("lkjip.xlsx", second.id)]
    client.post(f"/hasil/{first.id}/hapus?kunci={KEY}")
    assert [part.source.read_bytes() for part in item.parts] == [b"isi 0", b"isi 1"]


def test_dossier_needs_the_key_two_files_and_room(client, desk, worker, finished):
    assert client.post("/perkara").status_code == 403
    finished("pk.xlsx").source.write_bytes(b"isi")
    alone = client.post(f"/perkara?kunci={KEY}")
    assert (alone.status_code, "sedikitnya dua berkas" in alone.text) == (422, True)
    for name in ("b.xlsx", "c.xlsx"):
        finished(name).source.write_bytes(b"isi")
    full = client.post(f"/perkara?kunci={KEY}")
    assert (full.status_code, "Paling banyak" in full.text) == (422, True)
    assert (len(desk.items()), worker.put_in) == (3, [])


def test_files_that_wait_or_failed_and_dossiers_are_no_part_of_one(desk, finished):
    finished("pk.xlsx").source.write_bytes(b"isi")
    desk.open("belum.xlsx")
    assert isinstance(put_dossier(desk, "", "id"), dict)
    assert [item.name for item in desk.items()] == ["pk.xlsx", "belum.xlsx"]


def test_recap_tells_the_files_of_a_finished_dossier_once(desk, finished):
    files = put_two(finished)
    item = put_dossier(desk, "", "id")
    assert standing_alone(desk.items()) == list(desk.items())
    desk.change(item.id, state=State.DONE, summary=files[0].summary)
    assert [each.name for each in standing_alone(desk.items())] == [DOSSIER]


def test_copies_of_a_dossier_come_in_one_archive(client, desk, finished):
    files = put_two(finished)
    item = put_dossier(desk, "", "id")
    (item.folder / f"{COPY}.zip").write_bytes(b"isi")
    (item.folder / RESULT).write_bytes((files[0].folder / RESULT).read_bytes())
    summary = type(files[0].summary)({"material": 0, "significant": 0, "minor": 0, "info": 0}, 0, 0, {}, ".zip")
    desk.change(item.id, state=State.DONE, summary=summary)
    answer = client.get(f"/hasil/{item.id}/salinan")
    assert answer.headers["content-type"] == "application/zip"
    assert "Satu berkas perkara _2 berkas_.temuan.zip" in answer.headers["content-disposition"]
    assert "Salinan bertanda (ZIP)" in client.get("/").text
    with zipfile.ZipFile(io.BytesIO(client.get("/semua").content)) as archive:
        assert f"{DOSSIER}.temuan.zip" in archive.namelist()


def _document(path):
    lines = [("Program", "Pagu Anggaran (Rp)"), *((name, f"{pagu:,}".replace(",", ".")) for name, pagu, _ in ROWS)]
    rows = "".join(row("".join(cell(text) for text in line)) for line in lines)
    return package(path, paragraph("Tabel 3.1 Anggaran Program Tahun 2023") + table(rows))


@pytest.mark.slow
def test_a_figure_that_differs_between_the_files_is_found_at_its_file(tmp_path):
    desk = Desk(Limits(files=4), tmp_path / "desk")
    spoiled = [list(line) for line in ROWS]
    spoiled[2][1] = 9_513_625_429
    for name, rows in (("pk.xlsx", ROWS), ("lkjip.xlsx", spoiled)):
        item = desk.open(name)
        workbook(item.source, "Anggaran Program Tahun 2023", rows)
    _document(desk.open("bab 3.docx").source)
    for item in desk.items():
        desk.change(item.id, state=State.DONE)
    item = put_dossier(desk, "", "id")
    states = []
    summary = do(Task(item.source, item.name, item.parts), load(Options()), states.append)
    assert states == [State.READING, State.TABLES, State.RELATIONS, State.CAUSES, State.REPORTS]
    assert (summary.copy, "[lkjip.xlsx]" in summary.first["id"]) == (".zip", True)
    report = json.loads((item.folder / JSON).read_text("utf-8"))
    assert (report["source"]["name"], report["causes"][0]["cell"]) == ("Satu berkas perkara (3 berkas)", "C6")
    page = (item.folder / PAGE).read_text("utf-8")
    assert "sumber-" not in page
    assert "Salinan bertanda (ZIP)" in page
    with zipfile.ZipFile(item.folder / f"{COPY}.zip") as archive:
        assert archive.namelist() == ["pk.temuan.xlsx", "lkjip.temuan.xlsx", "bab 3.temuan.xlsx", "bab 3.temuan.docx"]
        copy = openpyxl.load_workbook(io.BytesIO(archive.read("lkjip.temuan.xlsx")))
    assert copy["Sheet"]["C6"].comment is not None


def _put(desk, name, agency, year, *results):
    item = desk.open(name)
    report(item.source, agency, year, *results)
    desk.change(item.id, state=State.DONE)
    return item


@pytest.mark.slow
def test_a_report_of_the_year_before_is_compared_with_and_not_marked(tmp_path):
    desk = Desk(Limits(files=4), tmp_path / "desk")
    _put(desk, "lkjip.xlsx", "Dinas Perikanan", 2022, THEN["Dinas Perikanan"])
    _put(desk, "lkjip 2023.xlsx", "Dinas Perikanan", 2023, NOW, ["78.40", "77.10", "70.25"])
    item = put_dossier(desk, "", "id")
    do(Task(item.source, item.name, item.parts), load(Options()), lambda _: None)
    told = json.loads((item.folder / JSON).read_text("utf-8"))
    assert [(found["sheet"], found["cell"]) for found in told["findings"]] == [("[lkjip 2023.xlsx]Sheet", "C11")]
    assert "last_year_taken" in [notice["code"] for notice in told["notices"]]
    with zipfile.ZipFile(item.folder / f"{COPY}.zip") as archive:
        assert archive.namelist() == ["lkjip 2023.temuan.xlsx"]


@pytest.mark.slow
def test_what_was_noted_of_a_file_is_noted_of_the_dossier(tmp_path):
    desk = Desk(Limits(files=4), tmp_path / "desk")
    spoiled = [list(line) for line in ROWS]
    spoiled[2][1] = 9_513_625_429
    auditor = load(Options())
    for name, rows in (("pk.xlsx", ROWS), ("lkjip.xlsx", spoiled)):
        item = desk.open(name)
        workbook(item.source, "Anggaran Program Tahun 2023", rows)
        desk.change(item.id, state=State.DONE, summary=do(Task(item.source, item.name), auditor, lambda _: None))
    file = desk.items()[1]
    [finding, *_] = read_subjects(file.folder / SUBJECTS)
    keep(desk, file.id, ({finding.id: FollowUp("accepted", note="Sesuai DPA")},), "id")
    item = put_dossier(desk, "", "id")
    summary = do(Task(item.source, item.name, item.parts), auditor, lambda _: None)
    desk.change(item.id, state=State.DONE, summary=summary)
    carry_from_parts(desk, desk.get(item.id), "id")
    assert [said.note for said in desk.get(item.id).notes[-1].values()] == ["Sesuai DPA"]
