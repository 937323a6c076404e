"""No regular expression of the package takes long of any text that can be read: each grows at most with its square."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from time import process_time

import pytest

from lkjip_audit.workbook.long_texts import without_long_blanks
from tests.house.patterns import long_texts

pytestmark = pytest.mark.slow

LENGTH = 1000
MOST = 0.5
"""Seconds of processor for a text of ``LENGTH`` signs: what grows with the square takes 0.06, with the cube over 1."""
FEWEST = 400
"""Patterns that the package has at least; they are collected by compiling them."""


@pytest.fixture(scope="module")
def patterns():
    done = subprocess.run([sys.executable, "-m", "tests.house.patterns"], capture_output=True, check=True)
    return [(pattern, flags) for pattern, flags in json.loads(done.stdout)]


def too_long(*_):
    raise TimeoutError


@pytest.fixture
def bounded():
    """A call that ends after twice ``MOST`` seconds of processor."""
    if not hasattr(signal, "ITIMER_VIRTUAL"):
        pytest.skip("needs a timer of processor time")
    held = signal.signal(signal.SIGVTALRM, too_long)

    def taken(ask, text):
        before = process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, 2 * MOST)
        try:
            ask(text)
        except TimeoutError:
            return 2 * MOST
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return process_time() - before

    yield taken
    signal.signal(signal.SIGVTALRM, held)


def slow_texts(bounded, pattern, flags, how):
    """The texts as they are read, without long runs of blanks, on which the pattern is slow each time of three."""
    ask = getattr(re.compile(pattern, flags), how)
    texts = {without_long_blanks(text) for text in long_texts(pattern, flags, LENGTH)}
    return [text[:60] for text in texts if all(bounded(ask, text) > MOST for _ in range(3))]


@pytest.mark.parametrize("how", ["fullmatch", "search"])
def test_no_pattern_is_slow_on_what_it_repeats(patterns, bounded, how):
    assert len(patterns) > FEWEST
    slow = {pattern: texts for pattern, flags in patterns if (texts := slow_texts(bounded, pattern, flags, how))}
    assert slow == {}


@pytest.mark.parametrize("pattern", [r"(?:a+)+b", r"\d*\d*\d*\d*x"])
def test_a_pattern_that_repeats_what_repeats_is_found(bounded, pattern):
    assert slow_texts(bounded, pattern, 0, "search")
