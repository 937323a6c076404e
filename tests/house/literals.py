"""Every string that stands in the program's code, with what it stands in."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "lkjip_audit"


@dataclass(frozen=True)
class Place:
    """A part of a module's code: ``rooms`` is its path in the package, ``node`` what stands there."""

    module: str
    line: int
    node: ast.AST

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {ast.unparse(self.node)}"


def modules(source: str | None = None) -> Iterator[tuple[str, ast.Module]]:
    """Every module with its path in the package; of ``source`` alone, where that is given."""
    yield from _parsed() if source is None else (("trial.py", ast.parse(source)),)


@cache
def _parsed() -> tuple[tuple[str, ast.Module], ...]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple((path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def texts(nodes: Iterable[ast.AST | None]) -> list[str]:
    """The strings among ``nodes``."""
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def strings_in(node: ast.AST) -> list[str]:
    """The strings that are elements (of a mapping: keys or values, whichever are more) of ``node`` itself."""
    match node:
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return texts(items)
        case ast.Dict(keys=keys, values=values):
            return max(texts(keys), texts(values), key=len)
        case ast.Compare(left=left, comparators=others):
            return texts([left, *others])
    return []


def collections(names: frozenset[str], source: str | None = None) -> Iterator[Place]:
    """Every collection of two strings or more of which ``names`` make at least half, two of them or more."""
    for module, tree in modules(source):
        for node in ast.walk(tree):
            found = [] if isinstance(node, ast.Compare) else strings_in(node)
            known = [text for text in found if text in names]
            if len(known) >= 2 and 2 * len(known) >= len(found):
                yield Place(module, node.lineno, node)  # type: ignore[attr-defined]


def comparisons(names: frozenset[str], source: str | None = None) -> Iterator[Place]:
    """Every comparison with one of ``names``, and every prefix that is tested against one."""
    for module, tree in modules(source):
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and any(text in names for text in strings_in(node)):
                yield Place(module, node.lineno, node)
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "startswith"
                and any(isinstance(item, ast.Constant) and item.value in names for item in node.args)
            ):
                yield Place(module, node.lineno, node)


def arguments(names: frozenset[str], functions: frozenset[str], source: str | None = None) -> Iterator[Place]:
    """Every call of one of ``functions`` (by its last name) that is given one of ``names`` as it stands."""
    for module, tree in modules(source):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                func = node.func
                called = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
                given = [*node.args, *(item.value for item in node.keywords)]
                if called in functions and any(
                    isinstance(item, ast.Constant) and item.value in names for item in given
                ):
                    yield Place(module, node.lineno, node)
