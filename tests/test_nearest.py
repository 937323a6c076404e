"""The word that was meant."""

from lkjip_audit.nearest import closest, nearest

KNOWN = ["severity", "since", "status"]


def test_slip_of_a_known_word_is_that_word():
    assert nearest("severty", KNOWN) == "severity"
    assert closest("statsu", KNOWN) == "status"


def test_word_like_none_is_answered_with_all_of_them_in_order():
    assert nearest("xyz", ["b", "a"]) == "a, b"
    assert closest("xyz", KNOWN) is None


def test_nothing_known_is_nothing():
    assert nearest("severity", []) == ""
    assert closest("severity", []) is None


def test_of_equals_the_first_is_meant():
    assert closest("kode", ["kodi", "koda"]) == "kodi"


def test_how_alike_is_enough_can_be_said():
    assert closest("target", ["tahun"], least=0) == "tahun"
    assert closest("target", ["tahun"]) is None
