"""No regular expression of the package takes long of anything that can be read.

Over text, which is cut to some thousand signs, it grows at most with its square; over bytes of files, with their
number.
"""

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
BYTES = 100_000
"""Bytes for a pattern of bytes: what grows with their number takes thousandths of a second, with the square over 1."""
FEWEST, FEWEST_OF_BYTES = 400, 20
"""Patterns that the package has at least; they are collected by compiling them."""


@pytest.fixture(scope="module")
def patterns():
    done = subprocess.run([sys.executable, "-m", "tests.house.patterns"], capture_output=True, check=True)
    return json.loads(done.stdout)


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
    texts_of = {pattern: slow_texts(bounded, pattern, flags, how) for pattern, flags, raw in patterns if not raw}
    assert {pattern: texts for pattern, texts in texts_of.items() if texts} == {}


def slow_bytes(bounded, pattern, flags):
    """The beginnings of the bytes on which the pattern is slow each time of three."""
    search = re.compile(pattern.encode("latin-1"), flags).search
    found = {text.encode("latin-1", "replace") for text in long_texts(pattern, flags & ~re.UNICODE, BYTES)}
    return [text[:60] for text in found if all(bounded(search, text) > MOST for _ in range(3))]


def test_patterns_of_bytes_are_linear(patterns, bounded):
    slow = {pattern: slow_bytes(bounded, pattern, flags) for pattern, flags, raw in patterns if raw}
    assert len(slow) > FEWEST_OF_BYTES
    assert {pattern: found for pattern, found in slow.items() if found} == {}


@pytest.mark.parametrize("pattern", [r"<a\b[^>]*\bdata=", r"<a\s.*?</a>"])
def test_a_pattern_of_bytes_that_looks_for_its_end_again_and_again_is_found(bounded, pattern):
    assert slow_bytes(bounded, pattern, re.DOTALL)


@pytest.mark.parametrize("pattern", [r"(?:a+)+b", r"\d*\d*\d*\d*x"])
def test_a_pattern_that_repeats_what_repeats_is_found(bounded, pattern):
    assert slow_texts(bounded, pattern, 0, "search")
