"""YAML that people write by hand beside a submission: every mistake is one sentence with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from lkjip_audit.errors import UsageError
from lkjip_audit.nearest import nearest
from lkjip_audit.rulepack.document import LARGEST, Document, Location, Mark, parse_document
from lkjip_audit.rulepack.problems import BrokenPackError

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./()–-]*[A-Za-z0-9)]")
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def load(path: Path) -> Document:
    """The file at ``path``; UsageError for one that cannot be read or is no plain YAML."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UsageError("notes_too_large", name=path.name, size=size, limit=LARGEST)
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError("notes_unreadable", name=str(path), reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise UsageError("notes_encoding", name=path.name) from error
    try:
        return parse_document(text, path.name)
    except BrokenPackError as error:
        problem = error.problems[0]
        if problem.code == "yaml_empty":
            return Document(path.name, {}, {(): Mark((1, 1), (1, 1))})
        details = {**dict(problem.details), "file": path.name, "line": problem.line, "column": problem.column}
        raise UsageError(f"notes_{problem.code}", **details) from error


class Reader:
    """The values of one document, each asked for by its way in; a wrong one raises UsageError with its place."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def wrong(self, code: str, location: Location, *, at_key: bool = False, **details: str | int) -> UsageError:
        """The error for the value (or the key) at ``location``."""
        problem = self._document.problem(code, location, details, at_key=at_key)
        return UsageError(f"notes_{code}", file=problem.file, line=problem.line, column=problem.column, **details)

    def keys(self, location: Location, known: Iterable[str]) -> dict[str, object]:
        """The mapping at ``location``, whose keys are all of ``known``."""
        found = self._at(location)
        if not isinstance(found, dict):
            raise self.wrong("wants_mapping", location, key=_name(location))
        known = tuple(known)
        for key in found:
            if key not in known:
                raise self.wrong("unknown_key", (*location, key), at_key=True, key=key, nearest=nearest(key, known))
        return found

    def items(self, location: Location) -> list[Location]:
        """The ways to the items of the list at ``location``; none where there is nothing."""
        found = self._at(location)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self.wrong("wants_list", location, key=_name(location))
        return [(*location, index) for index in range(len(found))]

    def text(self, location: Location) -> str:
        """The text at ``location``; empty where there is none."""
        found = self._at(location)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise self.wrong("wants_text", location, key=_name(location))
        return found.strip()

    def day(self, location: Location) -> date | None:
        """The date at ``location``; None where there is none."""
        found = self._at(location)
        if found is None or (isinstance(found, date) and not isinstance(found, datetime)):
            return found
        raise self.wrong("wants_date", location, key=_name(location))

    def line(self, location: Location) -> int:
        """The line on which the value at ``location`` begins."""
        return self._document.marks[self._document.find(location)].key[0]

    def _at(self, location: Location) -> object:
        found: object = self._document.data
        for part in location:
            if isinstance(found, dict):
                found = found.get(part)
            elif isinstance(found, list) and isinstance(part, int):
                found = found[part]
        return found


def _name(location: Location) -> str:
    """The nearest key above, for a sentence; a file as a whole has none."""
    return next((part for part in reversed(location) if isinstance(part, str)), "YAML")


def scalar(text: str) -> str:
    """``text`` as YAML on one line: plain where nothing in it could be taken for anything else, else in quotes."""
    if (
        _PLAIN.fullmatch(text)
        and not re.fullmatch(r"[\d._-]+|\d+[eE]\d+|0[xo].*", text)
        and text.lower() not in _NO_TEXT
    ):
        return text
    told = (_escaped(character) for character in text)
    return f'"{"".join(told)}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    if character == "\t":
        return "\\t"
    if character.isprintable() and character != "\ufeff":
        return character
    return f"\\U{ord(character):08x}"
