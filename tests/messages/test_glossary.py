"""One word for each thing."""

import re
from pathlib import Path

import pytest

from lkjip_audit.messages.catalogue import sections
from lkjip_audit.messages.glossary import page, terms
from lkjip_audit.pipeline import Options, load_pack

ROOT = Path(__file__).parents[2]
BY_REGULATION = {"papers.cause"}
"""Kondisi, kriteria, sebab, akibat: the parts of a working paper are called so."""


def said():
    """Every Indonesian sentence that a person reads, by where it stands."""
    for section, sentences in sections("id").items():
        for name, sentence in sentences.items():
            yield f"{section}.{name}", sentence
    for rule in load_pack(Options()).rules:
        for name in ("title", "finding", "message", "why", "remedy"):
            yield f"{rule.id}.{name}", getattr(rule, name).id


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.id)
def test_no_other_word_stands_for_it(term):
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in term.forbidden]
    found = {
        key: text
        for key, text in said()
        if key not in BY_REGULATION and any(pattern.search(text) for pattern in patterns)
    }
    assert found == {}


def test_the_page_is_fresh():
    assert (ROOT / "docs" / "glossary.md").read_text("utf-8") == page()


def test_every_term_is_told_once():
    for language in ("id", "en"):
        words = [getattr(term, language) for term in terms()]
        assert len(words) == len(set(words))
