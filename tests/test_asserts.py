"""Asserts assert something: what looks like one and is none is found."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
FILES = sorted(ROOT.rglob("*.py"))


def empty(source: str) -> list[int]:
    """The lines of asserts that cannot fail as meant: of a tuple or a constant, or with a claim for a message."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assert)
        and (
            isinstance(node.test, ast.Tuple | ast.Constant | ast.JoinedStr | ast.Lambda | ast.GeneratorExp)
            or isinstance(node.msg, ast.Compare)
            or (isinstance(node.msg, ast.UnaryOp) and isinstance(node.msg.op, ast.Not))
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        "assert (a, b)",
        "assert a, b == (2, 3)",
        "assert a, not b",
        "assert 'a'",
        "assert (x for x in y)",
        "assert dict(a)['fits'], dict(a)['of'] == ('2', '3')",
    ],
)
def test_assert_that_asserts_nothing_is_seen(line):
    assert empty(line) == [1]


@pytest.mark.parametrize("line", ["assert a == b", "assert a == b, c", "assert (a, b) == c", "assert a, f'{b}'"])
def test_assert_with_a_message_is_none(line):
    assert empty(line) == []


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_every_assert_can_fail(path):
    assert empty(path.read_text("utf-8")) == []
