"""What names and cells say stays text in every form that leaves the program: no markup, formula, link or command."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.reports.forms import Form
from tests.fuzz.books import grids, packed, parts, sheet
from tests.word import package
from tests.word import tables as in_word

pytestmark = pytest.mark.slow

LEADS = ("=1+1", "+1", "-2+3", "@SUM(1)", "=HYPERLINK(1)", "='a'!B1", "::error::x", "##[error]x")
MARK = (
    "<x-inj a='b'>\"&]]>--><script>x</script>|[k](javascript:x)![k](http://x)`q`"
    "::error::x ##[error]x \u202e _x001B_[31m"
)
THEIRS = ("1+1", "SUM(1)", "-2+3")
NAME = "=1+1<x-inj>&::error::a.xlsx"
COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"-[\d.,]+%?")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Every file that the commands make of a hostile workbook, and what they said on the screen."""
    folder = tmp_path_factory.mktemp("keluar")
    source = folder / NAME
    tables = grids(1)
    for rows in tables.values():
        rows[0][0] = f"{rows[0][0]} {MARK}"
        for number, row in enumerate(rows[2:]):
            lead = LEADS[number % len(LEADS)]
            row[:] = [f"{lead} {cell} {MARK}" if isinstance(cell, str) and len(row) > 1 else cell for cell in row]
    names = {"Kinerja": "=1+1<x-inj>", "Anggaran": "@a&b\u202e", "Pegawai": "::error::'x'"}
    source.write_bytes(packed(parts({names[name]: sheet(rows) for name, rows in tables.items()}, ["x"])))
    document = package(folder / "=1+1<x-inj>::error::d.docx", in_word(tables))
    other = folder / "lain.xlsx"
    other.write_bytes(packed(parts({names[name]: sheet(rows) for name, rows in grids(2).items()}, ["x"])))
    reports = [f"--report={form}={folder / f'laporan.{form}'}" for form in Form if form is not Form.CONSOLE]
    together = [f"--report={form}={folder / f'perkara.{form}'}" for form in (Form.CSV, Form.HTML, Form.GITHUB)]
    said = {}
    for words in (
        ["check", source, "--full", "--jobs=1", "--fresh", *reports, f"--report=console={folder / 'laporan.txt'}"],
        ["check", folder, f"--out={folder / 'keluar'}", "--jobs=1", f"--store={folder / 'runs.duckdb'}"],
        ["check", source, document, "--together", f"--out={folder / 'perkara'}", "--jobs=1", "--fresh", *together],
        ["check", source, f"--with-last-year={other}", "--jobs=1", "--fresh", "--full"],
        ["compare", other, source, "--full"],
        ["compare", other, source, f"--output={folder / 'banding.txt'}"],
        ["compare", other, document],
        ["relations", document, "--format=csv", f"--output={folder / 'hubungan-dokumen.csv'}"],
        ["papers", source],
        ["tables", source],
        ["tables", source, f"--output={folder / 'tabel.txt'}"],
        ["map", source, f"--output={folder / 'profil.yaml'}"],
        ["relations", source, "--format=csv", f"--output={folder / 'hubungan.csv'}"],
        ["relations", source],
        ["relations", source, f"--output={folder / 'hubungan.txt'}"],
        ["follow-up", folder / f"{source.stem}.temuan.xlsx"],
        ["overview", folder / "runs.duckdb", f"--output={folder / 'ringkasan.html'}"],
    ):
        outcome = CliRunner().invoke(app, list(map(str, words)))
        assert outcome.exit_code in (0, 1), (words, outcome.output[-500:])
        said[" ".join(map(str, words[:1])) + str(len(said))] = outcome.output
    said |= {path.name: path.read_text("utf-8") for path in folder.glob("*.txt")}
    return folder, said


def made(outputs, ending):
    found = [path for path in outputs[0].rglob(f"*{ending}") if path.name not in (NAME, "lain.xlsx")]
    assert found
    return found


def test_the_workbook_has_something_to_tell(outputs):
    report = json.loads((outputs[0] / "laporan.json").read_text("utf-8"))
    told = json.dumps(report["findings"], ensure_ascii=False)
    assert len(report["findings"]) > 3
    assert "x-inj" in told
    assert "=1+1" in told


def test_the_screen_and_pages_of_text_are_not_the_inputs(outputs):
    for command, text in outputs[1].items():
        assert COMMANDING.search(text) is None, command
        assert not re.search(r"^\s*(::|##\[)", text, re.MULTILINE), command


def test_workbooks_hold_no_formula_and_no_link_of_the_inputs(outputs):
    for path in made(outputs, ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels", ".vml")):
                    root = etree.fromstring(archive.read(name))
                    assert not root.findall(".//{*}x-inj"), (path.name, name)
                    formulas = [item.text or "" for item in root.iter("{*}f", "{*}definedName")]
                    assert not [
                        text for text in formulas if "HYPERLINK(1)" in text or text in ("1+1", "SUM(1)", "-2+3")
                    ]
                    outside = [item.get("Target") for item in root.iter("{*}Relationship") if item.get("TargetMode")]
                    assert not [target for target in outside if re.match(r"(javascript|http):", target)], path.name


def test_documents_hold_no_field_and_no_link_of_the_inputs(outputs):
    for path in made(outputs, ".docx"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    root = etree.fromstring(archive.read(name))
                    assert not root.findall(".//{*}x-inj"), name
                    fields = [item.text or "" for item in root.iter("{*}instrText")]
                    assert {text.strip() for text in fields} <= {"PAGE", "NUMPAGES"}
                    assert not [item for item in root.iter("{*}Relationship") if item.get("TargetMode") == "External"]


def test_no_cell_of_a_csv_is_a_formula(outputs):
    for path in made(outputs, ".csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            assert not [cell for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)], path.name


class Tags(HTMLParser):
    """The tags of a page, and where its links lead."""

    def __init__(self):
        super().__init__()
        self.tags, self.links = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]


def test_pages_hold_no_tag_and_no_link_of_the_inputs(outputs):
    for path in made(outputs, ".html"):
        page = Tags()
        text = path.read_text("utf-8")
        page.feed(text)
        assert "x-inj" not in page.tags
        assert not [link for link in page.links if link and link.startswith(("javascript:", "http:"))]
        assert "<script>x</script>" not in text


def test_the_page_on_a_region_names_the_workbook_as_text(outputs):
    text = (outputs[0] / "ringkasan.html").read_text("utf-8")
    assert "=1+1&lt;x-inj&gt;" in text
    assert "::error::a" in text


def test_markdown_holds_no_markup_and_no_link_of_the_inputs(outputs):
    text = (outputs[0] / "laporan.markdown").read_text("utf-8")
    assert "x-inj" in text
    assert not re.search(r"(?<!\\)<(?:x-inj|script)", text)
    assert not re.search(r"(?<!\\)\]\((?:javascript|http):", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in rows}) <= 2  # no cell made of one: two tables at most


def test_each_line_for_a_runner_is_ours(outputs):
    for line in (line for path in made(outputs, ".github") for line in path.read_text("utf-8").splitlines()):
        assert re.match(r"::(error|warning|notice|group|endgroup)\b", line) or not re.match(r"\s*(::|##\[)", line)
        assert line.count("::error::") <= 1 or not line.startswith("::error::")
        assert COMMANDING.search(line) is None


def test_forms_for_machines_are_well_formed(outputs):
    folder = outputs[0]
    for form in ("json", "sarif", "gitlab"):
        json.loads((folder / f"laporan.{form}").read_text("utf-8"))
    root = etree.fromstring((folder / "laporan.junit").read_bytes())
    assert not root.findall(".//x-inj")
    sarif = json.loads((folder / "laporan.sarif").read_text("utf-8"))
    for result in sarif["runs"][0]["results"]:
        for place in result.get("locations", ()):
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert not uri.startswith(("javascript:", "http"))
            assert "<" not in uri


def test_a_map_reads_back_as_text(outputs):
    text = (outputs[0] / "profil.yaml").read_text("utf-8")
    assert Path(outputs[0] / "profil.yaml").stat().st_size > 0
    assert not re.search(r"!!|&\w+ |\*\w+\b", re.sub(r"(['\"]).*?\1", "", re.sub(r"#.*", "", text)))
