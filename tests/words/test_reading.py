"""Words from files: one reader, faults with their place, added to by folders and profiles."""

import pickle
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lkjip_audit.cli.app import app
from lkjip_audit.cli.exits import ExitCode
from lkjip_audit.pipeline import Auditor, Options
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.problems import BrokenPackError
from lkjip_audit.rulepack.words import WordMap, WordPattern, WordSet, derived, speaking, spoken
from lkjip_audit.rulepack.words.reading import packaged_words, read_words


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "words").mkdir()
    return tmp_path


def words(folder, text, name="kata.yaml"):
    (folder / "words" / name).write_text(text, "utf-8")
    return read_words([folder])


def faults(folder, text, *more):
    """What is wrong with a file of words: line, column, code; beside the packaged words when it is another folder."""
    (folder / "words" / "kata.yaml").write_text(text, "utf-8")
    with pytest.raises(BrokenPackError) as caught:
        read_words([*more, folder])
    return [(problem.line, problem.column, problem.code) for problem in caught.value.problems]


def test_a_part_in_brackets_may_be_missing(folder):
    found = words(folder, "a:\n  about: x\n  words: [realisasi(nya), (sub )kegiatan]\n")
    assert set(found["a"].words) == {"realisasi", "realisasinya", "kegiatan", "sub kegiatan"}


def test_a_class_has_the_words_of_the_classes_that_it_is_made_of(folder):
    found = words(folder, "a:\n  of: [b]\n  words: [x]\nb:\n  words: {1: [y], 2: [z]}\n")
    assert set(found["a"].words) == {"x", "y", "z"}
    assert found["a"].keys == {"y": "1", "z": "2"}


def test_an_unknown_key_is_told_with_its_place_and_the_nearest(folder):
    (folder / "words" / "kata.yaml").write_text("a:\n  abuot: x\n  words: [x]\n", "utf-8")
    with pytest.raises(BrokenPackError) as caught:
        read_words([folder])
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.code) == (2, 3, "unknown_key")
    assert dict(problem.details)["nearest"] == "about"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a:\n  words: [x, y, x]\n", (2, 17, "word_twice")),
        ("a:\n  words: [x]\n  of: [bb]\n", (3, 8, "words_unknown_class")),
        ("a:\n  words: [x]\n  of: [a]\n", (3, 3, "words_circle")),
        ("a:\n  words: [x]\n  apart: [b]\nb:\n  words: [y, x]\n", (2, 11, "word_in_two_classes")),
        ("a:\n  words: [x, 1]\n", (2, 14, "wants_text")),
        ("a: [x\n", (2, 1, "yaml_quote")),
    ],
)
def test_what_is_wrong_is_told_with_its_place(folder, text, fault):
    assert fault in faults(folder, text)


def test_a_folder_adds_words_to_a_class(folder):
    (folder / "words" / "kata.yaml").write_text("nations:\n  words: [sedunia]\n", "utf-8")
    found = read_words([pack_folder(), folder])
    assert {"sedunia", "nasional"} <= set(found["nations"].words)
    assert "sedunia" in found["other_entities"].words
    assert "sedunia" not in packaged_words()["nations"].words


def test_a_folder_names_no_class_that_nobody_asks_for(folder):
    assert faults(folder, "nation:\n  words: [sedunia]\n", pack_folder()) == [(1, 1, "words_unknown_class")]


def test_a_class_with_keys_takes_no_words_without(folder):
    assert faults(folder, "provinces:\n  words: [sedunia]\n", pack_folder()) == [(2, 3, "words_want_keys")]


def test_a_scale_stands_under_its_factor(folder):
    assert faults(folder, "scales:\n  words:\n    juta: [yuta]\n", pack_folder()) == [(3, 5, "words_want_keys")]


def test_lint_tells_what_is_wrong_with_words(folder):
    (folder / "words" / "kata.yaml").write_text("scale:\n  words:\n    1000: [rebu]\n", "utf-8")
    result = CliRunner().invoke(app, ["rules", "lint", "--rules", str(folder)])
    assert result.exit_code == ExitCode.USAGE
    assert (
        f"{folder / 'words' / 'kata.yaml'}:1:1: Tidak ada kelompok kata 'scale'; mungkin maksud Anda: scales."
        in result.stderr
    )


def test_a_profile_with_an_unknown_class_is_told_with_its_place(tmp_path):
    path = tmp_path / "kota.yaml"
    path.write_text("id: kota\ntitle: {id: Kota, en: Kota}\nwords:\n  nation: [sedunia]\n", "utf-8")
    with pytest.raises(BrokenPackError) as caught:
        Auditor.load(Options(profile=str(path)))
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.code) == (4, 3, "words_unknown_class")


def test_a_pattern_follows_the_words_in_force(folder):
    pattern = WordPattern(r"\b{nations}\b")
    (folder / "words" / "kata.yaml").write_text("nations:\n  words: [antar  bangsa]\n", "utf-8")
    own = read_words([pack_folder(), folder])
    assert not pattern.search("tingkat antar\nbangsa")
    with speaking(own):
        assert pattern.search("tingkat antar\nbangsa")
        assert "antar  bangsa" in WordSet("nations")
    assert not pattern.search("tingkat antar\nbangsa")


def test_what_is_derived_is_made_once_for_each_words(folder):
    made = []

    @derived
    def count(words):
        made.append(words)
        return len(words["a"].words)

    own = words(folder, "a:\n  words: [x, y]\n")
    with speaking(own):
        assert (count(), count()) == (2, 2)
    assert made == [own]


def test_words_go_to_another_process_without_what_was_made_of_them():
    own = packaged_words()
    with speaking(own):
        assert WordPattern(r"{nations}").search("nasional")
        assert spoken() is own
    other = pickle.loads(pickle.dumps(own))
    assert other.classes == own.classes
    assert not other.made


def test_a_map_tells_what_a_word_stands_for():
    provinces = WordMap("provinces")
    assert provinces["sulsel"] == "sulawesi selatan"
    assert provinces.get("atlantis") is None
    assert provinces.first("sulawesi selatan") == "sulawesi selatan"


def test_every_packaged_class_is_explained():
    for path in sorted((pack_folder() / "words").glob("*.yaml")):
        text = path.read_text("utf-8")
        classes = [line for line in text.splitlines() if line and line[0].isalpha()]
        assert text.count("\n  about: ") == len(classes), path.name
        assert Path(path).read_text("utf-8").startswith("# "), path.name
