"""Two parsers, one reading: what the quick one vouches for is what the thorough one says."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError

from lkjip_audit.rulepack import document, events
from lkjip_audit.rulepack.document import parse_document
from lkjip_audit.rulepack.problems import BrokenPackError

RULES = Path(__file__).resolve().parents[2] / "rules"
WORDS = (
    "yes",
    "no",
    "1_000",
    "007",
    "0o17",
    "1e3",
    ".5",
    "75.910",
    "12:30",
    "2024-01-31",
    "~",
    "",
    "true",
    "=",
    "5.03.01",
    "-",
)


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_packaged_files_are_read_alike_by_both_parsers(path, monkeypatch):
    text = path.read_text("utf-8")
    quick = parse_document(text, "a.yaml")
    assert events.quick_events(text) is not None
    monkeypatch.setattr(document, "quick_events", lambda _: None)
    thorough = parse_document(text, "a.yaml")
    assert repr(quick.data) == repr(thorough.data)
    assert quick.marks == thorough.marks


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*WORDS, "- ", "a: ", "\n", "  ", "[", "]", "{", "}", ", ", "'", '"', "#", "&x ", "!!str "]),
        max_size=12,
    )
)
def test_what_the_quick_parser_says_the_thorough_one_says_too(parts):
    text = "".join(parts)
    quick = events.quick_events(text)
    if quick is None:
        return
    try:
        thorough = events.thorough_events(text)
    except YAMLError:
        return  # more is forgiven, nothing is read otherwise
    assert [_said(event) for event in quick] == [_said(event) for event in thorough]


def _said(event):
    return event.name, event.value, events.tag_of(event) if event.name == "Scalar" else event.tag, event.anchor


@pytest.mark.parametrize("text", ["%YAML 1.1\n---\na: yes\n", "a: b\x85c: d\n", "a:\tb\n", "a: [1, 2"])
def test_what_versions_of_yaml_take_otherwise_or_is_broken_is_left_to_the_thorough_parser(text):
    assert events.quick_events(text) is None


def test_without_libyaml_the_same_is_read(monkeypatch):
    import yaml

    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert parse_document("a: [no, 1.50]\n", "a.yaml").data["a"][0] == "no"


@pytest.mark.parametrize("text", ["a: ! 1", "a: !x 1", "! [1]"])
def test_tags_of_any_kind_are_refused(text):
    with pytest.raises(BrokenPackError) as caught:
        parse_document(text, "a.yaml")
    assert caught.value.code == "yaml_tag"
