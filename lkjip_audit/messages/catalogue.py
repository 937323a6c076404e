"""Sentences by key, in one language; ``id.yaml`` and ``en.yaml`` hold the same keys with the same places."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lkjip_audit.errors import LkjipAuditError, RulePackError, UsageError
from lkjip_audit.languages import INDONESIAN, LANGUAGES
from lkjip_audit.rulepack.document import parse_document
from lkjip_audit.rulepack.problems import BrokenNotesError, Problem
from lkjip_audit.rulepack.template import fill

_HINTS = ("what", "reason", "found")
"""Details that choose a more telling sentence: ``unsafe`` with the reason "ratio" is ``unsafe.ratio``."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language; a section of the file is read when a key of it is first asked for."""

    lang: str = INDONESIAN

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise UsageError("unknown_language", lang=self.lang, known=", ".join(LANGUAGES))

    def text(self, key: str, /, **values: object) -> str:
        """The sentence at ``section.name`` with ``values`` in their places.

        Where there is none it names the key and tells the values: no reader loses an audit for want of a sentence.
        """
        section, _, name = key.partition(".")
        sentence = _section(self.lang, section).get(name)
        if sentence is None:
            told = ", ".join(f"{place}={value}" for place, value in values.items()) or "-"
            return fill(_section(self.lang, "error")["no_sentence"], {"code": key, "details": told})
        forms = {"bytes": self._bytes, "count": self._count, "why": self._why}
        return fill(sentence, values, forms)

    def has(self, key: str) -> bool:
        """Whether there is a sentence for ``key``."""
        section, _, name = key.partition(".")
        return name in _section(self.lang, section)

    def error(self, error: LkjipAuditError) -> str:
        """The sentence for ``error``; for a broken file without its place."""
        section = "rulepack" if isinstance(error, RulePackError | BrokenNotesError) else "error"
        return self._told(section, error.code, error.details)

    def lines(self, error: LkjipAuditError) -> list[str]:
        """The sentences for ``error``: for a broken file every fault, as ``file:line:column: sentence``."""
        problems: Sequence[Problem] = getattr(error, "problems", ())
        told = [f"{problem.place}: {self.problem(problem)}" for problem in problems]
        return told or [error.place + self.error(error)]

    def problem(self, problem: Problem) -> str:
        """The sentence for a fault of a file, without its place."""
        return self._told("rulepack", problem.code, dict(problem.details))

    def _told(self, section: str, code: str, details: Mapping[str, str | int]) -> str:
        for hint in _HINTS:
            if hint in details and self.has(key := f"{section}.{code}.{details[hint]}"):
                return self.text(key, **details)
        return self.text(f"{section}.{code}", **details)

    def _bytes(self, value: object) -> str:
        size, unit = int(str(value)), "byte"
        for larger in ("KB", "MB", "GB"):
            if size < 1024:
                break
            size, unit = (size + 512) // 1024, larger
        return f"{self._count(size)} {unit}"

    def _why(self, value: object) -> str:
        """What the system says of a file, in the reader's language where it is one of the usual."""
        name = next((errno.errorcode[number] for number in errno.errorcode if os.strerror(number) == value), "")
        return self.text(key) if name and self.has(key := f"system.{name.lower()}") else str(value)

    def _count(self, value: object) -> str:
        text = f"{int(str(value)):,}"
        return text.replace(",", ".") if self.lang == "id" else text


@cache
def _parts(lang: str) -> Mapping[str, str]:
    """The text of each section.  YAML is slow to read, so only the sections that are used are."""
    text = resources.files(__package__).joinpath(f"{lang}.yaml").read_text("utf-8")
    parts = re.split(r"^([a-z_]+):[ \t]*\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def _section(lang: str, section: str) -> Mapping[str, str]:
    """The sentences of ``section`` by name; none when there is no such section."""
    text = _parts(lang).get(section)
    return parse_document(text, f"{lang}.yaml").data if text else {}


def sections(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Every section with its sentences."""
    return {section: _section(lang, section) for section in _parts(lang)}
