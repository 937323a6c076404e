"""The database of runs: what is in it, and that the README's questions can be asked."""

import importlib.util
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lkjip_audit.batch.executors import Crew
from lkjip_audit.batch.inputs import gather
from lkjip_audit.batch.plan import make_plan
from lkjip_audit.batch.run import run
from lkjip_audit.batch.store import TABLES, keep, open_store
from lkjip_audit.errors import UsageError
from lkjip_audit.followup.record import Entry, Record
from lkjip_audit.followup.settle import Settlement
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor, Options
from lkjip_audit.result import FollowUp
from tests.batch.conftest import Quiet
from tests.benchmarks.submissions import workbook

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("duckdb") is None, reason="the extra store is not there"),
]
ROOT = Path(__file__).parents[2]
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
LIBRARY = "Dinas Perpustakaan dan Kearsipan Kabupaten Tirtamukti"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Two years of two agencies, one file broken; kept twice."""
    folder = tmp_path_factory.mktemp("masuk")
    for year in (2022, 2023):
        (folder / str(year)).mkdir()
        (folder / str(year) / "arpus.xlsx").write_bytes(workbook(LIBRARY, year, 3, wrong=2))
        (folder / str(year) / "camat.xlsx").write_bytes(
            workbook("Kecamatan Margoluwih Kabupaten Tirtamukti", year, year)
        )
    (folder / "2023" / "rusak.xlsx").write_bytes(b"")
    auditor = Auditor.load(Options(record=True))
    plan = make_plan(gather([folder]), out=None, annotated=None, copies=False)
    _, first = auditor.audit(folder / "2022" / "arpus.xlsx").findings[:2]
    noted = Record("arpus.xlsx", (Entry(first.fingerprint, FollowUp("fixed", date="2025-02-01")),))
    settlement = Settlement(NOON.date(), record=noted)
    ended = run(plan, auditor, Catalogue("id"), Crew(jobs=1), Quiet(), settlement=settlement)
    path = tmp_path_factory.mktemp("basis") / "kabupaten.duckdb"
    assert [keep(path, ended, auditor, NOON), keep(path, ended, auditor, NOON)] == [1, 2]
    return path, ended


def asked(path, question):
    base = open_store(path)
    try:
        return base.execute(question).fetchall()
    finally:
        base.close()


def test_every_file_is_there_with_agency_and_year_and_the_broken_one_with_its_reason(kept):
    found = asked(kept[0], "SELECT path, agency, year, problem FROM latest ORDER BY path")
    assert [row[:3] for row in found[:2]] == [
        ("2022/arpus.xlsx", LIBRARY, 2022),
        ("2022/camat.xlsx", "Kecamatan Margoluwih Kabupaten Tirtamukti", 2022),
    ]
    assert found[4][0] == "2023/rusak.xlsx"
    assert "kosong" in found[4][3]
    assert [row[3] for row in found[:4]] == [None] * 4


def test_a_run_is_added_wholly_and_the_newest_counts(kept):
    assert asked(kept[0], "SELECT run, kept FROM runs") == [
        (1, NOON.replace(tzinfo=None)),
        (2, NOON.replace(tzinfo=None)),
    ]
    assert asked(kept[0], "SELECT DISTINCT run FROM latest") == [(2,)]
    for table in TABLES:
        ((one,), (other,)) = asked(kept[0], f"SELECT count(*) FROM {table} GROUP BY run ORDER BY run")
        assert one == other > 0


def test_findings_figures_and_outcomes_are_those_of_the_audit(kept):
    path, ended = kept
    results = {item.item.source.name: item.checked.result for item in ended if item.checked.result}
    for name, result in results.items():
        where = f"WHERE run = 1 AND path = '{name}'"
        assert asked(path, f"SELECT id, cell FROM findings {where}") == [(f.id, f.address.a1) for f in result.findings]
        assert asked(path, f"SELECT cell, proposed FROM causes {where}") == [
            (c.address.a1, c.proposed) for c in result.causes
        ]
        told = asked(path, f"SELECT value FROM figures {where}")
        assert [row[0] for row in told] == [figure.value for figure in result.record.figures]
        counts = dict(asked(path, f"SELECT status, count(*) FROM outcomes {where} GROUP BY status"))
        assert counts == {status: count for status, count in result.checks.items() if count}


def test_what_was_noted_of_a_finding_is_kept(kept):
    rows = asked(kept[0], "SELECT about, status, date FROM follow_up WHERE run = 1 AND path LIKE '2022/%'")
    assert rows == [("finding", "fixed", "2025-02-01")]


def test_money_is_exact_and_in_rupiah(kept):
    ((value, printed),) = asked(
        kept[0],
        "SELECT value, printed FROM latest JOIN figures USING (run, path)"
        " WHERE path = '2022/arpus.xlsx' AND sheet = 'Anggaran' AND cell = 'C4'",
    )
    assert f"{value:.0f}" == printed.replace(".", "").replace(",", "")


QUESTIONS = re.findall(r"```sql\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("number", range(3))
def test_the_questions_of_the_readme_have_answers(kept, number):
    assert len(QUESTIONS) == 3
    assert asked(kept[0], QUESTIONS[number])


def test_the_page_about_the_tables_names_every_table_and_column():
    page = (ROOT / "docs" / "store.md").read_text("utf-8")
    for table, columns in TABLES.items():
        (line,) = re.findall(rf"^\| `{table}` \|.*$", page, re.MULTILINE)
        missing = [column for column in columns if column not in ("run", "path") and f"`{column}`" not in line]
        assert missing == []


def test_a_file_that_is_no_store_is_told_and_left_alone(tmp_path):
    other = tmp_path / "a.duckdb"
    other.write_bytes(b"not a database at all" * 99)
    with pytest.raises(UsageError) as told:
        open_store(other)
    assert told.value.code == "store_unusable"
    assert other.read_bytes() == b"not a database at all" * 99


def test_a_store_of_another_form_is_told(tmp_path):
    path = tmp_path / "a.duckdb"
    base = open_store(path)
    base.execute("UPDATE form SET form = 99")
    base.close()
    with pytest.raises(UsageError) as told:
        open_store(path)
    assert (told.value.code, told.value.details["found"]) == ("store_other", 99)


def test_the_extra_is_named_when_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr("lkjip_audit.batch.store.find_spec", lambda name: None)
    with pytest.raises(UsageError) as told:
        open_store(tmp_path / "a.duckdb")
    assert told.value.details == {"extra": "store"}
