"""Reading YAML: plain data only, no float, and a place for everything."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.rulepack.document import LARGEST, parse_document, read
from lkjip_audit.rulepack.problems import BrokenPackError


def data(text):
    return parse_document(text, "a.yaml").data


def problem(text):
    with pytest.raises(BrokenPackError) as caught:
        parse_document(text, "a.yaml")
    (found,) = caught.value.problems
    return found.line, found.column, found.code


def test_decimal_keeps_every_digit_as_written():
    value = data("a: 75.910")["a"]
    assert isinstance(value, Decimal)
    assert str(value) == "75.910"


def test_no_and_yes_are_words_as_in_yaml_1_2():
    assert data("[no, yes, on, off, true, ~]") == ["no", "yes", "on", "off", True, None]


def test_quoted_figure_is_text():
    assert data('["13,02%", "007", "1.5"]') == ["13,02%", "007", "1.5"]


def test_key_is_always_text():
    assert data("{2023: a, no: b, true: c}") == {"2023": "a", "no": "b", "true": "c"}


def test_place_is_that_of_the_value_or_of_its_key():
    document = parse_document("relation:\n  kind: sum\n  roles: [a, bb]\n", "a.yaml")
    at_value = document.problem("x", ("relation", "kind"))
    at_key = document.problem("x", ("relation", "kind"), at_key=True)
    second = document.problem("x", ("relation", "roles", 1), shift=1)
    places = [(item.line, item.column) for item in (at_value, at_key, second)]
    assert places == [(2, 9), (2, 3), (3, 15)]
    assert at_value.place == "a.yaml:2:9"


def test_way_that_ends_early_gives_the_deepest_place_there_is():
    document = parse_document("a:\n  b: 1\n", "a.yaml")
    assert document.find(("a", "branch", "b", "c", 0)) == ("a", "b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (1, 1, "yaml_empty")),
        ("# only a remark", (1, 1, "yaml_empty")),
        ("a: 1\n\tb: 2", (2, 1, "yaml_character")),
        ("a: @home", (1, 4, "yaml_character")),
        ("a: b: c", (1, 5, "yaml_colon")),
        ("a: 'x", (1, 6, "yaml_quote")),
        ("a: [1, 2", (1, 9, "yaml_quote")),
        ("a: 1\n---\nb: 2", (2, 1, "yaml_documents")),
        ("a: 1\nb: 2\na: 3", (3, 1, "yaml_duplicate_key")),
        ("a: &x 1\nb: *x", (1, 4, "yaml_alias")),
        ("a: &x [1]\nb: [*x, *x]", (1, 4, "yaml_alias")),
        ("<<: {a: 1}", (1, 1, "yaml_key")),
        ("? [a]\n: 1", (1, 3, "yaml_key")),
        ("a: !!python/object/apply:os.system ['true']", (1, 4, "yaml_tag")),
        ("a: .inf", (1, 4, "yaml_value")),
        ("a: .nan", (1, 4, "yaml_value")),
        ("a: 2024-13-45", (1, 4, "yaml_value")),
        ("[" * 4000, (1, 1, "yaml_depth")),
    ],
)
def test_what_is_no_plain_data_is_refused_at_its_place(text, expected):
    assert problem(text) == expected


def test_block_that_is_left_out_moves_no_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\nexamples:\n  pass:\n\n# remark\n    - [broken\nb:\n  c: 2\n")
    document = read(path, without="examples")
    assert document.data == {"a": 1, "b": {"c": 2}}
    assert document.problem("x", ("b", "c")).line == 8


def test_file_saved_on_windows_reads_the_same(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nexamples:\r\n  x: 1\r\nb: 2\r\n")
    assert read(path, without="examples").data == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"a: \xff\xfe", "rule_file_encoding"), (b"a" * (LARGEST + 1), "rule_file_too_large")],
)
def test_file_that_is_no_text_or_too_long_is_refused(tmp_path, content, code):
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(BrokenPackError) as caught:
        read(path)
    assert caught.value.code == code


def test_file_that_is_not_there_is_a_broken_pack(tmp_path):
    with pytest.raises(BrokenPackError) as caught:
        read(tmp_path / "gone.yaml")
    assert (caught.value.code, caught.value.line) == ("rule_file_unreadable", 1)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        parse_document(text, "a.yaml")
    except BrokenPackError as error:
        assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)  # noqa: PT017


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000, "0o" + "7" * 9000], ids=["decimal", "hex", "octal"])
def test_a_number_too_long_to_be_written_out_is_a_fault_of_the_file(number):
    assert problem(f"a: {number}") == (1, 4, "yaml_value")
