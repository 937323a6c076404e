"""``follow-up``, ``compare``, and what ``check`` takes from beside a workbook: files, sentences, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.followup.submission import CAPAIAN, changed, fill_with_openpyxl, places, run, write_submission

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A submission that was checked: its annotated copy and its report stand beside it."""
    folder = tmp_path_factory.mktemp("masuk")
    path = write_submission(folder / "laporan.xlsx")
    run("check", path, "--format", "json", "-o", folder / "laporan.json")
    return path


@pytest.fixture
def submission(handed_in: Path, tmp_path: Path) -> Path:
    for file in handed_in.parent.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path / handed_in.name


def report(path: Path) -> dict[str, object]:
    return json.loads(path.read_text("utf-8"))


def slips(path: Path) -> list[dict[str, object]]:
    """The findings of weight in the report beside ``path``."""
    return [
        item
        for item in report(path.with_suffix(".json"))["findings"]
        if item["severity"] in ("material", "significant")
    ]


def test_a_copy_with_nothing_filled_in_makes_no_record(submission: Path):
    told = run("follow-up", submission.with_name("laporan.temuan.xlsx"))
    assert told.exit_code == 0
    assert "tidak ada yang ditulis" in told.output
    assert not submission.with_name("laporan.tindak-lanjut.yaml").exists()


def test_a_status_that_is_none_is_told_with_its_row(submission: Path):
    copy = submission.with_name("laporan.temuan.xlsx")
    row = next(iter(places(copy).values()))
    fill_with_openpyxl(copy, {("Temuan", f"J{row}"): "oke"})
    told = run("follow-up", copy)
    assert told.exit_code == 2
    assert "Status 'oke' pada F001 di laporan.temuan.xlsx" in told.output


def test_a_row_set_back_is_taken_out_and_an_entry_that_is_not_in_the_copy_stays(submission: Path):
    copy, record = submission.with_name("laporan.temuan.xlsx"), submission.with_name("laporan.tindak-lanjut.yaml")
    first, second = (item["fingerprint"] for item in slips(submission)[:2])
    record.write_text(
        f'findings:\n  - fingerprint: "{first}"\n    status: diterima\n  - fingerprint: ffffffffffffffff\n'
        "    status: ditolak\n    note: lama\n",
        "utf-8",
    )
    row = {item["fingerprint"]: f"{item['sheet']}!{item['cell']}" for item in slips(submission)}
    fill_with_openpyxl(copy, {("Temuan", f"J{places(copy)[row[second]]}"): "diperbaiki"})
    told = run("follow-up", copy)
    text = record.read_text("utf-8")
    assert "1 catatan lama dihapus" in told.output
    assert "1 catatan lama tentang" in told.output
    assert first not in text
    assert text.index(second) < text.index("ffffffffffffffff")


@pytest.mark.parametrize("name", ["laporan.xlsx", "tiada.temuan.xlsx"])
def test_what_is_no_annotated_copy_is_one_sentence(submission: Path, name: str):
    told = run("follow-up", submission.with_name(name))
    assert told.exit_code in (2, 3)
    assert len(told.output.strip().splitlines()) == 1


def test_a_mistake_in_the_record_is_told_with_its_place(submission: Path):
    submission.with_name("laporan.tindak-lanjut.yaml").write_text("findings:\n  - fingerprint: aa\n    status: beres\n")
    told = run("check", submission, "--no-annotated")
    assert told.exit_code == 2
    assert "laporan.tindak-lanjut.yaml:3:13: Status 'beres' tidak dikenal" in told.output


def test_a_mistake_in_the_waivers_ends_the_run_once_before_any_work(submission: Path):
    write_submission(submission.with_name("lain.xlsx"))
    submission.with_name("lkjip-audit.yaml").write_text("waivers:\n  - rule: capaian-rasio\n")
    told = run("check", submission, submission.with_name("lain.xlsx"), "--no-annotated")
    assert told.exit_code == 2
    assert told.output.strip() == "lkjip-audit.yaml:2:5: Kunci 'reason' wajib ada di sini."


def test_what_is_waived_does_not_fail_the_run_until_its_day_is_over(submission: Path):
    rules = sorted({str(item["rule"]) for item in slips(submission)})
    text = "waivers:\n" + "".join(
        f"  - rule: {rule}\n    reason: Disepakati.\n    until: 2024-05-31\n" for rule in rules
    )
    submission.with_name("lkjip-audit.yaml").write_text(text)
    output = submission.with_name("lagi.json")
    words = ("check", submission, "--format", "json", "-o", output)
    assert run(*words, "--today", "2024-05-31").exit_code == 0
    assert {item["suppression"]["reason"] for item in report(output)["findings"] if "suppression" in item} == {
        "Disepakati."
    }
    sheet = openpyxl.load_workbook(submission.with_name("laporan.temuan.xlsx"))["Temuan"]
    assert any("dikecualikan: Disepakati." in str(cell.value) for cell in sheet["H"])
    assert run(*words, "--today", "2024-06-01").exit_code == 1
    assert sum(item["rule"] == "pengecualian-kedaluwarsa" for item in report(output)["findings"]) == len(rules)


def test_a_day_that_is_none_is_one_sentence(submission: Path):
    told = run("check", submission, "--today", "besok")
    assert (told.exit_code, "'besok' bukan tanggal" in told.output) == (2, True)


def test_with_its_own_report_as_baseline_nothing_counts_and_a_new_slip_does(submission: Path):
    known = ("--baseline", submission.with_suffix(".json"), "--no-annotated")
    assert run("check", submission, *known).exit_code == 0
    worse = changed(submission, submission.with_name("laporan2.xlsx"), {(CAPAIAN, "E4"): "99,00"})
    assert run("check", worse, *known).exit_code == 1


def test_a_baseline_with_a_cell_that_no_sheet_has_is_no_report(submission: Path):
    """A name of 100,000 signs took its minutes to lay out."""
    spoiled = report(submission.with_suffix(".json"))
    spoiled["findings"][0]["cell"] = "A" * 100_000
    baseline = submission.with_name("lama.json")
    baseline.write_text(json.dumps(spoiled), encoding="utf-8")
    told = run("check", submission, "--baseline", baseline, "--no-annotated")
    assert (told.exit_code, "bukan laporan lkjip-audit/report/1" in told.output) == (2, True)


def test_a_baseline_that_is_no_report_is_one_sentence(submission: Path):
    told = run("check", submission, "--baseline", submission)
    assert told.exit_code == 2
    assert "bukan laporan lkjip-audit/report/1" in told.output


def test_two_reports_are_compared_without_a_workbook(submission: Path):
    json_ = submission.with_suffix(".json")
    told = run("compare", json_, json_, "--fail-on", "never")
    assert told.exit_code == 0
    assert "MASIH ADA" in told.output
    assert not submission.with_name("laporan.perbandingan.temuan.xlsx").exists()


def test_a_report_without_a_ledger_cannot_be_the_new_one(submission: Path):
    old = report(submission.with_suffix(".json"))
    del old["ledger"]
    path = submission.with_name("versi-lama.json")
    path.write_text(json.dumps(old))
    assert run("compare", path, submission.with_suffix(".json"), "--fail-on", "never").exit_code == 0
    told = run("compare", submission.with_suffix(".json"), path)
    assert told.exit_code == 2
    assert "versi lama" in told.output


def test_a_report_of_several_workbooks_is_refused(submission: Path):
    path = submission.with_name("banyak.json")
    path.write_text(json.dumps([report(submission.with_suffix(".json"))] * 2))
    told = run("compare", path, submission.with_suffix(".json"))
    assert (told.exit_code, "memuat laporan 2 buku kerja" in told.output) == (2, True)


def test_a_copy_of_a_comparison_needs_a_workbook(submission: Path):
    json_ = submission.with_suffix(".json")
    told = run("compare", json_, json_, "--annotated", submission.with_name("x.xlsx"))
    assert told.exit_code == 2
    assert "memerlukan buku kerja" in told.output


def test_the_copy_of_a_comparison_is_no_input_of_the_next_run(submission: Path):
    run("compare", submission.with_suffix(".json"), submission)
    assert submission.with_name("laporan.perbandingan.temuan.xlsx").is_file()
    told = run(
        "check", submission.parent, "--no-annotated", "--format", "json", "-o", submission.with_name("semua.json")
    )
    assert told.exit_code == 1
    assert report(submission.with_name("semua.json"))["source"]["name"] == "laporan.xlsx"
