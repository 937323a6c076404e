"""The process that audits: states as it goes, every form of the result, and a page that outlives its faults."""

import json
import time
import zipfile

import openpyxl
import pytest

from lkjip_audit.pipeline import Options
from lkjip_audit.serve.desk import Desk, Limits, State
from lkjip_audit.serve.names import COPY, DOCUMENT, JSON, PAGE, REPORT, RESULT, SUBJECTS
from lkjip_audit.serve.work import Task, do, load
from lkjip_audit.serve.worker import Worker
from tests.word import cell, package, paragraph, row, table

pytestmark = pytest.mark.slow

ROWS = [
    ["Tabel 3.2 Realisasi Anggaran Tahun 2023"],
    ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
    [1, "Program Penunjang", 1000000, 900000, "90,00"],
    [2, "Program Kepegawaian", 2000000, 1500000, "75,00"],
    [3, "Program Pengembangan", 500000, 400000, "80,00"],
    ["Jumlah", None, 3600000, 2800000, "80,00"],
]


def put(desk, name, data=None):
    item = desk.open(name)
    if data is None:
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append(row)
        book.save(item.source)
    else:
        item.source.write_bytes(data)
    return item


@pytest.fixture
def desk(tmp_path):
    return Desk(Limits(seconds=120), tmp_path / "desk")


@pytest.fixture(scope="module")
def auditor():
    return load(Options())


def test_audit_tells_its_states_in_order_and_writes_every_form(desk, auditor):
    states = []
    item = put(desk, "Laporan Kami.xlsx")
    summary = do(Task(item.source, item.name), auditor, states.append)
    assert states == [State.READING, State.TABLES, State.RELATIONS, State.CAUSES, State.REPORTS]
    assert summary.findings > 0
    assert sum(summary.counts.values()) == summary.findings
    files = {path.name for path in item.folder.iterdir()}
    assert files == {"sumber.xlsx", f"{COPY}.xlsx", REPORT, JSON, PAGE, SUBJECTS, RESULT}


def test_results_bear_the_owners_name_and_never_ours(desk, auditor):
    item = put(desk, "Laporan Kami.xlsx")
    do(Task(item.source, item.name), auditor, lambda _: None)
    assert json.loads((item.folder / JSON).read_text("utf-8"))["source"]["name"] == "Laporan Kami.xlsx"
    for name in (REPORT, PAGE):
        text = (item.folder / name).read_text("utf-8")
        assert "Laporan Kami.xlsx" in text
        assert "sumber.xlsx" not in text
    assert 'href="salinan"' not in (item.folder / REPORT).read_text("utf-8")
    assert 'href="salinan"' in (item.folder / PAGE).read_text("utf-8")


def test_a_file_without_sheets_goes_by_its_owners_name_too(desk, auditor):
    table = "\n".join(";".join("" if value is None else str(value) for value in line) for line in ROWS)
    item = put(desk, "Realisasi.csv", table.encode())
    summary = do(Task(item.source, item.name), auditor, lambda _: None)
    assert summary.findings > 0
    text = (item.folder / REPORT).read_text("utf-8")
    assert "Realisasi!" in text
    assert "sumber!" not in text


def test_a_word_document_gets_itself_back_with_comments(desk, auditor, tmp_path):
    rows = "".join(row("".join(cell("" if text is None else str(text)) for text in line)) for line in ROWS[1:])
    made = package(tmp_path / "lkjip.docx", paragraph(ROWS[0][0]) + table(rows))
    item = put(desk, "Bab III.docx", made.read_bytes())
    summary = do(Task(item.source, item.name), auditor, lambda _: None)
    assert (summary.copy, summary.document) == (".xlsx", ".docx")
    with zipfile.ZipFile(item.folder / f"{DOCUMENT}.docx") as document:
        assert b"[MATERIAL]" in document.read("word/comments.xml")
    assert 'href="dokumen"' in (item.folder / PAGE).read_text("utf-8")


def test_a_workbook_offers_no_word_document(desk, auditor):
    item = put(desk, "a.xlsx")
    assert do(Task(item.source, item.name), auditor, lambda _: None).document == ""
    assert 'href="dokumen"' not in (item.folder / PAGE).read_text("utf-8")


def test_a_tie_is_told_as_one_on_the_line_of_the_file(desk, auditor):
    sums = "\n".join(";".join("" if value is None else str(value) for value in line[:3]) for line in ROWS)
    item = put(desk, "a.csv", sums.encode())
    told = do(Task(item.source, item.name), auditor, lambda _: None).first["id"]
    assert told == "salah satu dari 4 angka ini keliru: a!C6, C3:C5"
    assert "seharusnya" not in told


def test_broken_file_is_one_sentence_with_its_owners_name_in_each_language(desk, auditor):
    item = put(desk, "rusak.xlsx", b"PK\x03\x04 broken")
    told = do(Task(item.source, item.name), auditor, lambda _: None)
    assert set(told) == {"id", "en"}
    assert all("rusak.xlsx" in sentence and "sumber" not in sentence for sentence in told.values())


def wait(desk, *items):
    end = time.monotonic() + 100
    while time.monotonic() < end:
        now = [desk.get(item.id) for item in items]
        if all(item is None or item.state.ended for item in now):
            return now
        time.sleep(0.05)
    raise AssertionError([item and item.state for item in now])


def test_broken_file_does_not_stop_the_next_and_a_lost_process_is_replaced(desk):
    worker = Worker(desk, Options())
    worker.start()
    try:
        broken, whole = put(desk, "rusak.xlsx", b"%PDF-1.7"), put(desk, "a.xlsx")
        worker.put(broken.id)
        worker.put(whole.id)
        states = [item.state for item in wait(desk, broken, whole)]
        assert states == [State.FAILED, State.DONE]
        worker._child.process.kill()
        worker._child.process.join()
        after = put(desk, "b.xlsx")
        worker.put(after.id)
        assert wait(desk, after)[0].state is State.DONE
    finally:
        worker.stop()
    assert worker._child is None


def test_process_lost_at_work_fails_its_file_alone(desk):
    worker = Worker(desk, Options())
    worker.start()
    try:
        item = put(desk, "a.xlsx")
        worker.put(item.id)
        while worker._child is None:
            time.sleep(0.01)
        worker._child.process.kill()
        (lost,) = wait(desk, item)
        assert lost.state is State.FAILED
        assert "lkjip-audit itself" in lost.problem["en"]
    finally:
        worker.stop()


def test_audit_without_end_is_ended(tmp_path):
    desk = Desk(Limits(seconds=0), tmp_path / "desk")
    worker = Worker(desk, Options())
    worker.start()
    try:
        item = put(desk, "a.xlsx")
        worker.put(item.id)
        (late,) = wait(desk, item)
        assert "dihentikan" in late.problem["id"]
    finally:
        worker.stop()


def test_stop_ends_the_process_at_once(desk):
    worker = Worker(desk, Options())
    worker.start()
    worker.put(put(desk, "a.xlsx").id)
    while worker._child is None:
        time.sleep(0.01)
    process = worker._child.process
    worker.stop()
    assert not process.is_alive()
