"""Cells that are words or a code at the first look: nothing of them needs to be read as a figure.

A text that begins with an ordinary word holds no figure of a table, whatever stands behind ("Belanja 3 sub 1.2"): only
words of a number, of its sign or of what masks it may stand before one.  Which these are the words in force say, so
that what is passed over here is what reading in full would call words too.
"""

from __future__ import annotations

import re

from lkjip_audit.figures.masks import begins_a_mask
from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.terbilang import split_words
from lkjip_audit.rulepack.words import Words, derived

_FIRST = re.compile(r"\s*([A-Za-z]{2,})\s")
_DOTTED = re.compile(r"[0-9]{1,3}((?:\.[0-9]{1,3}){2,})")
_BESIDE = ("currency_signs", "nil_words", "predicates", "amount_leads", "registers", "months")
"""Classes of words that may stand before a figure in a cell, or that mask one."""

_GRADE = re.compile(r"AA|BB|CC|DD")


def kind_at_a_glance(text: str) -> ReadingKind | None:
    """TEXT or CODE where the first look tells so; None where the text must be read."""
    first = _FIRST.match(text)
    if first is not None:
        return ReadingKind.TEXT if _inert()[first.group(1)] else None
    dotted = _DOTTED.fullmatch(text)
    if dotted is None:
        return None
    lengths = [len(group) for group in dotted.group(1).split(".")[1:]]
    triples = lengths.count(3)
    return ReadingKind.CODE if len(lengths) - triples > triples else None


class _Inert(dict[str, bool]):
    """By word whether it has no business beside a figure."""

    def __init__(self, beside: frozenset[str]) -> None:
        super().__init__()
        self._beside = beside

    def __missing__(self, word: str) -> bool:
        lower = word.lower()
        busy = lower in self._beside or _GRADE.fullmatch(word) or split_words(lower)[0] or begins_a_mask(lower)
        self[word] = not busy
        return self[word]


@derived
def _inert(words: Words) -> _Inert:
    first = (re.findall(r"[a-z]+", phrase.lower())[:1] for name in _BESIDE for phrase in words[name].words)
    return _Inert(frozenset(word for found in first for word in found))
