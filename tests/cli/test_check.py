"""``check``: what goes where, and with which exit code the command ends."""

import json
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.errors import RulePackError, UsageError, WorkbookError
from lkjip_audit.result import AuditResult, Coverage, Finding, Source, TableSummary
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.rulepack.problems import BrokenPackError, Problem
from lkjip_audit.workbook.model import Address


def finding(severity):
    return Finding(
        id="F001",
        fingerprint="0123456789abcdef",
        rule="sisa",
        title="Sisa",
        severity=severity,
        address=Address("Lembar1", 2, 1),
        stated="9",
        expected="3",
        difference="6",
        message="Sisa tertulis 9.",
        basis="PermenPANRB 53/2014",
        remedy="Perbaiki.",
        why="Karena.",
        kind="row_formula",
    )


def result_for(path, severity):
    return AuditResult(
        source=Source(path.name, "0" * 64, ("Lembar1", "Catatan")),
        version="0.1.0",
        rules_sha256="1" * 64,
        tables=(
            TableSummary("T01", "capaian_kinerja", "Lembar1", "A1:D9", "Capaian", {"target": "B", "capaian": "D"}),
            TableSummary("T02", "unknown", "Lembar1", "F1:F9", "", {}),
        ),
        checks={"pass": 1, "finding": 0, "not_applicable": 0, "not_verifiable": 0, "rule_error": 0},
        findings=() if severity is None else (finding(severity),),
        causes=(),
        coverage=Coverage(0, (), ()),
    )


class Desk:
    """Everything in one process.

    The command line with an audit that gives what the test wants of each file, by its name."""

    def __init__(self, folder):
        self.folder = folder
        self.answers = {}
        self.asked = []
        self.annotated = []
        self.fronts = []
        self.options = None
        self.lang, self.view, self.record = "id", False, False
        self.pack = SimpleNamespace(sha256="1" * 64, profile=None)
        self.fault = None

    def load(self, options=None):
        self.options = options
        if self.fault is not None:
            raise self.fault
        return self

    def audit(self, path, progress=None):
        self.asked.append(path)
        answer = self.answers.get(path.name)
        if isinstance(answer, Exception):
            raise answer
        return result_for(path, answer)

    def annotated_copy(self, source, target, result, catalogue, *, front=False):
        self.fronts.append(front)
        self.annotated.append((source, target))
        return b"PK", ()

    def file(self, name, answer=None):
        path = self.folder / name
        path.write_bytes(b"PK")
        self.answers[name] = answer
        return str(path)

    def run(self, *words):
        jobs = ["--jobs", "1"] if words[0] == "check" else []
        return CliRunner().invoke(app, [words[0], *jobs, *words[1:]], env={"COLUMNS": "160", "NO_COLOR": "1"})


@pytest.fixture
def desk(tmp_path, monkeypatch):
    made = Desk(tmp_path)
    monkeypatch.setattr(import_module("lkjip_audit.pipeline").Auditor, "load", made.load)
    monkeypatch.setattr(import_module("lkjip_audit.batch.work"), "annotated_copy", made.annotated_copy)
    return made


@pytest.mark.parametrize(
    ("found", "fail_on", "code"),
    [
        (None, "minor", 0),
        (Severity.INFO, "minor", 0),
        (Severity.MINOR, None, 0),
        (Severity.MINOR, "minor", 1),
        (Severity.SIGNIFICANT, None, 1),
        (Severity.SIGNIFICANT, "material", 0),
        (Severity.MATERIAL, "material", 1),
        (Severity.MATERIAL, "never", 0),
    ],
)
def test_exit_code_follows_the_heaviest_finding(desk, found, fail_on, code):
    words = ["check", desk.file("a.xlsx", found), *(["--fail-on", fail_on] if fail_on else [])]
    assert desk.run(*words).exit_code == code


def test_our_sheets_come_last_when_asked_for(desk):
    desk.run("check", desk.file("a.xlsx"))
    desk.run("check", desk.file("b.xlsx"), "--sheets-last")
    assert desk.fronts == [True, False]


def test_annotated_copy_goes_beside_the_source(desk):
    outcome = desk.run("check", desk.file("a.xlsx"), desk.file("b.xlsm"))
    assert [target.name for _, target in desk.annotated] == ["a.temuan.xlsx", "b.temuan.xlsm"]
    assert [line.partition(":")[0][:3] for line in outcome.stderr.splitlines()] == ["1/2", "2/2", "Rek"]
    assert "Salinan bertanda:" in desk.run("check", desk.file("c.xlsx")).stderr


def test_annotated_copy_goes_where_it_is_told_or_nowhere(desk, tmp_path):
    desk.run("check", desk.file("a.xlsx"), "--annotated", str(tmp_path / "x.xlsx"))
    assert [target.name for _, target in desk.annotated] == ["x.xlsx"]
    desk.run("check", desk.file("a.xlsx"), "--no-annotated")
    assert len(desk.annotated) == 1


def test_two_workbooks_of_one_name_get_copies_of_two_names(desk):
    desk.run("check", desk.file("a.xls"), desk.file("a.xlsx"))
    assert [target.name for _, target in desk.annotated] == ["a.xls.temuan.xlsx", "a.temuan.xlsx"]


def test_fault_in_one_workbook_does_not_stop_the_others_and_is_the_worst_of_all(desk):
    bad = desk.file("a.xlsx", ZeroDivisionError("secret"))
    outcome = desk.run("check", bad, desk.file("b.xlsx", WorkbookError("missing", name="b.xlsx")), desk.file("c.xlsx"))
    assert outcome.exit_code == 4
    assert len(desk.asked) == 3
    assert "1/3" in outcome.stderr


def test_several_files_get_a_line_each_the_heaviest_beside_the_prompt(desk):
    heavy, light = desk.file("a.xlsx", Severity.MATERIAL), desk.file("b.xlsx")
    bad = desk.file("c.xlsx", WorkbookError("empty_file", name="c.xlsx"))
    told = desk.run("check", heavy, light, bad).stdout
    assert (
        told.index("b.xlsx")
        < told.index("a.xlsx")
        < told.index("c.xlsx: Berkas c.xlsx kosong")
        < told.index("3 berkas:")
    )
    assert "Sisa tertulis 9." not in told


def test_several_files_without_copies_are_each_told(desk):
    files = (desk.file("a.xlsx", Severity.MATERIAL), desk.file("b.xlsx"), "--no-annotated")
    told, in_full = (desk.run("check", *files, *more).stdout for more in ((), ("--full",)))
    assert "A2" in told
    assert "Sisa tertulis 9." not in told
    assert "Sisa tertulis 9." in in_full
    assert "2 berkas:" in told


def test_the_copy_and_the_next_step_are_told_last(desk):
    outcome = desk.run("check", desk.file("a.xlsx", Severity.MATERIAL))
    assert [line.partition(":")[0] for line in outcome.stderr.splitlines()] == ["Salinan bertanda", "Berikutnya"]
    assert outcome.stdout.splitlines()[-1].startswith("Temuan: 1 material")


def test_the_next_step_belongs_to_a_report_on_the_screen(desk):
    told = desk.run("check", desk.file("a.xlsx", Severity.MATERIAL), "--format", "json").stderr
    assert "Berikutnya" not in told
    assert "Berikutnya" not in desk.run("check", desk.file("b.xlsx")).stderr


@pytest.mark.parametrize(
    "words", [("--full", "--summary"), ("--full", "--top", "3"), ("--summary", "--top", "3")], ids=" ".join
)
def test_choices_of_detail_that_clash_are_refused(desk, words):
    outcome = desk.run("check", desk.file("a.xlsx"), *words)
    assert outcome.exit_code == 2
    assert desk.asked == []


def test_a_folder_for_everything_gets_copies_reports_and_the_recap(desk, tmp_path):
    out = tmp_path / "hasil"
    desk.run("check", desk.file("a.xlsx", Severity.MINOR), "--out", str(out))
    assert sorted(path.name for path in out.iterdir()) == [
        ".lkjip-audit",
        "a.temuan.json",
        "a.temuan.xlsx",
        "rekap.xlsx",
    ]


def test_a_store_that_cannot_be_used_is_told_before_the_work(desk, tmp_path):
    pytest.importorskip("duckdb")
    (tmp_path / "lain.duckdb").write_bytes(b"something else" * 99)
    outcome = desk.run("check", desk.file("a.xlsx"), "--store", str(tmp_path / "lain.duckdb"))
    assert outcome.exit_code == 2
    assert "tidak dapat dipakai" in outcome.stderr
    assert desk.asked == []


def test_a_store_keeps_the_run(desk, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    desk.run("check", desk.file("a.xlsx", Severity.MINOR), "--store", str(tmp_path / "baru.duckdb"))
    assert desk.options.record
    with duckdb.connect(str(tmp_path / "baru.duckdb")) as base:
        assert base.execute("SELECT path, cell FROM latest JOIN findings USING (run, path)").fetchall() == [
            ("a.xlsx", "A2")
        ]


def test_json_is_the_report_and_nothing_else(desk):
    outcome = desk.run("check", desk.file("a.xlsx", Severity.MINOR), "--format", "json")
    report = json.loads(outcome.stdout)
    assert report["schema"] == "lkjip-audit/report/1"
    assert [item["cell"] for item in report["findings"]] == ["A2"]


def test_json_of_several_files_is_a_list(desk):
    outcome = desk.run("check", desk.file("a.xlsx"), desk.file("b.xlsx"), "--format", "json")
    assert [report["source"]["name"] for report in json.loads(outcome.stdout)] == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("form", ["json", "console"])
def test_report_is_written_to_the_file_that_output_names(desk, tmp_path, form):
    target = tmp_path / "laporan.txt"
    outcome = desk.run("check", desk.file("a.xlsx", Severity.MINOR), "--format", form, "--output", str(target))
    assert outcome.stdout == ""
    assert "A2" in target.read_text("utf-8")
    assert "\x1b" not in target.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_options_reach_the_audit(desk, tmp_path):
    desk.run("check", desk.file("a.xlsx"), "--rules", str(tmp_path), "--profile", "kota", "--lang", "en")
    assert (desk.options.rules, desk.options.profile, desk.options.lang) == ((tmp_path,), "kota", "en")


def test_unreadable_workbook_is_one_sentence_and_exit_3(desk):
    outcome = desk.run("check", desk.file("a.xlsx", WorkbookError("encrypted", name="a.xlsx")))
    assert outcome.exit_code == 3
    assert outcome.stderr.count("\n") == 1
    assert outcome.stderr.startswith("Berkas a.xlsx terkunci kata sandi")


def test_folder_without_workbooks_is_told_as_such_and_gets_no_copy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(app, ["check", "."])
    assert outcome.exit_code == 3
    assert outcome.stderr == "Di folder . tidak ada buku kerja.\n"
    assert list(tmp_path.iterdir()) == []


def test_one_unreadable_workbook_does_not_stop_the_others(desk):
    bad = desk.file("a.xlsx", WorkbookError("missing", name="a.xlsx"))
    outcome = desk.run("check", bad, desk.file("b.xlsx", Severity.MATERIAL), "--format", "json")
    assert outcome.exit_code == 3
    assert json.loads(outcome.stdout)["source"]["name"] == "b.xlsx"


def test_broken_rule_pack_lists_every_fault_with_its_place(desk):
    problems = [Problem("b.yaml", 3, 1, "yaml_empty"), Problem("a.yaml", 7, 2, "yaml_alias")]
    desk.fault = BrokenPackError(problems)
    outcome = desk.run("check", desk.file("a.xlsx"), desk.file("b.xlsx"))
    assert outcome.exit_code == 2
    assert [line.partition(": ")[0] for line in outcome.stderr.splitlines()] == ["a.yaml:7:2", "b.yaml:3:1"]
    assert desk.asked == []


def test_one_fault_of_a_rule_pack_has_its_place_too(desk):
    desk.fault = RulePackError("unknown_role", file="roles.yaml", line=4, column=9, found="pgu", nearest="pagu")
    outcome = desk.run("check", desk.file("a.xlsx"), "--lang", "en")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("roles.yaml:4:9: The column role 'pgu' is not known")


def test_fault_of_the_tool_is_one_sentence_and_exit_4(desk):
    outcome = desk.run("check", desk.file("a.xlsx", ZeroDivisionError("secret")))
    assert outcome.exit_code == 4
    assert outcome.stderr.count("\n") == 1
    assert "ZeroDivisionError" in outcome.stderr
    assert "secret" not in outcome.output


def test_debug_shows_the_traceback_wherever_it_stands(desk):
    path = desk.file("a.xlsx", ZeroDivisionError("secret"))
    for words in (["--debug", "check", path], ["check", path, "--debug"]):
        outcome = desk.run(*words)
        assert outcome.exit_code == 4
        assert "Traceback" in outcome.stderr
        assert "secret" in outcome.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check"], "BERKAS belum diisi"),
        (["check", "--nope", "a.xlsx"], "Tidak ada opsi --nope"),
        (["chek"], "Tidak ada perintah chek"),
        (["check", "a.xlsx", "--fail-on", "berat"], "'berat' bukan nilai untuk --fail-on; pilih salah satu dari"),
        (["check", "a.xlsx", "--lang", "jv"], "bukan nilai untuk --lang; pilih salah satu dari"),
        (["check", "a.xlsx", "--annotated", "b.xlsx", "--no-annotated"], "tidak dapat dipakai bersama"),
        (["check", "a.xlsx", "b.xlsx", "--annotated", "c.xlsx"], "hanya dapat dipakai untuk satu berkas"),
        (["check", "a.xlsx", "--annotated", "b.xlsx", "--out", "c"], "tidak dapat dipakai bersama"),
        (["check", "a.xlsx", "--jobs", "banyak"], "Nilai untuk --jobs harus berupa bilangan bulat"),
        (["check", "a.xlsx", "--backend", "spark"], "'spark' bukan nilai untuk --backend"),
        (["check", "a.xlsx", "--min-tested", "300"], "Nilai untuk --min-tested paling besar 100"),
        (["check", "a.xlsx", "--jobs"], "--jobs memerlukan nilai"),
        (["check", "a.xlsx", "--delimiter", "|"], "bukan nilai untuk --delimiter"),
        (["check", "a.xlsx", "--output", "a.xlsx"], "adalah berkas yang dibaca perintah ini"),
        (["check", "a.xlsx", "--annotated", "./a.xlsx"], "adalah berkas yang dibaca perintah ini"),
    ],
)
def test_wrong_usage_is_told_in_indonesian_with_exit_2(desk, words, told):
    outcome = desk.run(*words)
    assert outcome.exit_code == 2
    assert told in outcome.stderr
    assert "Traceback" not in outcome.output
    assert desk.asked == []


def test_second_run_over_a_folder_leaves_the_copies_out(desk):
    source, copy = desk.file("a.xlsx"), desk.file("a.temuan.xlsx")
    outcome = desk.run("check", source, copy)
    assert desk.asked == [Path(source)]
    assert "Dilewati" in outcome.stderr


def test_pdf_in_a_folder_is_told_and_the_rest_is_checked(desk, tmp_path):
    source, pdf = desk.file("a.xlsx"), Path(desk.file("laporan.pdf"))
    outcome = desk.run("check", str(tmp_path))
    assert outcome.exit_code == 0
    assert desk.asked == [Path(source)]
    sentence = "Tidak dibaca karena berupa PDF: laporan.pdf; mintalah tabel Excel-nya atau dokumen Word-nya"
    assert sentence in " ".join(outcome.stderr.split())
    pdf.unlink()
    assert "PDF" not in desk.run("check", str(tmp_path)).stderr


def test_output_that_cannot_be_written_is_told(desk, tmp_path):
    outcome = desk.run("check", desk.file("a.xlsx"), "--output", str(tmp_path / "gone" / "x.json"))
    assert outcome.exit_code == 2
    assert "tidak dapat ditulis" in outcome.stderr


def test_usage_error_of_the_audit_is_exit_2(desk):
    desk.fault = UsageError("unknown_profile", name="kota-bliter", nearest="kota-blitar")
    outcome = desk.run("check", desk.file("a.xlsx"))
    assert outcome.exit_code == 2
    assert "kota-blitar" in outcome.stderr


def test_further_reports_are_written_beside_the_one_shown(desk, tmp_path):
    sarif, table = tmp_path / "a.sarif", tmp_path / "b.csv"
    a = desk.file("a.xlsx", Severity.MINOR)
    ended = desk.run("check", a, "--format", "json", "--report", f"sarif={sarif}", "--report", f"csv={table}")
    assert json.loads(ended.stdout)["findings"]
    assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"
    assert "F001" in table.read_text("utf-8")


@pytest.mark.parametrize("given", ["sarif", "sarif=", "pdf=a.pdf", "=a"])
def test_a_further_report_that_is_no_form_and_file_is_refused(desk, given):
    ended = desk.run("check", desk.file("a.xlsx"), "--report", given)
    assert ended.exit_code == 2
    assert "FORM=FILE" in ended.stderr or "BENTUK=BERKAS" in ended.stderr


@pytest.fixture
def untested(tmp_path):
    """A workbook in which no relation is found."""
    book = tmp_path / "catatan.csv"
    book.write_text("Catatan,Angka\nkolom tanpa arti,17\n", encoding="utf-8")
    return str(book)


def test_a_workbook_of_which_nothing_was_tested_is_not_called_clean(untested):
    told = CliRunner().invoke(app, ["check", untested, "--no-annotated"]).output
    assert "Tidak ada temuan" not in told
    assert "Tidak satu angka pun diuji" in told


def test_too_few_tested_figures_fail_the_run(untested):
    command = ["check", untested, "--no-annotated"]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert CliRunner().invoke(app, [*command, "--min-tested", "1"]).exit_code == 1
