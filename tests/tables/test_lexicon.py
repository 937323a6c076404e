"""Header words brought to one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.lexicon import plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PROSENTASE CAPKIN", ("%", "capaian", "kinerja")),
        ("J  U  M  L  A  H", ("jumlah",)),
        ("TINGKATCAPAIAN", ("tingkat", "capaian")),
        ("Sasaran Staregis", ("sasaran", "strategis")),
        ("Tigkat Efisiensi %", ("tingkat", "efisiensi", "%")),
        ("N0", ("no",)),
        ("Real.", ("realisasi",)),
        ("Sub-Kegiatan", ("subkegiatan",)),
        ("Laki - laki", ("laki",)),
        ("Realisasi s/d 2015 Thdp Target", ("realisasi", "sd", "terhadap", "target")),
        ("PENANG GUNG JAWAB", ("penanggung", "jawab")),
    ],
)
def test_words_in_their_one_spelling(text: str, words: tuple[str, ...], definitions: Definitions) -> None:
    assert definitions.lexicon.words(text) == words


def test_short_unknown_words_are_left_alone(definitions: Definitions) -> None:
    assert definitions.lexicon.words("abcd") == ("abcd",)


def test_a_plain_target_is_no_final_target(definitions: Definitions) -> None:
    lexicon = definitions.lexicon
    header = lexicon.phrase(lexicon.words("Target"))
    assert lexicon.likeness(header, lexicon.phrase(("target",))) == 1
    assert lexicon.likeness(header, lexicon.phrase(lexicon.words("target akhir renstra"))) < 0.3


def test_a_header_is_about_its_first_word(definitions: Definitions) -> None:
    lexicon = definitions.lexicon
    header = lexicon.phrase(lexicon.words("Target Capaian Kinerja"))
    target, capaian = (lexicon.likeness(header, lexicon.phrase((word,))) for word in ("target", "capaian"))
    assert target > capaian


@given(st.text(max_size=80))
def test_plain_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)
