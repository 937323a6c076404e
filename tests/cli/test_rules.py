"""``rules``: list, show, test, lint, schema, docs, new."""

import json

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app

pytestmark = pytest.mark.slow

BROKEN = "id: rusak\ntitle: x\nseverty: minor\n"


def run(*words):
    return CliRunner().invoke(app, ["rules", *map(str, words)], env={"COLUMNS": "160", "NO_COLOR": "1"})


@pytest.fixture
def folder(tmp_path):
    """A folder of rules with one new rule in it, as ``rules new`` makes it."""
    assert run("new", "pemenuhan-baru", "--rules", tmp_path / "rules").exit_code == 0
    return tmp_path / "rules"


def test_new_rule_is_a_file_that_the_other_commands_take(folder):
    path = folder / "checks" / "pemenuhan-baru.yaml"
    assert "id: pemenuhan-baru" in path.read_text("utf-8")
    assert "pemenuhan-baru" in run("list", "--rules", folder).stdout


def test_new_rule_passes_its_own_examples(folder):
    outcome = run("test", "pemenuhan-baru", "--rules", folder)
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "6 contoh dari 1 aturan dijalankan; 0 gagal." in outcome.stdout


def test_new_rule_overwrites_nothing(folder):
    outcome = run("new", "pemenuhan-baru", "--rules", folder)
    assert outcome.exit_code == 2
    assert "sudah ada" in outcome.stderr


def test_new_rule_needs_a_good_id(tmp_path):
    outcome = run("new", "../Sisa", "--rules", tmp_path)
    assert outcome.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_wrong_example_is_told_with_its_line(folder):
    path = folder / "checks" / "pemenuhan-baru.yaml"
    path.write_text(path.read_text("utf-8").replace("expected: 75,", "expected: 76,"), encoding="utf-8")
    outcome = run("test", "pemenuhan-baru", "--rules", folder)
    assert outcome.exit_code == 2
    assert "pemenuhan-baru.yaml:" in outcome.stderr
    assert "adalah 75" in outcome.stderr
    assert "1 gagal" in outcome.stdout


def test_list_names_every_rule_in_either_language(folder):
    assert "signifikan" in run("list", "--rules", folder).stdout
    assert "significant" in run("list", "--rules", folder, "--lang", "en").stdout


def test_show_is_the_page_of_the_rule(folder):
    outcome = run("show", "pemenuhan-baru", "--rules", folder)
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith("# Pemenuhan sama dengan yang tersedia dibagi kebutuhan\n")
    assert "pemenuhan = (tersedia / kebutuhan) × 100" in outcome.stdout


def test_show_of_an_unknown_rule_names_the_nearest(folder):
    outcome = run("show", "pemenuhan-bru", "--rules", folder)
    assert outcome.exit_code == 2
    assert "pemenuhan-baru" in outcome.stderr


def test_lint_tells_file_line_column(folder):
    path = folder / "checks" / "rusak.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    outcome = run("lint", "--rules", folder)
    assert outcome.exit_code == 2
    assert f"{path}:3:1: Kunci 'severty' tidak dikenal; mungkin maksud Anda: severity." in outcome.stderr


def test_broken_rule_is_exit_2_for_every_command(folder):
    (folder / "checks" / "rusak.yaml").write_text(BROKEN, encoding="utf-8")
    for words in (["list"], ["show", "pemenuhan-baru"], ["test"], ["docs", "--check"]):
        outcome = run(*words, "--rules", folder)
        assert outcome.exit_code == 2, words
        assert "rusak.yaml:3:1: " in outcome.stderr


def test_folder_that_is_not_there_is_told(tmp_path):
    outcome = run("list", "--rules", tmp_path / "gone")
    assert outcome.exit_code == 2
    assert "--rules" in outcome.stderr


def test_schema_is_json_and_knows_when_it_is_stale(tmp_path):
    assert json.loads(run("schema").stdout)["title"] == "Rule"
    path = tmp_path / "rule.schema.json"
    assert run("schema", "--check").exit_code == 2
    assert run("schema", "--output", path, "--check").exit_code == 2
    assert run("schema", "--output", path).exit_code == 0
    assert run("schema", "--output", path, "--check").exit_code == 0


def test_docs_are_written_and_know_when_they_are_stale(folder, tmp_path):
    words = ["docs", "--rules", folder, "--output", tmp_path / "docs"]
    stale = run(*words, "--check")
    assert stale.exit_code == 2
    assert "pemenuhan-baru.md" in stale.stderr
    assert run(*words).exit_code == 0
    assert run(*words, "--check").exit_code == 0
    assert (tmp_path / "docs" / "pemenuhan-baru.md").is_file()
