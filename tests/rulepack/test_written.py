"""Text written as YAML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.rulepack.document import parse_document
from lkjip_audit.rulepack.written import quoted, scalar


@pytest.mark.parametrize("write", [scalar, quoted])
@given(text=st.text(max_size=40))
def test_any_text_is_one_line_of_yaml_that_reads_as_it_was(write, text):
    line = write(text)
    assert "\n" not in line
    read = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert parse_document(f"a: {line}\n", "x").data["a"] == read


@pytest.mark.parametrize("text", ["diterima", "Inspektorat (2024)", "0116ffc7c729e551", "1. Program"])
def test_what_can_only_be_text_is_written_plain(text):
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["true", "No", "12", "1.5", "1e5", "0x1f", "2024-12-31", "a: b", "", "- a", "# a"])
def test_what_could_be_something_else_is_quoted(text):
    assert scalar(text) == quoted(text) == f'"{text}"'


def test_what_does_not_show_is_escaped():
    assert quoted('a\t"b"\u00a0\u2028') == '"a\\t\\"b\\"\\u00a0\\u2028"'
