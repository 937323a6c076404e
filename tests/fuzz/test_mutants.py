"""Whatever a workbook or a file beside it holds, a run ends with 0, 1 or 3 (or 2, where a file of the caller's is off).

``LKJIP_FUZZ`` says how many mutants are tried, ``LKJIP_FUZZ_FROM`` the number of the first: a fault names its number.
``python -m tests.fuzz`` runs thousands, within bounds of time and memory.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest

from tests.fuzz.notes import Kind, configuration
from tests.fuzz.trial import Bench

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("LKJIP_FUZZ", "80"))
FIRST = int(os.environ.get("LKJIP_FUZZ_FROM", "0"))


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Bench(tmp_path_factory.mktemp("meja"))


@pytest.mark.parametrize("number", range(FIRST, FIRST + COUNT))
def test_a_spoiled_workbook_ends_with_0_1_or_3(bench, number):
    assert not bench.of_workbook(number).fault


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("number", range(FIRST, FIRST + max(COUNT // 8, 1)))
def test_a_file_of_the_callers_ends_with_2_at_the_worst(bench, kind, number):
    assert not bench.of_notes(kind, number).fault


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.BASELINE])
def test_some_files_of_the_callers_are_sound(bench, kind):
    assert any(bench.of_notes(kind, number).code in (0, 1) for number in range(40))


def test_a_number_is_the_same_file_every_time():
    assert configuration(Kind.PROFILE, 7, "{}") == configuration(Kind.PROFILE, 7, "{}")


def test_a_run_leaves_nothing_behind_that_piles_up(bench):
    def left():
        gc.collect()
        return len(gc.get_objects())

    for number in range(8):
        bench.of_workbook(number)
    before = left()
    for number in range(8):
        bench.of_workbook(number)
    assert left() - before < 5000


def test_a_bounded_run_tells_what_it_tried():
    words = ["-m", "tests.fuzz", "configurations", "6", "--seconds", "60", "--megabytes", "2000"]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)
    assert "tried 6 from 0" in done.stdout
    assert "failed 0" in done.stdout
