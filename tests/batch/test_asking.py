"""What is asked of a store for the page on a region, held to what was put into it."""

from __future__ import annotations

import importlib.util

import pytest
from typer.testing import CliRunner

from lkjip_audit.batch.asking import glance
from lkjip_audit.batch.store import open_store
from lkjip_audit.cli.app import app
from lkjip_audit.errors import UsageError
from lkjip_audit.rulepack.model import Severity
from tests.batch.regions import HOSTILE, region

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("duckdb") is None, reason="the extra store is not there"),
]
ROUNDS = 3


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    path = tmp_path_factory.mktemp("basis") / "wilayah.duckdb"
    return path, region(path, agencies=7, rounds=ROUNDS)


def grave(kept):
    return {mark for _, severity, mark in kept if severity.is_grave}


def test_the_newest_audit_of_each_file_counts(kept):
    path, held = kept
    told = glance(path)
    assert {(item.agency, item.year, item.figures, item.tested) for item in told.files if not item.problem} == {
        (agency, year, figures, tested)
        for (agency, year, number), (figures, tested, _) in held.items()
        if number == ROUNDS
    }
    assert [item.problem for item in told.files if item.problem] == [HOSTILE]
    counts = {}
    for item in told.counted:
        key = (item.agency, item.year, item.severity)
        counts[key] = counts.get(key, 0) + item.findings
    for (agency, year, number), (_, _, findings) in held.items():
        for severity in Severity if number == ROUNDS else ():
            assert counts.get((agency, year, severity), 0) == sum(weight is severity for _, weight, _ in findings)


def test_the_course_goes_from_the_first_audit_to_the_newest(kept):
    path, held = kept
    for item in glance(path).course:
        ends = [
            (held[agency, year, 1][2], held[agency, year, ROUNDS][2])
            for agency, year, number in held
            if (agency, number) == (item.agency, 1)
        ]
        first = sum(len(grave(before)) for before, _ in ends)
        left = sum(len(grave(before) & grave(now)) for before, now in ends)
        new = sum(len(grave(now) - grave(before)) for before, now in ends)
        assert (item.first, item.gone, item.left, item.new, item.rounds) == (first, first - left, left, new, ROUNDS)


def test_a_file_whose_newest_audit_failed_does_not_look_mended(tmp_path):
    path = tmp_path / "a.duckdb"
    region(path, agencies=3, years=(2024,), rounds=1)
    base = open_store(path)
    base.execute("INSERT INTO runs SELECT 2, kept, version, rules_sha256, profile, lang FROM runs")
    base.execute("INSERT INTO files (run, path, name, problem) SELECT 2, path, name, 'rusak' FROM files WHERE run = 1")
    base.close()
    assert glance(path).course == ()


def test_a_store_made_before_statuses_were_kept_is_read_and_not_changed(kept, tmp_path):
    path = tmp_path / "lama.duckdb"
    region(path, agencies=3, rounds=1)
    base = open_store(path)
    base.execute("DROP TABLE follow_up")
    base.close()
    before = path.read_bytes()
    assert glance(path).noted == ()
    assert path.read_bytes() == before
    assert {item.status for item in glance(kept[0]).noted} >= {"open", "accepted"}


def test_what_is_no_store_is_told(tmp_path):
    for name, held in (("tiada.duckdb", None), ("lain.duckdb", b"x" * 999)):
        path = tmp_path / name
        if held is not None:
            path.write_bytes(held)
        with pytest.raises(UsageError) as told:
            glance(path)
        assert told.value.code == "store_unusable"
        assert path.exists() == (held is not None)


def test_sixty_agencies_over_three_years_stand_on_one_page_and_nothing_breaks_out(tmp_path):
    path = tmp_path / "kabupaten.duckdb"
    region(path, agencies=60)
    outcome = CliRunner().invoke(app, ["overview", str(path)])
    assert outcome.exit_code == 0, outcome.stderr
    told = (tmp_path / "kabupaten.html").read_text("utf-8")
    assert "<script>alert" not in told
    assert told.count("<script>") == 1
    assert CliRunner().invoke(app, ["overview", str(path), "-o", str(path)]).exit_code == 2
