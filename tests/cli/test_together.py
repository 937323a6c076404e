"""``check --together``: the files of one agency as one dossier."""

import json

import openpyxl
import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app

HEAD = ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"]
ROWS = [
    ["Program Penataan Kearsipan", 2_688_593_227, 1_563_126_450],
    ["Program Pembinaan Perpustakaan", 2_411_008_974, 2_102_318_775],
    ["Program Penunjang Urusan", 9_546_367_212, 9_160_412_303],
]


def workbook(path, title, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append([])
    sheet.append(HEAD)
    for number, (name, pagu, realisasi) in enumerate(rows, 1):
        sheet.append([number, name, pagu, realisasi, round(realisasi / pagu * 100, 2)])
    total = [sum(row[at] for row in ROWS) for at in (1, 2)]
    sheet.append([None, "Jumlah", *total, round(total[1] / total[0] * 100, 2)])
    for line in sheet.iter_rows(min_row=4, min_col=3, max_col=4):
        for cell in line:
            cell.number_format = "#,##0"
    book.save(path)
    return str(path)


@pytest.fixture
def files(tmp_path):
    spoiled = [list(row) for row in ROWS]
    spoiled[2][1] = 9_513_625_429
    first = workbook(tmp_path / "pk.xlsx", "Anggaran Program Tahun 2023", ROWS)
    return [first, workbook(tmp_path / "lkjip.xlsx", "Realisasi Anggaran Program Tahun 2023", spoiled)]


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_one_report_tells_all_and_names_the_file(files, tmp_path):
    result = run("--together", "--no-annotated", "--format", "json", "--output", tmp_path / "semua.json", *files)
    assert result.exit_code == 1
    report = json.loads((tmp_path / "semua.json").read_text("utf-8"))
    assert report["source"]["name"] == "pk.xlsx + lkjip.xlsx"
    first = report["causes"][0]
    assert (first["sheet"], first["cell"], first["proposed"]) == ("[lkjip.xlsx]Sheet", "C6", "9.546.367.212")


def test_each_file_gets_its_copy_with_its_own_findings(files, tmp_path):
    assert run("--together", *files).exit_code == 1
    spoiled = openpyxl.load_workbook(tmp_path / "lkjip.temuan.xlsx")
    right = openpyxl.load_workbook(tmp_path / "pk.temuan.xlsx")
    assert spoiled["Sheet"]["C6"].comment is not None
    assert right["Sheet"]["C6"].comment is None or "9.513.625.429" in right["Sheet"]["C6"].comment.text
    assert not [sheet for sheet in right.sheetnames if sheet.startswith("[")]


def test_a_copy_names_its_own_cells_as_the_file_does_and_those_of_others_with_theirs(files, tmp_path):
    run("--together", *files)
    said = openpyxl.load_workbook(tmp_path / "lkjip.temuan.xlsx")["Sheet"]["C6"].comment.text
    assert "[lkjip.xlsx]" not in said
    assert "[pk.xlsx]Sheet!C6" in said


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(files, tmp_path):
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 rusak")
    result = run("--together", "--no-annotated", *files, tmp_path / "rusak.xlsx")
    assert result.exit_code == 3
    assert "1 penyebab" in result.stdout
    assert "rusak.xlsx" in result.stderr


def test_one_file_alone_is_checked_as_ever(files, tmp_path):
    result = run("--together", "--no-annotated", "--format", "json", "--output", tmp_path / "satu.json", files[0])
    assert result.exit_code == 0
    assert json.loads((tmp_path / "satu.json").read_text("utf-8"))["source"]["name"] == "pk.xlsx"


def test_the_forms_of_repositories_and_tables_name_the_file_of_each_finding(files):
    def told(form):
        return run("--together", "--no-annotated", "--format", form, *files).stdout

    first, spoiled = files
    [issue, *_] = json.loads(told("gitlab"))
    assert issue["location"]["path"] == spoiled
    assert f"file={spoiled}," in told("github")
    assert ".xlsx + " not in told("github")
    [report] = json.loads(told("sarif"))["runs"]
    places = [item["locations"][0]["physicalLocation"]["artifactLocation"] for item in report["results"]]
    named = [report["artifacts"][place["index"]]["location"]["uri"] for place in places]
    assert named == [place["uri"] for place in places]
    assert any(uri.endswith("/lkjip.xlsx") for uri in named)
    paths = {line.split(",")[0] for line in told("csv").lstrip("\ufeff").splitlines()[1:]}
    assert paths <= {first, spoiled}


WAIVERS = """waivers:
  - rule: "{rule}"
    reason: Angka sesuai DPA perubahan.
  - rule: tidak-pernah
    reason: Tidak ada yang cocok.
  - rule: "{rule}"
    file: pk.xlsx
    reason: Tidak ada di berkas ini.
"""


def test_waivers_of_a_dossier_hold_in_every_file_and_one_that_covers_nothing_is_told_once(files, tmp_path):
    told = tmp_path / "semua.json"
    words = ("--together", "--format", "json", "--output", told, *files)
    run(*words, "--no-annotated")
    before = json.loads(told.read_text("utf-8"))["findings"]
    rule = before[0]["rule"]
    assert all(item["sheet"].startswith("[lkjip.xlsx]") for item in before if item["rule"] == rule)
    (tmp_path / "lkjip-audit.yaml").write_text(WAIVERS.replace("{rule}", rule), "utf-8")
    run(*words)
    after = json.loads(told.read_text("utf-8"))["findings"]
    assert [item["id"] for item in after] == [f"F{number:03d}" for number in range(1, len(after) + 1)]
    assert {item["id"] for item in after if item.get("suppression")} == {
        item["id"] for item in before if item["rule"] == rule
    }
    unused = [item for item in after if item["rule"] == "pengecualian-tidak-terpakai"]
    assert after == [*after[: len(before)], *unused]
    assert len(unused) == 2
    for form in ("sarif", "csv", "gitlab", "github"):
        assert run("--together", "--no-annotated", "--format", form, *files).exit_code in (0, 1)


def test_a_waiver_past_its_day_is_told_where_it_would_cover_something(files, tmp_path):
    told = tmp_path / "semua.json"
    words = ("--together", "--format", "json", "--output", told, "--no-annotated", *files)
    run(*words)
    rule = json.loads(told.read_text("utf-8"))["findings"][0]["rule"]
    waiver = f'waivers:\n  - rule: "{rule}"\n    reason: Sudah lewat.\n    until: 2001-01-01\n'
    (tmp_path / "lkjip-audit.yaml").write_text(waiver, "utf-8")
    run(*words)
    after = json.loads(told.read_text("utf-8"))["findings"]
    assert [item["rule"] for item in after].count("pengecualian-kedaluwarsa") == 1
    assert not any(item.get("suppression") for item in after)


def yearbook(path, year, last=None):
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [("Indeks Sistem Merit", 80.1), ("Persentase arsip yang tertata", 75.5), ("Nilai SAKIP Perangkat", 91.25)]
    sheet.append([f"Pengukuran Capaian Kinerja Tahun {year}"])
    sheet.append([])
    sheet.append(["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"])
    for number, (name, value) in enumerate(rows, 1):
        sheet.append([number, name, 90, value, round(value / 90 * 100, 2)])
    if last is not None:
        sheet.append([])
        sheet.append([f"Perbandingan Realisasi Kinerja Tahun {year - 1} dan {year}"])
        sheet.append([])
        sheet.append(["No", "Indikator Kinerja", f"Realisasi {year - 1}", f"Realisasi {year}"])
        for number, ((name, value), old) in enumerate(zip(rows, last, strict=True), 1):
            sheet.append([number, name, old, value])
    book.save(path)
    return path


@pytest.fixture
def years(tmp_path):
    return [
        yearbook(tmp_path / "lkjip-2023.xlsx", 2023, [80.1, 77.1, 91.25]),
        yearbook(tmp_path / "lkjip-2022.xlsx", 2022),
    ]


def test_last_years_report_is_compared_with_and_gets_no_copy(years, tmp_path):
    this, last = years
    told = tmp_path / "lapor.json"
    result = run(this, "--with-last-year", last, "--format", "json", "--output", told)
    assert result.exit_code == 1
    report = json.loads(told.read_text("utf-8"))
    assert report["source"]["name"] == this.name
    assert [(item["sheet"], item["cell"]) for item in report["findings"]] == [(f"[{this.name}]Sheet", "C12")]
    assert last.name in report["findings"][0]["message"]
    copy = openpyxl.load_workbook(tmp_path / "lkjip-2023.temuan.xlsx")
    assert last.name in copy["Sheet"]["C12"].comment.text
    assert not (tmp_path / "lkjip-2022.temuan.xlsx").exists()


def test_files_of_one_name_from_two_years_are_told_apart(years, tmp_path):
    this, last = years
    then, now = tmp_path / "2022" / "lkjip.xlsx", tmp_path / "2023" / "lkjip.xlsx"
    for file, place in ((last, then), (this, now)):
        place.parent.mkdir()
        file.rename(place)
    told = tmp_path / "lapor.json"
    assert run(now, "--with-last-year", then, "--format", "json", "--output", told).exit_code == 1
    report = json.loads(told.read_text("utf-8"))
    [finding] = report["findings"]
    assert (report["source"]["name"], finding["sheet"]) == ("lkjip.xlsx", "[lkjip.xlsx]Sheet")
    assert "[2022 lkjip.xlsx]" in finding["message"]


def test_the_figures_of_last_years_report_are_not_counted(years, tmp_path):
    this, last = years
    counts = []
    for more in ([], ["--with-last-year", last]):
        run(this, "--no-annotated", *more, "--format", "json", "--output", tmp_path / "lapor.json")
        counts.append(json.loads((tmp_path / "lapor.json").read_text("utf-8"))["coverage"]["figures"])
    assert counts[0] == counts[1]


def test_several_files_are_compared_with_last_year_only_together(years, files):
    _, last = years
    refused = run(*files, "--no-annotated", "--with-last-year", last)
    assert (refused.exit_code, "--together" in refused.stderr) == (2, True)


def test_last_years_report_is_never_written_over(years):
    this, last = years
    refused = run(this, "--with-last-year", last, "--no-annotated", "--format", "json", "--output", last)
    assert refused.exit_code == 2


def test_nothing_is_checked_where_last_years_report_cannot_be_read(years, tmp_path):
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 rusak")
    assert run(years[0], "--with-last-year", broken, "--no-annotated").exit_code == 3


def test_the_page_shows_what_was_found_beside_last_year(years, tmp_path):
    page = tmp_path / "lapor.html"
    this, last = years
    assert run(this, "--with-last-year", last, "--no-annotated", "--format", "html", "--output", page).exit_code == 1
    assert last.name in page.read_text("utf-8")


def listing(folder, *names):
    (folder / "lkjip-audit.yaml").write_text("dossier:\n" + "".join(f"  - {name}\n" for name in names), "utf-8")


def test_a_folder_that_lists_its_dossier_is_checked_together(files, tmp_path):
    listing(tmp_path, "pk.xlsx", "lkjip.xlsx")
    told = tmp_path / "semua.json"
    result = run(tmp_path, "--no-annotated", "--format", "json", "--output", told)
    assert result.exit_code == 1
    assert json.loads(told.read_text("utf-8"))["source"]["name"] == "pk.xlsx + lkjip.xlsx"
    assert "dossier" not in result.stderr


def test_what_a_listed_dossier_leaves_out_is_told(files, tmp_path):
    listing(tmp_path, "lkjip.xlsx")
    (tmp_path / "lampiran.pdf").write_bytes(b"%PDF-1.7")
    result = run(tmp_path, "--no-annotated")
    assert "pk.xlsx, lampiran.pdf" in " ".join(result.stderr.split())


def test_a_listed_file_that_is_not_there_is_told(files, tmp_path):
    listing(tmp_path, "pk.xlsx", "renja.xlsx")
    result = run(tmp_path, "--no-annotated")
    assert result.exit_code == 3
    assert "renja.xlsx" in result.stderr


@pytest.mark.parametrize("name", ["../lain.xlsx", "/lain.xlsx", "'C:\\lain.xlsx'"])
def test_a_list_that_leaves_its_folder_is_refused(name, files, tmp_path):
    listing(tmp_path, name)
    result = run(tmp_path, "--no-annotated")
    assert result.exit_code == 2
    assert "lkjip-audit.yaml:2:" in result.stderr


def test_a_pdf_of_the_dossier_says_what_to_ask_for_and_the_others_are_held_to_each_other(files, tmp_path):
    pdf = tmp_path / "lkjip.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    told = "lkjip.pdf adalah PDF, yang tidak dibaca; mintalah tabel Excel-nya atau dokumen Word-nya (.docx)"
    outcome = CliRunner().invoke(app, ["check", "--together", "--no-annotated", *files, str(pdf)])
    assert outcome.exit_code == 3
    assert told in " ".join(outcome.output.split())
    alone = CliRunner().invoke(app, ["check", str(pdf)])
    assert (alone.exit_code, told in " ".join(alone.output.split())) == (3, True)
