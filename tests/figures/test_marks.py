"""The convention of a column."""

from lkjip_audit.figures.parse import Marks, judge_marks


def test_majority_of_clear_cells():
    assert judge_marks(["1.563.272.055", "86,35", "73.39"]) is Marks.INDONESIAN
    assert judge_marks(["4,311,989,853.00", "73.39", "86,35"]) is Marks.ENGLISH


def test_unclear_cells_do_not_vote():
    assert judge_marks(["202.955", "152.858", "86,35"]) is Marks.INDONESIAN
    assert judge_marks(["202.955", "Rp 152.858", "1.332 orang", "100", "-", "5.03.01.2.01", "Tabel 3.1"]) is (
        Marks.UNKNOWN
    )


def test_a_tie_or_nothing_is_unknown():
    assert judge_marks([]) is Marks.UNKNOWN
    assert judge_marks(["86,35", "73.39"]) is Marks.UNKNOWN


def test_paragraphs_vote_with_each_of_their_figures():
    assert judge_marks(["nilai 86.35 atau 99,00% dari Rp. 2.688.593.227"]) is Marks.INDONESIAN
