"""A YAML file of a rule pack, with the place of everything in it.

Only plain data is taken: no tags, no anchors or aliases, no key twice.  A decimal number becomes the Decimal
of its digits; no float is ever made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from lkjip_audit.rulepack.events import TAG, Event, quick_events, tag_of, thorough_events
from lkjip_audit.rulepack.problems import BrokenPackError, Problem

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

Location: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of mappings and indexes of lists."""

NO_DETAILS: Mapping[str, str | int] = MappingProxyType({})

LARGEST = 1_000_000
"""Bytes of the longest file that is read; a rule of this size is a mistake or an attack."""

DEEPEST = 200
"""Brackets within brackets; a rule has some five."""

_SYNTAX = {
    "cannot start any token": "yaml_character",
    "mapping values are not allowed": "yaml_colon",
    "could not find expected ':'": "yaml_colon",
    "found unexpected end of stream": "yaml_quote",
    "expected ',' or": "yaml_quote",
    "expected <block end>": "yaml_indent",
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

    @classmethod
    def empty(cls, file: str) -> Document:
        """The document of a ``file`` with nothing in it."""
        return cls(file, {}, {(): Mark((1, 1), (1, 1))})

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


def read(path: Path, *, without: str | None = None, name: str | None = None) -> Document:
    """The file at ``path``, which problems call ``name`` (its path unless given); BrokenPackError for no plain YAML.

    ``without`` names a key at the top level that is left unread: YAML is slow to read, and an audit has no
    use for the examples that make up most of a rule.
    """
    file = name or str(path)
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
    """The YAML ``text`` of ``file``; BrokenPackError where it is no plain YAML."""
    if _nesting(text) > DEEPEST:
        raise _broken(file, "yaml_depth")
    try:
        return _Reader(file, quick_events(text) or _thorough(text, file)).document()
    except RecursionError as error:
        raise _broken(file, "yaml_depth") from error


def _thorough(text: str, file: str) -> tuple[Event, ...]:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415 - needed only for what is broken

    try:
        return thorough_events(text)
    except MarkedYAMLError as error:
        raise _syntax(file, error) from error
    except YAMLError as error:
        raise _broken(file, "yaml_syntax", reason=str(error).partition("\n")[0]) from error


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


class _Reader:
    """Turns events into plain values and notes where each stands."""

    def __init__(self, file: str, events: Iterable[Event]) -> None:
        self.file = file
        self.marks: dict[Location, Mark] = {}
        self._events = iter(events)

    def document(self) -> Document:
        """The only document of the events."""
        next(self._events)
        if next(self._events).name == "StreamEnd":
            raise _broken(self.file, "yaml_empty")
        root = next(self._events)
        data = self._value(root, (), root.place)
        next(self._events)
        after = next(self._events)
        if after.name != "StreamEnd":
            raise self._problem(after, "yaml_documents")
        return Document(self.file, data, self.marks)

    def _value(self, event: Event, location: Location, key: tuple[int, int]) -> object:
        """The value that begins with ``event`` and stands at ``location``, under a key at ``key``."""
        if event.name == "Alias" or event.anchor:
            raise self._problem(event, "yaml_alias")
        self.marks[location] = Mark(event.place, key)
        if event.name == "Scalar":
            return self._scalar(event, tag_of(event))
        wanted = "map" if event.name == "MappingStart" else "seq"
        if event.tag.removeprefix(TAG) not in ("", wanted):
            raise self._problem(event, "yaml_tag", tag=event.tag.removeprefix(TAG))
        return self._mapping(location) if wanted == "map" else self._sequence(location)

    def _sequence(self, location: Location) -> list[object]:
        found: list[object] = []
        while (event := next(self._events)).name != "SequenceEnd":
            found.append(self._value(event, (*location, len(found)), event.place))
        return found

    def _mapping(self, location: Location) -> dict[str, object]:
        found: dict[str, object] = {}
        while (event := next(self._events)).name != "MappingEnd":
            if event.name == "Alias" or event.anchor:
                raise self._problem(event, "yaml_alias")
            if event.name != "Scalar" or tag_of(event) == f"{TAG}merge":
                raise self._problem(event, "yaml_key")
            key = event.value
            if key in found:
                raise self._problem(event, "yaml_duplicate_key", key=key)
            found[key] = self._value(next(self._events), (*location, key), event.place)
        return found

    def _scalar(self, event: Event, tag: str) -> object:
        text = event.value
        try:
            match tag.removeprefix(TAG):
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
            raise self._problem(event, "yaml_value", value=text) from error
        raise self._problem(event, "yaml_tag", tag=tag.removeprefix(TAG))

    def _problem(self, event: Event, code: str, **details: str | int) -> BrokenPackError:
        return _broken(self.file, code, event.place, **details)


def _integer(text: str) -> int:
    """The number; ValueError for one of more digits than Python writes out, in whatever base it is given."""
    digits = text.replace("_", "")
    value = int(digits, 0) if digits.lstrip("+-").lower().startswith(("0x", "0o")) else int(digits)
    return int(str(value))


def _decimal(text: str) -> Decimal:
    value = Decimal(text.replace("_", ""))
    if not value.is_finite():
        raise ValueError(text)
    return value


def _moment(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == len("2024-12-31") else datetime.fromisoformat(text)
