"""A YAML file of a rule pack, with the place of everything in it.

Only plain data is taken: no tags, no anchors or aliases, no key twice.  A decimal number becomes the Decimal
of its digits; no float is ever made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from lkjip_audit.rulepack.problems import BrokenPackError, Problem

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.nodes import Node

Location: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of mappings and indexes of lists."""

NO_DETAILS: Mapping[str, str | int] = MappingProxyType({})

LARGEST = 1_000_000
"""Bytes of the longest file that is read; a rule of this size is a mistake or an attack."""

DEEPEST = 200
"""Brackets within brackets; a rule has some five."""

_TAG = "tag:yaml.org,2002:"
_SYNTAX = {
    "cannot start any token": "yaml_character",
    "mapping values are not allowed": "yaml_colon",
    "could not find expected ':'": "yaml_colon",
    "found unexpected end of stream": "yaml_quote",
    "expected ',' or": "yaml_quote",
    "found undefined alias": "yaml_alias",
    "expected a single document": "yaml_documents",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Line and column, from 1, of a value and of its key (for an item of a list: of the item)."""

    value: tuple[int, int]
    key: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its plain ``data`` and the ``marks`` of everything in it."""

    file: str
    data: Any
    marks: Mapping[Location, Mark]

    def find(self, location: Location) -> Location:
        """``location`` as far as it is there; parts that are no key (branches of a union) are skipped."""
        found: Location = ()
        for part in location:
            if (*found, part) in self.marks:
                found = (*found, part)
        return found

    def problem(
        self,
        code: str,
        location: Location = (),
        details: Mapping[str, str | int] = NO_DETAILS,
        *,
        at_key: bool = False,
        shift: int = 0,
    ) -> Problem:
        """A problem at the value (or the key) of ``location``, ``shift`` columns to the right."""
        mark = self.marks[self.find(location)]
        line, column = mark.key if at_key else mark.value
        return Problem(self.file, line, column + shift, code, tuple(details.items()))


def read(path: Path, *, without: str | None = None) -> Document:
    """The file at ``path``; BrokenPackError where it is no plain YAML.

    ``without`` names a key at the top level that is left unread: YAML is slow to read, and an audit has no
    use for the examples that make up most of a rule.
    """
    file = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _broken(file, "rule_file_unreadable", reason=error.strerror or "") from error
    if len(data) > LARGEST:
        raise _broken(file, "rule_file_too_large", size=len(data), limit=LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _broken(file, "rule_file_encoding", position=error.start) from error
    return parse_document(text if without is None else _blank(text, without), file)


def parse_document(text: str, file: str) -> Document:
    """The YAML ``text`` of ``file``."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - slow to import, and --help needs none of it
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    if _nesting(text) > DEEPEST:
        raise _broken(file, "yaml_depth")
    try:
        root = YAML(typ="safe", pure=True).compose(text)
        if root is None:
            raise _broken(file, "yaml_empty")
        reader = _Reader(file)
        return Document(file, reader.value(root, (), _start(root)), reader.marks)
    except MarkedYAMLError as error:
        raise _syntax(file, error) from error
    except YAMLError as error:
        raise _broken(file, "yaml_syntax", reason=str(error).partition("\n")[0]) from error
    except RecursionError as error:
        raise _broken(file, "yaml_depth") from error


def _nesting(text: str) -> int:
    """How deep brackets are opened, as far as a glance tells; over thousands the reader takes ages."""
    deepest = depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _blank(text: str, key: str) -> str:
    """``text`` with the block of the top-level ``key`` emptied, every other line staying on its line."""
    block = re.compile(rf"^{re.escape(key)}:.*\n?(?:(?:[ \t#].*|\r?)\n)*(?:[ \t#].*)?", re.MULTILINE)
    return block.sub(lambda match: "\n" * match.group().count("\n"), text)


def _broken(file: str, code: str, place: tuple[int, int] = (1, 1), **details: str | int) -> BrokenPackError:
    return BrokenPackError([Problem(file, *place, code, tuple(details.items()))])


def _syntax(file: str, error: MarkedYAMLError) -> BrokenPackError:
    told = f"{error.problem or ''} {error.context or ''}"
    code = next((code for words, code in _SYNTAX.items() if words in told), "yaml_syntax")
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return _broken(file, code, place, reason=error.problem or "")


def _start(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


class _Reader:
    """Turns nodes into plain values and notes where each stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[Location, Mark] = {}
        self._met: set[int] = set()

    def value(self, node: Node, location: Location, key: tuple[int, int]) -> object:
        """The value of ``node``, which stands at ``location`` under a key at ``key``."""
        if id(node) in self._met or node.anchor:
            raise self._problem(node, "yaml_alias")
        self._met.add(id(node))
        self.marks[location] = Mark(_start(node), key)
        tag = str(node.tag or "")
        if tag == f"{_TAG}map":
            return self._mapping(node, location)
        if tag == f"{_TAG}seq":
            return [self.value(item, (*location, i), _start(item)) for i, item in enumerate(node.value)]
        return self._scalar(node, tag)

    def _mapping(self, node: Node, location: Location) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or str(key_node.tag) == f"{_TAG}merge":
                raise self._problem(key_node, "yaml_key")
            if key in found:
                raise self._problem(key_node, "yaml_duplicate_key", key=key)
            found[key] = self.value(value_node, (*location, key), _start(key_node))
        return found

    def _scalar(self, node: Node, tag: str) -> object:
        text = node.value
        try:
            match tag.removeprefix(_TAG):
                case "str":
                    return text
                case "null":
                    return None
                case "bool":
                    return text.lower() == "true"
                case "int":
                    return _integer(text)
                case "float":
                    return _decimal(text)
                case "timestamp":
                    return _moment(text)
        except (ValueError, InvalidOperation) as error:
            raise self._problem(node, "yaml_value", value=text) from error
        raise self._problem(node, "yaml_tag", tag=tag.removeprefix(_TAG))

    def _problem(self, node: Node, code: str, **details: str | int) -> BrokenPackError:
        return _broken(self.file, code, _start(node), **details)


def _integer(text: str) -> int:
    digits = text.replace("_", "")
    return int(digits, 0) if digits.lstrip("+-").lower().startswith(("0x", "0o")) else int(digits)


def _decimal(text: str) -> Decimal:
    value = Decimal(text.replace("_", ""))
    if not value.is_finite():
        raise ValueError(text)
    return value


def _moment(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == len("2024-12-31") else datetime.fromisoformat(text)
