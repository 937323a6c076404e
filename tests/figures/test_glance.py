"""What is told at the first look is what reading in full tells."""

from __future__ import annotations

import random

import pytest

from lkjip_audit.figures import celltext
from lkjip_audit.figures.celltext import read_text
from lkjip_audit.figures.glance import kind_at_a_glance
from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.rulepack.words import spoken

BEHIND = (
    "5",
    "2023",
    "12 orang",
    "Rp 5.000",
    "1.01.02",
    "50%",
    "Januari 2023",
    "3 - 5",
    "A (86,35)",
    "tiga (3)",
    "12.30 WIB",
    "1:20",
    "a@b.c 5",
    "x/2/3",
    "-",
    "2 juta",
    "1. a\n2. b",
    "beberapa kata",
)


def test_words_of_every_class_before_anything_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = random.Random(5)
    words = sorted({word for name in spoken().classes for word in spoken()[name].words})
    texts = [f"{written} {chosen.choice(BEHIND)}" for word in words for written in (word, word.upper(), word.title())]
    assert sum(kind_at_a_glance(text) is not None for text in texts) > len(texts) / 2
    quick = [read_text(text) for text in texts]
    monkeypatch.setattr(celltext, "kind_at_a_glance", lambda _: None)
    assert quick == [read_text(text) for text in texts]


def test_codes_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = random.Random(7)
    groups = ("1", "9", "01", "12", "05", "001", "250", "1234")
    texts = [".".join(chosen.choices(groups, k=chosen.randint(2, 6))) for _ in range(500)]
    quick = [read_text(text) for text in texts]
    monkeypatch.setattr(celltext, "kind_at_a_glance", lambda _: None)
    assert quick == [read_text(text) for text in texts]


@pytest.mark.parametrize(
    "text", ["Rp 5.000", "tanggal 5", "Januari 2023", "dua (2) dokumen", "sebesar 5", "- 5", "1.234.567"]
)
def test_what_may_hold_a_figure_is_read(text: str) -> None:
    assert kind_at_a_glance(text) is None


def test_words_and_codes_are_known_at_once() -> None:
    assert kind_at_a_glance("Belanja 3 sub 1.2.1") is ReadingKind.TEXT
    assert kind_at_a_glance("5.03.01.2.01") is ReadingKind.CODE
