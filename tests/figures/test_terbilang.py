"""Numbers in words."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.figures.terbilang import split_words, words_to_decimal, words_to_int
from tests.figures.spelling import LARGEST, int_to_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (3, "tiga"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (35, "tiga puluh lima"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (215, "dua ratus lima belas"),
        (1000, "seribu"),
        (1500, "seribu lima ratus"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (14_645_969_413, "empat belas miliar enam ratus empat puluh lima juta "
         "sembilan ratus enam puluh sembilan ribu empat ratus tiga belas"),
        (2 * 10**12, "dua triliun"),
    ],
)  # fmt: skip
def test_both_ways(number, words):
    assert int_to_words(number) == words
    assert words_to_int(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Tiga", 3),
        ("duabelas", 12),
        ("dua-puluh lima", 25),
        ("sejuta", 10**6),
        ("lima milyar", 5 * 10**9),
        ("satu ribu", 1000),
        ("satu ratus", 100),
    ],
)
def test_other_spellings(words, number):
    assert words_to_int(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "orang",
        "tiga dua",
        "puluh",
        "ratus lima",
        "dua seratus",
        "ribu juta",
        "lima ribu dua juta",
        "satu belas",
        "tiga orang",
        "duafa",
        "belas",
        "nol puluh",
        "seribu seribu",
        "koma lima",
    ],
)
def test_what_is_no_number(words):
    assert words_to_int(words) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("delapan puluh lima koma empat sembilan", "85.49"),
        ("delapan puluh lima koma empat puluh sembilan", "85.49"),
        ("nol koma nol lima", "0.05"),
        ("dua koma empat miliar", "2400000000.0"),
        ("tujuh", "7"),
    ],
)
def test_decimals(words, number):
    assert words_to_decimal(words) == Decimal(number)


def test_split_leaves_what_is_no_number_word():
    assert split_words("Lima Juta Rupiah") == (["lima", "juta"], "rupiah")
    assert split_words("dua fakta") == (["dua"], "fakta")
    assert split_words("duafa") == ([], "duafa")


@settings(deadline=None)
@given(st.integers(0, LARGEST))
def test_words_of_any_number_read_back(number):
    assert words_to_int(int_to_words(number)) == number


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "satu",
                "dua",
                "tiga",
                "puluh",
                "belas",
                "ratus",
                "ribu",
                "juta",
                "sebelas",
                "seratus",
                "seribu",
                "nol",
            ]
        ),
        max_size=8,
    )
)
def test_only_the_words_of_a_number_are_that_number(words):
    """Whatever is read can be written, and reads back; nothing is read out of disorder."""
    number = words_to_int(" ".join(words))
    if number is not None:
        assert words_to_int(int_to_words(number)) == number


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_numbers_out_of_reach(number):
    with pytest.raises(ValueError, match=str(number)):
        int_to_words(number)
